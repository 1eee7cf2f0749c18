// What curve views show, as numbers and texts: averages, bands, NaN, references, windows, CSV.
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/measures/overload.h"
#include "core/runs/gpu_measures.h"
#include "tests/support/curve_runs.h"
#include "views/curves/curves_model.h"
#include "views/curves/seed_mean.h"
#include "views/curves/smoothing.h"
#include "views/plot/linked_axis.h"
#include "views/plot/step_tokens.h"

using namespace entroscope;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// The figure as golden lines: one a panel, one a line of it with its points.
QString printed(const CurveFigure& figure) {
  QString text;
  for (const CurvePanel& panel : figure.panels) {
    text += QStringLiteral("[%1|%2]\n").arg(panel.title, panel.yLabel);
    for (const CurveLine& line : panel.lines) {
      text += line.run + QLatin1Char('|') + line.label + QLatin1Char(':');
      for (std::size_t i = 0; i < line.size(); ++i) {
        text += QStringLiteral(" %1=%2").arg(line.x(i, figure.xAxis)).arg(double{line.value[i]}, 0, 'g', 4);
        if (!line.hasNan.empty() && line.hasNan[i]) text += QLatin1Char('!');
      }
      text += QLatin1Char('\n');
    }
  }
  return text;
}

std::shared_ptr<MemoryRun> lossRun() {
  auto run = std::make_shared<MemoryRun>("SM+G", "one");
  run->addScalar(measure::kLoss, 1, 4);
  run->addScalar(measure::kLoss, 2, 3);
  run->addScalar(measure::kLoss, 3, kNan);
  run->addScalar(measure::kLoss, 4, 2);
  run->addEvaluation(4, 2.5);
  return run;
}

CurveFigure figureOf(const CurvesModel& model, const RunSet& runs, CurveOptions options = {}) {
  return model.figure(runs.visible(), options);
}

}  // namespace

class TestCurvesModel : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void averageIsDebiased();
  void averageCountsSteps();
  void tokensAndSteps();
  void losses();
  void seedsAsMeanAndBand();
  void meanEndsWhereASeedEnds();
  void tokensAxis();
  void spikeSurvivesDecimation();
  void windowKeepsTheAverage();
  void layerMeans();
  void slopesWithDecayOnly();
  void slopesThatAreShared();
  void signalsOfAGpu();
  void whatNumbersFromElsewhereLack();
  void emptyTexts_data();
  void emptyTexts();
  void csv();
  void axisIsShared();
};

void TestCurvesModel::averageIsDebiased() {
  const std::vector<std::int64_t> steps{1, 2, 3, 4};
  const std::vector<float> constant(4, 3.5F);
  for (const float value : debiasedAverage(steps, constant, 50)) QCOMPARE(value, 3.5F);
  // Two values by hand: weights (1 − a) a and (1 − a), a = e^(−1/2).
  const double a = std::exp(-0.5);
  const auto two = debiasedAverage(std::vector<std::int64_t>{1, 2}, std::vector<float>{4, 2}, 2);
  QCOMPARE(two[0], 4.0F);
  QCOMPARE(two[1], static_cast<float>((4 * (1 - a) * a + 2 * (1 - a)) / ((1 - a) * a + 1 - a)));
  const auto gap = debiasedAverage(steps, std::vector<float>{1, kNan, 1, 1}, 5);
  QVERIFY(std::isnan(gap[1]));
  QCOMPARE(gap[2], 1.0F);
  QCOMPARE(debiasedAverage(steps, std::vector<float>{1, 2, 3, 4}, 0)[2], 3.0F);
}

void TestCurvesModel::averageCountsSteps() {
  // A step function logged every step and every tenth step: the same average long after the jump.
  std::vector<std::int64_t> fine, coarse;
  std::vector<float> fineValues, coarseValues;
  for (std::int64_t step = 1; step <= 1000; ++step) {
    const float value = step <= 500 ? 4.0F : 2.0F;
    fine.push_back(step);
    fineValues.push_back(value);
    if (step % 10 != 0) continue;
    coarse.push_back(step);
    coarseValues.push_back(value);
  }
  const auto a = debiasedAverage(fine, fineValues, 100), b = debiasedAverage(coarse, coarseValues, 100);
  // But for the first value, which counts as one step in both.
  QVERIFY(std::abs(a[599] - b[59]) < 1e-3F);
  QVERIFY(std::abs(a[599] - (2 + 2 * std::exp(-1.0))) < 0.02);
}

void TestCurvesModel::tokensAndSteps() {
  const StepTokens map(*lossRun());
  QCOMPARE(map.tokensAt(2), 2.0 * MemoryRun::kTokensPerStep);
  QCOMPARE(map.tokensAt(2.5), 2.5 * MemoryRun::kTokensPerStep);
  QCOMPARE(map.tokensAt(8), 8.0 * MemoryRun::kTokensPerStep);
  QCOMPARE(map.stepAt(3.0 * MemoryRun::kTokensPerStep), 3.0);
  QCOMPARE(map.stepAt(-5), 0.0);
}

void TestCurvesModel::losses() {
  RunSet runs;
  runs.add(lossRun());
  CurveOptions options;
  options.smoothing = 0;
  const auto model = makeLossCurvesModel();
  QCOMPARE(printed(figureOf(*model, runs, options)), QStringLiteral("[|Loss (nats per token)]\n"
                                                                    "SM+G|training loss: 1=4 2=3 3=nan! 4=2\n"
                                                                    "SM+G|evaluation loss: 4=2.5\n"));
  options.smoothing = 1;
  const CurveFigure smooth = figureOf(*model, runs, options);
  QCOMPARE(printed(smooth), QStringLiteral("[|Loss (nats per token)]\n"
                                           "SM+G|training loss: 1=4 2=3 3=nan! 4=2\n"
                                           "SM+G|training loss, smoothed: 1=4 2=3.269 3=nan 4=2.151\n"
                                           "SM+G|evaluation loss: 4=2.5\n"));
  QCOMPARE(smooth.panels[0].lines[0].style, LineStyle::Ghost);
  QCOMPARE(smooth.markedLegend, QStringLiteral("evaluation"));
  const CurveFigure alone = figureOf(*makeEvaluationLossModel(), runs, options);
  QCOMPARE(printed(alone), QStringLiteral("[|Loss (nats per token)]\n"
                                          "SM+G|evaluation loss: 4=2.5\n"));
  QVERIFY(alone.markedLegend.isEmpty() && alone.panels[0].lines[0].inLegend);
}

void TestCurvesModel::seedsAsMeanAndBand() {
  RunSet runs;
  for (const double offset : {0.0, 1.0, 2.0}) {
    auto seed = std::make_shared<MemoryRun>("SM+G", "seed " + std::to_string(int(offset)));
    seed->editConfig().train.seed = static_cast<std::uint64_t>(offset);
    for (int step = 1; step <= 3; ++step) seed->addScalar(measure::kLoss, step, float(5 - step + offset));
    seed->addEvaluation(3, 2 + offset);
    runs.add(seed);
  }
  auto other = std::make_shared<MemoryRun>("SM+R", "by itself");
  other->addScalar(measure::kLoss, 3, 9);
  runs.add(other);
  const auto model = makeLossCurvesModel();
  QVERIFY(model->canAverageSeeds());
  CurveOptions options;
  options.smoothing = 0;
  QCOMPARE(figureOf(*model, runs, options).panels.front().lines.size(), std::size_t{7});
  options.seedMeans = true;
  const CurveFigure figure = figureOf(*model, runs, options);
  QCOMPARE(printed(figure),
           QStringLiteral("[|Loss (nats per token)]\n"
                          "SM+G, mean ± std of 3 seeds|training loss, mean ± std: 1=5 2=4 3=3\n"
                          "SM+G, mean ± std of 3 seeds|evaluation loss, mean ± std: 3=3\n"
                          "SM+R|training loss: 3=9\n"));
  // 0, 1 and 2 have a sample standard deviation of 1.
  QCOMPARE(figure.panels.front().lines.front().minimum, (std::vector<float>{4, 3, 2}));
  QCOMPARE(figure.panels.front().lines.front().maximum, (std::vector<float>{6, 5, 4}));
  QVERIFY2(toCsv(figure).contains(",3,2,4,0\n"), toCsv(figure));
}

void TestCurvesModel::meanEndsWhereASeedEnds() {
  CurveLine whole, half;
  whole.step = whole.tokens = {2, 4, 6, 8};
  whole.value = {8, 6, kNan, 2};
  half.step = half.tokens = {1, 3, 7};
  half.value = {9, 7, 3};
  const CurveLine mean = meanOverSeeds({whole, half});
  QCOMPARE(mean.step, (std::vector<std::int64_t>{2, 4, 6}));
  QCOMPARE(mean.value[0], 8.0F);
  QCOMPARE(mean.value[1], 6.0F);
  QVERIFY(std::isnan(mean.value[2]));
  QCOMPARE(mean.hasNan, (std::vector<std::uint8_t>{0, 0, 1}));
}

void TestCurvesModel::tokensAxis() {
  RunSet runs;
  runs.add(lossRun());
  CurveOptions options;
  options.xAxis = XAxis::Tokens;
  options.smoothing = 0;
  options.window = XWindow{1.5 * MemoryRun::kTokensPerStep, 3.5 * MemoryRun::kTokensPerStep};
  const CurveFigure figure = figureOf(*makeLossCurvesModel(), runs, options);
  const CurveLine& line = figure.panels.at(0).lines.at(0);
  // A little wider than the window, never narrower.
  QVERIFY(line.step.front() <= 2 && line.step.back() >= 3);
  QCOMPARE(line.x(0, figure.xAxis), static_cast<double>(line.step[0] * MemoryRun::kTokensPerStep));
}

void TestCurvesModel::spikeSurvivesDecimation() {
  auto run = std::make_shared<MemoryRun>("SM+G");
  for (std::int64_t step = 1; step <= 10'000; ++step) {
    run->addScalar(measure::kLoss, step, step == 5003 ? 90.0F : step == 7001 ? kNan : 3.0F);
  }
  RunSet runs;
  runs.add(run);
  CurveOptions options;
  options.smoothing = 0;
  options.points = 200;
  const auto model = makeLossCurvesModel();
  const CurveFigure all = figureOf(*model, runs, options);
  const CurveLine& line = all.panels.at(0).lines.at(0);
  QCOMPARE(int(line.size()), 200);
  QCOMPARE(*std::max_element(line.maximum.begin(), line.maximum.end()), 90.0F);
  QCOMPARE(int(std::count(line.hasNan.begin(), line.hasNan.end(), 1)), 1);
  options.window = XWindow{4990, 5010};
  const CurveFigure near = figureOf(*model, runs, options);
  const CurveLine& zoomed = near.panels.at(0).lines.at(0);
  QCOMPARE(zoomed.minimum, zoomed.maximum);
  const auto spike = std::find(zoomed.value.begin(), zoomed.value.end(), 90.0F) - zoomed.value.begin();
  QCOMPARE(zoomed.step.at(static_cast<std::size_t>(spike)), std::int64_t{5003});
}

void TestCurvesModel::windowKeepsTheAverage() {
  RunSet runs;
  runs.add(makeCurveRun({.configuration = "SM+G", .name = {}}));
  CurveOptions options;
  options.points = 2000;
  const auto model = makeLossCurvesModel();
  const auto smoothAt = [&](const CurveFigure& figure, std::int64_t step) {
    const CurveLine& line = figure.panels.at(0).lines.at(1);
    return line.value.at(
        static_cast<std::size_t>(std::find(line.step.begin(), line.step.end(), step) - line.step.begin()));
  };
  const float whole = smoothAt(figureOf(*model, runs, options), 700);
  options.window = XWindow{690, 720};
  QVERIFY(std::abs(smoothAt(figureOf(*model, runs, options), 700) - whole) < 2e-3F);
}

void TestCurvesModel::layerMeans() {
  auto run = std::make_shared<MemoryRun>("SM+LN+G");
  run->editConfig().model.context = 128;
  run->add(measure::kEntropy, 1, 2, 2, {1, 3, 2, kNan});
  run->add(measure::kEntropy, 2, 2, 2, {2, 2, kNan, kNan});
  RunSet runs;
  runs.add(run);
  runs.add(makeCurveRun({.configuration = "SM+G", .name = {}}));
  const CurveFigure figure = figureOf(*makeLayerEntropyModel(), runs);
  QCOMPARE(int(figure.panels.size()), 2);
  CurveFigure first = figure;
  first.panels.resize(1);
  QCOMPARE(printed(first), QStringLiteral("[SM+LN+G|Entropy (nats)]\n"
                                          "SM+LN+G|layer 0: 1=2 2=2\n"
                                          "SM+LN+G|layer 1: 1=2! 2=nan!\n"));
  QVERIFY(std::abs(*first.panels[0].level - 3.878) < 5e-4);
  QCOMPARE(int(figure.shades.size()), 6);
}

void TestCurvesModel::slopesWithDecayOnly() {
  RunSet runs;
  runs.add(makeCurveRun({.configuration = "SM+LN+G", .name = {}}));  // has no slopes and gets no panel
  const auto leaky = makeCurveRun({.configuration = "SM+LR", .name = {}, .slopes = true});
  runs.add(leaky);
  CurveOptions options;
  options.points = 5000;
  const auto model = makeSlopesModel();
  const CurveFigure figure = figureOf(*model, runs, options);
  QCOMPARE(int(figure.panels.size()), 1);
  const auto& lines = figure.panels[0].lines;
  QCOMPARE(int(lines.size()), 6);  // five layers with a slope, the third has none; the reference
  const CurveLine& reference = lines.back();
  QCOMPARE(reference.style, LineStyle::Reference);
  double expected = 1e-2;
  const ScalarSeries rates = leaky->scalar(measure::kLearningRate, {}, 5000);
  for (const float rate : rates.value) expected *= 1 - double{rate} * 0.1;
  QCOMPARE(reference.value.back(), static_cast<float>(expected));
  // Buckets of many steps give the same product.
  options.points = 50;
  QVERIFY(std::abs(figureOf(*model, runs, options).panels[0].lines.back().value.back() - expected) < 1e-6);
  leaky->editConfig().optimizer.decaySlopes = false;
  QCOMPARE(int(figureOf(*model, runs, options).panels[0].lines.size()), 5);
}

void TestCurvesModel::slopesThatAreShared() {
  RunSet runs;
  const auto run = makeCurveRun({.configuration = "SM+LR", .name = {}, .slopes = true});
  run->editConfig().optimizer.weightDecay = 0;
  run->editConfig().model.slopeMode = SlopeMode::Global;
  runs.add(run);
  const auto model = makeSlopesModel();
  CurveFigure figure = figureOf(*model, runs);
  QCOMPARE(int(figure.panels[0].lines.size()), 1);
  QCOMPARE(figure.panels[0].lines[0].label, QStringLiteral("shared slope"));
  QVERIFY(figure.shades.empty());
  run->editConfig().model.slopeMode = SlopeMode::GlobalAsReleased;
  figure = figureOf(*model, runs);
  QCOMPARE(int(figure.panels[0].lines.size()), 5);
  QCOMPARE(figure.panels[0].lines[0].style, LineStyle::Emphasised);
  QVERIFY(figure.panels[0].title.contains(QStringLiteral("layer 0 logged")));
}

void TestCurvesModel::signalsOfAGpu() {
  RunSet runs;
  const auto run = std::make_shared<MemoryRun>("SM+G");
  for (int step = 1; step <= 2; ++step) {
    run->addScalar(measure::kLearningRate, step, 1e-3F);
    run->addScalar(measure::kGradientNorm, step, kNan);  // of a training that is lost
    run->addScalar(measure::kTokensPerSecond, step, 20000);
    run->addScalar(measure::kGpuUse, step, 90 + step);
    run->addScalar(measure::kGpuMemory, step, 30);
  }
  runs.add(run);
  QCOMPARE(printed(figureOf(*makeTrainingSignalsModel(), runs)),
           QStringLiteral("[Gradient norm|]\nSM+G|SM+G: 1=nan! 2=nan!\n"
                          "[Learning rate|]\nSM+G|SM+G: 1=0.001 2=0.001\n"
                          "[Tokens per second|]\nSM+G|SM+G: 1=2e+04 2=2e+04\n"
                          "[GPU use (%)|]\nSM+G|SM+G: 1=91 2=92\n"
                          "[GPU memory (GiB)|]\nSM+G|SM+G: 1=30 2=30\n"));
  // Every run is in the legend once, whichever signals it has.
  const auto other = std::make_shared<MemoryRun>("SM+R");
  other->addScalar(measure::kGpuUse, 1, 50);
  runs.add(other);
  QStringList legend;
  for (const CurvePanel& panel : figureOf(*makeTrainingSignalsModel(), runs).panels) {
    for (const CurveLine& line : panel.lines) {
      if (line.inLegend) legend << panel.title + QLatin1Char(':') + line.label;
    }
  }
  QCOMPARE(legend, QStringList({"Gradient norm:SM+G", "GPU use (%):SM+R"}));
}

void TestCurvesModel::whatNumbersFromElsewhereLack() {
  RunSet runs;
  const auto run = std::make_shared<MemoryRun>("", "imported");
  run->addScalar(measure::kLoss, 1, 4);
  for (const auto name : {measure::kGradientNorm, measure::kLearningRate, measure::kTokensPerSecond})
    run->addScalar(name, 1, kNan);
  runs.add(run);
  QCOMPARE(figureOf(*makeTrainingSignalsModel(), runs).empty.title,
           QStringLiteral("No training signals are recorded"));
}

void TestCurvesModel::emptyTexts_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("title");
  QTest::newRow("loss") << "loss-curves"
                        << "No loss is recorded";
  QTest::newRow("entropy") << "layer-entropy"
                           << "No head entropy is recorded";
  QTest::newRow("slopes") << "slopes"
                          << "No run shown has slopes";
  QTest::newRow("signals") << "training-signals"
                           << "No training signals are recorded";
}

void TestCurvesModel::emptyTexts() {
  QFETCH(QString, name);
  QFETCH(QString, title);
  RunSet runs;
  bool found = false;
  for (const auto& make :
       {makeLossCurvesModel, makeLayerEntropyModel, makeSlopesModel, makeTrainingSignalsModel}) {
    const auto model = make();
    if (model->figureName() != name) continue;
    found = true;
    QCOMPARE(figureOf(*model, runs).empty.title, QStringLiteral("No run is shown"));
    runs.add(std::make_shared<MemoryRun>("SM+G"));
    const CurveFigure figure = figureOf(*model, runs);
    QVERIFY(figure.panels.empty());
    QCOMPARE(figure.empty.title, title);
    QVERIFY(!figure.empty.advice.isEmpty());
  }
  QVERIFY(found);
}

void TestCurvesModel::csv() {
  RunSet runs;
  runs.add(lossRun());
  CurveOptions options;
  options.smoothing = 0;
  options.window = XWindow{2, 4};
  QCOMPARE(QString::fromUtf8(toCsv(figureOf(*makeLossCurvesModel(), runs, options))),
           QStringLiteral("panel,run,line,step,tokens,value,minimum,maximum,has_nan\n"
                          "Loss (nats per token),SM+G,training loss,2,4096,3,3,3,0\n"
                          "Loss (nats per token),SM+G,training loss,3,6144,NaN,NaN,NaN,1\n"
                          "Loss (nats per token),SM+G,training loss,4,8192,2,2,2,0\n"
                          "Loss (nats per token),SM+G,evaluation loss,4,8192,2.5,2.5,2.5,0\n"));
}

void TestCurvesModel::axisIsShared() {
  RunSet runs;
  LinkedAxis& axis = LinkedAxis::of(runs);
  QCOMPARE(&LinkedAxis::of(runs), &axis);
  axis.setWindow(XWindow{1, 5});
  runs.setAxis(XAxis::Tokens);
  QCOMPARE(axis.kind(), XAxis::Tokens);
  QVERIFY(!axis.window());  // a window in steps says nothing about tokens
}

QTEST_MAIN(TestCurvesModel)
#include "test_curves_model.moc"
