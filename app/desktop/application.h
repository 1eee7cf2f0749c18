// The window's application: what a slot or a view throws ends in one sentence, not in the end of the training
// that the window runs. One per process; GUI thread.
#pragma once

#include <QApplication>

namespace entroscope {

class Application : public QApplication {
  Q_OBJECT
 public:
  using QApplication::QApplication;
  bool notify(QObject* receiver, QEvent* event) override;

 Q_SIGNALS:
  void failed(const QString& sentence);
};

}  // namespace entroscope
