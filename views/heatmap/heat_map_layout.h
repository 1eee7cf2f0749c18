// Where everything of the heat map lies for a given size: panels in the grid that makes cells largest,
// cells in whole pixels. Plain geometry, logical pixels at 96 dpi. No widgets.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <vector>

#include "views/heatmap/heat_map_model.h"
#include "views/plot/figure_parts.h"

namespace entroscope {

struct HeatMapCell {
  int panel = 0, layer = 0, head = 0;
  bool operator==(const HeatMapCell&) const = default;
};

struct HeatMapLayout {
  struct Panel {
    QRectF cells;                  ///< the map itself
    QRectF title;                  ///< two lines above it
    bool showsLayerTitle = false;  ///< "Layer" at the left of its row
    bool showsHeadTitle = false;   ///< "Head" below its column
  };
  std::vector<Panel> panels;
  QSizeF cell;  ///< the same in every panel of one shape
  QRectF colourBar;
  QRectF legend;        ///< below the colour bar: NaN and overload marks
  QRectF note;          ///< bottom line
  double textSize = 0;  ///< of cell values, points; 0: cells are too small for text
  int decimals = 2;

  QRectF cellRect(const HeatMapCell& cell) const;
  std::optional<HeatMapCell> cellAt(const HeatMapModel& model, QPointF point) const;
};

/// Chooses the grid with the largest cells. @param legendRows entries to be put below the colour bar.
HeatMapLayout layoutHeatMap(const HeatMapModel& model, QSizeF size, const ColourBar& bar, int legendRows);

/// Size at which cells hold two decimals comfortably: what a figure exports to by default.
QSizeF naturalHeatMapSize(const HeatMapModel& model);

}  // namespace entroscope
