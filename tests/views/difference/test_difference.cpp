// The A − B map: numbers by printed text, equal steps and equal tokens, choice and swap, pictures and files.
#include <QComboBox>
#include <QTest>
#include <cmath>
#include <limits>

#include "tests/support/figure_checks.h"
#include "tests/support/memory_run.h"
#include "views/difference/difference_canvas.h"
#include "views/difference/difference_view.h"
#include "views/export/figure_export.h"
#include "views/plot/plot_style.h"

using namespace entroscope;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Entropies of 2 × 3 heads that grow with the step.
std::shared_ptr<MemoryRun> growingRun(const char* configuration, float slope,
                                      std::int64_t tokensPerStep = 1000, std::int64_t steps = 100) {
  auto run = std::make_shared<MemoryRun>(configuration, configuration);
  run->editConfig().model.context = 128;
  run->setTokensPerStep(tokensPerStep);
  for (std::int64_t step = 1; step <= steps; ++step) {
    const float value = slope * static_cast<float>(step);
    run->addScalar(measure::kLoss, step, 1);
    run->add(measure::kEntropy, step, 2, 3, {value, value, value, 0, 1, 2});
  }
  return run;
}

/// A map of 6 × 6 heads, one of them NaN.
std::shared_ptr<MemoryRun> mapRun(const char* configuration, double phase) {
  auto run = std::make_shared<MemoryRun>(configuration, configuration);
  run->editConfig().model.context = 128;
  std::vector<float> values;
  for (int i = 0; i < 36; ++i) values.push_back(static_cast<float>(1.9 + 1.8 * std::sin(0.37 * i + phase)));
  values[8] = kNan;
  run->add(measure::kEntropy, 500, 6, 6, values);
  return run;
}

QImage picture(View& view, const QString& theme) {
  FigureOptions options;
  options.style.theme = theme;
  options.pngScale = 1;
  return QImage::fromData(renderFigure(view, FigureFormat::Png, options), "PNG");
}

}  // namespace

class TestDifference : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void equalSteps() {
    RunSet runs;
    runs.add(growingRun("SM+G", 0.02F));
    runs.add(growingRun("SM+R", 0.01F, 1000, 80));
    DifferenceModel model;
    // Following: where both have come to.
    model.update(runs, {}, DifferenceScale::Largest);
    QCOMPARE(model.printed(), QStringLiteral("A SM+G · step 80\nB SM+R · step 80\nscale ±0.800\n"
                                             "+0.80 +0.80 +0.80\n0.00 0.00 0.00\n"));
    runs.setCursor(50);
    model.update(runs, {}, DifferenceScale::Theoretical);
    QCOMPARE(model.printed(), QStringLiteral("A SM+G · step 50\nB SM+R · step 50\nscale ±3.878\n"
                                             "+0.50 +0.50 +0.50\n0.00 0.00 0.00\n"));
    QCOMPARE(model.place(0), 0.0);
    QCOMPARE(model.place(-9), -1.0);
    QVERIFY(std::abs(model.meanDifference() - 0.25) < 1e-6);
  }

  void equalTokens() {
    RunSet runs;
    runs.add(growingRun("SM+G", 0.02F, 1000));
    runs.add(growingRun("SM+R", 0.02F, 2000));
    runs.setAxis(XAxis::Tokens);
    DifferenceModel model;
    model.update(runs, {}, DifferenceScale::Largest);
    QCOMPARE(model.printed().section('\n', 0, 3),
             QStringLiteral("A SM+G · step 100\nB SM+R · step 50\nscale ±1.000\n+1.00 +1.00 +1.00"));
    runs.setCursor(40'000);
    model.update(runs, {}, DifferenceScale::Largest);
    QCOMPARE(model.printed().section('\n', 0, 1), QStringLiteral("A SM+G · step 40\nB SM+R · step 20"));
  }

  void publishedRunsHaveNoStep() {
    RunSet runs;
    for (const char* address : {"reference:paper/SM+G", "reference:paper/SM+R"}) runs.add(openRun(address));
    runs.add(growingRun("SM+G", 0.02F));
    runs.setCursor(3);
    DifferenceModel model;
    model.update(runs, {}, DifferenceScale::Largest);
    QCOMPARE(model.layers(), 12);
    QCOMPARE(model.heads(), 12);
    QVERIFY(model.printed().startsWith(QStringLiteral("A SM+G · gpt2")) ||
            model.printed().contains(QStringLiteral("published")));
    const auto a = runs.runs()[0].run->frameAt(measure::kEntropy),
               b = runs.runs()[1].run->frameAt(measure::kEntropy);
    QCOMPARE(model.at(3, 7), a->values[43] - b->values[43]);
    // Another shape says so.
    model.update(runs, {runs.runs()[0].run->info().id, runs.runs()[2].run->info().id},
                 DifferenceScale::Largest);
    QVERIFY(model.printed().contains(QStringLiteral("12 × 12")));
    QVERIFY(model.values().empty());
  }

  void nanIsNoNumber() {
    RunSet runs;
    runs.add(mapRun("SM+G", 0));
    runs.add(mapRun("SM+R", 0));
    DifferenceModel model;
    model.update(runs, {}, DifferenceScale::Largest);
    QVERIFY(std::isnan(model.at(1, 2)));
    QVERIFY(model.anyNan());
    QCOMPARE(model.limit(), 1.0);  // nothing differs: any scale will do
    QVERIFY(model.toolTip(1, 2, QLocale::c()).contains(QStringLiteral("A: NaN nats")));
    QVERIFY(
        model.csv().startsWith("layer,head,entropy_a,entropy_b,difference_nats,run_a,step_a,run_b,step_b"));
    QVERIFY(model.csv().contains("1,2,NaN,NaN,NaN,SM+G,500,SM+R,500"));
  }

  void signs() {
    const QLocale c = QLocale::c();
    QCOMPARE(DifferenceModel::cellText(0.126F, 2, c), QStringLiteral("+0.13"));
    QCOMPARE(DifferenceModel::cellText(-1.5F, 1, c), QStringLiteral("−1.5"));
    QCOMPARE(DifferenceModel::cellText(-0.004F, 2, c), QStringLiteral("0.00"));
    QCOMPARE(DifferenceModel::cellText(kNan, 2, c), QStringLiteral("NaN"));
  }

  void choosesAndSwaps() {
    RunSet runs;
    for (const char* name : {"SM+LN+G", "SM+G", "SM+R"}) runs.add(growingRun(name, 0.01F));
    DifferenceView view(runs);
    view.resize(700, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto sides = [&] { return view.model().a().label + QLatin1Char('|') + view.model().b().label; };
    QCOMPARE(sides(), QStringLiteral("SM+LN+G|SM+G"));
    view.swap();
    QCOMPARE(sides(), QStringLiteral("SM+G|SM+LN+G"));
    const auto boxes = view.findChildren<QComboBox*>();
    boxes[1]->setCurrentIndex(2);
    Q_EMIT boxes[1]->activated(2);
    QCOMPARE(sides(), QStringLiteral("SM+G|SM+R"));
    Q_EMIT boxes[0]->activated(0);
    boxes[0]->setCurrentIndex(2);  // B itself: they change places
    Q_EMIT boxes[0]->activated(2);
    QCOMPARE(view.model().a().label, QStringLiteral("SM+R"));
    QVERIFY(view.model().b().label != view.model().a().label);
    // A chosen run that is hidden leaves its place to another one.
    runs.setVisible(2, false);
    QVERIFY(view.model().empty().isEmpty());
    runs.setVisible(1, false);
    QVERIFY(!view.model().empty().isEmpty());
    QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).contains(QStringLiteral("Two runs")));
  }

  void clickAndKeysChooseAHead() {
    RunSet runs;
    runs.add(mapRun("SM+G", 0));
    runs.add(mapRun("SM+R", 1));
    DifferenceView view(runs);
    view.resize(700, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto* canvas = view.findChild<DifferenceCanvas*>();
    const DifferenceLook look{&lightTheme(), localeFor(Numbers::Screen), {}, true};
    const DifferenceLayout layout = layoutDifference(view.model(), canvas->size(), look);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, layout.cellRect({2, 4}).center().toPoint());
    QVERIFY(runs.selectedHead() == (HeadId{2, 4}));
    QTest::keyClick(canvas, Qt::Key_Down);
    QTest::keyClick(canvas, Qt::Key_Left);
    QVERIFY(runs.selectedHead() == (HeadId{3, 3}));
    QTest::keyClick(canvas, Qt::Key_Escape);
    QVERIFY(!runs.selectedHead());
  }

  void figures_data() {
    QTest::addColumn<QString>("theme");
    for (const char* theme : {"light", "dark", "print"}) QTest::newRow(theme) << QString::fromLatin1(theme);
  }
  void figures() {
    QFETCH(QString, theme);
    RunSet runs;
    runs.add(mapRun("SM+G", 0));
    runs.add(mapRun("SM+R", 1));
    DifferenceView view(runs);
    const QString fault =
        differsFromControl(picture(view, theme), ENTROSCOPE_CONTROL, "entropy-difference-" + theme);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
  }

  void svgIsAsPromised() {
    RunSet runs;
    runs.add(mapRun("SM+G", 0));
    runs.add(mapRun("SM+R", 1));
    DifferenceView view(runs);
    const QByteArray svg = renderFigure(view, FigureFormat::Svg);
    const QString fault = svgFaults(svg);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(svg, renderFigure(view, FigureFormat::Svg));
    QVERIFY(svgTexts(svg).contains(QStringLiteral("Head entropy, A − B (nats)")));
    const QImage theirs = renderedByRsvg(svg);
    if (theirs.isNull()) QSKIP("rsvg-convert is not installed: the second renderer was not asked");
    const QImage ours = picture(view, QStringLiteral("print"));
    QCOMPARE(theirs.size(), ours.size());
    // A corner of a cell of known colour, and the background.
    const DifferenceLook look{&printTheme(), localeFor(Numbers::File), {}, false};
    const QRectF cell = layoutDifference(view.model(), view.figureSize(), look).cellRect({0, 0});
    const QPoint corner = cell.topLeft().toPoint() + QPoint(3, 3);
    QCOMPARE(theirs.pixelColor(corner), diverging(view.model().place(view.model().at(0, 0))));
    QCOMPARE(ours.pixelColor(corner), theirs.pixelColor(corner));
    QCOMPARE(theirs.pixelColor(2, 2), QColor(Qt::white));
  }
};

QTEST_MAIN(TestDifference)
#include "test_difference.moc"
