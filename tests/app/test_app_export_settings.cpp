// What a figure is set to in the window is what `entroscope export --set` says: every control of every view,
// at every value, the cursor, the chosen head, the runs' order and colours, the language: the same bytes.
#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSpinBox>
#include <QtTest>
#include <cmath>

#include "app/desktop/arguments.h"
#include "app/desktop/dialogs/style_dialog.h"
#include "app/desktop/publish/command_line.h"
#include "app/desktop/publish/export_command.h"
#include "app/desktop/publish/figure_batch.h"
#include "app/desktop/style/languages.h"
#include "app/desktop/style/settings.h"
#include "core/base/error.h"
#include "core/runs/run_writer.h"
#include "tests/app/test_home.h"
#include "views/catalog/all_views.h"
#include "views/page/page_view.h"
#include "views/plot/linked_axis.h"
#include "views/plot/run_set.h"

using namespace entroscope;

namespace {

constexpr int kLayers = 3, kHeads = 4, kSteps = 40, kTokensPerStep = 512;

/// A run folder with every measure there is; `seed` alone tells runs of one configuration apart.
void writeRun(const std::filesystem::path& folder, const char* configuration, int seed, double offset) {
  RunConfig config;
  config.configuration = configuration;
  config.name = folder.filename().string();
  config.train.seed = static_cast<std::uint64_t>(seed);
  config.train.steps = kSteps;
  config.model.layers = kLayers;
  config.model.heads = kHeads;
  config.model.context = 64;
  config.model.activation = "leaky_relu";
  config.data.tokenizerHash = config.data.validationHash = "same";
  const auto writer = RunWriter::create(folder, config, "cpu");
  const auto measured = [&](std::int64_t step, std::string_view name, int columns, double low, double high) {
    std::vector<float> values;
    for (int i = 0; i < kLayers * columns; ++i)
      values.push_back(static_cast<float>(
          low + (high - low) * (0.5 + 0.5 * std::sin(i * 1.7 + offset + 0.05 * static_cast<double>(step)))));
    writer->appendMeasure(step, name, kLayers, columns, values);
  };
  for (std::int64_t step = 1; step <= kSteps; ++step) {
    const double t = static_cast<double>(step) / kSteps;
    writer->appendStep({step, step * kTokensPerStep, 6 - 3 * t + offset + 0.3 * std::sin(step * 2.1), 1 + t,
                        1e-3 * (1 - t), 2000});
    measured(step, measure::kEntropy, kHeads, 0.2, 3.2);
    measured(step, measure::kSlope, 1, 0.001, 0.02);
    int site = 0;
    for (const char* name : {"scores", "probabilities", "residual", "gradients"})
      measured(step, std::string(measure::kNanPrefix) + name, 1, 0, step > 30 ? 4.0 + site++ : 0);
    measured(step, measure::kScoreMaximum, kHeads, 1, 9);
    measured(step, measure::kResidualRange, 2, 1, 9);
    measured(step, measure::kLayerGradient, 1, 0.1, 2);
    if (step % 10 == 0)
      writer->appendEvaluation(
          {step, step * kTokensPerStep, 5 - 2 * t + offset, std::exp(5 - 2 * t + offset)});
  }
  writer->close(Outcome::Finished);
}

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A control at one of its values, and how it gets there.
struct ControlAt {
  QString name;
  std::function<void()> take;
};

std::vector<ControlAt> controlsOf(View& view) {
  std::vector<ControlAt> all;
  for (auto* box : view.findChildren<QComboBox*>()) {
    for (int i = 0; i < box->count(); ++i)
      all.push_back({box->accessibleName() + QLatin1Char(' ') + box->itemText(i), [box, i] {
                       box->setCurrentIndex(std::min(i, box->count() - 1));
                       Q_EMIT box->activated(box->currentIndex());
                     }});
  }
  for (auto* spin : view.findChildren<QSpinBox*>()) {
    for (const int value : {spin->minimum(), std::min(spin->maximum(), spin->value() + 17)})
      all.push_back(
          {spin->accessibleName() + QString::number(value), [spin, value] { spin->setValue(value); }});
  }
  for (auto* button : view.findChildren<QAbstractButton*>()) {
    if (qobject_cast<QAbstractSpinBox*>(button->parent()) != nullptr) continue;
    all.push_back({button->accessibleName(), [button] { button->click(); }});
  }
  return all;
}

}  // namespace

class TestAppExportSettings : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(home_.isValid());
    settings::setLanguage(QStringLiteral("en"));
    writeRun(folder("one"), "SM+LN+G", 1, 0);
    writeRun(folder("two"), "SM+G", 1, 0.4);
    writeRun(folder("two again"), "SM+G", 2, 0.7);
  }

  void everyControl_data() {
    QTest::addColumn<int>("index");
    Lab lab(*this);
    for (std::size_t i = 0; i < lab.views.size(); ++i)
      QTest::newRow(qPrintable(lab.views[i]->figureName())) << static_cast<int>(i);
  }
  void everyControl() {
    QFETCH(int, index);
    Lab lab(*this);
    View& view = *lab.views[static_cast<std::size_t>(index)];
    view.resize(600, 400);
    lab.parent->show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::qWait(250);  // what is gathered is read: the boxes know runs, layers and heads
    for (const ControlAt& control : controlsOf(view)) {
      control.take();
      agree(view, control.name, {FigureFormat::Svg, FigureFormat::Csv});
      if (QTest::currentTestFailed()) return;
    }
    QVERIFY(view.settings().size() > 1 || view.figureName() == QLatin1String("configuration-differences"));
  }

  /// Choices that have no control in the view: cursor, window, head, threshold, runs shown.
  void everyChoice_data() { everyControl_data(); }
  void everyChoice() {
    QFETCH(int, index);
    Lab lab(*this);
    View& view = *lab.views[static_cast<std::size_t>(index)];
    lab.runs.setCursor(17);
    agree(view, QStringLiteral("cursor"));
    LinkedAxis::of(lab.runs).setWindow(XWindow{3.25, 31.0000000001});
    agree(view, QStringLiteral("window"));
    lab.runs.setAxis(XAxis::Tokens);
    lab.runs.setCursor(9 * kTokensPerStep + 100);
    agree(view, QStringLiteral("tokens"));
    lab.runs.selectHead(HeadId{2, 1});
    lab.runs.setBrush(0.75);
    lab.runs.setOverloadMaximum(OverloadMaximum::Theoretical);
    agree(view, QStringLiteral("head, threshold, M"));
    lab.runs.move(0, 2);
    agree(view, QStringLiteral("order"));
    lab.runs.setVisible(0, false);
    agree(view, QStringLiteral("a hidden run"));
  }

  void page() {
    Lab lab(*this);
    QComboBox* scale = lab.view("entropy-map").findChild<QComboBox*>();
    scale->setCurrentIndex(1);
    for (const char* name : {"loss-curves", "training-signals"})
      for (auto* log : lab.view(name).findChildren<QCheckBox*>())
        if (log->accessibleName().startsWith("Log")) log->setChecked(qstrcmp(name, "loss-curves") == 0);
    PageView page(lab.runs,
                  {&lab.view("entropy-map"), &lab.view("entropy-difference"), &lab.view("loss-curves"),
                   &lab.view("training-signals")},
                  3);
    const QString command = exportCommand(page, FigureFormat::Svg, {});
    for (const char* part : {"--columns 3", "loss-curves.log=on", "entropy-map.scale=data"}) {
      // The difference's usual scale has the same name as the map's other one.
      if (qstrcmp(part, "entropy-map.scale=data") == 0 && command.contains("scale=data")) continue;
      QVERIFY2(command.contains(part), qPrintable(command));
    }
    agree(page, QStringLiteral("page"));
  }

  void inAnotherLanguage() {
    Lab lab(*this);
    settings::setLanguage(QStringLiteral("de"));
    Languages languages;
    languages.choose(QStringLiteral("de"));
    QCoreApplication::sendPostedEvents();
    for (View* view : lab.views) agree(*view, QStringLiteral("German"));
    settings::setLanguage(QStringLiteral("en"));
  }

  /// The line of the style dialog, as it is, in a shell.
  void theDialogsCommand() {
    Lab lab(*this);
    View& view = lab.view("loss-curves");
    for (auto* box : view.findChildren<QCheckBox*>()) box->setChecked(true);
    lab.runs.setCursor(20);
    StyleDialog dialog(lab.views, &view, {.theme = QStringLiteral("dark"), .family = {}, .points = 8});
    QProcess shell;
    shell.setWorkingDirectory(home_.filePath({}));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH",
                       QFileInfo(qEnvironmentVariable("ENTROSCOPE_DESKTOP")).path() + ":/usr/bin:/bin");
    shell.setProcessEnvironment(environment);
    shell.start("/bin/sh", {"-c", dialog.findChild<QPlainTextEdit*>("command")->toPlainText()});
    QVERIFY(shell.waitForFinished(120000));
    QCOMPARE(shell.readAllStandardError(), QByteArray());
    QCOMPARE(shell.exitCode(), 0);
    const QByteArray bytes = renderFigure(view, FigureFormat::Svg, {.style = dialog.style()});
    QVERIFY(bytes == contents(home_.filePath("loss-curves.svg")));
  }

  void refuses_data() {
    QTest::addColumn<QString>("figure");
    QTest::addColumn<QStringList>("assignments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* figure, const QStringList& assignments, const char* said) {
      QTest::newRow(qPrintable(assignments.join(' '))) << QString(figure) << assignments << QString(said);
    };
    row("entropy-map", {"log=on"},
        "--set log=on: entropy-map has no such setting; it has axis, at, maximum, "
        "threshold, scale or mark-overload");
    row("entropy-map,loss-curves", {"layer=1"},
        "--set layer=1: none of these figures has it; they have axis");
    row("loss-curves", {"log=yes"}, "--set log=yes: expected off or on");
    row("loss-curves", {"log"}, "--set log: expected NAME=VALUE");
    row("loss-curves", {"=on"}, "expected NAME=VALUE");
    row("loss-curves", {"log=on", "log=off"}, "--set log=off: log is given twice");
    row("loss-curves", {"smoothing=-1"}, "expected a whole number from 0 to 100000");
    row("loss-curves", {"smoothing=1e9"}, "expected a whole number from 0 to 100000");
    row("loss-curves", {"at=-1"}, "expected a number of steps or tokens, as the axis counts, or newest");
    row("loss-curves", {"window=5"}, "expected FIRST:LAST");
    row("loss-curves", {"window=9:2"}, "expected FIRST:LAST");
    row("loss-curves", {"window=nan:inf"}, "expected FIRST:LAST");
    row("loss-curves", {"entropy-map.scale=data"}, "entropy-map");
    row("head-inspector", {"head=3:0"}, "expected LAYER:HEAD from 0:0 to 2:3, or none");
    row("head-inspector", {"threshold=0"}, "from 1 to 100");
    row("entropy-spectrogram", {"layer=3"}, "expected 0, 1 or 2");
    row("entropy-difference", {"a=SM+R"}, "expected one run of");
    row("entropy-difference", {"a=one", "b=one"}, "--set b=one: expected one run of");
    row("perplexity-table", {"baseline=SM+G"}, "expected one run of");  // two runs are called so
    row("nan-map", {"site=loss"}, "expected scores, probabilities, residual or gradients");
    row("configuration-differences", {"axis=steps"}, "it has none");
  }
  void refuses() {
    QFETCH(QString, figure);
    QFETCH(QStringList, assignments);
    QFETCH(QString, said);
    ExportArguments arguments;
    for (const char* run : {"one", "two", "two again"}) arguments.runs.push_back(folder(run).string());
    arguments.figure = figure.toStdString();
    arguments.format = "svg";
    arguments.out = home_.filePath("refused.svg").toStdString();
    for (const QString& assignment : assignments) arguments.settings.push_back(assignment.toStdString());
    try {
      runExport(arguments);
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY2(QString::fromUtf8(error.what()).contains(said), error.what());
      QVERIFY(!QByteArray(error.what()).contains('\n'));
    }
    QVERIFY(!QFile::exists(home_.filePath("refused.svg")));
  }

 private:
  struct Lab {
    explicit Lab(const TestAppExportSettings& test) {
      for (const char* run : {"one", "two", "two again"}) runs.add(openRun(test.folder(run).string()));
      views = makeAllViews(runs, parent.get());
    }
    View& view(const char* figure) { return *figuresNamed(views, QString::fromLatin1(figure)).front(); }
    RunSet runs;
    std::unique_ptr<QWidget> parent = std::make_unique<QWidget>();
    std::vector<View*> views;
  };

  std::filesystem::path folder(const char* run) const {
    return home_.filePath(QString::fromLatin1(run)).toStdString();
  }

  /// The figure as the window writes it, and as the command does that the window writes down.
  void agree(View& view, const QString& what,
             const std::vector<FigureFormat>& formats = {FigureFormat::Svg, FigureFormat::Png,
                                                         FigureFormat::Csv}) {
    for (const FigureFormat format : formats) {
      if (format == FigureFormat::Csv && view.figureName() == QLatin1String("page")) continue;
      const QByteArray here = renderFigure(view, format);
      const QString command = exportCommand(view, format, {});
      QStringList words = split(command);
      QVERIFY(words.size() > 8);
      const QString out = home_.filePath("there");
      words[words.indexOf("--out") + 1] = out;
      std::vector<QByteArray> bytes;
      std::vector<const char*> pointers;
      for (const QString& word : words) bytes.push_back(word.toUtf8());
      for (const QByteArray& word : bytes) pointers.push_back(word.constData());
      try {
        runExport(
            std::get<ExportArguments>(parseArguments(static_cast<int>(pointers.size()), pointers.data())));
      } catch (const Error& error) {
        QFAIL(qPrintable(what + ": " + command + ": " + QString::fromUtf8(error.what())));
      }
      QVERIFY2(here == contents(out), qPrintable(what + ": " + command));
      QFile::remove(out);
    }
  }

  /// As a shell splits it.
  static QStringList split(const QString& command) {
    QStringList words{QString()};
    bool quoted = false;
    for (const QChar c : command) {
      if (c == QLatin1Char('\'')) {
        quoted = !quoted;
      } else if (c == QLatin1Char(' ') && !quoted) {
        words << QString();
      } else {
        words.back() += c;
      }
    }
    return words;
  }

  const TestHome home_;
};

QTEST_MAIN(TestAppExportSettings)
#include "test_app_export_settings.moc"
