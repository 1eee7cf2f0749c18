// The overload histogram against the paper's Fig 2a, its texts, its picture.
#include <QComboBox>
#include <QTest>
#include <cmath>

#include "core/base/file.h"
#include "core/base/resources.h"
#include "tests/support/figure_checks.h"
#include "tests/support/memory_run.h"
#include "views/export/figure_export.h"
#include "views/histogram/histogram_model.h"
#include "views/histogram/histogram_view.h"

using namespace entroscope;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const char* const kConfigurations[] = {"SM+LN+G", "SM+LN+R", "SM+G", "SM+R"};

void addPublished(RunSet& runs) {
  for (const char* configuration : kConfigurations) {
    runs.add(openRun(std::string("reference:paper/") + configuration));
  }
}

RunPtr headsRun(const std::string& configuration, std::vector<float> entropy) {
  auto run = std::make_shared<MemoryRun>(configuration);
  const int heads = static_cast<int>(entropy.size());
  run->editConfig().model.context = 128;
  run->add(measure::kEntropy, 10, 1, heads, std::move(entropy));
  return run;
}

QString printed(const HistogramFigure& figure) {
  QString text = figure.axisTitle + QLatin1Char('\n');
  for (const HistogramBars& bars : figure.runs) {
    text += bars.label + QLatin1Char(':');
    for (const int count : bars.histogram.count) text += QStringLiteral(" %1").arg(count);
    text += QStringLiteral(" undefined %1\n").arg(bars.histogram.undefined);
  }
  return text + figure.note;
}

}  // namespace

class TestHistogram : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void publishedCounts();
  void publishedPercentages();
  void maximaAndUndefined();
  void nothingFinite();
  void cursorAndLive();
  void csv();
  void emptyTexts();
  void figures_data();
  void figures();
  void svgIsAsPromised();
  void comboBoxChoosesForEveryView();
};

void TestHistogram::publishedCounts() {
  RunSet runs;
  addPublished(runs);
  QCOMPARE(printed(histogramFigure(runs, QLocale::c())),
           QStringLiteral("Head entropy, quarters of M = 3.870 nats (largest of all runs shown)\n"
                          "SM+LN+G: 6 20 106 12 undefined 0\n"
                          "SM+LN+R: 8 24 107 5 undefined 0\n"
                          "SM+G: 2 26 33 83 undefined 0\n"
                          "SM+R: 4 29 79 32 undefined 0\n"));
}

void TestHistogram::publishedPercentages() {
  RunSet runs;
  addPublished(runs);
  const HistogramFigure figure = histogramFigure(runs, QLocale::c());
  const auto file = resourceFolder() / "paper" / "fig2a_overload_percent.csv";
  const QStringList lines = QString::fromStdString(readTextFile(file)).trimmed().split(QLatin1Char('\n'));
  QCOMPARE(lines.size(), 5);
  for (int i = 0; i < 4; ++i) {
    const QStringList cells = lines[i + 1].trimmed().split(QLatin1Char(','));
    QCOMPARE(cells[0], QString::fromLatin1(kConfigurations[i]));
    for (int quarter = 0; quarter < 4; ++quarter) {
      const double ours = figure.runs[static_cast<std::size_t>(i)].histogram.percent(quarter);
      QVERIFY2(std::abs(ours - cells[quarter + 1].toDouble()) <= 2, qPrintable(lines[i + 1]));
    }
  }
}

void TestHistogram::maximaAndUndefined() {
  RunSet runs;
  runs.add(headsRun("SM+G", {0.1F, 1.2F, 2.5F, 3.5F, 4.0F}));
  runs.add(headsRun("SM+LN+G", {0.1F, 1.0F, 2.0F, kNan}));
  QCOMPARE(printed(histogramFigure(runs, QLocale::c())),
           QStringLiteral("Head entropy, quarters of M = 4.000 nats (largest of all runs shown)\n"
                          "SM+G: 1 1 1 2 undefined 0\n"
                          "SM+LN+G: 1 1 1 0 undefined 1\n"
                          "Undefined heads (NaN), in no quarter: SM+LN+G 1 of 4"));
  runs.setOverloadMaximum(OverloadMaximum::PerRun);
  QCOMPARE(printed(histogramFigure(runs, QLocale::c())),
           QStringLiteral("Head entropy, quarters of each run’s largest entropy M\n"
                          "SM+G (M = 4.00): 1 1 1 2 undefined 0\n"
                          "SM+LN+G (M = 2.00): 1 0 1 1 undefined 1\n"
                          "Undefined heads (NaN), in no quarter: SM+LN+G 1 of 4"));
  runs.setOverloadMaximum(OverloadMaximum::Theoretical);
  QVERIFY(printed(histogramFigure(runs, QLocale::c()))
              .startsWith(QStringLiteral("Head entropy, quarters of M = ln(T!)/T = 3.878 nats\n")));
}

void TestHistogram::nothingFinite() {
  RunSet runs;
  runs.add(headsRun("SM+G", {kNan, kNan}));
  const HistogramFigure figure = histogramFigure(runs, QLocale::c());
  QCOMPARE(figure.runs.at(0).histogram.undefined, 2);
  QCOMPARE(figure.runs.at(0).histogram.heads(), 0);
  QCOMPARE(figure.note, QStringLiteral("Undefined heads (NaN), in no quarter: SM+G 2 of 2"));
  RunSet collapsed;
  collapsed.add(headsRun("SM+G", {0, 0, 0}));
  QCOMPARE(histogramFigure(collapsed, QLocale::c()).runs.at(0).histogram.count[0], 3);
}

void TestHistogram::cursorAndLive() {
  auto run = std::make_shared<MemoryRun>("SM+G");
  run->add(measure::kEntropy, 10, 1, 2, {1, 4});
  run->add(measure::kEntropy, 20, 1, 2, {4, 4});
  RunSet runs;
  const int index = runs.add(run);
  QCOMPARE(histogramFigure(runs, QLocale::c()).runs.at(0).histogram.count[3], 2);
  runs.setCursor(15);
  QCOMPARE(histogramFigure(runs, QLocale::c()).runs.at(0).step, std::int64_t{10});
  QCOMPARE(histogramFigure(runs, QLocale::c()).runs.at(0).histogram.count[3], 1);
  runs.setCursor(RunSet::kFollow);
  auto live = std::make_shared<Snapshot>();
  live->step = 30;
  live->heads = 2;
  live->entropy = {4, 0.5F};
  runs.setLive(index, live);
  QCOMPARE(histogramFigure(runs, QLocale::c()).runs.at(0).histogram.count[0], 1);
}

void TestHistogram::csv() {
  RunSet runs;
  runs.add(headsRun("SM+G", {0.5F, 4.0F, 4.0F, kNan}));
  QCOMPARE(QString::fromUtf8(toCsv(histogramFigure(runs, QLocale::c()))),
           QStringLiteral("run,step,maximum,from,to,heads,percent,undefined\n"
                          "SM+G,10,4,0,1,1,33.333333333333336,1\n"
                          "SM+G,10,4,1,2,0,0,1\n"
                          "SM+G,10,4,2,3,0,0,1\n"
                          "SM+G,10,4,3,4,2,66.66666666666667,1\n"));
}

void TestHistogram::emptyTexts() {
  RunSet runs;
  QCOMPARE(histogramFigure(runs, QLocale::c()).empty.title, QStringLiteral("No run is shown"));
  runs.add(std::make_shared<MemoryRun>("SM+G"));
  QCOMPARE(histogramFigure(runs, QLocale::c()).empty.title, QStringLiteral("No head entropy is recorded"));
  runs.setCursor(3);
  QCOMPARE(histogramFigure(runs, QLocale::c()).empty.title, QStringLiteral("No head entropy at this step"));
  HistogramView view(runs);
  QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).startsWith(QStringLiteral("No head entropy")));
}

void TestHistogram::figures_data() {
  QTest::addColumn<QString>("theme");
  QTest::addColumn<QSizeF>("size");
  for (const char* theme : {"light", "dark", "print"}) QTest::newRow(theme) << theme << QSizeF(720, 480);
  QTest::newRow("narrow") << "print" << QSizeF(336, 240);
}

void TestHistogram::figures() {
  QFETCH(QString, theme);
  QFETCH(QSizeF, size);
  RunSet runs;
  addPublished(runs);
  HistogramView view(runs);
  FigureOptions options;
  options.style.theme = theme;
  options.size = size;
  options.pngScale = 1;
  const QImage picture = QImage::fromData(renderFigure(view, FigureFormat::Png, options), "PNG");
  const QString name = QStringLiteral("overload-histogram-%1-%2").arg(theme).arg(size.width());
  const QString fault = differsFromControl(picture, ENTROSCOPE_CONTROL, name);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void TestHistogram::svgIsAsPromised() {
  RunSet runs;
  addPublished(runs);
  HistogramView view(runs);
  const QByteArray svg = renderFigure(view, FigureFormat::Svg);
  const QString fault = svgFaults(svg);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
  const QString texts = svgTexts(svg);
  for (const char* text : {"SM+LN+R", "58 %", "106", "3M/4–M", "M = 3.870 nats", "Share of heads (%)"}) {
    QVERIFY2(texts.contains(QString::fromUtf8(text)), qPrintable(texts));
  }
  HistogramView shown(runs);
  shown.resize(500, 300);
  shown.setTheme(darkTheme());
  shown.show();
  QVERIFY(QTest::qWaitForWindowExposed(&shown));
  QCOMPARE(renderFigure(shown, FigureFormat::Svg), svg);
}

void TestHistogram::comboBoxChoosesForEveryView() {
  RunSet runs;
  addPublished(runs);
  HistogramView one(runs), two(runs);
  for (auto* view : {&one, &two}) {
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view));
  }
  one.findChild<QComboBox*>()->setCurrentIndex(2);
  QCOMPARE(runs.overloadMaximum(), OverloadMaximum::Theoretical);
  QTRY_COMPARE(two.findChild<QComboBox*>()->currentIndex(), 2);
}

QTEST_MAIN(TestHistogram)
#include "test_histogram.moc"
