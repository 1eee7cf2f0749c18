#include "views/plot/mini_plot.h"

#include <QFontMetricsF>
#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <limits>

#include "views/plot/figure_parts.h"
#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kTitle = 20, kLegend = 16, kTick = 4, kXLabels = 16, kXTitle = 16;

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return !(low <= high); }
};

QString tickText(double value, bool logY, const QLocale& locale) {
  if (logY || std::abs(value) >= 1e5) return locale.toString(value, 'g', 3);
  return locale.toString(std::abs(value) < 1e-12 ? 0.0 : value, 'g', 4);
}

class Drawing {
 public:
  Drawing(QPainter& painter, const QRectF& area, const MiniPlot& plot, const Theme& theme,
          const QLocale& locale)
      : painter_(painter), area_(area), plot_(plot), theme_(theme), locale_(locale) {
    findRanges();
    for (const MiniLine& line : plot_.lines) legend_ = legend_ || !line.label.isEmpty();
    chooseTicks();
    const QFontMetricsF metrics(figureFont(kTickSize));
    double widest = 0;
    for (const double y : yTicks_) {
      widest = std::max(widest, metrics.horizontalAdvance(tickText(y, plot_.logY, locale_)));
    }
    const double left = widest + kTick + 4 + (plot_.yLabel.isEmpty() ? 0 : 16);
    const double top = kTitle + (legend_ ? kLegend : 0);
    inner_ = area_.adjusted(left, top, -6, -(kXLabels + kXTitle));
  }

  QRectF draw() {
    frame();
    painter_.save();
    painter_.setClipRect(inner_.adjusted(-1, -1, 1, 1), Qt::IntersectClip);
    for (const double x : plot_.marks) {
      painter_.setPen(QPen(plot_.markColour, 1.2, Qt::DashLine));
      painter_.drawLine(QLineF(place(x), inner_.top(), place(x), inner_.bottom()));
    }
    for (const MiniLine& line : plot_.lines) draw(line);
    painter_.restore();
    texts();
    return inner_;
  }

 private:
  double toScale(double y) const { return plot_.logY ? std::log10(y) : y; }
  bool shown(double y) const { return std::isfinite(y) && (!plot_.logY || y > 0); }

  void findRanges() {
    for (const MiniLine& line : plot_.lines) {
      for (const QPointF& point : line.points) {
        x_.add(point.x());
        if (shown(point.y())) y_.add(toScale(point.y()));
      }
    }
    for (const double x : plot_.marks) x_.add(x);
    if (x_.empty()) x_ = {0, 1};
    if (y_.empty()) y_ = plot_.logY ? Range{-1, 1} : Range{0, 1};
    if (plot_.zeroBased && !plot_.logY) y_.add(0);
    if (x_.high == x_.low) x_ = {x_.low - 1, x_.high + 1};
    const double air = y_.high > y_.low ? 0.06 * (y_.high - y_.low) : std::max(0.5, std::abs(y_.high) * 0.1);
    if (plot_.logY || !plot_.zeroBased || y_.low < 0) y_.low -= air;
    y_.high += air;
  }

  void chooseTicks() {
    const int rows = std::max(2, static_cast<int>(area_.height() / 42));
    if (plot_.logY && y_.high - y_.low >= 1) {
      const int decades = static_cast<int>(std::floor(y_.high) - std::ceil(y_.low)) + 1;
      const int every = std::max(1, (decades + rows - 1) / rows);
      for (int power = static_cast<int>(std::ceil(y_.low)); power <= y_.high; power += every) {
        yTicks_.push_back(std::pow(10.0, power));
      }
    } else if (plot_.logY) {
      yTicks_ = roundTicks(std::pow(10.0, y_.low), std::pow(10.0, y_.high), rows);
    } else {
      yTicks_ = roundTicks(y_.low, y_.high, rows);
    }
    xTicks_ = roundTicks(x_.low, x_.high, std::max(2, static_cast<int>(area_.width() / 80)));
    if (plot_.wholeX) std::erase_if(xTicks_, [](double x) { return x != std::floor(x); });
  }

  double place(double x) const { return inner_.left() + (x - x_.low) / (x_.high - x_.low) * inner_.width(); }
  double height(double y) const {
    return inner_.bottom() - (toScale(y) - y_.low) / (y_.high - y_.low) * inner_.height();
  }

  void frame() {
    painter_.setPen(QPen(theme_.grid, 1));
    for (const double y : yTicks_) {
      painter_.drawLine(QLineF(inner_.left(), height(y), inner_.right(), height(y)));
    }
    painter_.setPen(QPen(theme_.mutedText, 1));
    painter_.drawLine(QLineF(inner_.bottomLeft(), inner_.bottomRight()));
    painter_.drawLine(QLineF(inner_.topLeft(), inner_.bottomLeft()));
    for (const double x : xTicks_) {
      painter_.drawLine(QLineF(place(x), inner_.bottom(), place(x), inner_.bottom() + kTick));
    }
  }

  void draw(const MiniLine& line) {
    QPen pen(line.colour, line.width, line.style);
    pen.setJoinStyle(Qt::RoundJoin);
    QPolygonF piece;
    const auto flush = [&] {
      painter_.setPen(pen);
      painter_.setBrush(Qt::NoBrush);
      if (piece.size() > 1) painter_.drawPolyline(piece);
      if (piece.size() == 1) {
        painter_.setBrush(line.colour);
        painter_.setPen(Qt::NoPen);
        painter_.drawEllipse(piece.front(), 2, 2);
      }
      piece.clear();
    };
    for (const QPointF& point : line.points) {
      if (shown(point.y())) {
        piece << QPointF(place(point.x()), height(point.y()));
        continue;
      }
      flush();
      if (std::isfinite(point.y())) continue;
      painter_.setPen(QPen(theme_.nanColour, 2));
      painter_.drawLine(QLineF(place(point.x()), inner_.top(), place(point.x()), inner_.top() + 7));
    }
    flush();
  }

  void texts() {
    painter_.setPen(theme_.foreground);
    painter_.setFont(figureFont(kTitleSize, true));
    drawFromLeft(painter_, QRectF(area_.left(), area_.top(), area_.width(), kTitle),
                 QFontMetricsF(painter_.font()).elidedText(plot_.title, Qt::ElideRight, area_.width()));
    painter_.setFont(figureFont(kTickSize));
    const QFontMetricsF metrics(painter_.font());
    for (const double y : yTicks_) {
      painter_.drawText(QRectF(area_.left(), height(y) - 8, inner_.left() - area_.left() - kTick, 16),
                        Qt::AlignRight | Qt::AlignVCenter, tickText(y, plot_.logY, locale_));
    }
    for (const double x : xTicks_) {
      const QString text = plot_.wholeX ? shortCount(x, locale_) : tickText(x, false, locale_);
      painter_.drawText(QRectF(place(x) - 40, inner_.bottom() + kTick, 80, kXLabels), Qt::AlignCenter, text);
    }
    if (legend_) legend(metrics);
    painter_.setPen(theme_.mutedText);
    painter_.drawText(QRectF(inner_.left(), inner_.bottom() + kTick + kXLabels - 3, inner_.width(), kXTitle),
                      Qt::AlignCenter, plot_.xLabel);
    if (plot_.yLabel.isEmpty()) return;
    painter_.save();
    painter_.translate(area_.left() + 7, inner_.center().y());
    painter_.rotate(-90);
    painter_.drawText(QRectF(-inner_.height() / 2, -8, inner_.height(), 16),
                      Qt::AlignCenter | Qt::TextDontClip, plot_.yLabel);
    painter_.restore();
  }

  /// The lines that fit beside each other; how many do not is said.
  void legend(const QFontMetricsF& metrics) {
    std::vector<const MiniLine*> lines;
    for (const MiniLine& line : plot_.lines) {
      if (!line.label.isEmpty()) lines.push_back(&line);
    }
    // A bound is named nowhere else, a run also in the list of runs.
    std::ranges::stable_partition(lines, [](const MiniLine* line) { return line->style != Qt::SolidLine; });
    double x = inner_.left();
    const double y = area_.top() + kTitle + kLegend / 2 - 1;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const MiniLine& line = *lines[i];
      const QString rest = QStringLiteral("+%1").arg(lines.size() - i);
      const double after = i + 1 < lines.size() ? 12 + metrics.horizontalAdvance(rest) : 0;
      const double room = area_.right() - x - 18;
      if (i > 0 && room < metrics.horizontalAdvance(line.label) + after) {
        painter_.setPen(theme_.mutedText);
        drawFromLeft(painter_, QRectF(x, y - 8, room + 18, 16), rest);
        return;
      }
      const QString text = metrics.elidedText(line.label, Qt::ElideRight, std::max(0.0, room - after));
      painter_.setPen(QPen(line.colour, std::max(line.width, 1.5), line.style));
      painter_.drawLine(QLineF(x, y, x + 14, y));
      painter_.setPen(theme_.foreground);
      drawFromLeft(painter_, QRectF(x + 18, y - 8, room, 16), text);
      x += 18 + metrics.horizontalAdvance(text) + 12;
    }
  }

  QPainter& painter_;
  QRectF area_, inner_;
  const MiniPlot& plot_;
  const Theme& theme_;
  const QLocale& locale_;
  Range x_, y_;
  std::vector<double> xTicks_, yTicks_;
  bool legend_ = false;
};

}  // namespace

QRectF paintMiniPlot(QPainter& painter, const QRectF& area, const MiniPlot& plot, const Theme& theme,
                     const QLocale& locale) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  return Drawing(painter, area, plot, theme, locale).draw();
}

}  // namespace entroscope
