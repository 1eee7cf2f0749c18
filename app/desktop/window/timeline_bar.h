// The row under all views: the time line, its buttons, the axis, the replay's speed. GUI thread only.
#pragma once

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "app/desktop/session/timeline_model.h"
#include "views/plot/theme.h"

namespace entroscope {

class TimelineTrack;

class TimelineBar : public QWidget {
  Q_OBJECT
 public:
  explicit TimelineBar(RunSet& runs, QWidget* parent = nullptr);

  TimelineModel& model() { return *model_; }
  /// With shortcuts, for a menu and the cheat sheet.
  QList<QAction*> actions() const { return {play_, back_, forward_, previous_, next_}; }
  void setTheme(const Theme& theme);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QAction* addStep(const QKeySequence& shortcut, void (TimelineModel::*move)(int), int by);
  QToolButton* addButton(QAction* action);
  void update();
  void showPlaying();
  void retranslate();

  TimelineModel* model_;
  TimelineTrack* track_;
  QAction *play_, *back_, *forward_, *previous_, *next_;
  QToolButton* live_;
  QComboBox *axis_, *speed_;
  QLabel* reading_;
  QTimer tick_;
  QElapsedTimer since_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace entroscope
