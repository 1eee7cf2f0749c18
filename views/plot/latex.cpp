#include "views/plot/latex.h"

namespace entroscope {

QString texText(const QString& text) {
  static const QString special = QStringLiteral("\\&%$#_{}~^");
  QString escaped;
  for (const QChar c : text) {
    if (c == QLatin1Char('\\')) {
      escaped += QStringLiteral("\\textbackslash{}");
    } else if (c == QLatin1Char('~') || c == QLatin1Char('^')) {
      escaped += QLatin1Char('\\') + QString(c) + QStringLiteral("{}");
    } else if (c == QChar(0x2013)) {
      escaped += QStringLiteral("--");
    } else if (c == QChar(0x221e)) {
      escaped += QStringLiteral("$\\infty$");
    } else if (c == QChar(0x00b1)) {
      escaped += QStringLiteral("$\\pm$");
    } else if (c == QChar(0x2212)) {
      escaped += QStringLiteral("$-$");
    } else if (c == QChar(0x2019)) {
      escaped += QLatin1Char('\'');
    } else {
      if (special.contains(c)) escaped += QLatin1Char('\\');
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace entroscope
