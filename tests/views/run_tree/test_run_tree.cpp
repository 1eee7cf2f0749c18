// The tree of runs: who was forked from whom, with what changed and what came of it, as text, as numbers, as
// a figure, and under the mouse.
#include <QLabel>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "core/runs/run_tree.h"
#include "tests/support/figure_checks.h"
#include "tests/support/memory_run.h"
#include "views/export/figure_export.h"
#include "views/plot/plot_style.h"
#include "views/run_tree/run_tree_painter.h"
#include "views/run_tree/run_tree_view.h"

using namespace entroscope;

namespace {

const QLocale kC = QLocale::c();

std::shared_ptr<MemoryRun> run(const char* name, std::int64_t lastStep, double loss) {
  auto run = std::make_shared<MemoryRun>("SM+G", name);
  run->editConfig().optimizer.learningRate = 0.001;
  run->editConfig().train.seed = 1;
  run->addScalar(measure::kLoss, lastStep, float(loss));
  if (!std::isnan(loss)) run->addEvaluation(lastStep, loss);
  return run;
}

std::shared_ptr<MemoryRun> fork(const Run& parent, std::int64_t step, const char* name, std::int64_t lastStep,
                                double loss) {
  auto forked = run(name, lastStep, loss);
  const std::string own = forked->config().name;
  forked->editConfig() = parent.config();
  forked->editConfig().name = own;
  forked->editConfig().parent = parentText({parent.info().id, step});
  return forked;
}

/// One run of 100 steps, forked at 40 and at 60, the later fork forked again at 80; and a run by itself.
struct Relatives {
  Relatives() {
    trunk = run("trunk", 100, 2.0);
    early = fork(*trunk, 40, "early", 90, 1.5);
    early->editConfig().optimizer.learningRate = 0.0005;
    late = fork(*trunk, 60, "late", 120, 1.8);
    late->editConfig().model.activation = "relu";
    late->editConfig().configuration = "SM+R";
    grandchild = fork(*late, 80, "grandchild", 110, NAN);
    grandchild->editConfig().train.seed = 2;
    alone = run("alone", 50, 1.0);
    for (const auto& one : {trunk, early, late, grandchild, alone}) runs.add(one);
  }
  std::shared_ptr<MemoryRun> trunk, early, late, grandchild, alone;
  RunSet runs;
};

}  // namespace

class TestRunTree : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void printsTheFamily() {
    Relatives family;
    RunTreeModel model;
    model.update(family.runs);
    QCOMPARE(
        model.printed(kC),
        QStringLiteral(
            "SM+G · trunk · from scratch · up to step 100 · PPL 7.39\n"
            "  SM+R · late · step 60: Activation gelu → relu · up to step 120 · PPL 6.05\n"
            "    SM+R · grandchild · step 80: Seed 1 → 2 · up to step 110\n"
            "  SM+G · early · step 40: Learning rate 0.001 → 0.0005 · up to step 90 · PPL 4.48, the lowest\n"
            "SM+G · alone · from scratch · up to step 50 · PPL 2.72\n"));
    QCOMPARE(model.lastStep(), 120);
    QVERIFY(model.anyFork());
  }

  void csvHoldsEveryChange() {
    Relatives family;
    family.early->editConfig().train.seed = 7;
    family.early->editConfig().optimizer.clip = 0.5;
    family.early->editConfig().optimizer.weightDecay = 0.25;
    RunTreeModel model;
    model.update(family.runs);
    const QString csv = QString::fromUtf8(model.csv());
    QVERIFY2(
        csv.startsWith("run,configuration,parent,fork_step,last_step,changes,evaluation_step,perplexity\n"
                       "trunk,SM+G · trunk,,,100,,100,7.389"),
        qPrintable(csv));
    for (const char* change : {"optimizer.learning_rate: 0.001 -> 0.0005", "train.seed: 1 -> 7",
                               "optimizer.clip: ", "optimizer.weight_decay: "}) {
      QVERIFY2(csv.contains(QLatin1String(change)), qPrintable(csv));
    }
    const RunTreeNode& early = model.nodes()[3];
    QVERIFY2(RunTreeModel::originText(early, kC).endsWith("1 more"),
             qPrintable(RunTreeModel::originText(early, kC)));
    QCOMPARE(RunTreeModel::toolTip(early, kC).count(u'\n'), 7);  // title, step, four changes, end, perplexity
  }

  void followsTheCursor() {
    Relatives family;
    family.trunk->addEvaluation(100, 2.0);
    family.runs.setCursor(95);
    RunTreeModel model;
    model.update(family.runs);
    QVERIFY(!model.nodes()[0].evaluatedAt);       // evaluated at step 100 only
    QCOMPARE(*model.nodes()[3].evaluatedAt, 90);  // of the early fork
    QVERIFY(!model.nodes()[3].best);              // the only one of its tree
  }

  void aHiddenParentIsSaid() {
    Relatives family;
    family.runs.setVisible(0, false);
    RunTreeModel model;
    model.update(family.runs);
    QStringList lines = model.printed(kC).split(u'\n');
    QVERIFY2(lines.filter("early").front().contains("step 40 of a run that is not shown"),
             qPrintable(lines.join(u'\n')));
    QVERIFY(!lines.filter("early").front().startsWith(u' '));
    QVERIFY(lines.filter("grandchild").front().startsWith(u' '));
  }

  void runsThatNameEachOtherAreShownOnce() {
    auto one = run("one", 10, 1), other = run("other", 10, 1);
    one->editConfig().parent = other->info().id + "@5";
    other->editConfig().parent = one->info().id + "@5";
    RunSet runs;
    runs.add(one);
    runs.add(other);
    RunTreeModel model;
    model.update(runs);
    QCOMPARE(model.nodes().size(), std::size_t{2});
  }

  void noEdgeCrossesALine() {
    Relatives family;
    RunTreeModel model;
    model.update(family.runs);
    const RunTreeLayout layout = layoutRunTree(model, {760, 400}, kC);
    QVERIFY(layout.twoLines);
    for (std::size_t row = 0; row < model.nodes().size(); ++row) {
      const RunTreeNode& node = model.nodes()[row];
      QVERIFY(node.parent < static_cast<int>(row));
      QVERIFY(layout.x(node.lastStep) <= layout.right);
      if (node.parent < 0) continue;
      // Rows that the edge passes begin to the right of it.
      for (std::size_t between = static_cast<std::size_t>(node.parent) + 1; between < row; ++between) {
        QVERIFY(model.nodes()[between].firstStep >= node.firstStep);
      }
    }
    QCOMPARE(layout.stepAt({layout.x(60), 0}), 60);
    QCOMPARE(*layout.rowAt({100, layout.lineY(2)}, 5), std::size_t{2});
    QVERIFY(!layout.rowAt({100, layout.lineY(4) + 40}, 5));
    QVERIFY(!layoutRunTree(model, {760, 200}, kC).twoLines);
  }

  void figureNamesEverything_data() {
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("its own size") << QSizeF();
    QTest::newRow("one column") << QSizeF(321, 240);
    QTest::newRow("low") << QSizeF(700, 190);
  }
  void figureNamesEverything() {
    QFETCH(QSizeF, size);
    Relatives family;
    RunTreeView view(family.runs);
    const QByteArray svg = renderFigure(view, FigureFormat::Svg, {.style = {}, .size = size});
    QVERIFY2(svgFaults(svg).isEmpty(), qPrintable(svgFaults(svg)));
    const QString texts = svgTexts(svg);
    for (const char* text : {"trunk", "grandchild", "step 60: Activation", "PPL 4.48", "Step"}) {
      QVERIFY2(texts.contains(QLatin1String(text)), qPrintable(texts));
    }
  }

  void looksAsItDid_data() {
    QTest::addColumn<QString>("theme");
    for (const char* theme : {"print", "dark"}) QTest::newRow(theme) << QString::fromLatin1(theme);
  }
  void looksAsItDid() {
    QFETCH(QString, theme);
    Relatives family;
    RunTreeView view(family.runs);
    FigureOptions options;
    options.style.theme = theme;
    options.pngScale = 1;
    const QString fault =
        differsFromControl(QImage::fromData(renderFigure(view, FigureFormat::Png, options)),
                           QStringLiteral(ENTROSCOPE_CONTROL), QStringLiteral("run-tree-") + theme);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
  }

  void aClickMovesTheCursor() {
    Relatives family;
    RunTreeView view(family.runs);
    view.resize(700, 420);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto* canvas = view.findChild<QWidget*>(QStringLiteral("canvas"));
    RunTreeModel model;
    model.update(family.runs);
    const RunTreeLayout layout = layoutRunTree(model, canvas->size(), localeFor(Numbers::Screen));
    QSignalSpy moved(&family.runs, &RunSet::cursorChanged);
    QTRY_VERIFY(!canvas->accessibleDescription().isEmpty());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, QPointF(layout.x(40), layout.lineY(0)).toPoint());
    QCOMPARE(moved.size(), 1);
    QVERIFY(std::abs(family.runs.cursor().place - 40) <= 1);
    QVERIFY(canvas->accessibleDescription().contains("grandchild"));
  }

  void publishedRunsHaveNoSteps() {
    RunSet runs;
    runs.add(openRun("reference:paper/SM+G"));
    RunTreeView view(runs);
    const QString texts = svgTexts(renderFigure(view, FigureFormat::Svg));
    QVERIFY2(texts.contains("published") && !texts.contains("Step"), qPrintable(texts));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(!view.findChild<QLabel*>()->isVisible());  // there is no checkpoint to fork from
    runs.add(run("alone", 50, 1));
    QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).contains("Step"));
  }

  void saysHowToFork() {
    RunSet runs;
    RunTreeView view(runs);
    QVERIFY(svgTexts(renderFigure(view, FigureFormat::Svg)).contains("No run is shown"));
    runs.add(run("alone", 50, 1));
    view.resize(500, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto hints = view.findChildren<QLabel*>();
    QCOMPARE(hints.size(), 1);
    QVERIFY(hints.front()->isVisible());
    QVERIFY2(hints.front()->text().contains("Fork a run"), qPrintable(hints.front()->text()));
  }
};

QTEST_MAIN(TestRunTree)
#include "test_run_tree.moc"
