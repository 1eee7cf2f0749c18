#include "views/run_tree/run_tree_model.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "core/runs/run_tree.h"
#include "views/plot/csv.h"
#include "views/plot/plot_style.h"
#include "views/plot/run_labels.h"
#include "views/plot/setting_labels.h"

namespace entroscope {
namespace {

using Runs = std::vector<const OpenRun*>;

/// Changes that a label has room for; the tool tip and the CSV have all of them.
constexpr std::size_t kMostChanges = 3;

/// What a fork is called and where it comes from changes with every fork and says nothing.
std::vector<FieldDifference> changesOf(const RunConfig& parent, const RunConfig& fork) {
  static const std::set<std::string> given{"name", "preset", "configuration", "parent", "departures"};
  std::vector<FieldDifference> changes = differences(parent, fork);
  std::erase_if(changes, [](const FieldDifference& change) { return given.contains(change.key); });
  return changes;
}

QString changeText(const FieldDifference& change, const QLocale& locale) {
  return QStringLiteral("%1 %2 → %3")
      .arg(settingLabel(change.key), settingText(change.left, locale), settingText(change.right, locale));
}

RunTreeNode nodeOf(const OpenRun& open, const Runs& shown, const Cursor& cursor) {
  const RunInfo& info = open.run->info();
  RunTreeNode node;
  node.runId = info.id;
  node.title = shortLabel(open, shown);
  node.runName = open.name();
  node.colourIndex = open.colourIndex;
  node.published = info.status == RunStatus::Reference;
  const ForkPoint origin = forkPointOf(open.run->config());
  node.isFork = !origin.id.empty();
  node.firstStep = node.isFork ? origin.step : 0;
  node.lastStep = node.published ? 0 : std::max(open.end(XAxis::Step), node.firstStep);
  const std::int64_t step = stepAt(open, cursor);
  for (const Evaluation& evaluation : open.run->evaluations()) {
    if (evaluation.step > step) break;
    node.evaluatedAt = evaluation.step;
    node.perplexity = evaluation.perplexity;
  }
  return node;
}

void markBest(std::vector<RunTreeNode>& nodes, std::size_t begin, std::size_t end) {
  RunTreeNode* best = nullptr;
  int evaluated = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!nodes[i].evaluatedAt || !std::isfinite(nodes[i].perplexity)) continue;
    ++evaluated;
    if (best == nullptr || nodes[i].perplexity < best->perplexity) best = &nodes[i];
  }
  if (evaluated > 1) best->best = true;
}

}  // namespace

void RunTreeModel::update(const RunSet& runs) {
  nodes_.clear();
  lastStep_ = 1;
  const Runs shown = runs.visible();
  std::vector<RunPtr> all;
  for (const OpenRun* open : shown) all.push_back(open->run);
  const std::vector<TreeLine> lines = runTree(all);

  // Forks of one run, the latest first: its edge then lies to the right of the edges that pass it.
  std::vector<std::vector<std::size_t>> forks(lines.size());
  std::vector<std::size_t> roots, path;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    path.resize(static_cast<std::size_t>(lines[i].depth));
    (path.empty() ? roots : forks[path.back()]).push_back(i);
    path.push_back(i);
  }
  const std::function<void(std::size_t, int)> place = [&](std::size_t line, int parent) {
    const RunPtr& run = lines[line].run;
    const auto open =
        std::ranges::find_if(shown, [&](const OpenRun* candidate) { return candidate->run == run; });
    RunTreeNode node = nodeOf(**open, shown, runs.cursor());
    node.depth = lines[line].depth;
    node.parent = parent;
    if (parent >= 0) {
      const auto from = std::ranges::find_if(shown, [&](const OpenRun* candidate) {
        return candidate->run->info().id == nodes_[static_cast<std::size_t>(parent)].runId;
      });
      node.changes = changesOf((*from)->run->config(), run->config());
    }
    lastStep_ = std::max(lastStep_, node.lastStep);
    const auto self = static_cast<int>(nodes_.size());
    nodes_.push_back(std::move(node));
    for (auto fork = forks[line].rbegin(); fork != forks[line].rend(); ++fork) place(*fork, self);
  };
  for (const std::size_t root : roots) {
    const std::size_t begin = nodes_.size();
    place(root, -1);
    markBest(nodes_, begin, nodes_.size());
  }
}

bool RunTreeModel::anyFork() const { return std::ranges::any_of(nodes_, &RunTreeNode::isFork); }

bool RunTreeModel::anySteps() const {
  return std::ranges::any_of(nodes_, [](const RunTreeNode& node) { return !node.published; });
}

EmptyText RunTreeModel::empty() const { return nodes_.empty() ? noRunsText() : EmptyText(); }

QString RunTreeModel::originText(const RunTreeNode& node, const QLocale& locale) {
  if (node.published) return tr("published");
  if (!node.isFork) return tr("from scratch");
  if (node.parent < 0) return tr("step %1 of a run that is not shown").arg(node.firstStep);
  QStringList changes;
  for (const FieldDifference& change : node.changes) {
    if (static_cast<std::size_t>(changes.size()) == kMostChanges) {
      changes << tr("%n more", nullptr, static_cast<int>(node.changes.size() - kMostChanges));
      break;
    }
    changes << changeText(change, locale);
  }
  const QString what = changes.isEmpty() ? tr("nothing changed") : changes.join(QStringLiteral(", "));
  return tr("step %1: %2").arg(node.firstStep).arg(what);
}

QString RunTreeModel::perplexityText(const RunTreeNode& node, const QLocale& locale) {
  if (!node.evaluatedAt) return {};
  if (!std::isfinite(node.perplexity)) return tr("PPL %1").arg(QStringLiteral("NaN"));
  return tr("PPL %1").arg(locale.toString(node.perplexity, 'f', node.perplexity < 1000 ? 2 : 0));
}

QString RunTreeModel::toolTip(const RunTreeNode& node, const QLocale& locale) {
  QStringList lines{node.title == node.runName ? node.title
                                               : node.title + QStringLiteral(" · ") + node.runName};
  if (node.changes.size() > kMostChanges) {
    lines << tr("step %1:").arg(node.firstStep);
    for (const FieldDifference& change : node.changes) lines << changeText(change, locale);
  } else {
    lines << originText(node, locale);
  }
  if (!node.published) lines << tr("up to step %1").arg(node.lastStep);
  if (node.evaluatedAt && !node.published) {
    lines << tr("%1 at step %2").arg(perplexityText(node, locale)).arg(*node.evaluatedAt);
  } else if (node.evaluatedAt) {
    lines << perplexityText(node, locale);
  }
  return lines.join(u'\n');
}

QByteArray RunTreeModel::csv() const {
  CsvWriter out({"run", "configuration", "parent", "fork_step", "last_step", "changes", "evaluation_step",
                 "perplexity"});
  for (const RunTreeNode& node : nodes_) {
    QStringList changes;
    for (const FieldDifference& change : node.changes) {
      changes << QString::fromStdString(change.key + ": " + change.left + " -> " + change.right);
    }
    out << node.runName << node.title
        << (node.parent >= 0 ? nodes_[static_cast<std::size_t>(node.parent)].runName : QString());
    if (node.isFork) {
      out << node.firstStep;
    } else {
      out << "";
    }
    out << node.lastStep << changes.join(QStringLiteral("; "));
    if (node.evaluatedAt) {
      out << *node.evaluatedAt << node.perplexity;
    } else {
      out << ""
          << "";
    }
    out.endRow();
  }
  return out.text();
}

QString RunTreeModel::printed(const QLocale& locale) const {
  QString text;
  for (const RunTreeNode& node : nodes_) {
    QStringList parts{node.title, originText(node, locale)};
    if (!node.published) parts << tr("up to step %1").arg(node.lastStep);
    if (const QString perplexity = perplexityText(node, locale); !perplexity.isEmpty()) {
      parts << (node.best ? tr("%1, the lowest").arg(perplexity) : perplexity);
    }
    text += QString(2 * node.depth, u' ') + parts.join(QStringLiteral(" · ")) + u'\n';
  }
  return text;
}

}  // namespace entroscope
