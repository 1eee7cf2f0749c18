#include "views/run_tree/run_tree_painter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "views/plot/figure_parts.h"
#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kMargin = 14, kAxis = 38, kTick = 4;
constexpr double kRow = 56, kLeastForTwoLines = 48, kLeastRow = 26;
constexpr double kTextLine = 16, kTextGap = 10, kLabelGap = 9;
constexpr double kDot = 4, kCorner = 7, kLineWidth = 2.5;
constexpr double kLeastLines = 0.4;  // share of the width that the steps keep, whatever the texts need

struct RowText {
  QString title, origin, perplexity;
};

RowText textOf(const RunTreeNode& node, const QLocale& locale) {
  return {node.title, RunTreeModel::originText(node, locale), RunTreeModel::perplexityText(node, locale)};
}

double titleWidth(const QString& title) {
  return QFontMetricsF(figureFont(kLabelSize, true)).horizontalAdvance(title);
}
double smallWidth(const QString& text) {
  return QFontMetricsF(figureFont(kTickSize)).horizontalAdvance(text);
}

double widthOf(const RowText& text, bool twoLines) {
  const double title = titleWidth(text.title), origin = smallWidth(text.origin);
  return twoLines ? std::max(title, origin) : title + kTextGap + origin;
}

class Drawing {
 public:
  Drawing(QPainter& painter, const RunTreeModel& model, const RunTreeLayout& layout, const Theme& theme,
          const QLocale& locale)
      : painter_(painter), model_(model), layout_(layout), theme_(theme), locale_(locale) {}

  void axis() {
    const QRectF& lines = layout_.lines;
    painter_.setFont(figureFont(kTickSize));
    const double room = smallWidth(QStringLiteral("00000"));
    const int count = std::clamp(static_cast<int>(lines.width() / (2.2 * room)), 2, 8);
    for (const double tick : roundTicks(0, static_cast<double>(layout_.lastStep), count)) {
      if (tick != std::floor(tick)) continue;
      const auto step = static_cast<std::int64_t>(tick);
      const double x = layout_.x(step);
      painter_.setPen(QPen(theme_.grid, 1));
      painter_.drawLine(QLineF(x, lines.top(), x, lines.bottom()));
      painter_.setPen(QPen(theme_.mutedText, 1));
      painter_.drawLine(QLineF(x, lines.bottom(), x, lines.bottom() + kTick));
      painter_.setPen(theme_.foreground);
      painter_.drawText(QRectF(x - 40, lines.bottom() + kTick, 80, 16), Qt::AlignCenter,
                        shortCount(step, locale_));
    }
    painter_.setPen(QPen(theme_.mutedText, 1));
    painter_.drawLine(QLineF(lines.bottomLeft(), lines.bottomRight()));
    painter_.setPen(theme_.foreground);
    painter_.setFont(figureFont(kLabelSize));
    painter_.drawText(QRectF(lines.left(), lines.bottom() + kTick + 15, lines.width(), 18), Qt::AlignCenter,
                      QCoreApplication::translate("RunTree", "Step"));
  }

  void cursor(std::int64_t step) {
    const double x = layout_.x(std::min(step, layout_.lastStep));
    painter_.setPen(QPen(theme_.accent, 1.2, Qt::DashLine));
    painter_.drawLine(QLineF(x, layout_.lines.top(), x, layout_.lines.bottom()));
  }

  /// From the parent's line down to where the fork's own begins.
  void edge(std::size_t row) {
    const RunTreeNode& node = model_.nodes()[row];
    const double x = layout_.x(node.firstStep), y = layout_.lineY(row);
    const double from = layout_.lineY(static_cast<std::size_t>(node.parent));
    const double end = std::max(layout_.x(node.lastStep), x + kCorner);
    QPainterPath path(QPointF(x, from));
    path.lineTo(x, y - kCorner);
    path.quadTo(QPointF(x, y), QPointF(x + kCorner, y));
    path.lineTo(end, y);
    QPen pen(colour(node), kLineWidth);
    pen.setCapStyle(Qt::FlatCap);
    painter_.setPen(pen);
    painter_.setBrush(Qt::NoBrush);
    painter_.drawPath(path);
  }

  void line(std::size_t row) {
    const RunTreeNode& node = model_.nodes()[row];
    if (node.parent >= 0) return edge(row);
    const double y = layout_.lineY(row);
    painter_.setPen(QPen(colour(node), kLineWidth, Qt::SolidLine, Qt::FlatCap));
    painter_.drawLine(QLineF(layout_.x(node.firstStep), y, layout_.x(node.lastStep), y));
  }

  void dots(std::size_t row) {
    const RunTreeNode& node = model_.nodes()[row];
    if (node.parent >= 0) {
      // A ring on the parent's line: the checkpoint that the fork began with.
      painter_.setPen(QPen(colour(node), 1.6));
      painter_.setBrush(theme_.background);
      painter_.drawEllipse(
          QPointF(layout_.x(node.firstStep), layout_.lineY(static_cast<std::size_t>(node.parent))),
          kDot - 0.5, kDot - 0.5);
    }
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(colour(node));
    painter_.drawEllipse(QPointF(endOf(node), layout_.lineY(row)), kDot, kDot);
  }

  void texts(std::size_t row) {
    const RunTreeNode& node = model_.nodes()[row];
    const RowText text = textOf(node, locale_);
    const double y = layout_.lineY(row), left = layout_.x(node.firstStep) + kLabelGap;
    const double wanted = widthOf(text, layout_.twoLines);
    const double x = std::max(layout_.lines.left() + kLabelGap, std::min(left, layout_.right - wanted));
    const double room = layout_.right - x, foot = y - 6;
    const double top = foot - (layout_.twoLines ? 2 : 1) * kTextLine;
    const double title =
        write(text.title, QRectF(x, top, room, kTextLine), figureFont(kLabelSize, true), theme_.foreground);
    const QRectF second = layout_.twoLines
                              ? QRectF(x, top + kTextLine, room, kTextLine)
                              : QRectF(x + title + kTextGap, top, room - title - kTextGap, kTextLine);
    if (second.width() > 20) write(text.origin, second, figureFont(kTickSize), theme_.mutedText);
    const double end = endOf(node) + kDot + 6;
    write(text.perplexity, QRectF(end, y - 9, layout_.right - end, 18), figureFont(kLabelSize, node.best),
          theme_.foreground);
  }

 private:
  QColor colour(const RunTreeNode& node) const { return curvePen(theme_, node.colourIndex).color(); }

  double endOf(const RunTreeNode& node) const {
    const double x = layout_.x(node.lastStep);
    return node.parent >= 0 ? std::max(x, layout_.x(node.firstStep) + kCorner) : x;
  }

  /// @return the width written, px.
  double write(const QString& text, const QRectF& box, const QFont& font, const QColor& ink) {
    if (text.isEmpty()) return 0;
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, box.width() + 0.5);
    painter_.setFont(font);
    painter_.setPen(ink);
    drawFromLeft(painter_, box, shown, int(Qt::AlignVCenter) | int(Qt::TextDontClip));
    return metrics.horizontalAdvance(shown);
  }

  QPainter& painter_;
  const RunTreeModel& model_;
  const RunTreeLayout& layout_;
  const Theme& theme_;
  const QLocale& locale_;
};

}  // namespace

double RunTreeLayout::x(std::int64_t step) const {
  return lines.left() + static_cast<double>(step) / static_cast<double>(lastStep) * lines.width();
}

double RunTreeLayout::lineY(std::size_t row) const {
  return lines.top() + (static_cast<double>(row) + 1) * rowHeight - 10;
}

std::optional<std::size_t> RunTreeLayout::rowAt(QPointF point, std::size_t rows) const {
  if (point.y() < lines.top() || point.x() < 0) return std::nullopt;
  const auto row = static_cast<std::size_t>((point.y() - lines.top()) / rowHeight);
  if (row >= rows) return std::nullopt;
  return row;
}

std::int64_t RunTreeLayout::stepAt(QPointF point) const {
  const double share = std::clamp((point.x() - lines.left()) / lines.width(), 0.0, 1.0);
  return std::llround(share * static_cast<double>(lastStep));
}

RunTreeLayout layoutRunTree(const RunTreeModel& model, QSizeF size, const QLocale& locale) {
  const auto rows = static_cast<double>(model.nodes().size());
  RunTreeLayout layout;
  layout.lastStep = model.lastStep();
  layout.right = size.width() - kMargin;
  const double height = size.height() - 2 * kMargin - kAxis;
  layout.rowHeight = std::clamp(height / rows, kLeastRow, kRow);
  layout.twoLines = layout.rowHeight >= kLeastForTwoLines;
  // The steps get as much width as the texts beside them leave.
  const double left = kMargin + kDot, whole = layout.right - left;
  double width = whole;
  for (const RunTreeNode& node : model.nodes()) {
    const RowText text = textOf(node, locale);
    const auto allow = [&](std::int64_t step, double needed) {
      if (step > 0)
        width = std::min(width, (whole - needed) * static_cast<double>(layout.lastStep) / double(step));
    };
    allow(node.firstStep, kLabelGap + widthOf(text, layout.twoLines));
    const double label = QFontMetricsF(figureFont(kLabelSize, node.best)).horizontalAdvance(text.perplexity);
    allow(node.lastStep, kDot + 8 + label);
  }
  width = std::max(width, kLeastLines * whole);
  layout.lines = QRectF(left, kMargin, width, layout.rowHeight * rows + 4);
  return layout;
}

void paintRunTree(QPainter& painter, const RunTreeModel& model, QSizeF size,
                  std::optional<std::int64_t> cursor, const Theme& theme, const QLocale& locale) {
  const RunTreeLayout layout = layoutRunTree(model, size, locale);
  Drawing drawing(painter, model, layout, theme, locale);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  if (model.anySteps()) {
    drawing.axis();
    if (cursor) drawing.cursor(*cursor);
  }
  // From the last row up: where two edges run along each other, the nearer fork's is on top.
  for (std::size_t row = model.nodes().size(); row-- > 0;) drawing.line(row);
  for (std::size_t row = 0; row < model.nodes().size(); ++row) drawing.dots(row);
  for (std::size_t row = 0; row < model.nodes().size(); ++row) drawing.texts(row);
}

double leastRunTreeHeight(const RunTreeModel& model) {
  return 2 * kMargin + kAxis + kLeastRow * static_cast<double>(model.nodes().size());
}

double naturalRunTreeHeight(const RunTreeModel& model) {
  return 2 * kMargin + kAxis + kRow * static_cast<double>(std::max<std::size_t>(model.nodes().size(), 2)) + 4;
}

}  // namespace entroscope
