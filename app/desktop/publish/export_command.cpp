#include "app/desktop/publish/export_command.h"

#include <QWidget>
#include <algorithm>

#include "app/desktop/publish/figure_batch.h"
#include "app/desktop/publish/reproduction_export.h"
#include "app/desktop/style/languages.h"
#include "core/base/error.h"
#include "core/runs/run.h"
#include "views/catalog/all_views.h"
#include "views/page/page_view.h"
#include "views/plot/run_set.h"

namespace entroscope {

namespace {

/// "svg,pdf"; SVG alone when nothing was said.
std::vector<FigureFormat> formatsNamed(const std::string& list) {
  std::vector<FigureFormat> formats;
  for (const QString& name : QString::fromStdString(list.empty() ? "svg" : list).split(QLatin1Char(',')))
    formats.push_back(figureFormatNamed(name));
  return formats;
}

/// In the order that was asked for, which forks would leave.
void openRuns(RunSet& runs, const ExportArguments& arguments) {
  std::vector<RunPtr> order;
  for (std::size_t i = 0; i < arguments.runs.size(); ++i) {
    const int index = runs.add(openRun(arguments.runs[i]));
    if (!arguments.colours.empty()) runs.setColour(index, arguments.colours[i] - 1);
    const RunPtr& run = runs.runs()[static_cast<std::size_t>(index)].run;
    if (std::ranges::find(order, run) == order.end()) order.push_back(run);
  }
  for (std::size_t place = 0; place < order.size(); ++place) {
    const auto now = std::ranges::find(runs.runs(), order[place], &OpenRun::run);
    runs.move(static_cast<int>(now - runs.runs().begin()), static_cast<int>(place));
  }
}

}  // namespace

void runExport(const ExportArguments& arguments) {
  FigureRequest request;
  request.style = {.theme = QString::fromStdString(arguments.theme),
                   .family = QString::fromStdString(arguments.font),
                   .points = arguments.fontPoints,
                   .widthMillimetres = arguments.widthMillimetres};
  validate(request.style);
  if (!arguments.reproduction.empty()) {
    exportReproduction(arguments.reproduction, QString::fromStdString(arguments.out),
                       formatsNamed(arguments.format), request);
    return;
  }
  request.format = figureFormatNamed(QString::fromStdString(arguments.format));
  Languages languages;
  languages.choose(QString::fromStdString(arguments.language));

  RunSet runs;
  QWidget parent;
  const std::vector<View*> views =
      figuresNamed(makeAllViews(runs, &parent), QString::fromStdString(arguments.figure));
  openRuns(runs, arguments);
  QStringList assignments;
  for (const std::string& setting : arguments.settings) assignments << QString::fromStdString(setting);
  applySettings(views, assignments);

  const QString out = QString::fromStdString(arguments.out);
  if (arguments.figure == "all") {
    writeFigures(views, out, request);
  } else if (views.size() == 1) {
    writeFigure(*views.front(), out, request);
  } else {
    PageView page(runs, views, arguments.columns, &parent);
    writeFigure(page, out, request);
  }
}

}  // namespace entroscope
