#include "views/plot/figure_parts.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <algorithm>
#include <cmath>

#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kBarWidth = 14, kTickLength = 4, kTickGap = 3, kLabelGap = 6;

double widestTick(const ColourBar& bar) {
  const QFontMetricsF metrics(figureFont(kTickSize));
  double widest = 0;
  for (const auto& [place, text] : bar.ticks) widest = std::max(widest, metrics.horizontalAdvance(text));
  return std::ceil(widest);
}

}  // namespace

std::vector<double> roundTicks(double low, double high, int count) {
  if (!(high > low) || count < 1) return {};
  double step = std::pow(10.0, std::floor(std::log10((high - low) / count)));
  for (double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
    if (std::floor(high / (step * factor)) - std::ceil(low / (step * factor)) + 1 > count) continue;
    step *= factor;
    break;
  }
  std::vector<double> ticks;
  const double tolerance = (high - low) * 1e-9;
  for (double i = std::ceil((low - tolerance) / step); i * step <= high + tolerance; ++i)
    ticks.push_back(i * step);
  return ticks;
}

double colourBarWidth(const ColourBar& bar) {
  const double label = bar.label.isEmpty() ? 0 : kLabelGap + QFontMetricsF(figureFont(kLabelSize)).height();
  return std::ceil(kBarWidth + kTickLength + kTickGap + widestTick(bar) + label);
}

void paintColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const Theme& theme) {
  const QRectF strip(area.left(), area.top(), kBarWidth, area.height());
  QLinearGradient shades(strip.bottomLeft(), strip.topLeft());
  constexpr int kStops = 51;
  for (int i = 0; i <= kStops; ++i) shades.setColorAt(double(i) / kStops, bar.map(double(i) / kStops));
  painter.fillRect(strip, shades);

  const QFontMetricsF metrics(figureFont(kTickSize));
  painter.setFont(figureFont(kTickSize));
  const double textX = strip.right() + kTickLength + kTickGap;
  for (const auto& [place, text] : bar.ticks) {
    const double y = strip.bottom() - place * strip.height();
    painter.setPen(QPen(theme.mutedText, 1, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QLineF(strip.right(), y, strip.right() + kTickLength, y));
    painter.setPen(theme.foreground);
    painter.drawText(QPointF(textX, y + metrics.capHeight() / 2), text);
  }
  if (bar.label.isEmpty()) return;
  painter.save();
  painter.setFont(figureFont(kLabelSize));
  painter.setPen(theme.foreground);
  const double height = QFontMetricsF(painter.font()).height();
  painter.translate(textX + widestTick(bar) + kLabelGap, area.center().y());
  painter.rotate(-90);
  painter.drawText(QRectF(-area.height() / 2, 0, area.height(), height), Qt::AlignCenter | Qt::TextDontClip,
                   bar.label);
  painter.restore();
}

void paintNanCell(QPainter& painter, const QRectF& cell, const Theme& theme) {
  QColor paper = theme.nanColour;
  paper.setAlphaF(0.14F);
  painter.fillRect(cell, paper);
  painter.save();
  painter.setClipRect(cell, Qt::IntersectClip);
  QColor ink = theme.nanColour;
  ink.setAlphaF(0.4F);
  painter.setPen(QPen(ink, 1, Qt::SolidLine, Qt::FlatCap));
  // Lines of 45°, 6 px apart, started on a common grid so that neighbouring cells join.
  constexpr double kSpacing = 6;
  QVector<QLineF> lines;
  const double first = std::floor((cell.left() + cell.top()) / kSpacing) * kSpacing;
  for (double sum = first; sum < cell.right() + cell.bottom(); sum += kSpacing) {
    const double top = std::max(cell.top(), sum - cell.right()),
                 bottom = std::min(cell.bottom(), sum - cell.left());
    if (bottom > top) lines << QLineF(sum - top, top, sum - bottom, bottom);
  }
  painter.drawLines(lines);
  painter.restore();
}

QString elidedButEnd(const QFontMetricsF& metrics, const QString& text, double width) {
  if (metrics.horizontalAdvance(text) <= width) return text;
  const qsizetype end = text.lastIndexOf(QStringLiteral(" · "));
  const QString kept = end < 0 ? QString() : text.mid(end);
  const double room = width - metrics.horizontalAdvance(kept);
  // Names differ at their end: seeds, folders.
  const QString shown = metrics.elidedText(text.left(end), Qt::ElideLeft, room);
  // Too little is left of the beginning to say anything: the end stands alone.
  constexpr qsizetype kLeast = 4;
  if (end >= 0 && shown.size() < kLeast) return metrics.elidedText(text.mid(end + 3), Qt::ElideLeft, width);
  return end < 0 ? metrics.elidedText(text, Qt::ElideMiddle, width) : shown + kept;
}

void paintPanelTitle(QPainter& painter, const QRectF& area, const QColor& colour, const QString& title,
                     const QString& subtitle, const Theme& theme) {
  const QFont bold = figureFont(kTitleSize, true), small = figureFont(kTickSize);
  constexpr double kChip = 9, kChipGap = 6;
  const QRectF upper(area.left(), area.top(), area.width(), 19);
  const QRectF lower(area.left(), area.top() + 18, area.width(), 16);
  painter.fillRect(QRectF(upper.left(), upper.center().y() - kChip / 2, kChip, kChip), colour);
  painter.setFont(bold);
  painter.setPen(theme.foreground);
  drawFromLeft(painter, upper.adjusted(kChip + kChipGap, 0, 0, 0),
               QFontMetricsF(bold).elidedText(title, Qt::ElideRight, area.width() - kChip - kChipGap));
  painter.setFont(small);
  painter.setPen(theme.mutedText);
  drawFromLeft(painter, lower, elidedButEnd(QFontMetricsF(small), subtitle, area.width()));
}

int labelStride(double spacing, double needed) {
  for (int stride : {1, 2, 5, 10, 20, 50, 100}) {
    if (spacing * stride >= needed) return stride;
  }
  return 200;
}

void paintEmptyState(QPainter& painter, const QRectF& area, const QString& title, const QString& advice,
                     const Theme& theme) {
  const QFont large = figureFont(12, true), small = figureFont(kLabelSize);
  const double width = std::min(area.width() - 32, 420.0);
  const QRectF adviceBox = QFontMetricsF(small).boundingRect(QRectF(0, 0, width, 1000),
                                                             Qt::AlignHCenter | Qt::TextWordWrap, advice);
  const double titleHeight = QFontMetricsF(large).height(), gap = 8;
  double y = area.center().y() - (titleHeight + gap + adviceBox.height()) / 2;
  painter.setFont(large);
  painter.setPen(theme.foreground);
  painter.drawText(QRectF(area.left(), y, area.width(), titleHeight), Qt::AlignCenter, title);
  y += titleHeight + gap;
  painter.setFont(small);
  painter.setPen(theme.mutedText);
  painter.drawText(QRectF(area.center().x() - width / 2, y, width, adviceBox.height() + 4),
                   Qt::AlignHCenter | Qt::TextWordWrap, advice);
}

}  // namespace entroscope
