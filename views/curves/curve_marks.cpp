#include "views/curves/curve_marks.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kMark = 7;         // width and height of a triangle
constexpr double kMarkSpacing = 4;  // no two marks of a line are closer
constexpr int kStacked = 4;         // lines whose marks stand above each other; more share the top row
constexpr double kSwatch = 14;
constexpr double kPadding = 6;

}  // namespace

MissingMarks::MissingMarks(QCPAxisRect* rect, QColor outline)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("main"), rect), rect_(rect), outline_(outline) {}

void MissingMarks::drawMark(QPainter& painter, QPointF foot, const QColor& outline, const QColor& fill) {
  const QPolygonF triangle{foot + QPointF(-kMark / 2, 0), foot + QPointF(kMark / 2, 0),
                           foot + QPointF(0, -kMark)};
  painter.setPen(QPen(outline, 1));
  painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
  painter.drawPolygon(triangle);
}

void MissingMarks::drawRow(QCPPainter& painter, const std::vector<double>& keys, double foot,
                           const QColor& fill) {
  const QCPAxis& axis = *rect_->axis(QCPAxis::atBottom);
  double last = -1e9;
  for (const double key : keys) {
    const double x = axis.coordToPixel(key);
    if (x - last < kMarkSpacing) continue;
    last = x;
    drawMark(painter, {x, foot}, outline_, fill);
  }
}

void MissingMarks::draw(QCPPainter* painter) {
  int row = 0;
  for (const Row& marks : rows) {
    const double foot = rect_->bottom() - (kMark + 1) * std::min(row, kStacked - 1);
    drawRow(*painter, marks.notPositive, foot, {});
    drawRow(*painter, marks.nan, foot, marks.colour);
    ++row;
  }
}

ShadeColumn::ShadeColumn(QCustomPlot* plot, QString title, std::vector<ShadeKey> keys, const Theme& theme)
    : QCPLayoutElement(plot), title_(std::move(title)), keys_(std::move(keys)), theme_(theme) {}

QSize ShadeColumn::minimumOuterSizeHint() const {
  const QFontMetricsF metrics(figureFont(kTickSize));
  double width = metrics.horizontalAdvance(title_);
  for (const ShadeKey& key : keys_) {
    width = std::max(width, kSwatch + kPadding + metrics.horizontalAdvance(key.label));
  }
  return {static_cast<int>(std::ceil(width + kPadding)), static_cast<int>(3 * metrics.height())};
}

void ShadeColumn::draw(QCPPainter* painter) {
  const QFont font = figureFont(kTickSize);
  const QFontMetricsF metrics(font);
  painter->setFont(font);
  painter->setPen(theme_.foreground);
  const double left = rect().left(), top = rect().top();
  painter->drawText(QPointF(left, top + metrics.ascent()), title_);
  const double first = top + metrics.height() + 4;
  const double room = std::max(0.0, rect().bottom() - first);
  const auto count = static_cast<double>(keys_.size());
  const double height = std::min(metrics.height() + 2, room / count);
  const int every = std::max(1, static_cast<int>(std::ceil(metrics.height() * 0.9 / height)));
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const double y = first + height * static_cast<double>(i);
    const double thickness = std::max(1.0, std::min(height - 1, 4.0));
    painter->setPen(Qt::NoPen);
    painter->setBrush(sequentialColour(keys_[i].shade, theme_));
    painter->drawRect(QRectF(left, y + (height - thickness) / 2, kSwatch, thickness));
    if (i % static_cast<std::size_t>(every) != 0) continue;
    painter->setPen(theme_.foreground);
    painter->drawText(QPointF(left + kSwatch + kPadding, y + height / 2 + metrics.capHeight() / 2),
                      keys_[i].label);
  }
}

void ReadingLayer::draw(QCPPainter* painter) {
  if (cursor) {
    painter->setPen(QPen(theme.accent, 1.2));
    for (QCPAxisRect* rect : parentPlot()->axisRects()) {
      const double x = rect->axis(QCPAxis::atBottom)->coordToPixel(*cursor);
      if (x < rect->left() || x > rect->right()) continue;
      painter->drawLine(QLineF(x, rect->top(), x, rect->bottom()));
    }
  }
  if (panel == nullptr) return;
  const double x = panel->axis(QCPAxis::atBottom)->coordToPixel(key);
  painter->setPen(QPen(theme.mutedText, 1, Qt::DashLine));
  painter->drawLine(QLineF(x, panel->top(), x, panel->bottom()));
  for (const Reading& reading : readings) {
    if (!reading.y) continue;
    const double y = panel->axis(QCPAxis::atLeft)->coordToPixel(*reading.y);
    if (y < panel->top() || y > panel->bottom()) continue;
    painter->setPen(QPen(theme.background, 1));
    painter->setBrush(reading.colour);
    painter->drawEllipse(QPointF(x, y), 3.5, 3.5);
  }
  drawBox(*painter, x);
}

void ReadingLayer::drawBox(QCPPainter& painter, double x) {
  const QFont font = figureFont(kTickSize);
  const QFontMetricsF metrics(font);
  const double line = metrics.height() + 1;
  const auto room =
      static_cast<std::size_t>(std::max(1.0, (parentPlot()->height() - 2 * kPadding) / line - 1));
  const std::size_t shown = std::min(readings.size(), room);
  double width = metrics.horizontalAdvance(heading);
  for (std::size_t i = 0; i < shown; ++i) {
    width = std::max(width, kSwatch + metrics.horizontalAdvance(readings[i].text));
  }
  QRectF box(0, 0, width + 2 * kPadding, line * static_cast<double>(shown + 1) + 2 * kPadding);
  const bool right = x + 10 + box.width() <= parentPlot()->width();
  box.moveLeft(right ? x + 10 : std::max(0.0, x - 10 - box.width()));
  box.moveTop(std::clamp(panel->top() + 6.0, 0.0, std::max(0.0, parentPlot()->height() - box.height())));
  painter.setPen(QPen(theme.mutedText, 1));
  painter.setBrush(theme.background);
  painter.drawRoundedRect(box, 4, 4);
  painter.setFont(font);
  double base = box.top() + kPadding + metrics.ascent();
  painter.setPen(theme.mutedText);
  painter.drawText(QPointF(box.left() + kPadding, base), heading);
  for (std::size_t i = 0; i < shown; ++i) {
    base += line;
    painter.setPen(Qt::NoPen);
    painter.setBrush(readings[i].colour);
    painter.drawEllipse(QPointF(box.left() + kPadding + 4, base - metrics.capHeight() / 2), 3.5, 3.5);
    painter.setPen(theme.foreground);
    painter.drawText(QPointF(box.left() + kPadding + kSwatch, base), readings[i].text);
  }
}

}  // namespace entroscope
