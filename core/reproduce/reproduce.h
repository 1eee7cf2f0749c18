// Trains what a figure of the paper needs, one run after another, into one folder that can be gone on
// with, and writes the figure's numbers there:
//
//   reproduction.json          what was asked for, data, versions, runs with their ids, figures
//   runs/MODEL/CONFIGURATION/  a run folder each, shared by the figures that compare it
//   table2.csv .tex .json      the numbers of a figure whose runs have all finished (fig1 …, fig2a, fig2b)
//
// Torch- and Qt-free door; blocks.
#pragma once

#include <functional>
#include <stop_token>

#include "core/engine/engine.h"
#include "core/reproduce/plan.h"

namespace entroscope {

struct ReproductionParts {
  TrainerFactory trainers;                         ///< core/train's realTrainers(); a test's own
  std::function<void(const Snapshot&)> published;  ///< progress, on the training thread; may be empty
};

/// A folder that holds this reproduction, with the same settings, is gone on with: finished runs stay,
/// interrupted ones resume, further figures are added.
/// A requested stop checkpoints the run in hand and leaves the folder to be gone on with.
/// @throws Error{BadUsage, BadInput, Io, Locked} before anything is written (planReproduction's reasons;
/// `out` cannot be written, holds something else, or another reproduction); Error{BadInput} after all
/// runs when one failed.
ReproductionManifest reproduce(const ReproductionRequest& request, const ReproductionParts& parts,
                               std::stop_token stop = {});

}  // namespace entroscope
