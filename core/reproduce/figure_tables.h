// The numbers of a reproduced figure, ours and, where they are published as data, the paper's, from the
// recorded runs. Torch- and Qt-free; the runs belong to the calling thread.
#pragma once

#include <string>
#include <vector>

#include "core/reproduce/manifest.h"
#include "core/reproduce/table.h"
#include "core/runs/run.h"

namespace entroscope {

struct FigureRuns {
  std::vector<RunPtr> ours;       ///< in the figure's order
  std::vector<RunPtr> published;  ///< reference runs in the same order; empty: none
};

/// Opens the runs of a figure that have begun; a queued one is left out. @throws Error.
FigureRuns openFigureRuns(const std::filesystem::path& folder, const ReproductionManifest& manifest,
                          const ReproducedFigure& figure);

/// One table, for fig2 two (fig2a: shares of the quarters, fig2b: evaluation losses).
///  table2  model, configuration, perplexity, change against SM+LN+G in per cent, loss, steps, tokens;
///          the published perplexity and change beside them.
///  fig1    entropy of each head (nats) at the last step, one row a layer.
///  fig3    first and last slope of each layer, and what weight decay alone would leave of the first.
///  fig4    mean entropy of each layer at a quarter, half, three quarters and all of the steps.
///  fig5    NaNs in the attention probabilities by layer: first step, share of steps; the entropy over
///          finite rows, and as the released code counts it (NaN rows as 0), at the last step.
std::vector<Table> figureTables(const ReproductionManifest& manifest, const ReproducedFigure& figure,
                                const FigureRuns& runs);

}  // namespace entroscope
