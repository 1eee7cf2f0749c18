// What a figure's text and width may be, for whoever asks for them: the window and the command line. Qt-free.
#pragma once

namespace entroscope {

/// Points of axis labels as figures are designed; all other text keeps its proportion to them.
inline constexpr double kDesignedPoints = 9;
inline constexpr double kSmallestPoints = 4, kLargestPoints = 36;
inline constexpr double kNarrowestMillimetres = 10, kWidestMillimetres = 2000;
/// The text widths of the usual two-column papers.
inline constexpr double kOneColumnMillimetres = 85, kTwoColumnsMillimetres = 175;

}  // namespace entroscope
