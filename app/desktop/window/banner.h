// A line above the views that says what went wrong or what is done, in one sentence, without stopping
// anybody's work.
// Several wait in a row; each is shown once. GUI thread only.
#pragma once

#include <QFrame>
#include <QList>

#include "views/plot/theme.h"

class QLabel;
class QToolButton;

namespace entroscope {

class Banner : public QFrame {
  Q_OBJECT
 public:
  explicit Banner(QWidget* parent = nullptr);

  /// A sentence whose `subject` is waiting already takes that one's place; the subject is the sentence
  /// itself when none is given.
  void say(const QString& sentence, const QString& subject = {});
  /// Good news.
  void tell(const QString& sentence);
  QString sentence() const;  ///< the one shown; empty when hidden
  void dismiss();            ///< shows the next one, or hides
  void setTheme(const Theme& theme);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void add(const QString& subject, const QString& sentence, bool good);
  void showFirst();
  void retranslate();

  struct Waiting {
    QString subject, sentence;
    bool good = false;
  };
  const Theme* theme_ = &lightTheme();
  QList<Waiting> waiting_;
  QLabel *icon_, *text_, *more_;
  QToolButton* close_;
};

}  // namespace entroscope
