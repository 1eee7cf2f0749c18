#include "views/difference/difference_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/plot/figure_parts.h"
#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(DifferenceText)
};

constexpr double kMargin = 14, kLayerTitle = 20, kHeadTitle = 20, kHeadLabels = 18, kTitle = 46;
constexpr double kBarGap = 22, kLegendRow = 22, kLegendGap = 12, kShortestBar = 120;
constexpr double kTitleRow = 20, kChip = 9;

double layerLabelWidth(const DifferenceModel& model) {
  const QFontMetricsF metrics(figureFont(kTickSize));
  return std::ceil(metrics.horizontalAdvance(QString::number(model.layers() - 1))) + 6;
}

ColourBar colourBar(const DifferenceModel& model, const QLocale& locale) {
  ColourBar bar;
  bar.label = Words::tr("Head entropy, A − B (nats)");
  bar.map = [](double t) { return diverging(2 * t - 1); };
  const double limit = model.limit();
  // Odd in number and equal on both sides, with zero among them.
  const std::vector<double> half = roundTicks(0, limit, 4);
  const int decimals = half.size() > 1 && half[1] < 0.01 ? 3 : half.size() > 1 && half[1] < 0.1 ? 2 : 1;
  for (const double tick : half) {
    const QString text = DifferenceModel::cellText(static_cast<float>(tick), decimals, locale);
    bar.ticks.emplace_back(0.5 + 0.5 * tick / limit, text);
    if (tick > 0) {
      bar.ticks.emplace_back(0.5 - 0.5 * tick / limit,
                             DifferenceModel::cellText(static_cast<float>(-tick), decimals, locale));
    }
  }
  return bar;
}

void paintSide(QPainter& painter, const QRectF& row, const QString& letter, const DifferenceModel& model,
               const DifferenceSide& side, const DifferenceLook& look) {
  const Theme& theme = *look.theme;
  painter.fillRect(QRectF(row.left(), row.center().y() - kChip / 2, kChip, kChip),
                   curvePen(theme, side.colourIndex).color());
  const QFont bold = figureFont(kLabelSize, true), plain = figureFont(kLabelSize);
  painter.setFont(bold);
  painter.setPen(theme.foreground);
  const double left = row.left() + kChip + 6;
  drawFromLeft(painter, QRectF(left, row.top(), 24, row.height()), letter);
  painter.setFont(plain);
  const QRectF rest(left + 24, row.top(), row.right() - left - 24, row.height());
  drawFromLeft(
      painter, rest,
      QFontMetricsF(plain).elidedText(model.sideText(side, look.locale), Qt::ElideMiddle, rest.width()));
}

}  // namespace

QRectF DifferenceLayout::cellRect(HeadId head) const {
  return {map.left() + head.head * cell.width(), map.top() + head.layer * cell.height(), cell.width(),
          cell.height()};
}

std::optional<HeadId> DifferenceLayout::headAt(const DifferenceModel& model, QPointF point) const {
  if (!map.contains(point)) return std::nullopt;
  return HeadId{std::min(static_cast<int>((point.y() - map.top()) / cell.height()), model.layers() - 1),
                std::min(static_cast<int>((point.x() - map.left()) / cell.width()), model.heads() - 1)};
}

DifferenceLayout layoutDifference(const DifferenceModel& model, QSizeF size, const DifferenceLook& look) {
  DifferenceLayout layout;
  const double bar = colourBarWidth(colourBar(model, look.locale));
  const double sides = kLayerTitle + layerLabelWidth(model);
  const QSizeF room(size.width() - 2 * kMargin - sides - kBarGap - bar,
                    size.height() - 2 * kMargin - kTitle - kHeadLabels - kHeadTitle);
  layout.cell = fittingCell(room, model.layers(), model.heads());
  const double width = layout.cell.width() * model.heads(), height = layout.cell.height() * model.layers();
  const double left = kMargin + std::floor(std::max(0.0, room.width() - width) / 2) + sides;
  const double top = kMargin + std::floor(std::max(0.0, room.height() - height) / 2) + kTitle;
  layout.map = QRectF(left, top, width, height);
  layout.colourBar = QRectF(layout.map.right() + kBarGap, top, bar, height);
  if (model.anyNan()) {
    const double bottom = std::max(top + kShortestBar, layout.map.bottom() - kLegendRow - kLegendGap);
    layout.colourBar.setBottom(bottom);
    layout.legend = QRectF(layout.colourBar.left(), bottom + kLegendGap, bar, kLegendRow);
  }
  // The names may go on over the colour bar.
  layout.title = QRectF(left, top - kTitle, layout.colourBar.right() - left, 2 * kTitleRow);
  layout.text = fittingCellText(layout.cell, [](int decimals) {
    return QChar(0x2212) + QString(QStringLiteral("8.88")).left(2 + decimals);
  });
  return layout;
}

void paintDifference(QPainter& painter, const DifferenceModel& model, QSizeF size,
                     const DifferenceLook& look) {
  const Theme& theme = *look.theme;
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  if (!model.empty().isEmpty()) {
    paintEmptyState(painter, QRectF(QPointF(0, 0), size), model.empty().title, model.empty().advice, theme);
    return;
  }
  const DifferenceLayout layout = layoutDifference(model, size, look);
  QRectF row(layout.title.topLeft(), QSizeF(layout.title.width(), kTitleRow));
  paintSide(painter, row, QStringLiteral("A"), model, model.a(), look);
  row.translate(0, kTitleRow);
  paintSide(painter, row, QStringLiteral("− B"), model, model.b(), look);

  CellMapPainter cells(painter, theme, look.onScreen);
  const CellMap map{layout.map,     layout.cell,
                    model.layers(), model.heads(),
                    model.values(), [&](float value) { return diverging(model.place(value)); }};
  cells.cells(map);
  if (layout.text.points > 0) {
    cells.texts(map, layout.text.points, [&](float value) {
      return DifferenceModel::cellText(value, layout.text.decimals, look.locale);
    });
  }
  if (look.selected && look.selected->layer < model.layers() && look.selected->head < model.heads())
    cells.ring(map, look.selected->layer, look.selected->head);
  cells.labels(map, Words::tr("Layer"), Words::tr("Head"));
  paintColourBar(painter, layout.colourBar, colourBar(model, look.locale), theme);
  if (!model.anyNan()) return;
  const QRectF swatch(layout.legend.left(), layout.legend.top() + 4, 14, 14);
  paintNanCell(painter, swatch, theme);
  painter.setFont(figureFont(kTickSize));
  painter.setPen(theme.foreground);
  drawFromLeft(painter, QRectF(swatch.right() + 7, swatch.top() - 3, 80, 20), QStringLiteral("NaN"));
}

QSizeF naturalDifferenceSize(const DifferenceModel& model) {
  if (!model.empty().isEmpty()) return {480, 240};
  // Cells of 40 × 26 px take "−0.88" at a reading size; many heads get smaller ones.
  const double w = model.heads() <= 16 ? 40 : std::max(10.0, std::floor(640.0 / model.heads()));
  const double h = std::max(8.0, std::floor(w * 0.65));
  const double width = 2 * kMargin + kLayerTitle + layerLabelWidth(model) + w * model.heads() + kBarGap + 76;
  const double height = 2 * kMargin + kTitle + h * model.layers() + kHeadLabels + kHeadTitle;
  return {std::ceil(width), std::ceil(std::max(height, 260.0))};
}

}  // namespace entroscope
