// What one measured forward pass shows of every head and layer, on the host. Torch-free door.
#pragma once

#include <vector>

namespace entroscope {

struct ForwardResult;

struct PassMaps {
  std::vector<float> entropy;      ///< [L·H] nats, mean over the finite of the B·T query rows
  std::vector<float> nanRowShare;  ///< [L·H] share of those rows whose entropy is NaN
  std::vector<float> nanCounts;  ///< [sites·L]: scores, probabilities, residual; a step adds the gradients'
  std::vector<float> scoreMaximum;   ///< [L·H]
  std::vector<float> residualRange;  ///< [L·2]
};

/// Read back from the device.
PassMaps mapsOf(const ForwardResult& result);

}  // namespace entroscope
