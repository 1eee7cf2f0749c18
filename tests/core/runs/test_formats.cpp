// Numbers that leave and come back: csv, jsonl, tfevents, checkpoints out; csv, tfevents and the paper's
// logs in. Odd names, another locale.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <clocale>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/runs/export_run.h"
#include "core/runs/import_run.h"
#include "core/runs/run_toml.h"
#include "core/runs/run_tree.h"
#include "core/runs/safetensors.h"
#include "core/runs/tfevents.h"
#include "core/runs/verify.h"
#include "tests/core/runs/run_fixture.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

bool same(float a, float b) { return (std::isnan(a) && std::isnan(b)) || a == b; }

void compareRuns(const Run& a, const Run& b, bool tokens) {
  for (const auto name :
       {measure::kLoss, measure::kGradientNorm, measure::kLearningRate, measure::kEvaluationLoss}) {
    const auto x = a.scalar(name), y = b.scalar(name);
    QCOMPARE(x.step, y.step);
    if (tokens) QCOMPARE(x.tokens, y.tokens);
    for (std::size_t i = 0; i < x.size(); ++i) QVERIFY(same(x.value[i], y.value[i]));
  }
  const auto x = a.frames(measure::kEntropy), y = b.frames(measure::kEntropy);
  QCOMPARE(x.step, y.step);
  QCOMPARE(x.rows, y.rows);
  QCOMPARE(x.columns, y.columns);
  for (std::size_t i = 0; i < x.values.size(); ++i) QVERIFY(same(x.values[i], y.values[i]));
}

void write(const fs::path& path, const std::string& text) { writeFileAtomically(path, text); }

}  // namespace

class Formats : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path at(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }

  void importFails(const fs::path& source, const QStringList& parts) const {
    try {
      importRun(source, at("import failed"));
      QFAIL("was imported");
    } catch (const Error& error) {
      for (const auto& part : parts) QVERIFY2(QString(error.what()).contains(part), error.what());
      QVERIFY(!fs::exists(at("import failed")));
    }
  }

 private Q_SLOTS:
  void initTestCase() {
    auto writer = RunWriter::create(at("run"), fixture::config(), "CPU");
    fixture::recordSteps(*writer, 0, 120);
    writer->checkpoint(120, 1, [](const fs::path& made) {
      const std::vector<float> values{1, 2, 3};
      const TensorView tensor{
          "transformer.wte.weight", TensorType::F32, {3}, std::as_bytes(std::span(values))};
      writeSafetensors(made / "model.safetensors", std::span(&tensor, 1));
      writeSafetensors(made / "optimizer.safetensors", std::span(&tensor, 1));
      write(made / "config.json", "{}");
    });
    writer->close(Outcome::Finished);
  }

  void csvComesBack() {
    exportRun(*openRun(at("run").string()), ExportFormat::Csv, at("run.csv"));
    importRun(at("run.csv"), at("from csv"), {"auto", "a name", "SM+G"});
    const auto run = openRun(at("from csv").string());
    QCOMPARE(run->info().name, std::string("a name"));
    QCOMPARE(run->config().configuration, std::string("SM+G"));
    compareRuns(*openRun(at("run").string()), *run, true);
    QVERIFY(verifyRun(at("from csv")).sound());
  }

  void tfeventsComeBack() {
    exportRun(*openRun(at("run").string()), ExportFormat::Tfevents, at("events"));
    exportRun(*openRun(at("run").string()), ExportFormat::Tfevents,
              at("events"));  // replaces, does not double
    importRun(at("events"), at("from events"));
    compareRuns(*openRun(at("run").string()), *openRun(at("from events").string()), false);
  }

  void tfeventsBytes() {
    // The first event of every file, checksums included, as TensorBoard itself writes it.
    {
      TfeventsWriter writer(at("bytes.tfevents"), 0);
      writer.scalar(3, "loss", 0.5f);
      writer.commit();
    }
    const std::string bytes = readTextFile(at("bytes.tfevents"));
    const std::string first = std::string("\x09\0\0\0\0\0\0\0\0", 9) +
                              "\x1a\x0d"
                              "brain.Event:2";
    QCOMPARE(static_cast<std::size_t>(bytes[0]), first.size());
    QCOMPARE(bytes.substr(12, first.size()), first);
    std::vector<std::pair<std::int64_t, double>> seen;
    readTfevents(at("bytes.tfevents"), [&](std::int64_t step, const std::string& tag, double value) {
      QCOMPARE(tag, std::string("loss"));
      seen.emplace_back(step, value);
    });
    QCOMPARE(seen, (std::vector<std::pair<std::int64_t, double>>{{3, 0.5}}));
    // Any flipped byte is noticed or, in the last record's length, ends the file.
    std::string broken = bytes;
    broken[bytes.size() - 6] = static_cast<char>(broken[bytes.size() - 6] ^ 1);
    write(at("broken.tfevents"), broken);
    importFails(at("broken.tfevents"), {"broken.tfevents", "byte", "checksum"});
    write(at("nothing.tfevents"), "hello, this is no event file");
    importFails(at("nothing.tfevents"), {"byte 0", "expected a TensorBoard event file"});
    write(at("empty.tfevents"), "");
    importFails(at("empty.tfevents"), {"found 0 bytes"});
  }

  void jsonLines() {
    exportRun(*openRun(at("run").string()), ExportFormat::Jsonl, at("run.jsonl"));
    const std::string text = readTextFile(at("run.jsonl"));
    int scalars = 0, matrices = 0, evaluations = 0, events = 0, nans = 0;
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos;
         begin = end + 1, end = text.find('\n', begin)) {
      const auto line = parseJson(std::string_view(text).substr(begin, end - begin), "run.jsonl");
      const auto kind = line.at("kind").get<std::string>();
      scalars += kind == "scalar";
      evaluations += kind == "evaluation";
      events += kind == "event";
      if (kind != "matrix") continue;
      ++matrices;
      const auto expected = fixture::entropyAt(line.at("step").get<std::int64_t>());
      for (std::size_t i = 0; i < 6; ++i) {
        const auto& value = line.at("values").at(i / 3).at(i % 3);
        nans += value == "NaN";
        QVERIFY(same(static_cast<float>(numberFromJson(value, "value")), expected[i]));
      }
    }
    QCOMPARE(scalars, 4 * 121);
    QCOMPARE(matrices, 121);
    QCOMPARE(evaluations, 13);
    QCOMPARE(events, 3);
    QVERIFY(nans > 121);
  }

  void aTableThatWasCutShortIsNotImported() {
    exportRun(*openRun(at("run").string()), ExportFormat::Csv, at("whole.csv"));
    const std::string text = readTextFile(at("whole.csv"));
    for (const std::size_t less : {1, 3}) {
      write(at("cut.csv"), text.substr(0, text.size() - less));
      importFails(at("cut.csv"), {"cut short", "cut.csv: row"});
    }
  }

  void huggingFace() {
    const auto run = openRun(at("run").string());
    exportRun(*run, ExportFormat::HuggingFace, at("hf"));
    QVERIFY(SafetensorsFile(at("hf") / "model.safetensors").find("transformer.wte.weight") != nullptr);
    QVERIFY(fs::exists(at("hf") / "config.json"));
    QVERIFY(!fs::exists(at("hf") / "optimizer.safetensors"));
    QVERIFY_EXCEPTION_THROWN(exportRun(*run, ExportFormat::HuggingFace, at("hf")),
                             Error);  // not empty any more
    QVERIFY_EXCEPTION_THROWN(
        exportRun(*openRun(at("from csv").string()), ExportFormat::HuggingFace, at("hf2")), Error);
    QVERIFY(!fs::exists(at("hf2")));
  }

  void referenceExports() {
    exportRun(*openRun("reference:paper/SM+G"), ExportFormat::Csv, at("reference.csv"));
    importRun(at("reference.csv"), at("from reference"));
    const auto map = openRun(at("from reference").string())->frameAt(measure::kEntropy);
    QVERIFY(map && map->rows == 12 && map->columns == 12);
    QCOMPARE(map->values, openRun("reference:paper/SM+G")->frameAt(measure::kEntropy)->values);
  }

  void unwritableTargets() {
    const auto run = openRun(at("run").string());
    for (const auto format :
         {ExportFormat::Csv, ExportFormat::Jsonl, ExportFormat::Tfevents, ExportFormat::HuggingFace}) {
      try {
        exportRun(*run, format, "/proc/nothing/target");
        QFAIL("was written");
      } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("/proc/nothing/target"), error.what());
      }
    }
    QVERIFY_EXCEPTION_THROWN(exportRun(*run, ExportFormat::Csv, dir_.path().toStdString()), Error);
    QVERIFY_EXCEPTION_THROWN(exportFormatNamed("xls"), Error);
  }

  void paperLogs() {
    const auto logs = at("logs");
    fs::create_directory(logs);
    for (int layer = 0; layer < 3; ++layer) {
      const std::string start = " - Layer " + std::to_string(layer) + ": ";
      const std::string name = "layer_" + std::to_string(layer);
      write(logs / (name + "_entropy.txt"), "Step 100" + start + "2.5\nStep 200" + start + "nan\n");
      write(logs / (name + "_nan_count.txt"), "Step 100" + start + "0\nStep 200" + start + "12.5\n");
    }
    write(logs / "global_slope.txt", "Step 100: 0.01\r\nStep 200: -0.005\r\n");
    importRun(logs, at("from logs"));
    const auto run = openRun(at("from logs").string());
    const auto entropy = run->frames(measure::kEntropy);
    QCOMPARE(entropy.rows, 3);
    QCOMPARE(entropy.columns, 1);
    QCOMPARE(entropy.step, (std::vector<std::int64_t>{100, 200}));
    QCOMPARE(entropy.values[2], 2.5f);
    QVERIFY(std::isnan(entropy.values[5]));
    QCOMPARE(run->frameAt("nan.probabilities", 200)->values[1], 12.5f);
    QCOMPARE(run->frameAt(measure::kSlope, 200)->values[0], -0.005f);
    QCOMPARE(run->config().model.layers, 3);
    write(logs / "layer_1_entropy.txt", "Step 100 - Layer 1: 2.5\nStep two hundred\n");
    importFails(logs, {"layer_1_entropy.txt", "line 2", "Step N - Layer 1: value"});
    write(logs / "layer_1_entropy.txt", "Step 100 - Layer 2: 2.5\n");
    importFails(logs, {"layer_1_entropy.txt: line 1"});
    write(logs / "layer_1_entropy.txt", "Step 100 - Layer 1: 2,5\n");
    importFails(logs, {"expected a number", "2,5"});
    fs::create_directory(at("no logs"));
    importFails(at("no logs"), {"layer_0_entropy.txt"});
  }

  void badCsv_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("parts");
    const QByteArray head = "measure,step,tokens,row,column,value\n";
    QTest::newRow("empty") << QByteArray() << QStringList{"step"};
    QTest::newRow("no header") << QByteArray("1,2\n") << QStringList{"\"step\""};
    QTest::newRow("no rows") << head << QStringList{"expected recorded values"};
    QTest::newRow("short row") << head + "loss,1,0,0\n" << QStringList{"row 2", "6 fields", "found 4"};
    QTest::newRow("no number") << head + "loss,1,0,0,0,abc\n" << QStringList{"row 2: value", "abc"};
    QTest::newRow("negative step") << head + "loss,-1,0,0,0,1\n" << QStringList{"row 2", "a step", "-1"};
    QTest::newRow("huge row") << head + "entropy,1,0,99999999,0,1\n" << QStringList{"a row from 0"};
    QTest::newRow("sparse") << head + "entropy,1,0,16000,16000,1\n"
                            << QStringList{"16001 x 16001", "found 1"};
    QTest::newRow("twice") << head + "entropy,1,0,0,0,1\nentropy,1,0,0,0,1\n"
                           << QStringList{"entropy", "step 1"};
    QTest::newRow("loss twice") << head + "loss,1,0,0,0,1\nloss,1,0,0,0,99\n"
                                << QStringList{"loss", "step 1"};
    QTest::newRow("evaluation twice")
        << QByteArray("step,evaluation_loss\n3,1\n3,2\n") << QStringList{"evaluation_loss", "step 3"};
    QTest::newRow("matrix loss") << head + "loss,1,0,1,0,1\n" << QStringList{"loss", "matrix"};
    QTest::newRow("longer row") << head + "loss,1,0,0,0,1,2\n" << QStringList{"line 2", "at most 6 columns"};
    QTest::newRow("commas") << QByteArray(100'000, ',') << QStringList{"line 1", "at most 65536 columns"};
    QByteArray many = "step";
    for (int i = 0; i < 2100; ++i) many += ",m" + QByteArray::number(i);
    QTest::newRow("many measures") << many + "\n1" + QByteArray(",5").repeated(2100) + "\n"
                                   << QStringList{"at most 2047 measures", "found 2100"};
    QTest::newRow("open quote") << QByteArray("step,loss\n1,\"2\n") << QStringList{"line 2", "closing quote"};
  }

  void badCsv() {
    QFETCH(QByteArray, text);
    QFETCH(QStringList, parts);
    write(at("bad.csv"), text.toStdString());
    importFails(at("bad.csv"), parts << "bad.csv");
  }

  void wideCsv() {
    write(at("wide.csv"), "step,tokens,loss,\"my, own\"\n0,10,2.5,\n5,60,NaN,7\n");
    importRun(at("wide.csv"), at("from wide"));
    const auto run = openRun(at("from wide").string());
    QCOMPARE(run->scalar(measure::kLoss).tokens, (std::vector<std::int64_t>{10, 60}));
    QVERIFY(std::isnan(run->scalar(measure::kLoss).value[1]));
    QCOMPARE(run->scalar("my, own").step, (std::vector<std::int64_t>{5}));
  }

  /// Steps that count milliseconds since 1970: neither their distance nor their size costs time.
  void farSteps() {
    write(at("far.csv"), "step,loss,x\n5,1,\n1700000000000,2,1\n1700000000001,3,2\n1700086400000,4,3\n");
    importRun(at("far.csv"), at("far"));
    const auto run = openRun(at("far").string());
    QElapsedTimer clock;
    clock.start();
    exportRun(*run, ExportFormat::Csv, at("far again.csv"));
    QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
    const QString text = QString::fromStdString(readTextFile(at("far again.csv")));
    QVERIFY(
        text.contains("\nloss,5,0,0,0,1\nloss,1700000000000,0,0,0,2\nloss,1700000000001,0,0,0,3\n"
                      "loss,1700086400000,0,0,0,4\n"));
    QVERIFY(text.contains("\nx,1700000000000,0,0,0,1\nx,1700000000001,0,0,0,2\nx,1700086400000,0,0,0,3\n"));
  }

  void oddNames_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces") << "  a run with  spaces ";
    QTest::newRow("emoji") << QString::fromUtf8("\xF0\x9F\x94\xA5 r\xC3\xBCn \xE4\xB8\xAD");
    QTest::newRow("long") << QString(200, 'x');
    QTest::newRow("longest") << QString(250, 'y');
    QTest::newRow("like a URI") << "file:a?immutable=1#b%20c";
    QTest::newRow("quotes") << "it's \"quoted\" \\ and\ttabbed";
  }

  void oddNames() {
    QFETCH(QString, name);
    const auto path = at(name.toStdString());
    auto config = fixture::config();
    config.name = name.toStdString();
    auto writer = RunWriter::create(path, config, "CPU");
    fixture::recordSteps(*writer, 0, 5);
    writer->close(Outcome::Finished);
    const auto run = openRun(path.string());
    QCOMPARE(run->info().name, name.toStdString());
    QCOMPARE(run->info().lastStep, std::int64_t{5});
    QVERIFY(verifyRun(path).sound());
    exportRun(*run, ExportFormat::Csv, path / name.toStdString());
    const auto found = findRuns(dir_.path().toStdString());
    QVERIFY(std::find(found.begin(), found.end(), path) != found.end());
    // Half-made or put aside: what a killed import leaves.
    fs::rename(path, at(".hidden"));
    QCOMPARE(findRuns(dir_.path().toStdString()).size(), found.size() - 1);
    fs::remove_all(at(".hidden"));
  }

  /// Each part is a table within the one before: half a million ended the program.
  void keysOfManyParts() {
    std::string deep = "name = \"\"\"\n'a.\"\"\"\nnote = 'x' # a quote: \"\na";
    for (int i = 0; i < 500'000; ++i) deep += ".a";
    const auto refused = [](const std::string& text) { return refusal([&] { configFromToml(text, "t"); }); };
    const QString message = refused(deep + " = 1\n");
    QVERIFY2(message.startsWith("t: line 4: ") && message.contains("at most 32 parts"), qPrintable(message));
    QVERIFY(refused("[model]\n['a'.\"b\" . " + deep.substr(deep.size() - 200) + "]\n").contains("32 parts"));
    // What is text, or many short keys, is none of that.
    const std::string dots(1000, '.');
    QCOMPARE(
        configFromToml("name = \"" + dots + "\"\nconfiguration = '''" + dots + "'''\n# " + dots, "t").name,
        dots);
    QVERIFY(refused("x = { a.b = 1.5, " + dots.substr(0, 31) + " }").contains("valid TOML"));
  }

  void bytesThatAreNoText() {
    auto config = fixture::config();
    config.name = "latin \xFC \xED\xA0\x80 end";
    const auto read = configFromToml(toToml(config), "x");
    QCOMPARE(read.name, std::string("latin \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD end"));
  }

  void tomlThatOnlyLooksBroken() {
    const auto read = configFromToml(
        "name = \"\"\"\n[=\"\"\"\nconfiguration = '[= \xC3\xBC' # [=\n\n  [ \"train\" "
        "]\n[\tmodel]#[=\nlayers = 3\n",
        "t");
    QCOMPARE(read.name, std::string("[="));
    QCOMPARE(read.configuration, std::string("[= \xC3\xBC"));
    QCOMPARE(read.model.layers, 3);
    // A list of any values is TOML: that it means nothing here is for the fields to say.
    const auto list = refusal([&] { configFromToml("lists = [\n  # ]\n [ +1 ],\n [\n.5]\n]\n", "t"); });
    QVERIFY2(!list.contains("a table header"), qPrintable(list));
    const auto lists = refusal([&] { configFromToml("lists = [\n [ +1, ']' ],\n [\n+5]\n]\n", "t"); });
    QVERIFY2(lists.startsWith("t: line 1: ") && !lists.contains("valid TOML"), qPrintable(lists));
  }

  void germanLocale() {
    const bool there = std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
    exportRun(*openRun(at("run").string()), ExportFormat::Csv, at("german.csv"));
    importRun(at("german.csv"), at("from german"));
    const std::string toml = toToml(fixture::config());
    std::setlocale(LC_ALL, "C");
    QCOMPARE(readTextFile(at("german.csv")), readTextFile(at("run.csv")));
    QCOMPARE(toml, toToml(fixture::config()));
    compareRuns(*openRun(at("run").string()), *openRun(at("from german").string()), true);
    if (!there) QSKIP("the German locale is not installed: compared in the C locale");
  }

  void theParentsNameIsReadAsItIsWritten() {
    RunConfig config;
    for (const char* id : {"0123-ab", "imported@home"}) {
      config.parent = parentText({id, 40});
      QCOMPARE(forkPointOf(config).id, std::string(id));
      QCOMPARE(forkPointOf(config).step, std::int64_t{40});
    }
    config.parent = parentText({"", 40});
    QVERIFY(config.parent.empty() && forkPointOf(config).id.empty());
  }

  void forkTree() {
    const auto make = [&](const char* name, const std::string& parent) {
      auto config = fixture::config();
      config.parent = parent;
      auto writer = RunWriter::create(at("tree") / name, config, "CPU");
      const std::string id = writer->id();
      writer->close(Outcome::Finished);
      return id;
    };
    const auto root = make("z root", "");
    const auto late = make("a late", root + "@40");
    make("b early", root + "@20");
    make("c grandchild", late + "@41");
    make("d orphan", "gone@3");
    std::vector<RunPtr> runs;
    for (const auto& path : findRuns(at("tree"))) runs.push_back(openRun(path.string()));
    QStringList lines;
    for (const auto& line : runTree(runs)) {
      lines << QString(line.depth, '-') + QString::fromStdString(line.run->info().name);
    }
    QCOMPARE(lines, (QStringList{"d orphan", "z root", "-b early", "-a late", "--c grandchild"}));
  }

  void aMillionStepsOpenAtOnce() {
    const auto path = at("million");
    {
      auto writer = RunWriter::create(path, fixture::config(), "CPU");
      for (std::int64_t step = 0; step < 1'000'000; ++step) {
        writer->appendStep(fixture::stepRecord(step));
        if (step % 100'000 == 0) writer->commit(true);
      }
      writer->close(Outcome::Finished);
    }
    QElapsedTimer timer;
    timer.start();
    const auto run = openRun(path.string());
    const auto series = run->scalar(measure::kLoss, {}, 2000);
    const auto elapsed = timer.elapsed();
    QCOMPARE(run->info().lastStep, std::int64_t{999'999});
    QVERIFY(series.size() > 500 && series.size() <= 2000);
    QVERIFY2(elapsed < 1000, qPrintable(QString("%1 ms").arg(elapsed)));
    qInfo("opened and drawn in %lld ms", static_cast<long long>(elapsed));
  }
};

QTEST_GUILESS_MAIN(Formats)
#include "test_formats.moc"
