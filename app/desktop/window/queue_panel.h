// The queue: configurations in the order they are trained, with a bar for the one in hand. GUI thread only.
#pragma once

#include <QWidget>

class QTreeView;

namespace entroscope {

class QueueModel;

class QueuePanel : public QWidget {
  Q_OBJECT
 public:
  explicit QueuePanel(QueueModel& model, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QueueModel& model_;
  QTreeView* list_;
};

}  // namespace entroscope
