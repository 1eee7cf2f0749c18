// What the window remembers between starts. GUI thread only.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include "app/desktop/session/alerts.h"
#include "views/export/figure_style.h"

namespace entroscope::settings {

QStringList recentRuns();  ///< newest first, at most ten
void addRecentRun(const QString& pathOrAddress);
void clearRecentRuns();

QString theme();  ///< "light", "dark", "print", "system"
void setTheme(const QString& theme);
QString language();  ///< "en", "de", "zh_CN", or empty: the system's
void setLanguage(const QString& code);

QByteArray geometry();
QByteArray layout();
void setGeometry(const QByteArray& geometry, const QByteArray& layout);
QVariantMap layouts();  ///< those saved under a name, as byte arrays
void setLayouts(const QVariantMap& layouts);

FigureStyle figureStyle();  ///< of exported and copied figures; the default where this machine cannot draw it
void setFigureStyle(const FigureStyle& style);

AlertRules alertRules();
void setAlertRules(const AlertRules& rules);

/// Where people keep files: the folder of documents, or the home where there is none.
QString documentsFolder();
/// Where new runs go: ENTROSCOPE_RUNS, else the user's data folder.
QString runsFolder();
/// A new folder of that: date, time and what is trained, as much of it as fits. Not made yet.
QString newRunsFolder(const QString& preset);

}  // namespace entroscope::settings
