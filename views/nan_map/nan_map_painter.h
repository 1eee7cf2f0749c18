// Lays out and draws the NaN map, on screen and into files alike. Logical pixels at 96 dpi.
#pragma once

#include <QLocale>
#include <QPainter>
#include <QRectF>
#include <cstdint>
#include <optional>
#include <vector>

#include "views/nan_map/nan_map_model.h"
#include "views/plot/theme.h"

namespace entroscope {

struct NanMapLook {
  const Theme* theme = nullptr;
  QLocale locale;
  std::vector<std::int64_t> cursors;  ///< step marked in each panel; kFollow: none
};

struct NanMapLayout {
  std::vector<QRectF> maps;  ///< one a panel; steps run along x, layer 0 is on top
  QRectF colourBar, note;
  std::int64_t firstStep = 0, lastStep = 1;
  int columns = 1;

  double x(const QRectF& map, double step) const;  ///< left edge of a step
  std::int64_t stepAt(const QRectF& map, double x) const;
};

struct NanMapCell {
  std::size_t panel = 0, bucket = 0;
  int layer = 0;
};

NanMapLayout layoutNanMap(const NanMapModel& model, QSizeF size, const NanMapLook& look);
std::optional<NanMapCell> cellAt(const NanMapModel& model, const NanMapLayout& layout, QPointF point);
QSizeF naturalNanMapSize(const NanMapModel& model);
/// Below it titles and labels of the panels would run into each other.
double leastNanMapHeight(std::size_t panels, int layers);

void paintNanMap(QPainter& painter, const NanMapModel& model, const NanMapLayout& layout, QSizeF size,
                 const NanMapLook& look);

}  // namespace entroscope
