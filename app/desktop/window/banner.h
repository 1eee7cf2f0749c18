// A line above the views that says what went wrong, in one sentence, without stopping anybody's work.
// Several wait in a row; each is shown once. GUI thread only.
#pragma once

#include <QFrame>
#include <QStringList>

#include "views/plot/theme.h"

class QLabel;
class QToolButton;

namespace entroscope {

class Banner : public QFrame {
  Q_OBJECT
 public:
  explicit Banner(QWidget* parent = nullptr);

  void say(const QString& sentence);  ///< a sentence that is already waiting is not added again
  QString sentence() const;           ///< the one shown; empty when hidden
  void dismiss();                     ///< shows the next one, or hides
  void setTheme(const Theme& theme);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void showFirst();
  void retranslate();

  QStringList waiting_;
  QLabel *icon_, *text_, *more_;
  QToolButton* close_;
};

}  // namespace entroscope
