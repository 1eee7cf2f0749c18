#include "views/plot/painted_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "views/plot/figure_parts.h"
#include "views/plot/qcp.h"
#include "views/plot/run_set.h"
#include "views/plot/tall_screen.h"
#include "views/plot/theme_palette.h"

namespace entroscope {

namespace {

constexpr double kLeastHeight = 120;  // px

}  // namespace

/// The surface of a painted view.
class PaintedCanvas final : public QWidget {
 public:
  explicit PaintedCanvas(PaintedView& view) : QWidget(&view), view_(view) {
    setObjectName(QStringLiteral("canvas"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumWidth(200);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.fillRect(rect(), view_.theme_.background);
    view_.paint(painter, size(), view_.theme_, localeFor(Numbers::Screen));
  }
  bool event(QEvent* event) override {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), view_.tipAt(help->pos()), this);
    return true;
  }
  void mousePressEvent(QMouseEvent* event) override {
    if (event->button() == Qt::LeftButton) view_.pressed(event->position());
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (!view_.keyPressed(event)) QWidget::keyPressEvent(event);
  }

 private:
  PaintedView& view_;
};

PaintedView::PaintedView(RunSet& runs, int reloadMs, QWidget* parent)
    : PanelView(runs, reloadMs, parent),
      canvas_(new PaintedCanvas(*this)),
      screen_(new TallScreen(canvas_, this)),
      theme_(lightTheme()) {
  setScreen(screen_);
  for (const auto signal :
       {&RunSet::runsChanged, &RunSet::recordsChanged, &RunSet::cursorChanged, &RunSet::selectedHeadChanged,
        &RunSet::overloadMaximumChanged, &RunSet::brushChanged}) {
    connect(&runs, signal, this, [this] { later(); });
  }
}

void PaintedView::reload() {
  read();
  const EmptyText empty = emptyText();
  showEmpty(!empty.isEmpty(), empty);
  screen_->setLeastHeight(std::max(kLeastHeight, empty.isEmpty() ? leastScreenHeight() : 0.0));
  canvas_->setAccessibleName(title());
  canvas_->setAccessibleDescription(empty.isEmpty() ? description() : empty.title);
  canvas_->update();
}

void PaintedView::setTheme(const Theme& theme) {
  theme_ = theme;
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  emptyState().setTheme(theme);
  canvas_->update();
}

void PaintedView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  read();
  painter.setMode(QCPPainter::pmVectorized);
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
  const EmptyText empty = emptyText();
  if (empty.isEmpty()) {
    paint(painter, size, theme, localeFor(Numbers::File));
  } else {
    paintEmptyState(painter, QRectF(QPointF(0, 0), size), empty.title, empty.advice, theme);
  }
  canvas_->update();  // what a click hits is where the last painting put it
}

}  // namespace entroscope
