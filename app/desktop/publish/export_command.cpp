#include "app/desktop/publish/export_command.h"

#include <QWidget>

#include "app/desktop/publish/figure_batch.h"
#include "app/desktop/publish/reproduction_export.h"
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

  RunSet runs;
  QWidget parent;
  const std::vector<View*> views =
      figuresNamed(makeAllViews(runs, &parent), QString::fromStdString(arguments.figure));
  for (const std::string& run : arguments.runs) runs.add(openRun(run));

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
