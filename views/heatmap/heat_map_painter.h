// Draws the heat map, on screen and into files alike. No widgets but a painter; logical pixels.
#pragma once

#include <QLocale>
#include <QPainter>
#include <optional>

#include "views/heatmap/heat_map_layout.h"
#include "views/heatmap/heat_map_model.h"
#include "views/plot/plot_style.h"
#include "views/plot/theme.h"

namespace entroscope {

struct HeatMapLook {
  const Theme* theme = nullptr;
  QLocale locale;
  bool markOverload = false;       ///< outline what lies in the top quarter of M
  std::optional<HeadId> selected;  ///< ringed in every panel
  bool onScreen = false;           ///< texts may be laid out once and drawn often
};

ColourBar heatMapColourBar(const HeatMapModel& model, const QLocale& locale);

/// The layout for what `look` shows.
HeatMapLayout layoutHeatMap(const HeatMapModel& model, QSizeF size, const HeatMapLook& look);

void paintHeatMap(QPainter& painter, const HeatMapModel& model, const HeatMapLayout& layout, QSizeF size,
                  const HeatMapLook& look);

}  // namespace entroscope
