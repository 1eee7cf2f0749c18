// One line for several seeds: mean and sample standard deviation of their lines. Plain values.
#pragma once

#include <vector>

#include "views/curves/curve_figure.h"

namespace entroscope {

/// The mean of `lines` (two or more, each with ascending steps), its minimum and maximum one sample standard
/// deviation (n − 1) below and above. Points are those of the first line inside the steps that all of them
/// have; the others are read between their neighbouring points. A step at which any of them is NaN is NaN and
/// marked: a mean over the seeds that went well would be none. Style, colour and texts are left to the
/// caller.
CurveLine meanOverSeeds(const std::vector<CurveLine>& lines);

}  // namespace entroscope
