#include "app/desktop/window/timeline_track.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <set>

#include "views/plot/plot_style.h"

namespace entroscope {

namespace {

constexpr double kSide = 10, kGrooveY = 25, kGroove = 4, kHandle = 6.5;  // px
constexpr double kMarkY = 10, kMark = 4, kReach = 5;
constexpr int kPage = 20;  // pages on the whole axis

}  // namespace

TimelineTrack::TimelineTrack(TimelineModel& model, QWidget* parent) : QWidget(parent), model_(model) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::PointingHandCursor);
  connect(&model_, &TimelineModel::changed, this, qOverload<>(&QWidget::update));
}

void TimelineTrack::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

double TimelineTrack::xOf(std::int64_t place) const {
  const double share = model_.last() > 0 ? double(place) / double(model_.last()) : 0;
  return kSide + std::clamp(share, 0.0, 1.0) * (width() - 2 * kSide);
}

std::int64_t TimelineTrack::placeAt(double x) const {
  const double share = (x - kSide) / std::max(1.0, width() - 2 * kSide);
  return std::llround(std::clamp(share, 0.0, 1.0) * double(model_.last()));
}

void TimelineTrack::paintMark(QPainter& painter, const TimelineMark& mark) const {
  const QPointF at(xOf(mark.place), kMarkY);
  const QColor colour = curvePen(*theme_, mark.colourIndex).color();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  switch (mark.kind) {
    case MarkKind::Checkpoint:
      painter.drawRect(QRectF(at.x() - 1, at.y() - kMark, 2, 2 * kMark));
      break;
    case MarkKind::Pause:
      painter.drawRect(QRectF(at.x() - 3, at.y() - kMark, 2, 2 * kMark));
      painter.drawRect(QRectF(at.x() + 1, at.y() - kMark, 2, 2 * kMark));
      break;
    case MarkKind::Hyperparameter:
      painter.drawPolygon(QPolygonF{at + QPointF(0, -kMark - 1), at + QPointF(kMark + 1, 0),
                                    at + QPointF(0, kMark + 1), at + QPointF(-kMark - 1, 0)});
      break;
    case MarkKind::Fork:
      painter.setPen(QPen(colour, 2));
      painter.setBrush(theme_->background);
      painter.drawEllipse(at, kMark, kMark);
      break;
    case MarkKind::Nan:
      painter.setBrush(theme_->nanColour);
      painter.drawPolygon(QPolygonF{at + QPointF(-kMark - 1, kMark), at + QPointF(kMark + 1, kMark),
                                    at + QPointF(0, -kMark - 1)});
      break;
    case MarkKind::Error:
      painter.setPen(QPen(theme_->warning, 2, Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(QLineF(at.x() - kMark, at.y() - kMark, at.x() + kMark, at.y() + kMark));
      painter.drawLine(QLineF(at.x() - kMark, at.y() + kMark, at.x() + kMark, at.y() - kMark));
      break;
  }
}

void TimelineTrack::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_->grid);
  const QRectF groove(kSide, kGrooveY - kGroove / 2, width() - 2 * kSide, kGroove);
  painter.drawRoundedRect(groove, kGroove / 2, kGroove / 2);
  // A long run's checkpoints may be thousands: one of a kind and run on each pixel is what can be seen.
  std::set<std::tuple<int, int, MarkKind>> drawn;
  for (const TimelineMark& mark : model_.marks()) {
    if (drawn.emplace(static_cast<int>(xOf(mark.place)), mark.colourIndex, mark.kind).second) {
      paintMark(painter, mark);
    }
  }
  if (model_.last() == 0) return;
  const double x = xOf(model_.place());
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_->accent);
  painter.drawRoundedRect(QRectF(groove.left(), groove.top(), x - groove.left(), kGroove), kGroove / 2,
                          kGroove / 2);
  painter.setPen(QPen(theme_->accent, 2));
  painter.setBrush(model_.follows() ? theme_->background : theme_->accent);
  painter.drawEllipse(QPointF(x, kGrooveY), kHandle, kHandle);
  if (!hasFocus()) return;
  QColor ring = theme_->accent;
  ring.setAlphaF(0.4F);
  painter.setPen(QPen(ring, 3));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QPointF(x, kGrooveY), kHandle + 2.5, kHandle + 2.5);
}

std::vector<const TimelineMark*> TimelineTrack::marksAt(QPointF point) const {
  std::vector<const TimelineMark*> found;
  if (point.y() > kGrooveY - kHandle) return found;
  for (const TimelineMark& mark : model_.marks()) {
    if (std::abs(xOf(mark.place) - point.x()) <= kReach) found.push_back(&mark);
  }
  std::ranges::stable_sort(found, {},
                           [&](const TimelineMark* m) { return std::abs(xOf(m->place) - point.x()); });
  return found;
}

bool TimelineTrack::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  constexpr std::size_t kMost = 6;
  QStringList lines;
  const auto marks = marksAt(help->pos());
  for (std::size_t i = 0; i < std::min(marks.size(), kMost); ++i) {
    lines << model_.toolTip(*marks[i], localeFor(Numbers::Screen));
  }
  if (marks.size() > kMost) lines << tr("and %1 more").arg(marks.size() - kMost);
  QToolTip::showText(help->globalPos(), lines.isEmpty() ? toolTip() : lines.join(QLatin1Char('\n')), this);
  return true;
}

void TimelineTrack::dragTo(double x) {
  // Dragged to its end the cursor follows what comes.
  x >= width() - kSide ? model_.follow() : model_.moveTo(placeAt(x));
}

void TimelineTrack::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const auto marks = marksAt(event->position());
  marks.empty() ? dragTo(event->position().x()) : model_.moveTo(marks.front()->place);
}

void TimelineTrack::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) dragTo(event->position().x());
}

void TimelineTrack::wheelEvent(QWheelEvent* event) {
  model_.stepBy(event->angleDelta().y() > 0 ? 1 : -1);
  event->accept();
}

void TimelineTrack::keyPressEvent(QKeyEvent* event) {
  const int steps = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
  const std::int64_t page = std::max<std::int64_t>(1, model_.last() / kPage);
  switch (event->key()) {
    case Qt::Key_Left:
      return model_.stepBy(-steps);
    case Qt::Key_Right:
      return model_.stepBy(steps);
    case Qt::Key_PageUp:
      return model_.moveTo(model_.place() + page);
    case Qt::Key_PageDown:
      return model_.moveTo(model_.place() - page);
    case Qt::Key_Home:
      return model_.moveTo(0);
    case Qt::Key_End:
      return model_.follow();
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace entroscope
