// Lays out and draws the tree of runs, on screen and into files alike: a row a run, a line from the step it
// begins at to its last, joined to its parent's line where it was forked. Logical pixels at 96 dpi.
#pragma once

#include <QLocale>
#include <QPainter>
#include <QRectF>
#include <QSizeF>
#include <optional>

#include "views/plot/theme.h"
#include "views/run_tree/run_tree_model.h"

namespace entroscope {

/// Room where labels and lines can be told apart; a page is scaled down below it.
inline constexpr double kRunTreeLeastWidth = 420;

struct RunTreeLayout {
  QRectF lines;      ///< the stretch of steps 0 … lastStep, all rows
  double right = 0;  ///< end of the room for texts
  double rowHeight = 0;
  bool twoLines = false;  ///< what changed stands below the title, else behind it
  std::int64_t lastStep = 1;

  double x(std::int64_t step) const;
  double lineY(std::size_t row) const;  ///< of a run's line
  std::optional<std::size_t> rowAt(QPointF point, std::size_t rows) const;
  std::int64_t stepAt(QPointF point) const;
};

/// The model has something to show.
RunTreeLayout layoutRunTree(const RunTreeModel& model, QSizeF size, const QLocale& locale);
/// @param cursor step at which a line is drawn through all rows.
void paintRunTree(QPainter& painter, const RunTreeModel& model, QSizeF size,
                  std::optional<std::int64_t> cursor, const Theme& theme, const QLocale& locale);
/// Height that the rows want.
/// Below it lines of text would run into each other.
double leastRunTreeHeight(const RunTreeModel& model);
double naturalRunTreeHeight(const RunTreeModel& model);

}  // namespace entroscope
