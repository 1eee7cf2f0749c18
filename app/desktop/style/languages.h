// The languages the program speaks, and switching between them while it runs. GUI thread only.
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>
#include <vector>

namespace entroscope {

struct Language {
  QString code;  ///< "en", "de", "zh_CN"
  QString name;  ///< in that language
};

class Languages : public QObject {
  Q_OBJECT
 public:
  explicit Languages(QObject* parent = nullptr) : QObject(parent) {}
  ~Languages() override;

  static const std::vector<Language>& all();
  /// The code of one of ours: `code`, or what choose() makes of an empty or unknown one.
  static QString known(const QString& code);
  QString current() const { return current_; }
  /// An empty or unknown code means the system's language, or English when it is none of ours.
  /// Texts change through QEvent::LanguageChange; numbers follow by QLocale's default.
  void choose(const QString& code);

 private:
  QString current_ = QStringLiteral("en");
  QTranslator ours_, qts_;  ///< our texts; Qt's own (buttons of file dialogs)
};

}  // namespace entroscope
