// What the window shows while nothing is open: three ways to begin, and the recent runs. GUI thread only.
#pragma once

#include <QStringList>
#include <QWidget>

#include "views/plot/theme.h"

class QCommandLinkButton;
class QLabel;
class QVBoxLayout;

namespace entroscope {

class WelcomePage : public QWidget {
  Q_OBJECT
 public:
  explicit WelcomePage(QWidget* parent = nullptr);

  void setRecent(const QStringList& recent);
  void setTheme(const Theme& theme);

 Q_SIGNALS:
  void trainRequested();
  void openRequested();
  void referenceRequested();
  void recentRequested(const QString& pathOrAddress);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QStringList recent_;
  QLabel *title_, *sentence_, *recentTitle_, *hint_;
  QCommandLinkButton *train_, *open_, *reference_;
  QVBoxLayout* recentColumn_;
};

}  // namespace entroscope
