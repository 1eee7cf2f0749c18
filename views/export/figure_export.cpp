#include "views/export/figure_export.h"

#include <QBuffer>
#include <QHashSeed>
#include <QImage>
#include <QPdfWriter>
#include <cmath>

#include "core/base/error.h"
#include "core/base/file.h"
#include "views/export/svg_device.h"
#include "views/plot/latex.h"
#include "views/plot/qcp.h"

namespace entroscope {
namespace {

constexpr double kScreenDpi = 96, kPointsPerInch = 72;

void paint(View& view, QPaintDevice& device, QSizeF size, const FigureStyle& style) {
  QCPPainter painter;
  if (!painter.begin(&device))
    throw Error(ErrorCode::Internal, "the figure's paint device cannot be painted on");
  painter.setMode(QCPPainter::pmVectorized);
  painter.setMode(QCPPainter::pmNoCaching);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  paintPage(view, painter, size, style);
  painter.end();
}

QByteArray svg(View& view, QSizeF size, const FigureStyle& style) {
  SvgDevice device(size, view.title());
  paint(view, device, size, style);
  return device.finished();
}

/// Puts a fixed date in the place of today's, of the same length: offsets in the file stay valid, and the
/// same figure gives the same file.
void fixDate(QByteArray& file) {
  constexpr char kKey[] = "/CreationDate (D:", kDate[] = "19800101000000";
  const qsizetype at = file.indexOf(kKey);
  if (at >= 0) file.replace(at + qsizetype(qstrlen(kKey)), qsizetype(qstrlen(kDate)), kDate);
}

/// Qt writes fonts in the order of a hash table, which otherwise differs from process to process.
class OrderedHashes {
 public:
  OrderedHashes() { QHashSeed::setDeterministicGlobalSeed(); }
  ~OrderedHashes() { QHashSeed::resetRandomGlobalSeed(); }
};

QByteArray pdf(View& view, QSizeF size, const FigureStyle& style) {
  const OrderedHashes ordered;
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Entroscope"));
    writer.setTitle(view.title());
    writer.setResolution(static_cast<int>(kScreenDpi));
    // A page of whole points, so never smaller than the figure.
    const QSizeF points = size * (kPointsPerInch / kScreenDpi);
    writer.setPageSize(QPageSize(QSizeF(std::ceil(points.width()), std::ceil(points.height())),
                                 QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    paint(view, writer, size, style);
  }
  QByteArray file = buffer.data();
  fixDate(file);
  return file;
}

QByteArray png(View& view, QSizeF size, const FigureStyle& style, double scale) {
  const QSize pixels = (size * scale).toSize();
  QImage image(pixels, QImage::Format_RGB32);
  if (image.isNull()) {
    throw Error(ErrorCode::BadUsage, Sentence::tr("a picture of %1 x %2 pixels cannot be made"),
                pixels.width(), pixels.height());
  }
  image.setDevicePixelRatio(scale);
  const int dotsPerMetre = static_cast<int>(std::lround(kScreenDpi * scale / 0.0254));
  image.setDotsPerMeterX(dotsPerMetre);
  image.setDotsPerMeterY(dotsPerMetre);
  image.fill(themeNamed(style.theme).background);
  paint(view, image, size, style);
  QByteArray file;
  QBuffer buffer(&file);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return file;
}

}  // namespace

FigureFormat figureFormatNamed(const QString& name) {
  const QString lower = name.toLower();
  if (lower == QLatin1String("svg")) return FigureFormat::Svg;
  if (lower == QLatin1String("pdf")) return FigureFormat::Pdf;
  if (lower == QLatin1String("png")) return FigureFormat::Png;
  if (lower == QLatin1String("csv")) return FigureFormat::Csv;
  if (lower == QLatin1String("tex")) return FigureFormat::Latex;
  throw Error(ErrorCode::BadUsage,
              "figure format \"" + name.toStdString() + "\" is unknown; there are svg, pdf, png, csv, tex");
}

bool canExport(const View& view, FigureFormat format) {
  return format != FigureFormat::Latex || dynamic_cast<const LatexTable*>(&view) != nullptr;
}

QByteArray renderFigure(View& view, FigureFormat format, const FigureOptions& options) {
  const FigureStyle& style = options.style;
  validate(style);
  const QSizeF size = options.size.isEmpty() ? pageSize(view, style) : options.size;
  switch (format) {
    case FigureFormat::Svg:
      return svg(view, size, style);
    case FigureFormat::Pdf:
      return pdf(view, size, style);
    case FigureFormat::Png:
      return png(view, size, style, options.pngScale);
    case FigureFormat::Csv:
      return view.csv();
    case FigureFormat::Latex:
      if (const auto* table = dynamic_cast<const LatexTable*>(&view)) return table->toLatex();
      throw Error(ErrorCode::BadUsage,
                  Sentence::tr("figure \"%1\" is no table: expected svg, pdf, png or csv, found tex"),
                  view.figureName().toStdString());
  }
  throw Error(ErrorCode::Internal, "figure format out of range");
}

void exportFigure(View& view, FigureFormat format, const QString& path, const FigureOptions& options) {
  const QByteArray bytes = renderFigure(view, format, options);
  writeFileAtomically(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace entroscope
