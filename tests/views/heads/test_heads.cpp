// Head inspector, spectrogram and NaN trace by their printed text, and the threshold that brushes them.
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>
#include <cmath>
#include <limits>

#include "tests/support/head_records.h"
#include "views/export/figure_export.h"
#include "views/head_inspector/head_inspector_view.h"
#include "views/heatmap/heat_map_model.h"
#include "views/nan_trace/nan_trace_model.h"
#include "views/spectrogram/spectrogram_view.h"

using namespace entroscope;

namespace {

constexpr int kLayers = 2, kHeads = 2, kContext = 8;

/// Four steps; head h of layer l has entropy (l + h + 1) / 4 · step / 4.
std::shared_ptr<MemoryRun> run(const char* configuration) {
  auto run = std::make_shared<MemoryRun>(configuration);
  run->editConfig().model.layers = kLayers;
  run->editConfig().model.heads = kHeads;
  run->editConfig().model.context = kContext;
  for (int step = 1; step <= 4; ++step) {
    std::vector<float> entropy;
    for (int l = 0; l < kLayers; ++l) {
      for (int h = 0; h < kHeads; ++h) entropy.push_back(float(l + h + 1) / 4 * float(step) / 4);
    }
    run->add(measure::kEntropy, step, kLayers, kHeads, entropy);
  }
  return run;
}

/// NaN in layer 1, head 1 at step 4, in the scores.
void breakAtStepFour(MemoryRun& run) {
  for (int step = 1; step <= 4; ++step) {
    const bool bad = step == 4;
    recordRanges(run, step, kLayers, kHeads, bad ? 1 : -1);
    run.add(measure::kNanRowShare, step, kLayers, kHeads, {0, 0, 0, bad ? 0.5F : 0});
    for (const char* site : {"scores", "probabilities", "residual", "gradients"}) {
      run.add(std::string(measure::kNanPrefix) + site, step, kLayers, 1, {0, bad ? 3.0F : 0});
    }
  }
}

}  // namespace

class TestHeads : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void inspectorReadsTheChosenHead() {
    RunSet runs;
    auto first = run("SM+G");
    recordAttention(*first, 4, kLayers, kHeads, kContext, 3);
    runs.add(first);
    runs.add(run("SM+R"));
    runs.selectHead(HeadId{1, 0});
    HeadInspectorModel model;
    model.update(runs);
    // ln(8!)/8 = 1.326; position 8's entropy is ln 8 / 1.2.
    QCOMPARE(model.printed(), QStringLiteral("layer 1, head 0\n"
                                             "SM+G: 4 steps, newest 0.500 of 1.326 nats, position 8: 1.733, "
                                             "attention of 3 tokens at step 4\n"
                                             "SM+R: 4 steps, newest 0.500 of 1.326 nats\n"));
    const QByteArray csv = model.csv();
    QVERIFY(csv.startsWith("run,configuration,layer,head,quantity,step,x,y,value\n"));
    QVERIFY2(csv.contains("SM+G,SM+G,1,0,entropy,2,,,0.25\n"), csv);
    QVERIFY2(csv.contains("SM+G,SM+G,1,0,attention,4,1,0,0.5\n"), csv);
    QVERIFY2(csv.contains("SM+G,SM+G,1,0,position_entropy,,1,,0\n"), csv);
  }

  void inspectorFollowsTheCursor() {
    RunSet runs;
    auto first = run("SM+G");
    recordAttention(*first, 2, kLayers, kHeads, kContext, 3);
    recordAttention(*first, 4, kLayers, kHeads, kContext, 3);
    runs.add(first);
    runs.setCursor(3);
    HeadInspectorModel model;
    model.update(runs);
    QCOMPARE(model.panels().front().attention->step, 2);
    QCOMPARE(model.panels().front().now.front(), 0.25F * 3 / 4);
    runs.setCursor(1);
    model.update(runs);
    QVERIFY(!model.panels().front().attention);
  }

  void inspectorHasNoHeadBeyondTheRun() {
    RunSet runs;
    runs.add(run("SM+G"));
    runs.selectHead(HeadId{5, 0});
    HeadInspectorModel model;
    model.update(runs);
    QVERIFY(model.panels().empty() && model.anyRun());
  }

  /// Every run's attention is drawn as long as it can be read; what does not fit is said.
  void inspectorDrawsTheAttentionOfAllRuns() {
    RunSet runs;
    HeadInspectorView inspector(runs);
    const auto svg = [&](QSizeF size) {
      FigureOptions options;
      options.size = size;
      return QString::fromUtf8(renderFigure(inspector, FigureFormat::Svg, options));
    };
    // The last run's name stands nowhere but above its matrix: the legends have no room for it.
    const auto named = [](const QString& figure, int i) {
      return figure.count(QStringLiteral(">run %1<").arg(i));
    };
    for (int i = 1; i <= 12; ++i) {
      auto one = run(qPrintable(QStringLiteral("run %1").arg(i)));
      recordAttention(*one, 4, kLayers, kHeads, kContext, 3);
      runs.add(one);
    }
    const QString whole = svg({960, 680});
    for (int i = 1; i <= 12; ++i) QVERIFY2(named(whole, i) >= 1, qPrintable(whole));
    QCOMPARE(named(whole, 12), 1);
    QVERIFY2(whole.contains(QRegularExpression(QStringLiteral(">\\+[0-9]+<"))), qPrintable(whole));
    QVERIFY(whole.contains(QStringLiteral("Attention on the snippet, step 4<")));
    const QString narrow = svg({420, 320});
    QVERIFY2(narrow.contains(QStringLiteral(" of 12 runs<")), qPrintable(narrow));
    QCOMPARE(named(narrow, 12), 0);
    // Runs whose newest attention is of another step say so themselves.
    auto later = run("later");
    recordAttention(*later, 3, kLayers, kHeads, kContext, 3);
    runs.add(later);
    QVERIFY(svg({960, 680}).contains(QStringLiteral(">later, step 3<")));
  }

  void positionsAreAllOrSpreadEvenly() {
    QCOMPARE(positionsOf(3), (std::vector<int>{1, 2, 3}));
    const std::vector<int> spread = positionsOf(1024);
    QCOMPARE(spread.size(), std::size_t{128});
    QCOMPARE(spread.front(), 8);
    QCOMPARE(spread.back(), 1024);
  }

  void spectrogramPrintsALayer() {
    RunSet runs;
    runs.add(run("SM+G"));
    SpectrogramModel model;
    model.update(runs, 1);
    QCOMPARE(model.printed(), QStringLiteral("SM+G | layer 1\n0.13 0.25 0.38 0.50\n0.19 0.38 0.56 0.75\n"));
    // The threshold is a share of M, the largest entropy shown: 0.6 · 0.75.
    runs.setBrush(0.6);
    model.update(runs, 1);
    QCOMPARE(model.printed(),
             QStringLiteral("SM+G | layer 1\n0.13 0.25 0.38 0.50*\n0.19 0.38 0.56* 0.75*\n"));
    QVERIFY(model.csv().contains("SM+G,SM+G,2,2,1,0,0.25\n"));
  }

  void theThresholdDimsTheMap() {
    RunSet runs;
    runs.add(run("SM+G"));
    QSignalSpy brushed(&runs, &RunSet::brushChanged);
    runs.setBrush(0.6);
    runs.setBrush(0.6);
    QCOMPARE(brushed.size(), 1);
    HeatMapModel model;
    model.update(runs, EntropyScale::Fixed);
    QVERIFY2(model.printed().contains(QStringLiteral("0.25- 0.50\n0.50 0.75*")), qPrintable(model.printed()));
    runs.setBrush(std::nullopt);
    model.update(runs, EntropyScale::Fixed);
    QVERIFY(!model.printed().contains(u'-'));
  }

  void aChosenHeadBringsItsLayer() {
    RunSet runs;
    runs.add(run("SM+G"));
    SpectrogramView spectrogram(runs);
    HeadInspectorView inspector(runs);
    inspector.resize(700, 500);
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    runs.selectHead(HeadId{1, 1});
    QCOMPARE(spectrogram.layer(), 1);
    const auto boxes = inspector.findChildren<QSpinBox*>();
    QCOMPARE(boxes.size(), 2);
    QTRY_COMPARE(boxes[0]->value(), 1);
    QTRY_COMPARE(boxes[1]->value(), 1);
    boxes[1]->setValue(0);
    QCOMPARE(runs.selectedHead()->head, 0);
    QTest::keyClick(inspector.findChild<QWidget*>(QStringLiteral("canvas")), Qt::Key_Up);
    QCOMPARE(*runs.selectedHead(), (HeadId{0, 0}));
    QTest::keyClick(inspector.findChild<QWidget*>(QStringLiteral("canvas")),
                    Qt::Key_Up);  // there is no layer above
    QCOMPARE(*runs.selectedHead(), (HeadId{0, 0}));
  }

  void traceNamesThePlace() {
    RunSet runs;
    auto broken = run("SM+G");
    breakAtStepFour(*broken);
    broken->addEvent({4, "", "nan", "Step 4: layer 1, attention scores, head 1: NaN; on-nan: stop"});
    runs.add(broken);
    NanTraceModel model;
    model.update(runs, 3);
    // Layers 0 and 1 at steps 2, 3, 4: score maximum, largest |x|, gradient norm.
    QCOMPARE(model.printed(), QStringLiteral("SM+G | First NaN at step 4: layer 1, head 1, attention scores\n"
                                             "Scores: largest ln Σ exp\n3 4 5\n5 7 nan\n"
                                             "Residual stream: largest |x|\n4 6 8\n8 12 nan\n"
                                             "Gradient: L2 norm\n0.2 0.3 0.4\n0.4 0.6 nan\n"));
    QVERIFY2(model.csv().contains("SM+G,SM+G,2,1,5,-8,4,0.4\n"), model.csv());
    QVERIFY2(model.csv().contains("SM+G,SM+G,4,1,NaN,NaN,NaN,NaN\n"), model.csv());
  }

  void traceOfAHealthyRunSaysSo() {
    RunSet runs;
    auto healthy = run("SM+G");
    for (int step = 1; step <= 4; ++step) recordRanges(*healthy, step, kLayers, kHeads);
    runs.add(healthy);
    runs.setCursor(3);
    NanTraceModel model;
    model.update(runs, 2);
    QCOMPARE(model.panels().size(), std::size_t{1});
    QCOMPARE(model.panels().front().headline, QStringLiteral("No NaN up to step 3"));
    QCOMPARE(model.panels().front().steps, (std::vector<std::int64_t>{2, 3}));
  }

  /// Under these names a file from elsewhere may hold anything: what does not fit together is not drawn.
  void traceOfOtherShapesIsLeftOut() {
    for (const int odd : {0, 1, 2, 3}) {
      RunSet runs;
      auto strange = run("SM+G");
      for (int step = 1; step <= 4; ++step) {
        strange->add(measure::kResidualRange, step, kLayers, odd == 1 ? 1 : 2,
                     std::vector<float>(odd == 1 ? kLayers : 2 * kLayers, 1));
        const int layers = odd == 2 ? 1 : kLayers;
        strange->add(measure::kScoreMaximum, step, layers, kHeads,
                     std::vector<float>(static_cast<std::size_t>(layers * kHeads), 1));
        const int wide = odd == 3 ? 2 : 1;
        strange->add(measure::kLayerGradient, step, kLayers, wide,
                     std::vector<float>(static_cast<std::size_t>(kLayers * wide), 1));
      }
      runs.add(strange);
      NanTraceModel model;
      model.update(runs, 3);
      QCOMPARE(model.panels().size(), std::size_t{odd == 0 ? 1U : 0U});
      QVERIFY(model.anyRun());
    }
  }

  /// Numbers that are no ids of tokens are shown as they are.
  void inspectorOfTokensThatAreNone() {
    RunSet runs;
    auto strange = run("SM+G");
    recordAttention(*strange, 3, kLayers, kHeads, kContext, 3);
    strange->add(measure::kSnippetTokens, 4, 1, 3, {-1, 5e9F, 2});
    runs.add(strange);
    HeadInspectorModel model;
    model.update(runs);
    QCOMPARE(model.panels().front().tokens, (std::vector<QString>{"-1", "5e+09", "2"}));
  }

  void traceFallsBackOnTheRecordedSentence() {
    RunSet runs;
    auto broken = run("SM+G");
    for (int step = 1; step <= 4; ++step) recordRanges(*broken, step, kLayers, kHeads);
    broken->addEvent({4, "", "nan", "Step 4: loss: Infinity; on-nan: skip"});
    runs.add(broken);
    NanTraceModel model;
    model.update(runs, 2);
    QCOMPARE(model.panels().front().headline, QStringLiteral("Step 4: loss: Infinity; on-nan: skip"));
  }
};

QTEST_MAIN(TestHeads)
#include "test_heads.moc"
