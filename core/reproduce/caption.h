// What has to be said beside a reproduced figure: budget, model, data, departures from the paper, what
// is not published and what is unfinished. English, as the departures in a run's configuration are.
// Torch- and Qt-free.
#pragma once

#include <string>
#include <vector>

#include "core/reproduce/manifest.h"

namespace entroscope {

struct CaptionLine {
  std::string head;  ///< "Budget"
  std::string text;  ///< one or more sentences
};

/// @param part "fig2a", "fig2b" or the figure's own name: what is published differs between them.
std::vector<CaptionLine> captionOf(const ReproductionManifest& manifest, const ReproducedFigure& figure,
                                   const std::string& part);

}  // namespace entroscope
