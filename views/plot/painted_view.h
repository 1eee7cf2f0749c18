// A view whose figure is painted by hand, the same on screen and on the page: the screen is one widget that
// passes clicks, keys and tool tips on. GUI thread.
#pragma once

#include <QLocale>
#include <QPainter>

#include "views/plot/panel_view.h"
#include "views/plot/plot_style.h"

class QKeyEvent;

namespace entroscope {

class TallScreen;

class PaintedView : public PanelView {
  Q_OBJECT
 public:
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;

 protected:
  PaintedView(RunSet& runs, int reloadMs, QWidget* parent);

  /// Reads the run set; called before anything is painted or asked for.
  virtual void read() = 0;
  virtual EmptyText emptyText() const = 0;  ///< empty: there is something to paint
  virtual void paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) = 0;
  virtual QString description() const = 0;  ///< what is shown, in words, for screen readers
  /// Height below which the screen scrolls, px; asked after read().
  virtual double leastScreenHeight() const { return 0; }
  virtual QString tipAt(QPointF) const { return {}; }
  virtual void pressed(QPointF) {}
  virtual bool keyPressed(QKeyEvent*) { return false; }
  void reload() override;

  QWidget& canvas() const { return *canvas_; }
  const Theme& theme() const { return theme_; }

 private:
  friend class PaintedCanvas;
  QWidget* canvas_;
  TallScreen* screen_;
  Theme theme_;
};

}  // namespace entroscope
