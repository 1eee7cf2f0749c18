// Which runs a figure needs and how a budget shortens them; the table formats.
#include <QtTest>

#include "core/base/paper_recipe.h"
#include "core/engine/snapshot.h"
#include "core/reproduce/caption.h"
#include "core/reproduce/figure_tables.h"
#include "core/reproduce/table.h"
#include "tests/core/reproduce/tiny_reproduction.h"
#include "tests/support/memory_run.h"

using namespace entroscope;

class TestReproducePlan : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void figuresShareTheirRuns() {
    const TinyReproduction tiny;
    const ReproductionPlan plan = planReproduction(tiny.request({"all"}));
    QCOMPARE(plan.manifest.figures.size(), std::size_t{6});
    // Four configurations of three models, two learnable slopes, four fixed ones.
    QCOMPARE(plan.queue.size(), std::size_t{12 + 2 + 4});
    for (const char* name : {"fig1", "fig2", "fig4"}) {
      QCOMPARE(plan.manifest.figure(name)->runs,
               std::vector<std::string>(
                   {"runs/sample/SM+LN+G", "runs/sample/SM+LN+R", "runs/sample/SM+G", "runs/sample/SM+R"}));
    }
    QCOMPARE(plan.manifest.figure("fig5")->runs.front(), std::string("runs/sample/SM+LR=0.01"));
    QVERIFY(plan.manifest.figure("fig3")->published.empty());
    QCOMPARE(plan.manifest.figure("table2")->published.back(),
             std::string("reference:paper/pythia-70m-256/SM+R"));
  }

  void modelsCanBeChosen() {
    const TinyReproduction tiny;
    ReproductionRequest request = tiny.request({"table2", "fig1"});
    request.models = {"pythia-70m-256", "gpt2"};
    const ReproductionPlan plan = planReproduction(request);
    QCOMPARE(plan.queue.size(), std::size_t{8});
    const RunConfig& pythia = plan.queue.back().config;
    QCOMPARE(pythia.model.family, Family::GptNeoX);
    QCOMPARE(pythia.model.context, 256);
    QCOMPARE(tokensPerStep(pythia), std::int64_t{2 * 256});  // --set train.batch holds for every model
    request.models = {"pythia-70m"};
    QCOMPARE(planReproduction(request).queue.size(), std::size_t{8});  // fig1 is GPT-2's
  }

  void halfPrecisionForFigureFive() {
    const TinyReproduction tiny;
    ReproductionRequest request = tiny.request({"fig5"});
    request.slopes = {0.3};
    const ReproductionPlan plan = planReproduction(request);
    QCOMPARE(plan.queue.size(), std::size_t{1});
    const RunConfig& config = plan.queue.front().config;
    QCOMPARE(config.train.precision, Precision::Fp16);
    QVERIFY(config.model.lowPrecisionScores && config.model.lowPrecisionResidual &&
            config.model.maskAsReleased);
    QCOMPARE(config.model.slope, 0.3);
  }

  void thePaperItself() {
    const TinyReproduction tiny;
    ReproductionRequest request = tiny.request({"fig1"});
    request.preset = "gpt2";
    request.set = {"data.chunking=paper"};
    request.budget = 0;
    const ReproductionPlan plan = planReproduction(request);
    const RunConfig& config = plan.queue.front().config;
    QCOMPARE(config.train.steps, std::int64_t{32300});
    QVERIFY(config.model.maskAsReleased);
    QVERIFY2(plan.queue.front().entry.departures.empty(), plan.queue.front().entry.folder.c_str());
  }

  void aBudgetScalesSteps() {
    RunConfig config = paperRun(Family::Gpt2, 128);
    config.train.checkpointInterval = 1000;
    scaleToBudget(config, 65536 * 100, 4000);
    QCOMPARE(config.train.steps, std::int64_t{100});
    QCOMPARE(config.train.checkpointInterval, std::int64_t{3});
    QCOMPARE(config.train.measureInterval, std::int64_t{1});
    // Ten evaluations that together read no more than the training does.
    QCOMPARE(config.train.evaluationInterval, std::int64_t{10});
    QCOMPARE(config.train.evaluationBatches, 40);
    QVERIFY(10LL * config.train.evaluationBatches * 128 * 128 <= 65536 * 100);

    config = paperRun(Family::Gpt2, 128);
    scaleToBudget(config, 65536 * 100, 30);
    QCOMPARE(config.train.evaluationBatches, 0);  // the whole split is within that
    scaleToBudget(config, std::int64_t{1} << 60, 30);
    QCOMPARE(config.train.steps, std::int64_t{100});  // never lengthened
    QVERIFY(sentenceOf([&] { scaleToBudget(config, 65535, 30); }).contains("at least 65536 tokens"));
  }

  void theCaptionSaysWhatWasDone() {
    const TinyReproduction tiny;
    const ReproductionPlan plan = planReproduction(tiny.request({"fig1", "fig3"}));
    QString all;
    for (const CaptionLine& line : captionOf(plan.manifest, *plan.manifest.figure("fig1"), "fig1"))
      all += QString::fromStdString(line.head + ": " + line.text + "\n");
    for (const char* part :
         {"Budget: --budget 1,536 tokens a run: 6 steps of 256 tokens", "32,300 of 65,536 (2,116,812,800)",
          "model of the bundled sample's size", "\"data\": 4,000 training and 500 validation tokens",
          "model.width is 16 where the paper's recipe has 768.",
          "model.final_norm is \"none\" where the paper's recipe has \"layer_norm\" (SM+G, SM+R).",
          "Unfinished: SM+LN+G queued at step 0 of 6"})
      QVERIFY2(all.contains(part), qPrintable(QString(part) + "\n" + all));
    QVERIFY(!all.contains("drawn alone"));
    bool alone = false;
    for (const CaptionLine& line : captionOf(plan.manifest, *plan.manifest.figure("fig3"), "fig3"))
      alone = alone || line.text.find("drawn alone") != std::string::npos;
    QVERIFY(alone);
  }

  void theCaptionNamesModelsWhereTheyDiffer() {
    const TinyReproduction tiny;
    ReproductionRequest request = tiny.request({"table2"});
    request.models = {"gpt2", "pythia-70m"};
    const ReproductionPlan plan = planReproduction(request);
    QString all;
    for (const CaptionLine& line : captionOf(plan.manifest, *plan.manifest.figure("table2"), "table2"))
      all += QString::fromStdString(line.head + ": " + line.text + "\n");
    for (const char* part :
         {"model.layers is 2 where the paper's recipe has 12 (GPT-2, T=128).",
          "model.layers is 2 where the paper's recipe has 6 (Pythia-70M, T=128).",
          "model.final_norm is \"none\" where the paper's recipe has \"layer_norm\" (SM+G, SM+R).",
          "GPT-2, T=128 SM+LN+G queued at step 0 of 6", "Pythia-70M, T=128 SM+R queued at step 0 of 6"})
      QVERIFY2(all.contains(part), qPrintable(QString(part) + "\n" + all));
  }

  void tableFormats() {
    Table table{"t", "A table", {{"who", "Who"}, {"change_percent", "Δ %", 2}}, {}, {"Half of it."}};
    table.add({std::string("SM+LN+G, \"a\" & b_1"), {}});
    table.add({std::string("other"), -2.345678});
    table.add({std::string("bad"), std::numeric_limits<double>::quiet_NaN()});
    QCOMPARE(QString::fromStdString(toCsv(table)),
             "who,change_percent\n\"SM+LN+G, \"\"a\"\" & b_1\",\nother,-2.345678\nbad,NaN\n");
    QCOMPARE(QString::fromStdString(toLatex(table)),
             "% A table\n% needs \\usepackage{booktabs}\n\\begin{tabular}{lr}\n\\toprule\n"
             "Who & $\\Delta$ \\% \\\\\n\\midrule\nSM+LN+G, \"a\" \\& b\\_1 & -- \\\\\nother & $-2.35$ \\\\\n"
             "bad & NaN \\\\\n\\bottomrule\n\\multicolumn{2}{p{0.95\\linewidth}}{\\footnotesize Half of it.} "
             "\\\\\n\\end{tabular}\n");
    const Json json = toJson(table);
    QVERIFY(json["rows"][0]["change_percent"].is_null());
    QVERIFY(json["rows"][2]["change_percent"] == "NaN");
    QVERIFY(json["rows"][1]["change_percent"] == -2.345678);
  }

  /// More digits than a cell has room for are no reason to cut some off.
  void hugeNumbers() {
    Table table{"t", "A table", {{"perplexity", "Perplexity"}, {"tokens", "Tokens", 0}}, {}, {}};
    table.add({1.5e300, 2116812800.0});
    table.add({-2.5e100, 0.0});
    const QString latex = QString::fromStdString(toLatex(table));
    QVERIFY2(latex.contains("\n1.5e+300 & 2116812800 "), qPrintable(latex));
    QVERIFY2(latex.contains("\n$-2.5e+100$ & 0 "), qPrintable(latex));
  }

  /// A folder that is none of ours may hold any shapes: its row is left out, nothing is read beyond them.
  void figuresOfOtherShapes() {
    const TinyReproduction tiny;
    const ReproductionPlan plan = planReproduction(tiny.request({"fig5"}));
    const auto rowsWith = [&](int countColumns, int shareRows) {
      const auto run = std::make_shared<MemoryRun>("SM+LR=0.1");
      const auto values = [](int rows, int columns) {
        return std::vector<float>(static_cast<std::size_t>(rows * columns), 0.5F);
      };
      run->add(std::string(measure::kNanPrefix) + std::string(toText(NanSite::Probabilities)), 1, 2,
               countColumns, values(2, countColumns));
      run->add(measure::kEntropy, 1, 2, 3, values(2, 3));
      run->add(measure::kNanRowShare, 1, shareRows, 3, values(shareRows, 3));
      FigureRuns runs;
      runs.ours.push_back(run);
      return figureTables(plan.manifest, *plan.manifest.figure("fig5"), runs).front().rows.size();
    };
    QCOMPARE(rowsWith(1, 2), std::size_t{2});
    QCOMPARE(rowsWith(4, 2), std::size_t{0});
    QCOMPARE(rowsWith(1, 1), std::size_t{0});
    QCOMPARE(rowsWith(1, 5), std::size_t{0});
  }

  void refuses_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("said");
    QTest::newRow("figure") << "figure"
                            << "figure \"fig6\" is not in the paper; there are table2, fig1";
    QTest::newRow("no figure") << "none"
                               << "expected a figure";
    QTest::newRow("model") << "model"
                           << "model \"bert\" is not in the paper; there are gpt2, pythia-70m";
    QTest::newRow("preset") << "preset"
                            << "--preset: expected gpt2 or sample";
    QTest::newRow("recipe") << "recipe"
                            << "fancy";
    QTest::newRow("data") << "data"
                          << "absent: no such data set";
    QTest::newRow("budget") << "budget"
                            << "--budget: expected at least 256 tokens, one step of sample/SM+LN+G";
    QTest::newRow("slopes") << "slopes"
                            << "--slopes: expected different finite numbers, found 0.1";
    QTest::newRow("key") << "key"
                         << "model.colour";
    QTest::newRow("no value") << "no value"
                              << "expected KEY=VALUE";
    QTest::newRow("own option") << "own option"
                                << "train.seed";
    QTest::newRow("shape") << "shape"
                           << "model.width";
    QTest::newRow("too short") << "too short"
                               << "sequence of 4096 tokens";
    QTest::newRow("device") << "device"
                            << "device: expected auto, cpu";
  }
  void refuses() {
    QFETCH(QString, change);
    QFETCH(QString, said);
    const TinyReproduction tiny;
    ReproductionRequest request = tiny.request({"fig1", "fig5"});
    if (change == "figure") request.figures = {"fig1", "fig6"};
    if (change == "none") request.figures.clear();
    if (change == "model") request.models = {"bert"};
    if (change == "preset") request.preset = "sample-nan";
    if (change == "recipe") request.preset = "sample:fancy";
    if (change == "data") request.data = (tiny.folder() / "absent").string();
    if (change == "budget") request.budget = 255;
    if (change == "slopes") request.slopes = {0.1, 0.2, 0.1};
    if (change == "key") request.set.emplace_back("model.colour=red");
    if (change == "no value") request.set.emplace_back("train.batch");
    if (change == "own option") request.set.emplace_back("train.seed=3");
    if (change == "shape") request.set.emplace_back("model.width=15");
    if (change == "too short")
      request.set.insert(request.set.end(), {"model.positions=4096", "model.context=4096"});
    if (change == "device") request.device = "gpu";
    const auto before = TinyReproduction::listing(tiny.folder());
    const QString sentence = sentenceOf([&] { reproduce(request, TinyReproduction::parts()); });
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
    QVERIFY(TinyReproduction::listing(tiny.folder()) == before);
  }
};

QTEST_GUILESS_MAIN(TestReproducePlan)
#include "test_reproduce_plan.moc"
