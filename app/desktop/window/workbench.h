// The area of dockable views: default layout, showing and hiding, saving and restoring. Titles of lone
// docks look like the tabs of stacked ones. GUI thread only.
#pragma once

#include <QByteArray>
#include <QDockWidget>
#include <QList>
#include <QMainWindow>
#include <array>
#include <vector>

#include "views/plot/view.h"

namespace entroscope {

struct Arrangement;

class Workbench : public QMainWindow {
  Q_OBJECT
 public:
  /// Takes the views and the two panels into docks.
  Workbench(const std::vector<View*>& views, QWidget* runsPanel, QWidget* queuePanel,
            QWidget* parent = nullptr);

  void arrange(const Arrangement& arrangement);
  QByteArray saveLayout() const;
  bool restoreLayout(const QByteArray& state);  ///< false: not of this version; nothing changed
  void setTheme(const Theme& theme);

  /// Show and hide, in the order of the docks; texts are the panels' titles.
  QList<QAction*> toggleActions() const;
  QDockWidget* dockOf(const QWidget* contents) const;
  /// The view last brought to the front or clicked; the first one before that.
  View* currentView() const { return current_; }

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QDockWidget* addDock(QWidget* contents, const QString& name);
  QDockWidget* dockNamed(const QString& figure) const;
  void dealOutRoom(const Arrangement& arrangement, const std::array<QDockWidget*, 4>& corners);
  void retranslate();
  void scheduleTitles();
  void updateTitles();
  void followFocus(QWidget* now);

  QDockWidget *runs_, *queue_;
  std::vector<View*> views_;
  QList<QDockWidget*> docks_;
  View* current_ = nullptr;
  bool arranged_ = false;  ///< sizes can be dealt out only once the window has its own
  bool titlesScheduled_ = false;
};

}  // namespace entroscope
