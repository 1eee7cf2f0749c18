// The colour maps as published, every fifth of the 256 entries; between them straight lines.
#include <QColor>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "views/plot/theme.h"

namespace entroscope {
namespace {

// Nuñez, Anderton, Renslow (2018), doi:10.1371/journal.pone.0199239.
constexpr std::array<std::uint32_t, 52> kCividis{
    0x00224e, 0x002656, 0x002a5f, 0x002d68, 0x003070, 0x083370, 0x163770, 0x203a6f, 0x273e6e,
    0x2e416d, 0x34456c, 0x3a486c, 0x3f4c6c, 0x444f6c, 0x49536c, 0x4e566c, 0x535a6d, 0x575d6d,
    0x5c616e, 0x60646f, 0x656870, 0x696b71, 0x6d6f72, 0x727274, 0x767676, 0x7a7a78, 0x7e7d78,
    0x838179, 0x888578, 0x8d8878, 0x928c78, 0x969077, 0x9b9476, 0xa09875, 0xa59c74, 0xaaa073,
    0xafa471, 0xb5a86f, 0xbaac6d, 0xbfb06b, 0xc4b468, 0xc9b965, 0xcfbd62, 0xd4c15f, 0xdac65b,
    0xdfca57, 0xe5cf52, 0xead34c, 0xf0d846, 0xf6dd3f, 0xfce236, 0xfee838};

// van der Walt, Smith (2015), bids.github.io/colormap; CC0.
constexpr std::array<std::uint32_t, 52> kViridis{
    0x440154, 0x46085c, 0x471063, 0x481769, 0x481d6f, 0x482475, 0x472a7a, 0x46307e, 0x453781,
    0x433d84, 0x414287, 0x3f4889, 0x3d4e8a, 0x3a538b, 0x38598c, 0x355e8d, 0x33638d, 0x31688e,
    0x2e6d8e, 0x2c718e, 0x2a768e, 0x297b8e, 0x27808e, 0x25848e, 0x23898e, 0x218e8d, 0x20928c,
    0x1f978b, 0x1e9c89, 0x1fa188, 0x21a585, 0x24aa83, 0x28ae80, 0x2eb37c, 0x35b779, 0x3dbc74,
    0x46c06f, 0x50c46a, 0x5ac864, 0x65cb5e, 0x70cf57, 0x7cd250, 0x89d548, 0x95d840, 0xa2da37,
    0xb0dd2f, 0xbddf26, 0xcae11f, 0xd8e219, 0xe5e419, 0xf1e51d, 0xfde725};

// ColorBrewer's RdBu with 11 classes, blue for negative; Brewer, Harrower (2003).
constexpr std::array<std::uint32_t, 11> kDiverging{0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7,
                                                   0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b, 0x67001f};

template <std::size_t N>
QColor between(const std::array<std::uint32_t, N>& points, double t) {
  const double place = std::clamp(std::isnan(t) ? 0.0 : t, 0.0, 1.0) * (N - 1);
  const auto left = std::min(static_cast<std::size_t>(place), N - 2);
  const double share = place - static_cast<double>(left);
  const auto mix = [&](int shift) {
    const double a = (points[left] >> shift) & 0xff, b = (points[left + 1] >> shift) & 0xff;
    return static_cast<int>(std::lround(a + (b - a) * share));
  };
  return QColor(mix(16), mix(8), mix(0));
}

}  // namespace

QColor cividis(double t) { return between(kCividis, t); }
QColor viridis(double t) { return between(kViridis, t); }
QColor diverging(double t) { return between(kDiverging, (t + 1.0) / 2.0); }

QColor sequentialColour(double t, const Theme& theme) {
  const bool dark = theme.background.lightnessF() < 0.5;
  return dark ? viridis(0.25 + 0.75 * t) : viridis(0.86 * t);
}

}  // namespace entroscope
