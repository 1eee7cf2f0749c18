// The visible runs as the tree of their forks: what was forked from what, at which step, with what changed,
// and what came of it. No widgets. GUI thread.
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/config_fields.h"
#include "views/plot/empty_state.h"
#include "views/plot/run_set.h"

namespace entroscope {

struct RunTreeNode {
  std::string runId;
  QString title, runName;
  int colourIndex = 0;
  int depth = 0;
  int parent = -1;             ///< index of the node it was forked from; −1: none of the runs shown
  bool isFork = false;         ///< of a run that may not be shown
  bool published = false;      ///< has no steps of its own
  std::int64_t firstStep = 0;  ///< the step it was forked at; 0 for a run from scratch
  std::int64_t lastStep = 0;
  std::vector<FieldDifference> changes;  ///< against the parent shown
  /// Newest evaluation at the cursor.
  std::optional<std::int64_t> evaluatedAt;
  double perplexity = 0;
  bool best = false;  ///< the lowest finite perplexity of its tree, where that has two or more
};

class RunTreeModel {
  Q_DECLARE_TR_FUNCTIONS(RunTreeModel)
 public:
  void update(const RunSet& runs);

  /// Parents before their forks, the latest fork first: drawn one a row, no edge crosses a line.
  const std::vector<RunTreeNode>& nodes() const { return nodes_; }
  std::int64_t lastStep() const { return lastStep_; }  ///< of all nodes; at least 1
  bool anyFork() const;
  bool anySteps() const;  ///< false: published runs alone, which have no place along the steps
  EmptyText empty() const;

  /// "step 40: learning rate 0.001 → 0.0005"; where a run without a parent comes from.
  static QString originText(const RunTreeNode& node, const QLocale& locale);
  /// "PPL 12.34"; empty where nothing was evaluated.
  static QString perplexityText(const RunTreeNode& node, const QLocale& locale);
  static QString toolTip(const RunTreeNode& node, const QLocale& locale);

  /// run,configuration,parent,fork_step,last_step,changes,evaluation_step,perplexity
  QByteArray csv() const;
  QString printed(const QLocale& locale) const;  ///< for tests and screen readers

 private:
  std::vector<RunTreeNode> nodes_;
  std::int64_t lastStep_ = 1;
};

}  // namespace entroscope
