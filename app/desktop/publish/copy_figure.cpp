#include "app/desktop/publish/copy_figure.h"

#include <QImage>

#include "views/export/figure_export.h"

namespace entroscope {

std::unique_ptr<QMimeData> figureForClipboard(View& view, const FigureStyle& style) {
  auto data = std::make_unique<QMimeData>();
  const QByteArray png = renderFigure(view, FigureFormat::Png, {.style = style});
  data->setData(QStringLiteral("image/svg+xml"), renderFigure(view, FigureFormat::Svg, {.style = style}));
  data->setData(QStringLiteral("image/png"), png);
  data->setImageData(QImage::fromData(png, "PNG"));
  return data;
}

}  // namespace entroscope
