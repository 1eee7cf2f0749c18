// Whole reproductions with the real trainer at the smallest size: what they leave, going on after an
// interruption or a failure, and what is refused.
#include <QtTest>

#include "core/runs/csv.h"
#include "tests/core/reproduce/tiny_reproduction.h"

using namespace entroscope;

namespace {

std::string contents(const std::filesystem::path& file) { return readTextFile(file); }

std::vector<CsvRow> rowsOf(const std::filesystem::path& file) {
  return parseCsv(contents(file), file.string());
}

}  // namespace

class TestReproduceRun : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFigure() {
    const TinyReproduction tiny;
    const ReproductionRequest request = tiny.request({"all"});
    const ReproductionManifest manifest = reproduce(request, TinyReproduction::parts());
    QCOMPARE(manifest.runs.size(), std::size_t{18});
    for (const ReproducedRun& run : manifest.runs) {
      QVERIFY2(run.finished() && run.stepsMade == run.steps, run.folder.c_str());
      QCOMPARE(openRun((request.out / run.folder).string())->info().id, run.id);
      QVERIFY(!run.departures.empty());
    }
    QCOMPARE(manifest.settings.tokenizerHash, std::string("t"));
    QVERIFY(manifest.library.starts_with("LibTorch "));
    for (const ReproducedFigure& figure : manifest.figures) {
      QVERIFY(figure.complete());
      for (const std::string& table : figure.tables)
        QVERIFY2(contents(request.out / table).size() > 50, table.c_str());
    }
    // The published numbers stand beside ours, and no change is given between the two.
    const auto table = rowsOf(request.out / "table2.csv");
    QCOMPARE(table.size(), std::size_t{1 + 12});
    QCOMPARE(table[3][2], std::string("SM+G"));
    QCOMPARE(table[3][8], std::string("3.197"));
    const double ours = std::stod(table[3][3]), baseline = std::stod(table[1][3]);
    QVERIFY(std::abs(std::stod(table[3][4]) - 100 * (ours / baseline - 1)) < 1e-9);
    QCOMPARE(rowsOf(request.out / "fig1.csv").size(), std::size_t{1 + 4 * 2 + 4 * 12});
    QCOMPARE(rowsOf(request.out / "fig2a.csv").size(), std::size_t{1 + 4 + 4});
    QCOMPARE(rowsOf(request.out / "fig2b.csv").size(), std::size_t{1 + 4 * 3});
    QCOMPARE(rowsOf(request.out / "fig3.csv").size(), std::size_t{1 + 2 + 1});
    QCOMPARE(rowsOf(request.out / "fig4.csv").size(), std::size_t{1 + 4 * 2});
    QCOMPARE(rowsOf(request.out / "fig5.csv").size(), std::size_t{1 + 4 * 2});
    // It reads back as it was written, and a second call trains nothing.
    QVERIFY(toJson(readReproduction(request.out)) == toJson(manifest));
    int started = 0;
    ReproductionParts parts = TinyReproduction::parts();
    parts.published = [&](const Snapshot&) { ++started; };
    QVERIFY(toJson(reproduce(request, parts)) == toJson(manifest));
    QCOMPARE(started, 0);
  }

  void figuresAreAddedAndShareRuns() {
    const TinyReproduction tiny;
    const auto first = reproduce(tiny.request({"fig4"}), TinyReproduction::parts());
    ReproductionRequest request = tiny.request({"table2", "fig1"});
    request.models = {"gpt2"};
    std::set<std::string> trained;
    ReproductionParts parts = TinyReproduction::parts();
    parts.published = [&](const Snapshot& snapshot) { trained.insert(snapshot.runPath); };
    auto manifest = reproduce(request, parts);
    QVERIFY(trained.empty());
    QCOMPARE(manifest.runs.size(), first.runs.size());
    QCOMPARE(manifest.figures.size(), std::size_t{3});
    QCOMPARE(manifest.figures.front().name, std::string("table2"));
    // Another model of the table joins those that are there.
    request.models = {"pythia-70m"};
    request.figures = {"table2"};
    manifest = reproduce(request, parts);
    QCOMPARE(trained.size(), std::size_t{4});
    QCOMPARE(rowsOf(request.out / "table2.csv").size(), std::size_t{1 + 8});
  }

  void anInterruptedOneGoesOn() {
    const TinyReproduction tiny;
    const ReproductionRequest request = tiny.request({"fig2"});
    std::stop_source stop;
    ReproductionParts parts = TinyReproduction::parts();
    parts.published = [&](const Snapshot& snapshot) {
      if (snapshot.configuration == "SM+LN+R" && snapshot.step == 3) stop.request_stop();
    };
    ReproductionManifest manifest = reproduce(request, parts, stop.get_token());
    QVERIFY(manifest.runs[0].finished());
    QCOMPARE(manifest.runs[1].state, std::string("interrupted"));
    QCOMPARE(manifest.runs[1].stepsMade, std::int64_t{3});
    QCOMPARE(manifest.runs[2].state, std::string("queued"));
    QVERIFY(!manifest.figures[0].complete());
    QVERIFY(!std::filesystem::exists(request.out / "fig2b.csv"));

    parts.published = {};
    manifest = reproduce(request, parts);
    QVERIFY(manifest.figures[0].complete());
    const ReproductionRequest whole = tiny.request({"fig2"}, "whole");
    reproduce(whole, parts);
    QCOMPARE(contents(request.out / "fig2b.csv"), contents(whole.out / "fig2b.csv"));
    QCOMPARE(contents(request.out / "fig2a.csv"), contents(whole.out / "fig2a.csv"));
  }

  void aFailedRunIsSaidAndTriedAgain() {
    const TinyReproduction tiny;
    const ReproductionRequest request = tiny.request({"fig3"});
    ReproductionParts parts;
    const TrainerFactory real = realTrainers();
    parts.trainers = [&](const RunRequest& run) {
      if (run.config.configuration == "SM+LR") throw Error(ErrorCode::OutOfMemory, "no memory left");
      return real(run);
    };
    const QString sentence = sentenceOf([&] { reproduce(request, parts); });
    QVERIFY2(sentence.contains("runs/sample/SM+LR: no memory left"), qPrintable(sentence));
    QVERIFY(readReproduction(request.out).run("runs/sample/SM+LR-global")->finished());
    QVERIFY(!readReproduction(request.out).figures[0].complete());
    QVERIFY(reproduce(request, TinyReproduction::parts()).figures[0].complete());
  }

  void otherSettingsAreRefused_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"budget", "seed", "--set", "slopes", "preset", "validation data"})
      QTest::newRow(what) << what;
  }
  void otherSettingsAreRefused() {
    QFETCH(QString, what);
    const TinyReproduction tiny;
    ReproductionRequest request = tiny.request({"fig5"});
    request.slopes = {0.1};
    reproduce(request, TinyReproduction::parts());
    const auto before = TinyReproduction::listing(tiny.folder());
    const std::string manifest = contents(request.out / kReproductionFile);
    if (what == "budget") request.budget += 256;
    if (what == "seed") request.seed = 7;
    if (what == "--set") request.set.emplace_back("optimizer.clip=0.5");
    if (what == "slopes") request.slopes = {0.2};
    if (what == "preset") request.preset = "sample:modern";
    if (what == "validation data") {
      std::string info = contents(tiny.data() / "dataset.json");
      const std::string hash = contentHashOfFile(tiny.data() / "validation.bin");
      info.replace(info.find(hash), hash.size(), "another");
      std::ofstream(tiny.data() / "dataset.json") << info;
    }
    const QString sentence = sentenceOf([&] { reproduce(request, TinyReproduction::parts()); });
    QVERIFY2(sentence.contains(what + ": expected ") && sentence.contains("choose another --out"),
             qPrintable(sentence));
    QCOMPARE(sentence.count('\n'), 0);
    QVERIFY(TinyReproduction::listing(tiny.folder()) == before);
    QCOMPARE(contents(request.out / kReproductionFile), manifest);
  }

  void otherFoldersAreRefused() {
    const TinyReproduction tiny;
    const auto refusal = [&](const std::filesystem::path& out) {
      ReproductionRequest request = tiny.request({"fig1"});
      request.out = out;
      const auto before = TinyReproduction::listing(tiny.folder());
      const QString sentence = sentenceOf([&] { reproduce(request, TinyReproduction::parts()); });
      return TinyReproduction::listing(tiny.folder()) == before ? sentence : "wrote: " + sentence;
    };
    QVERIFY(refusal(tiny.data()).contains("data: expected a folder made by `entroscope-cli reproduce`"));
    QVERIFY(refusal(tiny.data() / "train.bin").contains("train.bin: expected a folder, found a file"));
    QVERIFY(refusal("/proc/reproduction").contains("/proc/reproduction: cannot make the folder"));
    QVERIFY(refusal("").contains("--out"));
  }

  void damagedManifests_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("said");
    QTest::newRow("not JSON") << "{"
                              << "nonsense"
                              << "expected valid JSON";
    QTest::newRow("format") << "entroscope-reproduction"
                            << "diary"
                            << "format: expected entroscope-rep";
    QTest::newRow("version") << "\"version\": 1"
                             << "\"version\": 9"
                             << "version: expected 1, found 9";
    QTest::newRow("type") << "\"seed\": 0"
                          << "\"seed\": \"x\""
                          << "settings: seed: expected a number";
    QTest::newRow("missing") << "\"shape\""
                             << "\"form\""
                             << "runs[0]: shape: expected a value, found none";
    QTest::newRow("list") << "\"runs\": ["
                          << "\"runs\": 3, \"old\": ["
                          << "runs: expected a list, found 3";
    QTest::newRow("stray run") << "\"folder\": \"runs/sample/SM+LR\""
                               << "\"folder\": \"elsewhere\""
                               << "fig3: expected a folder that runs lists";
  }
  void damagedManifests() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, said);
    const TinyReproduction tiny;
    ReproductionPlan plan = planReproduction(tiny.request({"fig3"}));
    QString text = QString::fromStdString(toJson(plan.manifest).dump(1));
    const auto at = text.indexOf(from);
    QVERIFY(at >= 0);
    text.replace(at, from.size(), to);
    std::ofstream(tiny.folder() / kReproductionFile) << text.toStdString();
    const QString sentence = sentenceOf([&] { readReproduction(tiny.folder()); });
    QVERIFY2(sentence.contains(kReproductionFile) && sentence.contains(said), qPrintable(sentence));
  }
};

QTEST_GUILESS_MAIN(TestReproduceRun)
#include "test_reproduce_run.moc"
