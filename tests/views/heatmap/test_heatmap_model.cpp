// The heat map's numbers and texts, printed, against golden lines.
#include <QFontMetricsF>
#include <QTest>

#include "tests/views/heatmap/heat_map_runs.h"
#include "views/heatmap/heat_map_layout.h"
#include "views/heatmap/heat_map_model.h"
#include "views/heatmap/heat_map_painter.h"
#include "views/plot/figure_parts.h"
#include "views/plot/plot_style.h"

using namespace entroscope;

class TestHeatMapModel : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void printsPanels();
  void whatTellsPanelsApartComesLast();
  void dataRange();
  void overloadChoices();
  void cursorAndLive();
  void onlyLivePanelsAreReadAgain();
  void runWithoutEntropy();
  void csv();
  void layoutKeepsPanelsApart_data();
  void layoutKeepsPanelsApart();
  void cellUnderThePointer();
};

void TestHeatMapModel::printsPanels() {
  RunSet runs;
  runs.add(risingRun("SM+LN+G", "first", 2, 3, 2.5F));
  runs.add(nanRun());
  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  // ln(128!)/128 = 3.878; M pooled = 3.5, so from 2.625 on a head is overloaded.
  QCOMPARE(model.printed(), QStringLiteral("scale 0.000 … 3.878\n"
                                           "SM+LN+G | first · step 400\n"
                                           "0.00 0.50 1.00\n"
                                           "1.50 2.00 2.50\n"
                                           "SM+G | overflow · step 70\n"
                                           "3.50* 1.25 NaN\n"
                                           "2.00 0.50 3.00*\n"));
  QVERIFY(model.anyNan());
  QCOMPARE(model.place(3.878F * 2), 1.0);
}

void TestHeatMapModel::whatTellsPanelsApartComesLast() {
  RunSet runs;
  for (const char* name : {"seeds/1", "seeds/2"}) runs.add(risingRun("SM+G", name, 1, 1, 1));
  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  QCOMPARE(model.panels()[1].subtitle, QStringLiteral("step 400 · seeds/2"));
  const QFontMetricsF metrics(figureFont(kTickSize));
  const auto room = [&](const char* text) { return metrics.horizontalAdvance(QString::fromUtf8(text)) + 1; };
  QCOMPARE(elidedButEnd(metrics, model.panels()[1].subtitle, room("seeds/2")), QStringLiteral("seeds/2"));
  QVERIFY(elidedButEnd(metrics, model.panels()[1].subtitle, room("eds/2")).endsWith(QStringLiteral("/2")));
  runs.setVisible(0, false);
  model.update(runs, EntropyScale::Fixed);
  QCOMPARE(model.panels()[0].subtitle, QStringLiteral("seeds/2 · step 400"));
}

void TestHeatMapModel::dataRange() {
  RunSet runs;
  runs.add(nanRun());
  HeatMapModel model;
  model.update(runs, EntropyScale::DataRange);
  QCOMPARE(model.low(), 0.5);
  QCOMPARE(model.high(), 3.5);
  QCOMPARE(model.place(2.0F), 0.5);
}

void TestHeatMapModel::overloadChoices() {
  RunSet runs;
  runs.add(risingRun("SM+LN+G", "small", 1, 3, 2.0F));
  runs.add(risingRun("SM+G", "large", 1, 3, 3.5F));
  HeatMapModel model;
  const auto overloaded = [&](OverloadMaximum choice) {
    runs.setOverloadMaximum(choice);
    model.update(runs, EntropyScale::Fixed);
    return model.isOverload(model.panels()[0], 0, 2);
  };
  QVERIFY(!overloaded(OverloadMaximum::Pooled));
  QVERIFY(overloaded(OverloadMaximum::PerRun));
  QVERIFY(!overloaded(OverloadMaximum::Theoretical));
}

void TestHeatMapModel::cursorAndLive() {
  auto run = risingRun("SM+G", "SM+G", 1, 2, 1.0F, 100);
  run->add(measure::kEntropy, 200, 1, 2, {2.0F, 3.0F});
  RunSet runs;
  const int index = runs.add(run);
  auto live = std::make_shared<Snapshot>();
  live->step = 250;
  live->layers = 1;
  live->heads = 2;
  live->entropy = {1.5F, 2.5F};
  runs.setLive(index, live);

  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  QCOMPARE(model.panels()[0].step, 250);
  QCOMPARE(model.panels()[0].at(0, 1), 2.5F);
  QCOMPARE(model.panels()[0].subtitle, QStringLiteral("step 250"));
  runs.setCursor(150);
  model.update(runs, EntropyScale::Fixed);
  QCOMPARE(model.panels()[0].step, 100);
  runs.setCursor(50);
  model.update(runs, EntropyScale::Fixed);
  QVERIFY(model.panels().empty());
}

void TestHeatMapModel::onlyLivePanelsAreReadAgain() {
  auto saved = risingRun("SM+G", "saved", 1, 2, 1.0F, 100);
  RunSet runs;
  runs.add(saved);
  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  saved->add(measure::kEntropy, 200, 1, 2, {2.0F, 3.0F});
  model.update(runs, EntropyScale::Fixed, true);
  QCOMPARE(model.panels()[0].step, 100);
  model.update(runs, EntropyScale::Fixed);
  QCOMPARE(model.panels()[0].step, 200);
}

void TestHeatMapModel::runWithoutEntropy() {
  RunSet runs;
  runs.add(std::make_shared<MemoryRun>("SM+R", "losses only"));
  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  QVERIFY(model.anyRun());
  QCOMPARE(model.printed(), QStringLiteral("scale 0.000 … 1.000\nwithout entropy: SM+R · losses only\n"));
}

void TestHeatMapModel::csv() {
  RunSet runs;
  runs.add(nanRun());
  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  QCOMPARE(model.csv(), QByteArray("run,configuration,step,layer,head,entropy_nats,nan_row_share\n"
                                   "overflow,SM+G,70,0,0,3.5,0\n"
                                   "overflow,SM+G,70,0,1,1.25,0\n"
                                   "overflow,SM+G,70,0,2,NaN,1\n"
                                   "overflow,SM+G,70,1,0,2,0.25\n"
                                   "overflow,SM+G,70,1,1,0.5,0\n"
                                   "overflow,SM+G,70,1,2,3,0\n"));
}

void TestHeatMapModel::layoutKeepsPanelsApart_data() {
  QTest::addColumn<int>("runs");
  QTest::addColumn<int>("layers");
  QTest::addColumn<QSizeF>("size");
  QTest::newRow("one") << 1 << 6 << QSizeF(640, 420);
  QTest::newRow("four at 1280 x 800") << 4 << 12 << QSizeF(1280, 760);
  QTest::newRow("twelve") << 12 << 12 << QSizeF(1280, 760);
  QTest::newRow("48 heads") << 1 << 48 << QSizeF(900, 800);
  QTest::newRow("4K") << 2 << 48 << QSizeF(3840, 2100);
  QTest::newRow("narrow") << 2 << 6 << QSizeF(320, 900);
}

void TestHeatMapModel::layoutKeepsPanelsApart() {
  QFETCH(int, runs);
  QFETCH(int, layers);
  QFETCH(QSizeF, size);
  RunSet set;
  for (int i = 0; i < runs; ++i) {
    set.add(risingRun("SM+G", qPrintable(QString::number(i)), layers, layers, 3.0F));
  }
  HeatMapModel model;
  model.update(set, EntropyScale::Fixed);
  const HeatMapLook look{&printTheme(), localeFor(Numbers::File), true, {}, false};
  const HeatMapLayout layout = layoutHeatMap(model, size, look);
  QCOMPARE(int(layout.panels.size()), runs);
  const QRectF page(QPointF(0, 0), size);
  for (std::size_t i = 0; i < layout.panels.size(); ++i) {
    QVERIFY(page.contains(layout.panels[i].cells));
    QVERIFY(page.contains(layout.panels[i].title));
    for (std::size_t j = 0; j < i; ++j) {
      QVERIFY(!layout.panels[i].cells.intersects(layout.panels[j].cells));
      QVERIFY(!layout.panels[i].title.intersects(layout.panels[j].cells));
    }
    QVERIFY(!layout.colourBar.intersects(layout.panels[i].cells));
  }
  QVERIFY(page.contains(layout.colourBar));
}

void TestHeatMapModel::cellUnderThePointer() {
  RunSet runs;
  runs.add(nanRun());
  HeatMapModel model;
  model.update(runs, EntropyScale::Fixed);
  const HeatMapLook look{&printTheme(), localeFor(Numbers::File), false, {}, false};
  const HeatMapLayout layout = layoutHeatMap(model, {640, 420}, look);
  const HeatMapCell cell{0, 1, 2};
  QCOMPARE(layout.cellAt(model, layout.cellRect(cell).center()), std::optional(cell));
  QVERIFY(!layout.cellAt(model, {1, 1}));
  QCOMPARE(model.toolTip(model.panels()[0], 1, 0, localeFor(Numbers::File)),
           QStringLiteral(
               "SM+G · step 70\nLayer 1, head 0\nEntropy: 2.000 nats, 51.6 % of ln(T!)/T\nNaN rows: 25.0 %"));
}

QTEST_MAIN(TestHeatMapModel)
#include "test_heatmap_model.moc"
