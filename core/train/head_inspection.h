// What an evaluation records for the head inspector: every head's attention on a fixed snippet and the
// entropy of its query positions. Torch inside; training thread only.
#pragma once

#include <vector>

#include "core/data/dataset.h"
#include "core/train/gradient_step.h"

namespace entroscope {

struct HeadInspection {
  PassMaps maps;                       ///< of the whole batch
  int snippet = 0;                     ///< n tokens
  int positions = 0;                   ///< P = positionsOf(T).size()
  std::vector<float> tokens;           ///< [n] ids, exact in a float
  std::vector<float> attention;        ///< [L·H, n(n+1)/2] aᵢⱼ, j ≤ i, row by row
  std::vector<float> positionEntropy;  ///< [L·H, P] nats, mean over the batch's finite rows
};

/// One forward pass over `batch` without dropout; the snippet is its first sequence's first `snippet` tokens
/// (at most the context). Causal, so that what follows in the sequence does not matter.
HeadInspection inspectHeads(LanguageModel& model, const Batch& batch, at::Device device, int snippet,
                            bool asReleasedEntropy);

}  // namespace entroscope
