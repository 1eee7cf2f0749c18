// The built-in places of the views: which share a corner of the workbench, and how the room is dealt out.
// Plain values; no widgets.
#pragma once

#include <QList>
#include <QStringList>
#include <array>

namespace entroscope {

struct Arrangement {
  /// Figure names by corner: upper left, upper right, lower left, lower right. Those of one corner are
  /// stacked, the first in front; a figure that this window lacks is passed over.
  std::array<QStringList, 4> corners;
  double leftShare = 0.54;  ///< of the width beside the runs
  double upperLeftShare = 0.64, upperRightShare = 0.54;
  bool queue = true;   ///< the queue below the runs
  bool others = true;  ///< the figures named nowhere are stacked last; else hidden
};

/// Every view at hand: what a new window and a reset show.
const Arrangement& overview();
const Arrangement& watchTraining();
const Arrangement& compareRuns();
const Arrangement& findNan();

}  // namespace entroscope
