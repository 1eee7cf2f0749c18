// Mouse and keyboard of CurvePlot: pan, zoom, crosshair, cursor.
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "views/curves/curve_plot.h"

namespace entroscope {
namespace {

constexpr double kClickDistance = 4;   // px; more is a drag
constexpr double kSmallestWindow = 4;  // steps or tokens
constexpr double kKeyZoom = 0.7;
constexpr double kReadingName = 110;  // px that a run's name may take

/// Index of the point nearest to x; the line is not empty and ascending.
std::size_t nearestPoint(const CurveLine& line, double x, XAxis axis) {
  const auto& keys = axis == XAxis::Step ? line.step : line.tokens;
  const auto after = std::lower_bound(
      keys.begin(), keys.end(), x, [](std::int64_t key, double at) { return static_cast<double>(key) < at; });
  if (after == keys.end()) return keys.size() - 1;
  const auto i = static_cast<std::size_t>(after - keys.begin());
  if (i == 0) return 0;
  return x - static_cast<double>(keys[i - 1]) < static_cast<double>(keys[i]) - x ? i - 1 : i;
}

}  // namespace

void CurvePlot::moveWindow(double first, double last) {
  const double width = std::max(kSmallestWindow, last - first);
  first = std::max(0.0, first);
  figure_.window = {first, first + width};
  // The old points move at once; the owner sends the ones of the new window.
  for (const Panel& panel : panels_) panel.x->setRange(keyRange());
  replot(QCustomPlot::rpQueuedReplot);
  Q_EMIT windowWanted(figure_.window);
}

void CurvePlot::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || panels_.empty()) return;
  pressed_ = event->position();
  pressedWindow_ = figure_.window;
  dragged_ = false;
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event) {
  if (!pressed_) {
    showReadings(event->position());
    return;
  }
  const double moved = event->position().x() - pressed_->x();
  if (!dragged_ && std::abs(moved) < kClickDistance) return;
  dragged_ = true;
  hideReadings();
  const double shift = moved * pressedWindow_.width() / std::max(1, panels_.front().rect->width());
  moveWindow(pressedWindow_.first - shift, pressedWindow_.last - shift);
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !pressed_) return;
  pressed_.reset();
  if (dragged_) return;
  for (const Panel& panel : panels_) {
    if (!panel.rect->rect().contains(event->position().toPoint())) continue;
    Q_EMIT cursorPicked(panel.x->pixelToCoord(event->position().x()));
  }
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent*) { showAll(); }

void CurvePlot::showAll() {
  values_.reset();
  scaleValues();
  replot(QCustomPlot::rpQueuedReplot);
  Q_EMIT allWanted();
}

void CurvePlot::wheelEvent(QWheelEvent* event) {
  if (panels_.empty()) return;
  event->accept();
  const double factor = std::pow(0.85, event->angleDelta().y() / 120.0);
  for (const Panel& panel : panels_) {
    if (!panel.rect->rect().contains(event->position().toPoint())) continue;
    if (event->modifiers() & Qt::ControlModifier) {
      if (figure_.arrangement == Arrangement::Stack) return;
      const double y = panel.y->pixelToCoord(event->position().y());
      for (const Panel& other : panels_) other.y->scaleRange(factor, y);
      values_ = panel.y->range();
      replot(QCustomPlot::rpQueuedReplot);
      return;
    }
    const double x = panel.x->pixelToCoord(event->position().x());
    moveWindow(x - (x - figure_.window.first) * factor, x + (figure_.window.last - x) * factor);
    return;
  }
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
  const double middle = (figure_.window.first + figure_.window.last) / 2;
  const auto zoom = [&](double factor) {
    moveWindow(middle - factor * figure_.window.width() / 2, middle + factor * figure_.window.width() / 2);
  };
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoom(kKeyZoom);
      break;
    case Qt::Key_Minus:
      zoom(1 / kKeyZoom);
      break;
    case Qt::Key_0:
      showAll();
      break;
    default:
      event->ignore();
  }
}

void CurvePlot::leaveEvent(QEvent*) { hideReadings(); }

void CurvePlot::hideReadings() {
  if (readings_->panel == nullptr) return;
  readings_->panel = nullptr;
  layer(readings_->layer()->name())->replot();
}

void CurvePlot::showReadings(QPointF position) {
  const QLocale locale = localeFor(numbers_);
  const QFontMetricsF metrics(figureFont(kTickSize));
  const auto number = [&](float value) {
    if (std::isinf(value)) return QString(value < 0 ? QStringLiteral("−∞") : QStringLiteral("∞"));
    return std::isnan(value) ? tr("NaN") : locale.toString(static_cast<double>(value), 'g', 4);
  };
  for (std::size_t p = 0; p < panels_.size(); ++p) {
    const Panel& panel = panels_[p];
    if (!panel.rect->rect().contains(position.toPoint())) continue;
    readings_->panel = panel.rect;
    readings_->readings.clear();
    readings_->heading.clear();
    const double x = panel.x->pixelToCoord(position.x());
    readings_->key = x;
    for (const CurveLine& line : figure_.panels[p].lines) {
      if (line.size() == 0 || line.style == LineStyle::Ghost) continue;
      const std::size_t i = nearestPoint(line, x, figure_.xAxis);
      const QString step = locale.toString(static_cast<qlonglong>(line.step[i]));
      if (readings_->heading.isEmpty()) {
        readings_->key = line.x(i, figure_.xAxis);
        readings_->heading = tr("Step %1").arg(step);
      }
      const bool ofRun = line.runColour >= 0;
      if (ofRun && line.style == LineStyle::Marked && !readings_->readings.empty()) {
        readings_->readings.back().text += tr(" · evaluated %1 at %2").arg(number(line.value[i]), step);
        continue;
      }
      QString text = metrics.elidedText(ofRun ? line.run : line.label, Qt::ElideMiddle, kReadingName) +
                     QStringLiteral("  ") + number(line.value[i]);
      if (!line.minimum.empty() && line.maximum[i] > line.minimum[i]) {
        text += tr(" (%1 to %2)").arg(number(line.minimum[i]), number(line.maximum[i]));
      }
      if (!line.hasNan.empty() && line.hasNan[i] && std::isfinite(line.value[i]))
        text += tr(" · NaN among them");
      const auto mark = std::isfinite(line.value[i]) ? std::optional<double>(line.value[i]) : std::nullopt;
      readings_->readings.push_back({colourOf(line), text, mark});
    }
    layer(readings_->layer()->name())->replot();
    return;
  }
  hideReadings();
}

}  // namespace entroscope
