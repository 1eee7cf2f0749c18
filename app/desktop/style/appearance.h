// Light, dark, print or the system's look: the application's palette and style sheet, and the theme that the
// views take. GUI thread only.
#pragma once

#include <QObject>
#include <QString>

#include "views/plot/theme.h"

class QFrame;
class QLabel;

namespace entroscope {

/// Tints a bar that warns above the views, found by its object name, and puts the sign into `icon`.
void styleWarning(QFrame& bar, QLabel& icon, const Theme& theme);
/// The same for one that tells what is done.
void styleNote(QFrame& bar, QLabel& icon, const Theme& theme);

class Appearance : public QObject {
  Q_OBJECT
 public:
  explicit Appearance(QObject* parent = nullptr);

  QString choice() const { return choice_; }  ///< "light", "dark", "print", "system"
  void choose(const QString& choice);         ///< applied at once
  const Theme& theme() const;

 Q_SIGNALS:
  void changed();

 private:
  bool systemIsDark_;
  QString choice_ = QStringLiteral("system");
};

}  // namespace entroscope
