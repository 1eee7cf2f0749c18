// The NaN map: counts and texts printed, first NaN exact in long runs, pictures, files as promised.
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <memory>

#include "tests/support/figure_checks.h"
#include "tests/support/memory_run.h"
#include "views/export/figure_export.h"
#include "views/nan_map/nan_map_canvas.h"
#include "views/nan_map/nan_map_view.h"
#include "views/plot/linked_axis.h"
#include "views/plot/plot_style.h"

using namespace entroscope;

namespace {

constexpr const char* kProbabilities = "nan.probabilities";

/// Every step recorded; NaNs from `start` on, climbing from the last layer, ten times more every 50 steps.
std::shared_ptr<MemoryRun> climbingRun(const char* configuration, const char* name, int layers, int steps,
                                       int start) {
  auto run = std::make_shared<MemoryRun>(configuration, name);
  for (int step = 1; step <= steps; ++step) {
    std::vector<float> counts(static_cast<std::size_t>(layers), 0.0F);
    for (int layer = 0; start > 0 && layer < layers; ++layer) {
      const int since = step - start - 40 * (layers - 1 - layer);
      if (since >= 0)
        counts[static_cast<std::size_t>(layer)] = std::floor(std::pow(10.0F, float(since) / 50));
    }
    run->add(kProbabilities, step, layers, 1, counts);
  }
  return run;
}

void fill(RunSet& runs) {
  runs.add(climbingRun("SM+LR 0.01", "calm", 6, 300, 0));
  runs.add(climbingRun("SM+LR 0.1", "sample-nan", 6, 300, 100));
}

}  // namespace

class TestNanMap : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void printsCounts();
  void firstNanIsExact_data();
  void firstNanIsExact();
  void severalColumnsALayer();
  void nothingIsHiddenByBuckets();
  void logarithmicScale();
  void csv();
  void figures_data();
  void figures();
  void svgIsAsPromised();
  void longRunIsSmall();
  void sameBytesTwice();
  void manyRunsScroll();
  void emptyStates();
  void zoomAndBack();
  void zoomIsLinked();
  void clickMovesTheCursor();
  void toolTip();
};

void TestNanMap::printsCounts() {
  auto run = std::make_shared<MemoryRun>("SM+LR", "r");
  run->add(kProbabilities, 10, 2, 1, {0, 0});
  run->add(kProbabilities, 20, 2, 1, {0, 3});
  run->add(kProbabilities, 30, 2, 1, {5, 128});
  RunSet runs;
  runs.add(run);
  runs.add(std::make_shared<MemoryRun>("SM+G", "plain"));
  NanMapModel model;
  model.update(runs, NanSite::Probabilities);
  QCOMPARE(model.printed(), QStringLiteral("SM+LR | r · first NaN at step 20, layer 1\n"
                                           "0 0 5\n"
                                           "0 3 128\n"
                                           "not recorded: SM+G · plain\n"));
  QCOMPARE(model.firstStep(), 1);
  QCOMPARE(model.lastStep(), 30);
  model.update(runs, NanSite::Gradients);
  QVERIFY(model.panels().empty());
}

void TestNanMap::firstNanIsExact_data() {
  QTest::addColumn<int>("steps");
  QTest::addColumn<int>("start");
  QTest::newRow("short run") << 300 << 100;
  QTest::newRow("first step") << 300 << 1;
  QTest::newRow("long run") << 30'000 << 12'345;
  QTest::newRow("last step") << 30'000 << 30'000;
}

void TestNanMap::firstNanIsExact() {
  QFETCH(int, steps);
  QFETCH(int, start);
  const auto run = climbingRun("SM+LR", "r", 3, steps, start);
  QCOMPARE(firstNan(*run, kProbabilities), std::optional(FirstNan{start, 2}));
}

/// A file from elsewhere may hold several columns a layer.
void TestNanMap::severalColumnsALayer() {
  auto run = std::make_shared<MemoryRun>("SM+LR", "wide");
  std::vector<float> counts(2 * 512, 0);
  run->add(kProbabilities, 10, 2, 512, counts);
  counts.back() = 7;
  run->add(kProbabilities, 20, 2, 512, counts);
  QCOMPARE(firstNan(*run, kProbabilities), std::optional(FirstNan{20, 1}));
  RunSet runs;
  runs.add(run);
  NanMapModel model;
  model.update(runs, NanSite::Probabilities);
  QCOMPARE(model.printed(), QStringLiteral("SM+LR | wide · first NaN at step 20, layer 1\n"
                                           "0 0\n"
                                           "0 7\n"));
}

void TestNanMap::nothingIsHiddenByBuckets() {
  // One NaN in one layer of one of 30,000 steps.
  auto run = std::make_shared<MemoryRun>("SM+LR", "r");
  for (int step = 1; step <= 30'000; ++step)
    run->add(kProbabilities, step, 2, 1, {step == 17'001 ? 1.0F : 0.0F, 0});
  RunSet runs;
  runs.add(run);
  NanMapView view(runs);
  const NanMapModel& model = view.model();
  QVERIFY(model.panels()[0].buckets() <= 1024);
  QVERIFY(model.panels()[0].anyNan());
  QCOMPARE(model.largest(), 1.0F);
  // It takes a pixel at least: the shade of the largest count is in the picture.
  FigureOptions options;
  options.pngScale = 1;
  const QImage picture = QImage::fromData(renderFigure(view, FigureFormat::Png, options), "PNG");
  const NanMapLook look{&printTheme(), localeFor(Numbers::File), {}};
  const QRectF map = layoutNanMap(model, view.figureSize(), look).maps[0];
  int marked = 0;
  for (int x = int(map.left()); x < int(map.right()); ++x) {
    marked += picture.pixelColor(x, int(map.top()) + 4) == viridis(1) ? 1 : 0;
  }
  QVERIFY(marked >= 1);
}

void TestNanMap::logarithmicScale() {
  auto run = std::make_shared<MemoryRun>("SM+LR", "r");
  run->add(kProbabilities, 1, 3, 1, {1, 100, 10'000});
  RunSet runs;
  runs.add(run);
  NanMapModel model;
  model.update(runs, NanSite::Probabilities);
  QCOMPARE(model.place(1), 0.0);
  QCOMPARE(model.place(100), 0.5);
  QCOMPARE(model.place(10'000), 1.0);
}

void TestNanMap::csv() {
  auto run = std::make_shared<MemoryRun>("SM+LR", "r");
  run->add(kProbabilities, 1, 2, 1, {0, 2});
  run->add(kProbabilities, 2, 2, 1, {1, 4});
  RunSet runs;
  runs.add(run);
  NanMapView view(runs);
  QCOMPARE(renderFigure(view, FigureFormat::Csv),
           QByteArray("run,configuration,site,first_step,last_step,layer,nan_count_max,nan_count_mean\n"
                      "r,SM+LR,probabilities,1,1,0,0,0\n"
                      "r,SM+LR,probabilities,1,1,1,2,2\n"
                      "r,SM+LR,probabilities,2,2,0,1,1\n"
                      "r,SM+LR,probabilities,2,2,1,4,4\n"));
}

void TestNanMap::figures_data() {
  QTest::addColumn<QString>("theme");
  for (const char* theme : {"light", "dark", "print"}) QTest::newRow(theme) << QString::fromLatin1(theme);
}

void TestNanMap::figures() {
  QFETCH(QString, theme);
  RunSet runs;
  fill(runs);
  runs.setCursor(220);
  NanMapView view(runs);
  FigureOptions options;
  options.style.theme = theme;
  options.pngScale = 1;
  const QImage picture = QImage::fromData(renderFigure(view, FigureFormat::Png, options), "PNG");
  const QString fault = differsFromControl(picture, ENTROSCOPE_CONTROL, "nan-map-" + theme);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void TestNanMap::svgIsAsPromised() {
  RunSet runs;
  fill(runs);
  NanMapView view(runs);
  const QByteArray svg = renderFigure(view, FigureFormat::Svg);
  const QString fault = svgFaults(svg);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
  const QString texts = svgTexts(svg);
  for (const char* text :
       {"SM+LR 0.1", "sample-nan · first NaN at step 100, layer 5", "Layer", "Step",
        "NaNs in attention probabilities", "no NaN in attention probabilities, 300 steps"}) {
    QVERIFY2(texts.contains(QString::fromUtf8(text)), qPrintable(texts));
  }
  const QImage theirs = renderedByRsvg(svg);
  if (!theirs.isNull()) QCOMPARE(theirs.size(), view.figureSize().toSize());
}

void TestNanMap::longRunIsSmall() {
  // Twelve layers, 30,000 steps, counts that jump from step to step.
  auto run = std::make_shared<MemoryRun>("SM+LR", "r");
  for (int step = 1; step <= 30'000; ++step) {
    std::vector<float> counts;
    for (int layer = 0; layer < 12; ++layer)
      counts.push_back(float((step * 7919 + layer * 104'729) % 16'384));
    run->add(kProbabilities, step, 12, 1, counts);
  }
  RunSet runs;
  runs.add(run);
  NanMapView view(runs);
  const QByteArray svg = renderFigure(view, FigureFormat::Svg);
  QVERIFY2(svg.size() < 1'000'000, qPrintable(QString::number(svg.size())));
}

void TestNanMap::sameBytesTwice() {
  RunSet runs;
  fill(runs);
  for (FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Png, FigureFormat::Csv}) {
    NanMapView one(runs), other(runs);
    other.setTheme(darkTheme());
    other.resize(300, 300);
    other.grab();
    QCOMPARE(renderFigure(other, format), renderFigure(one, format));
  }
}

void TestNanMap::manyRunsScroll() {
  RunSet runs;
  for (int i = 0; i < 7; ++i) {
    runs.add(climbingRun("SM+R", ("run " + std::to_string(i)).c_str(), 6, 60, 20));
  }
  NanMapView view(runs);
  view.resize(480, 200);
  view.show();
  auto* canvas = view.findChild<NanMapCanvas*>();
  QTRY_VERIFY(canvas->height() > view.height());
  // No panel's title lies in the panel above it.
  const NanMapLook look{&lightTheme(), QLocale::c(), {}};
  const NanMapLayout layout = layoutNanMap(view.model(), canvas->size(), look);
  for (std::size_t i = static_cast<std::size_t>(layout.columns); i < layout.maps.size(); ++i)
    QVERIFY(layout.maps[i].top() - layout.maps[i - static_cast<std::size_t>(layout.columns)].bottom() >= 40);
  view.resize(480, 2000);
  QTRY_VERIFY(canvas->height() < view.height());
}

void TestNanMap::emptyStates() {
  RunSet runs;
  NanMapView view(runs);
  QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).startsWith(QStringLiteral("No run is shown")));
  runs.add(std::make_shared<MemoryRun>("SM+R", "losses only"));
  QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).startsWith(QStringLiteral("No NaN census yet")));
}

void TestNanMap::zoomAndBack() {
  RunSet runs;
  fill(runs);
  NanMapView view(runs);
  view.resize(800, 500);
  view.show();
  QVERIFY(QTest::qWaitForWindowExposed(&view));
  auto* canvas = view.findChild<NanMapCanvas*>();
  QTest::keyClick(canvas, Qt::Key_Plus);
  QVERIFY(view.isZoomed());
  QVERIFY(view.model().firstStep() > 1 && view.model().lastStep() < 300);
  QCOMPARE(view.recordedRange().first, 1);
  QCOMPARE(view.recordedRange().last, 300);
  QTest::keyClick(canvas, Qt::Key_Home);
  QVERIFY(!view.isZoomed());
  QCOMPARE(view.model().lastStep(), 300);
  // Zooming out of everything stays at everything.
  QTest::keyClick(canvas, Qt::Key_Minus);
  QVERIFY(!view.isZoomed());

  const QPointF at = layoutNanMap(view.model(), canvas->size(), {&lightTheme(), {}, {}}).maps[0].center();
  QWheelEvent wheel(at, canvas->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(canvas, &wheel);
  QVERIFY(view.isZoomed());
  QTest::mouseDClick(canvas, Qt::LeftButton, {}, at.toPoint());
  QVERIFY(!view.isZoomed());
}

void TestNanMap::zoomIsLinked() {
  RunSet runs;
  fill(runs);
  NanMapView view(runs);
  LinkedAxis& axis = LinkedAxis::of(runs);
  view.setRange({101, 200});
  QVERIFY(axis.window() && axis.window()->first == 101 && axis.window()->last == 200);
  axis.setWindow(XWindow{50.4, 80.2});  // zoomed in a curve
  QCOMPARE(view.model().firstStep(), 50);
  QCOMPARE(view.model().lastStep(), 80);
  runs.setAxis(XAxis::Tokens);  // shows everything again
  QVERIFY(!view.isZoomed());
  const StepTokens& map = runs.runs()[0].stepTokens();
  axis.setWindow(XWindow{map.tokensAt(20), map.tokensAt(60)});
  QCOMPARE(view.model().lastStep(), 60);
  view.setRange({});
  QVERIFY(!axis.window());
}

void TestNanMap::clickMovesTheCursor() {
  RunSet runs;
  fill(runs);
  NanMapView view(runs);
  view.resize(800, 500);
  view.show();
  QVERIFY(QTest::qWaitForWindowExposed(&view));
  auto* canvas = view.findChild<NanMapCanvas*>();
  const NanMapLayout layout = layoutNanMap(view.model(), canvas->size(), {&lightTheme(), {}, {}});
  const QPoint at(qRound(layout.x(layout.maps[0], 150)), qRound(layout.maps[0].center().y()));
  QTest::mouseClick(canvas, Qt::LeftButton, {}, at);
  QVERIFY(std::abs(runs.cursor().place - 150) <= 2);
  // A drag is no click.
  QTest::mousePress(canvas, Qt::LeftButton, {}, at);
  QTest::mouseMove(canvas, at + QPoint(60, 0));
  QTest::mouseRelease(canvas, Qt::LeftButton, {}, at + QPoint(60, 0));
  QVERIFY(std::abs(runs.cursor().place - 150) <= 2);
}

void TestNanMap::toolTip() {
  RunSet runs;
  fill(runs);
  NanMapModel model;
  model.update(runs, NanSite::Probabilities);
  QCOMPARE(model.toolTip(model.panels()[1], 199, 5, localeFor(Numbers::File)),
           QStringLiteral("SM+LR 0.1 · step 200\nLayer 5\nNaNs: 100"));
  const NanMapLook look{&lightTheme(), localeFor(Numbers::File), {}};
  const NanMapLayout layout = layoutNanMap(model, {720, 480}, look);
  const QRectF& map = layout.maps[1];
  const auto cell = cellAt(model, layout, {layout.x(map, 200.5), map.bottom() - 2});
  QVERIFY(cell.has_value());
  QCOMPARE(cell->panel, std::size_t{1});
  QCOMPARE(cell->bucket, std::size_t{199});
  QCOMPARE(cell->layer, 5);
  QVERIFY(!cellAt(model, layout, {0, 0}));
}

QTEST_MAIN(TestNanMap)
#include "test_nan_map.moc"
