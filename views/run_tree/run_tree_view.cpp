#include "views/run_tree/run_tree_view.h"

#include <QHBoxLayout>
#include <QLabel>

#include "views/run_tree/run_tree_painter.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 200;
constexpr double kWidth = 760, kEmptyHeight = 240;

}  // namespace

RunTreeView::RunTreeView(RunSet& runs, QWidget* parent)
    : PaintedView(runs, kReloadMs, parent), hint_(new QLabel(this)) {
  hint_->setWordWrap(true);
  controls().addWidget(hint_, 1);
  retranslate();
}

QString RunTreeView::whatItShows() const {
  return tr(
      "The runs shown as a tree: a line from the step where a run begins to its last, joined to the run it "
      "was "
      "forked from and labelled with what was changed; at its end the perplexity of its newest evaluation, "
      "the "
      "lowest of a tree in bold. A click moves the cursor.");
}

void RunTreeView::read() {
  model_.update(runs());
  hint_->setVisible(model_.anySteps() && !model_.anyFork());
}

QSizeF RunTreeView::figureSize() const { return {kWidth, figureHeight(kWidth)}; }

double RunTreeView::figureHeight(double) const {
  RunTreeModel model;
  model.update(runs());
  return model.nodes().empty() ? kEmptyHeight : naturalRunTreeHeight(model);
}

double RunTreeView::leastFigureWidth() const { return runs().visible().empty() ? 0 : kRunTreeLeastWidth; }

double RunTreeView::leastScreenHeight() const { return leastRunTreeHeight(model_); }

QByteArray RunTreeView::csv() const {
  RunTreeModel model;
  model.update(runs());
  return model.csv();
}

ViewSettings RunTreeView::settings() { return momentSettings(runs()); }

void RunTreeView::paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) {
  const Cursor& cursor = runs().cursor();
  std::optional<std::int64_t> step;
  if (!cursor.follows() && cursor.axis == XAxis::Step) step = cursor.place;
  paintRunTree(painter, model_, size, step, theme, locale);
}

QString RunTreeView::description() const { return model_.printed(localeFor(Numbers::Screen)); }

QString RunTreeView::tipAt(QPointF point) const {
  if (model_.nodes().empty()) return {};
  const QLocale locale = localeFor(Numbers::Screen);
  const RunTreeLayout layout = layoutRunTree(model_, canvas().size(), locale);
  const auto row = layout.rowAt(point, model_.nodes().size());
  return row ? RunTreeModel::toolTip(model_.nodes()[*row], locale) : QString();
}

void RunTreeView::pressed(QPointF point) {
  if (model_.nodes().empty()) return;
  const RunTreeLayout layout = layoutRunTree(model_, canvas().size(), localeFor(Numbers::Screen));
  const auto row = layout.rowAt(point, model_.nodes().size());
  if (!row) return;
  const std::string& id = model_.nodes()[*row].runId;
  for (const OpenRun* open : runs().visible()) {
    if (open->run->info().id == id && !model_.nodes()[*row].published) {
      return runs().showStep(*open, layout.stepAt(point));
    }
  }
}

void RunTreeView::retranslate() {
  hint_->setText(
      tr("No forks yet. Training → Fork a run… starts one from a checkpoint with other settings."));
  later();
}

}  // namespace entroscope
