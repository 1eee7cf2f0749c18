#include "views/export/svg_device.h"

#include <cmath>

#include "core/base/error.h"
#include "views/export/svg_engine.h"

namespace entroscope {

SvgDevice::SvgDevice(QSizeF size, const QString& title)
    : size_(size), engine_(std::make_unique<SvgEngine>(size, title)) {}
SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const { return engine_.get(); }

QByteArray SvgDevice::finished() {
  if (engine_->sawImage())
    throw Error(ErrorCode::Internal, "the figure paints an image; figures are vectors");
  return engine_->finished();
}

int SvgDevice::metric(PaintDeviceMetric metric) const {
  constexpr double kDotsPerInch = 96, kMillimetresPerInch = 25.4;
  switch (metric) {
    case PdmWidth:
      return static_cast<int>(std::ceil(size_.width()));
    case PdmHeight:
      return static_cast<int>(std::ceil(size_.height()));
    case PdmWidthMM:
      return static_cast<int>(std::lround(size_.width() * kMillimetresPerInch / kDotsPerInch));
    case PdmHeightMM:
      return static_cast<int>(std::lround(size_.height() * kMillimetresPerInch / kDotsPerInch));
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
      return static_cast<int>(kDotsPerInch);
    case PdmNumColors:
      return 1 << 24;
    case PdmDepth:
      return 24;
    case PdmDevicePixelRatio:
      return 1;
    case PdmDevicePixelRatioScaled:
      return static_cast<int>(devicePixelRatioFScale());
  }
  return 0;
}

}  // namespace entroscope
