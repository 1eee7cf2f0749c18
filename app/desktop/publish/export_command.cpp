#include "app/desktop/publish/export_command.h"

#include <QWidget>

#include "app/desktop/publish/figure_batch.h"
#include "core/base/error.h"
#include "core/runs/run.h"
#include "views/catalog/all_views.h"
#include "views/page/page_view.h"
#include "views/plot/run_set.h"

namespace entroscope {

void runExport(const ExportArguments& arguments) {
  FigureRequest request;
  request.format = figureFormatNamed(QString::fromStdString(arguments.format));
  request.theme = QString::fromStdString(arguments.theme);
  request.widthMillimetres = arguments.widthMillimetres;
  themeNamed(request.theme);

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
