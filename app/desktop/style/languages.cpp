#include "app/desktop/style/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <algorithm>

namespace entroscope {

const std::vector<Language>& Languages::all() {
  static const std::vector<Language> languages{{QStringLiteral("en"), QStringLiteral("English")},
                                               {QStringLiteral("de"), QStringLiteral("Deutsch")},
                                               {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
  return languages;
}

Languages::~Languages() {
  QCoreApplication::removeTranslator(&ours_);
  QCoreApplication::removeTranslator(&qts_);
}

QString Languages::known(const QString& code) {
  const QString system = QLocale::system().name();
  for (const QString& wanted : {code, system, system.section(QLatin1Char('_'), 0, 0)}) {
    if (std::ranges::any_of(all(), [&](const Language& language) { return language.code == wanted; }))
      return wanted;
  }
  return QStringLiteral("en");
}

void Languages::choose(const QString& code) {
  const QString wanted = known(code);
  current_ = wanted;
  // The territory stays the user's where the language is: 1.234,5 in Germany, 1’234.5 in Switzerland.
  const QLocale system = QLocale::system(), chosen(wanted);
  QLocale::setDefault(system.language() == chosen.language() ? system : chosen);

  QCoreApplication::removeTranslator(&ours_);
  QCoreApplication::removeTranslator(&qts_);
  if (wanted == QLatin1String("en")) return;
  if (qts_.load(QStringLiteral("qtbase_") + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
    QCoreApplication::installTranslator(&qts_);
  }
  const bool loaded = ours_.load(QStringLiteral(":/i18n/entroscope_%1.qm").arg(wanted));
  Q_ASSERT(loaded);
  if (loaded) QCoreApplication::installTranslator(&ours_);
}

}  // namespace entroscope
