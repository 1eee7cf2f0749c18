#include "app/desktop/style/settings.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include "core/base/error.h"

namespace entroscope::settings {

namespace {

constexpr int kRecentRuns = 10;
const QString kName = QStringLiteral("entroscope");

QVariant read(const char* key, const QVariant& fallback = {}) {
  return QSettings(kName, kName).value(QLatin1String(key), fallback);
}
void write(const char* key, const QVariant& value) {
  QSettings(kName, kName).setValue(QLatin1String(key), value);
}

/// A file system takes names of 255 bytes, of which the time before this and a number after it need some.
QString shortened(const QString& name) {
  constexpr qsizetype kLongest = 200;
  const QByteArray bytes = name.toUtf8();
  if (bytes.size() <= kLongest) return name;
  qsizetype end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) --end;  // within a character
  return QString::fromUtf8(bytes.left(end));
}

}  // namespace

QStringList recentRuns() { return read("recentRuns").toStringList(); }

void addRecentRun(const QString& pathOrAddress) {
  QStringList recent = recentRuns();
  recent.removeAll(pathOrAddress);
  recent.prepend(pathOrAddress);
  write("recentRuns", QStringList(recent.mid(0, kRecentRuns)));
}

void clearRecentRuns() { write("recentRuns", QStringList()); }

QString theme() { return read("theme", QStringLiteral("system")).toString(); }
void setTheme(const QString& theme) { write("theme", theme); }

QString language() { return read("language").toString(); }
void setLanguage(const QString& code) { write("language", code); }

QByteArray geometry() { return read("window/geometry").toByteArray(); }
QByteArray layout() { return read("window/layout").toByteArray(); }

void setGeometry(const QByteArray& geometry, const QByteArray& layout) {
  write("window/geometry", geometry);
  write("window/layout", layout);
}

// One value, not a group: a name may hold a slash.
QVariantMap layouts() { return read("window/layouts").toMap(); }
void setLayouts(const QVariantMap& layouts) { write("window/layouts", layouts); }

AlertRules alertRules() {
  const AlertRules fallback;
  return {.nan = read("alerts/nan", fallback.nan).toBool(),
          .jump = read("alerts/jump", fallback.jump).toBool(),
          .jumpNats = read("alerts/jumpNats", fallback.jumpNats).toDouble(),
          .overload = read("alerts/overload", fallback.overload).toBool(),
          .overloadPercent = read("alerts/overloadPercent", fallback.overloadPercent).toDouble(),
          .standstill = read("alerts/standstill", fallback.standstill).toBool(),
          .standstillSeconds = read("alerts/standstillSeconds", fallback.standstillSeconds).toInt()};
}

void setAlertRules(const AlertRules& rules) {
  write("alerts/nan", rules.nan);
  write("alerts/jump", rules.jump);
  write("alerts/jumpNats", rules.jumpNats);
  write("alerts/overload", rules.overload);
  write("alerts/overloadPercent", rules.overloadPercent);
  write("alerts/standstill", rules.standstill);
  write("alerts/standstillSeconds", rules.standstillSeconds);
}

FigureStyle figureStyle() {
  const FigureStyle fallback;
  FigureStyle style{.theme = read("figure/theme", fallback.theme).toString(),
                    .family = read("figure/font", fallback.family).toString(),
                    .points = read("figure/points", fallback.points).toDouble(),
                    .widthMillimetres = read("figure/width", fallback.widthMillimetres).toDouble()};
  try {
    validate(style);
  } catch (const Error&) {
    return fallback;  // a font that is no longer installed, a value edited by hand
  }
  return style;
}

void setFigureStyle(const FigureStyle& style) {
  write("figure/theme", style.theme);
  write("figure/font", style.family);
  write("figure/points", style.points);
  write("figure/width", style.widthMillimetres);
}

QString documentsFolder() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return QFileInfo::exists(folder) ? folder : QDir::homePath();
}

QString runsFolder() {
  const QString chosen = qEnvironmentVariable("ENTROSCOPE_RUNS");
  if (!chosen.isEmpty()) return chosen;
  return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
         QStringLiteral("/entroscope/runs");
}

QString newRunsFolder(const QString& preset) {
  const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
  return runsFolder() + QLatin1Char('/') + time + QLatin1Char('-') +
         shortened(QString(preset).replace('/', '-'));
}

}  // namespace entroscope::settings
