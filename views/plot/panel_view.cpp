#include "views/plot/panel_view.h"

#include <QAbstractScrollArea>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "views/plot/translated.h"

namespace entroscope {

PanelView::PanelView(RunSet& runs, int reloadMs, QWidget* parent) : View(runs, parent) {
  auto* bar = new QWidget(this);
  controls_ = new QHBoxLayout(bar);
  controls_->setContentsMargins(6, 3, 6, 3);
  controls_->setSpacing(8);
  auto* body = new QWidget(this);
  stack_ = new QStackedLayout(body);
  empty_ = new EmptyState(this);
  stack_->addWidget(empty_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar);
  column->addWidget(body, 1);
  reload_.setSingleShot(true);
  reload_.setInterval(reloadMs);
  connect(&reload_, &QTimer::timeout, this, &PanelView::reloadNow);
}

void PanelView::setScreen(QWidget* screen) { stack_->insertWidget(0, screen); }

void PanelView::showEmpty(bool empty, const EmptyText& text) {
  empty_->setText(text);
  stack_->setCurrentIndex(empty ? 1 : 0);
}

void PanelView::later() {
  stale_ = true;
  if (isVisible() && !reload_.isActive()) reload_.start();
}

void PanelView::reloadNow() {
  stale_ = false;
  try {
    reload();
  } catch (const Error& error) {
    // A run opens where a page of it is damaged that only this view reads; the next change tries again.
    showEmpty(true, {tr("This view cannot be drawn"), translated(error)});
  }
}

void PanelView::fitTo(QAbstractScrollArea& screen) { screen.viewport()->installEventFilter(this); }

bool PanelView::eventFilter(QObject* watched, QEvent* event) {
  const auto widthChanged = [&] {
    const auto* resized = static_cast<const QResizeEvent*>(event);
    return resized->size().width() != resized->oldSize().width();
  };
  if (event->type() == QEvent::Show || (event->type() == QEvent::Resize && widthChanged())) fitScreen();
  return View::eventFilter(watched, event);
}

void PanelView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  if (stale_) reloadNow();
}

}  // namespace entroscope
