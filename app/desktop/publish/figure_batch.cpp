#include "app/desktop/publish/figure_batch.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/base/error.h"
#include "core/base/file.h"

namespace entroscope {

QString suffixOf(FigureFormat format) {
  switch (format) {
    case FigureFormat::Svg:
      return QStringLiteral("svg");
    case FigureFormat::Pdf:
      return QStringLiteral("pdf");
    case FigureFormat::Png:
      return QStringLiteral("png");
    case FigureFormat::Csv:
      return QStringLiteral("csv");
    case FigureFormat::Latex:
      return QStringLiteral("tex");
  }
  return {};
}

std::vector<View*> figuresNamed(const std::vector<View*>& views, const QString& figures) {
  if (figures == QLatin1String("all")) return views;
  std::vector<View*> named;
  for (const QString& figure : figures.split(QLatin1Char(','))) {
    const auto found =
        std::ranges::find_if(views, [&](const View* view) { return view->figureName() == figure; });
    if (found == views.end()) {
      QStringList names{QStringLiteral("all")};
      for (const View* view : views) names << view->figureName();
      throw Error(ErrorCode::BadUsage, "figure \"" + figure.toStdString() + "\" is unknown; there are " +
                                           names.join(QStringLiteral(", ")).toStdString());
    }
    named.push_back(*found);
  }
  return named;
}

void writeFigure(View& view, const QString& out, const FigureRequest& request) {
  if (QFileInfo(out).isDir()) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a file to write, found a folder"),
                out.toStdString());
  }
  exportFigure(view, request.format, out, {.style = request.style});
}

QStringList writeFigures(const std::vector<View*>& views, const QString& folder,
                         const FigureRequest& request) {
  const std::filesystem::path parent(folder.toStdString());
  std::vector<std::pair<std::filesystem::path, QByteArray>> drawn;
  for (View* view : views) {
    if (!canExport(*view, request.format)) continue;
    const std::string name = (view->figureName() + QLatin1Char('.') + suffixOf(request.format)).toStdString();
    drawn.emplace_back(parent / name, renderFigure(*view, request.format, {.style = request.style}));
  }
  if (drawn.empty())
    throw Error(ErrorCode::BadUsage, Sentence::tr("format tex: expected a table, found none"));
  std::error_code failure;
  std::filesystem::create_directories(parent, failure);
  if (failure || !std::filesystem::is_directory(parent)) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a folder to write figures into, found %2"), parent,
                failure ? Sentence(failure.message()) : Sentence(Sentence::tr("a file")));
  }
  QStringList files;
  for (const auto& [path, bytes] : drawn) {
    writeFileAtomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    files << QString::fromStdString(path.string());
  }
  return files;
}

}  // namespace entroscope
