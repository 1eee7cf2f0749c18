// Lines of a per-layer measure, one a layer, in sequential colours: shared by layer entropy and slopes.
#pragma once

#include <QString>
#include <vector>

#include "core/runs/run.h"
#include "views/curves/curve_figure.h"

namespace entroscope {

/// Line of row `layer`: mean over the row's finite elements. The band is the mean of the elements' minima
/// and maxima in the bucket, which encloses every mean the bucket hides.
CurveLine layerLine(const FrameSeries& series, int layer, const QString& label);

/// Where layer `layer` of `layers` lies in the sequence, 0…1.
double layerShade(int layer, int layers);

/// Keys for layers 0 … layers−1.
std::vector<ShadeKey> layerKeys(int layers);

}  // namespace entroscope
