// The heat map as a widget and as a figure: pictures against control images, files as promised.
#include <QSignalSpy>
#include <QTest>

#include "tests/support/figure_checks.h"
#include "tests/views/heatmap/heat_map_runs.h"
#include "views/export/figure_export.h"
#include "views/heatmap/heat_map_canvas.h"
#include "views/heatmap/heat_map_view.h"

using namespace entroscope;

namespace {

/// Two runs, one of them with NaNs, overload marked.
void fill(RunSet& runs) {
  runs.add(risingRun("SM+LN+G", "first", 4, 6, 3.8F));
  runs.add(nanRun());
}

QImage picture(HeatMapView& view, const QString& theme) {
  FigureOptions options;
  options.style.theme = theme;
  options.pngScale = 1;
  return QImage::fromData(renderFigure(view, FigureFormat::Png, options), "PNG");
}

}  // namespace

class TestHeatMapView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void figures_data();
  void figures();
  void svgIsAsPromised();
  void secondRendererAgrees();
  void sameBytesTwice_data();
  void sameBytesTwice();
  void largeMapIsSmall();
  void emptyStates();
  void followsTheRunSet();
  void clickAndKeysChooseAHead();
  void screenAndFileNumbers();
};

void TestHeatMapView::figures_data() {
  QTest::addColumn<QString>("theme");
  for (const char* theme : {"light", "dark", "print"}) QTest::newRow(theme) << QString::fromLatin1(theme);
}

void TestHeatMapView::figures() {
  QFETCH(QString, theme);
  RunSet runs;
  fill(runs);
  HeatMapView view(runs);
  view.setMarksOverload(true);
  const QString fault = differsFromControl(picture(view, theme), ENTROSCOPE_CONTROL, "entropy-map-" + theme);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void TestHeatMapView::svgIsAsPromised() {
  RunSet runs;
  fill(runs);
  HeatMapView view(runs);
  view.setMarksOverload(true);
  const QByteArray svg = renderFigure(view, FigureFormat::Svg);
  const QString fault = svgFaults(svg);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
  const QString texts = svgTexts(svg);
  for (const char* text : {"SM+LN+G", "3.80", "NaN", "Layer", "Head", "3.88", "Head entropy (nats)"}) {
    QVERIFY2(texts.contains(QString::fromUtf8(text)), text);
  }
}

void TestHeatMapView::secondRendererAgrees() {
  RunSet runs;
  fill(runs);
  HeatMapView view(runs);
  const QImage theirs = renderedByRsvg(renderFigure(view, FigureFormat::Svg));
  if (theirs.isNull()) QSKIP("rsvg-convert is not installed: the second renderer was not asked");
  const QImage ours = picture(view, QStringLiteral("print"));
  QCOMPARE(theirs.size(), ours.size());
  // The middle of a cell of known colour, and the background.
  const HeatMapLook look{&printTheme(), localeFor(Numbers::File), false, {}, false};
  const HeatMapLayout layout = layoutHeatMap(view.model(), view.figureSize(), look);
  const QPoint corner = layout.cellRect({0, 0, 0}).topLeft().toPoint() + QPoint(3, 3);
  QCOMPARE(theirs.pixelColor(corner), cividis(0));
  QCOMPARE(ours.pixelColor(corner), cividis(0));
  QCOMPARE(theirs.pixelColor(2, 2), QColor(Qt::white));
}

void TestHeatMapView::sameBytesTwice_data() {
  QTest::addColumn<FigureFormat>("format");
  QTest::newRow("svg") << FigureFormat::Svg;
  QTest::newRow("pdf") << FigureFormat::Pdf;
  QTest::newRow("png") << FigureFormat::Png;
  QTest::newRow("csv") << FigureFormat::Csv;
}

void TestHeatMapView::sameBytesTwice() {
  QFETCH(FigureFormat, format);
  RunSet runs;
  fill(runs);
  HeatMapView hidden(runs);
  const QByteArray first = renderFigure(hidden, format);
  // A window that has been shown, themed and selected in exports the same figure.
  HeatMapView shown(runs);
  shown.resize(900, 500);
  shown.setTheme(darkTheme());
  runs.selectHead(HeadId{1, 1});
  shown.show();
  QVERIFY(QTest::qWaitForWindowExposed(&shown));
  QCOMPARE(renderFigure(shown, format), first);
  QVERIFY(!first.isEmpty());
}

void TestHeatMapView::largeMapIsSmall() {
  RunSet runs;
  runs.add(risingRun("SM+LN+G", "large", 12, 12, 3.8F));
  HeatMapView view(runs);
  QVERIFY(renderFigure(view, FigureFormat::Svg).size() < 100'000);
}

void TestHeatMapView::emptyStates() {
  RunSet runs;
  HeatMapView view(runs);
  QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).startsWith(QStringLiteral("No run is shown")));
  runs.add(std::make_shared<MemoryRun>("SM+R", "losses only"));
  QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg))
              .startsWith(QStringLiteral("No head entropy is recorded")));
}

void TestHeatMapView::followsTheRunSet() {
  RunSet runs;
  HeatMapView view(runs);
  const int index = runs.add(risingRun("SM+G", "run", 1, 2, 1.0F));
  QCOMPARE(int(view.model().panels().size()), 1);
  auto live = std::make_shared<Snapshot>();
  live->step = 7;
  live->heads = 2;
  live->entropy = {0.5F, 0.25F};
  runs.setLive(index, live);
  QCOMPARE(view.model().panels()[0].step, 7);
  runs.setVisible(index, false);
  QVERIFY(view.model().panels().empty());
  view.setScale(EntropyScale::DataRange);
  runs.setVisible(index, true);
  QCOMPARE(view.model().high(), 0.5);
}

void TestHeatMapView::clickAndKeysChooseAHead() {
  RunSet runs;
  runs.add(risingRun("SM+G", "run", 3, 4, 3.0F));
  HeatMapView view(runs);
  view.resize(640, 420);
  view.show();
  QVERIFY(QTest::qWaitForWindowExposed(&view));
  auto* canvas = view.findChild<HeatMapCanvas*>();
  QSignalSpy clicks(&view, &HeatMapView::headClicked);
  const HeatMapLook look{&lightTheme(), localeFor(Numbers::Screen), false, {}, false};
  const HeatMapLayout layout = layoutHeatMap(view.model(), canvas->size(), look);
  QTest::mouseClick(canvas, Qt::LeftButton, {}, layout.cellRect({0, 1, 2}).center().toPoint());
  QCOMPARE(clicks.size(), 1);
  QCOMPARE(runs.selectedHead(), std::optional(HeadId{1, 2}));
  QTest::keyClick(canvas, Qt::Key_Down);
  QTest::keyClick(canvas, Qt::Key_Down);
  QTest::keyClick(canvas, Qt::Key_Left);
  QCOMPARE(runs.selectedHead(), std::optional(HeadId{2, 1}));
  QTest::keyClick(canvas, Qt::Key_Escape);
  QVERIFY(!runs.selectedHead());
}

void TestHeatMapView::screenAndFileNumbers() {
  QLocale::setDefault(QLocale(QLocale::German));
  RunSet runs;
  runs.add(risingRun("SM+G", "run", 1, 2, 1.5F));
  HeatMapView view(runs);
  const QString texts = svgTexts(renderFigure(view, FigureFormat::Svg));
  const QString tip = view.model().toolTip(view.model().panels()[0], 0, 1, localeFor(Numbers::Screen));
  QLocale::setDefault(QLocale::c());
  QVERIFY2(texts.contains(QStringLiteral("1.50")), qPrintable(texts));
  QVERIFY2(tip.contains(QStringLiteral("1,500")), qPrintable(tip));
}

QTEST_MAIN(TestHeatMapView)
#include "test_heatmap_view.moc"
