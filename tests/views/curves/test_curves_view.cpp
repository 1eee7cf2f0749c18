// Curve views as widgets and figures: pictures, NaN marks, linked zoom, cursor, cost of live updates.
#include <QCheckBox>
#include <QTest>
#include <QWheelEvent>

#include "tests/support/curve_runs.h"
#include "tests/support/figure_checks.h"
#include "views/curves/curve_plot.h"
#include "views/curves/curves_view.h"
#include "views/export/figure_export.h"
#include "views/plot/linked_axis.h"

using namespace entroscope;

namespace {

using Maker = CurvesView* (*)(RunSet&, QWidget*);
const std::pair<const char*, Maker> kViews[] = {{"loss-curves", makeLossCurvesView},
                                                {"layer-entropy", makeLayerEntropyView},
                                                {"slopes", makeSlopesView},
                                                {"training-signals", makeTrainingSignalsView}};

/// Four runs; the last diverges and has slopes.
void fill(RunSet& runs) {
  runs.add(makeCurveRun({.configuration = "SM+LN+G", .name = {}, .finalLoss = 2.6, .seed = 1}));
  runs.add(makeCurveRun({.configuration = "SM+LN+R", .name = {}, .finalLoss = 2.65, .seed = 2}));
  runs.add(makeCurveRun({.configuration = "SM+G", .name = {}, .finalLoss = 3.2, .overload = 1, .seed = 3}));
  runs.add(makeCurveRun({.configuration = "SM+LR",
                         .name = {},
                         .finalLoss = 2.9,
                         .overload = 0.5,
                         .nanFrom = 700,
                         .slopes = true,
                         .seed = 4}));
}

/// Counts how often anything of a run is read.
class CountingRun : public MemoryRun {
 public:
  CountingRun() : MemoryRun("SM+G") { addScalar(measure::kLoss, 1, 3); }
  ScalarSeries scalar(std::string_view name, StepRange range, int points) const override {
    ++reads;
    return MemoryRun::scalar(name, range, points);
  }
  mutable int reads = 0;
};

void wheel(QWidget* widget, QPointF at, int delta) {
  QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(widget, &event);
}

}  // namespace

class TestCurvesView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void figures_data();
  void figures();
  void svgIsAsPromised_data() { figures_data(); }
  void svgIsAsPromised();
  void sameBytesTwice();
  void nanIsDrawn();
  void notPositiveIsDrawnOnLogAxis();
  void longRunIsSmall();
  void zoomIsLinked();
  void clickMovesTheCursor();
  void liveSnapshotsReadNothing();
  void emptyState();
};

void TestCurvesView::figures_data() {
  QTest::addColumn<int>("view");
  QTest::addColumn<QString>("theme");
  for (int i = 0; i < 4; ++i) QTest::addRow("%s print", kViews[i].first) << i << "print";
  QTest::newRow("loss-curves dark") << 0 << "dark";
  QTest::newRow("layer-entropy light") << 1 << "light";
}

void TestCurvesView::figures() {
  QFETCH(int, view);
  QFETCH(QString, theme);
  RunSet runs;
  fill(runs);
  const std::unique_ptr<CurvesView> shown(kViews[view].second(runs, nullptr));
  QCOMPARE(shown->figureName(), QString::fromLatin1(kViews[view].first));
  FigureOptions options;
  options.style.theme = theme;
  options.pngScale = 1;
  const QImage picture = QImage::fromData(renderFigure(*shown, FigureFormat::Png, options), "PNG");
  const QString fault =
      differsFromControl(picture, ENTROSCOPE_CONTROL, shown->figureName() + QLatin1Char('-') + theme);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void TestCurvesView::svgIsAsPromised() {
  QFETCH(int, view);
  QFETCH(QString, theme);
  RunSet runs;
  fill(runs);
  const std::unique_ptr<CurvesView> shown(kViews[view].second(runs, nullptr));
  FigureOptions options;
  options.style.theme = theme;
  const QByteArray svg = renderFigure(*shown, FigureFormat::Svg, options);
  const QString fault = svgFaults(svg);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
  const QString texts = svgTexts(svg);
  QVERIFY2(texts.contains(QStringLiteral("SM+LR")) && texts.contains(QStringLiteral("Step")),
           qPrintable(texts));
}

void TestCurvesView::sameBytesTwice() {
  RunSet runs;
  fill(runs);
  for (const auto& [name, make] : kViews) {
    const std::unique_ptr<CurvesView> hidden(make(runs, nullptr)), shown(make(runs, nullptr));
    shown->resize(500, 333);
    shown->setTheme(darkTheme());
    shown->show();
    QVERIFY(QTest::qWaitForWindowExposed(shown.get()));
    for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Png, FigureFormat::Csv}) {
      QVERIFY2(renderFigure(*hidden, format) == renderFigure(*shown, format), name);
    }
  }
}

void TestCurvesView::nanIsDrawn() {
  const QByteArray colour = printTheme().nanColour.name().toLatin1();
  for (const std::int64_t from : {0, 700}) {
    RunSet runs;
    runs.add(makeCurveRun({.configuration = "SM+G", .name = {}, .nanFrom = from}));
    const std::unique_ptr<CurvesView> view(makeLossCurvesView(runs));
    const QByteArray svg = renderFigure(*view, FigureFormat::Svg);
    QCOMPARE(svg.count(colour) > 0, from > 0);
    QCOMPARE(svgTexts(svg).contains(QStringLiteral("NaN")), from > 0);
  }
}

void TestCurvesView::notPositiveIsDrawnOnLogAxis() {
  RunSet runs;
  runs.add(makeCurveRun({.configuration = "SM+G", .name = {}}));  // its learning rate ends at 0
  const std::unique_ptr<CurvesView> view(makeTrainingSignalsView(runs));
  QVERIFY(!svgTexts(renderFigure(*view, FigureFormat::Svg)).contains(QStringLiteral("≤ 0")));
  view->findChild<QCheckBox*>()->setChecked(true);
  const QByteArray svg = renderFigure(*view, FigureFormat::Svg);
  QVERIFY(svgTexts(svg).contains(QStringLiteral("≤ 0")));
  QVERIFY2(svgFaults(svg).isEmpty(), qPrintable(svgFaults(svg)));
}

void TestCurvesView::longRunIsSmall() {
  auto run = std::make_shared<MemoryRun>("SM+G");
  Random random(7);
  for (std::int64_t step = 1; step <= 32'000; ++step) {
    run->addScalar(measure::kLoss, step, static_cast<float>(3 + random.uniform()));
  }
  RunSet runs;
  runs.add(run);
  const std::unique_ptr<CurvesView> view(makeLossCurvesView(runs));
  QVERIFY(renderFigure(*view, FigureFormat::Svg).size() < 1'000'000);
}

void TestCurvesView::zoomIsLinked() {
  RunSet runs;
  fill(runs);
  const std::unique_ptr<CurvesView> loss(makeLossCurvesView(runs)), entropy(makeLayerEntropyView(runs));
  for (auto* view : {loss.get(), entropy.get()}) {
    view->resize(600, 400);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view));
  }
  auto* plot = loss->findChild<CurvePlot*>();
  auto* other = entropy->findChild<CurvePlot*>();
  QTRY_COMPARE(other->figure().window.last, 1000.0);
  QTRY_VERIFY(plot->axisRectCount() == 1 && plot->axisRect()->width() > 100);
  wheel(plot, QRectF(plot->rect()).center(), 480);
  const auto window = LinkedAxis::of(runs).window();
  QVERIFY(window && window->width() < 600);
  QTRY_COMPARE(other->figure().window.first, window->first);
  QCOMPARE(other->figure().window.last, window->last);
  // Recomputed: the zoomed line has every step, so nothing is hidden in a bucket.
  QTRY_VERIFY(plot->figure().panels.at(0).lines.at(0).minimum ==
              plot->figure().panels.at(0).lines.at(0).maximum);
  QTest::keyClick(plot, Qt::Key_0);
  QVERIFY(!LinkedAxis::of(runs).window());
  QTRY_COMPARE(other->figure().window.last, 1000.0);
}

void TestCurvesView::clickMovesTheCursor() {
  RunSet runs;
  fill(runs);
  const std::unique_ptr<CurvesView> view(makeLossCurvesView(runs));
  view->resize(600, 400);
  view->show();
  QVERIFY(QTest::qWaitForWindowExposed(view.get()));
  auto* plot = view->findChild<CurvePlot*>();
  QTRY_VERIFY(plot->axisRectCount() == 1 && plot->axisRect()->width() > 100);
  const QRect area = plot->axisRect()->rect();
  QTest::mouseClick(plot, Qt::LeftButton, {}, {area.left() + area.width() / 4, area.center().y()});
  const std::int64_t place = runs.cursor().place;
  QVERIFY2(std::abs(place - 250) < 10, qPrintable(QString::number(place)));
}

void TestCurvesView::liveSnapshotsReadNothing() {
  const auto run = std::make_shared<CountingRun>();
  RunSet runs;
  const int index = runs.add(run);
  const std::unique_ptr<CurvesView> view(makeLossCurvesView(runs));
  view->show();
  QVERIFY(QTest::qWaitForWindowExposed(view.get()));
  QTRY_VERIFY(run->reads > 0);
  QTest::qWait(100);
  const int before = run->reads;
  for (int i = 0; i < 30; ++i) runs.setLive(index, std::make_shared<Snapshot>());
  QTest::qWait(100);
  QCOMPARE(run->reads, before);
  run->addScalar(measure::kLoss, 2, 2.5F);
  runs.refreshAll();
  QTRY_VERIFY(run->reads > before);
}

void TestCurvesView::emptyState() {
  RunSet runs;
  const std::unique_ptr<CurvesView> view(makeSlopesView(runs));
  QVERIFY(svgTexts(renderFigure(*view, FigureFormat::Svg)).startsWith(QStringLiteral("No run is shown")));
}

QTEST_MAIN(TestCurvesView)
#include "test_curves_view.moc"
