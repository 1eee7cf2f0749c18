// Lays out and draws the A − B map, on screen and into files alike. Logical pixels at 96 dpi.
#pragma once

#include <QLocale>
#include <QPainter>
#include <QRectF>
#include <optional>

#include "views/difference/difference_model.h"
#include "views/plot/cell_map.h"
#include "views/plot/theme.h"

namespace entroscope {

struct DifferenceLook {
  const Theme* theme = nullptr;
  QLocale locale;
  std::optional<HeadId> selected;
  bool onScreen = false;
};

struct DifferenceLayout {
  QRectF map, title, colourBar, legend;
  QSizeF cell;
  CellTextFit text;
  std::optional<HeadId> headAt(const DifferenceModel& model, QPointF point) const;
  QRectF cellRect(HeadId head) const;
};

/// The model has something to show.
DifferenceLayout layoutDifference(const DifferenceModel& model, QSizeF size, const DifferenceLook& look);
void paintDifference(QPainter& painter, const DifferenceModel& model, QSizeF size,
                     const DifferenceLook& look);
QSizeF naturalDifferenceSize(const DifferenceModel& model);

}  // namespace entroscope
