#include "app/desktop/publish/command_line.h"

#include <QRegularExpression>
#include <QStringList>
#include <filesystem>
#include <vector>

#include "app/desktop/publish/figure_batch.h"
#include "app/desktop/style/languages.h"
#include "app/desktop/style/settings.h"
#include "views/page/page_view.h"
#include "views/plot/run_set.h"

namespace entroscope {

namespace {

/// As one word of a POSIX shell.
QString word(const QString& text) {
  static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=,+@%-]+$"));
  if (plain.match(text).hasMatch()) return text;
  return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("'\\''")) +
         QLatin1Char('\'');
}

QString words(const QStringList& texts) {
  QStringList all;
  for (const QString& text : texts) all << word(text);
  return all.join(QLatin1Char(' '));
}

}  // namespace

QString exportCommand(View& view, FigureFormat format, const FigureStyle& style) {
  const auto* page = qobject_cast<const PageView*>(&view);
  const std::vector<View*> figures = page != nullptr ? page->figures() : std::vector<View*>{&view};
  QStringList folders, names, colours;
  bool usualColours = true;
  for (const OpenRun* open : view.runs().visible()) {
    const RunInfo& info = open->run->info();
    usualColours &= open->colourIndex == colours.size();
    colours << QString::number(open->colourIndex + 1);
    // Absolute: the command is pasted where the window was not started.
    folders << QString::fromStdString(info.path.empty() ? info.id
                                                        : std::filesystem::absolute(info.path).string());
  }
  for (const View* figure : figures) names << figure->figureName();
  const QString suffix = suffixOf(format);
  QString command = QStringLiteral("entroscope export --run %1 --figure %2 --format %3 --out %4.%3")
                        .arg(words(folders), names.join(QLatin1Char(',')), suffix, view.figureName());
  const QStringList assignments = assignmentsOf(figures);
  if (!assignments.isEmpty()) command += QStringLiteral(" --set ") + words(assignments);
  if (!usualColours) command += QStringLiteral(" --colours ") + colours.join(QLatin1Char(','));
  if (page != nullptr) command += QStringLiteral(" --columns %1").arg(page->columns());
  const QString language = Languages::known(settings::language());
  if (language != QLatin1String("en")) command += QStringLiteral(" --language ") + language;
  return command + QLatin1Char(' ') + commandOptions(style);
}

}  // namespace entroscope
