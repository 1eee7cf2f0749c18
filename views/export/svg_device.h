// A paint device that writes true vectors: what is painted on it becomes paths, rectangles, circles and
// text of an SVG file, cut at the clip and at the view box. Qt's own QSvgGenerator writes no clips and
// lets images through. 96 dpi whatever the screen. GUI thread.
#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSizeF>
#include <QString>
#include <memory>

namespace entroscope {

class SvgEngine;

class SvgDevice : public QPaintDevice {
 public:
  SvgDevice(QSizeF size, const QString& title);
  ~SvgDevice() override;

  QPaintEngine* paintEngine() const override;

  /// The file; call after QPainter::end(). @throws Error{Internal} when something painted an image:
  /// a figure holds none.
  QByteArray finished();

 protected:
  int metric(PaintDeviceMetric metric) const override;

 private:
  QSizeF size_;
  std::unique_ptr<SvgEngine> engine_;
};

}  // namespace entroscope
