// Registers recorded work for CUDA, as LibTorch's CUDA graphs.
#include <ATen/cuda/CUDAGraph.h>
#include <torch/library.h>

#include <map>
#include <memory>

namespace entroscope {
namespace {

/// A graph and the memory it shares.
struct Recording {
  std::unique_ptr<at::cuda::CUDAGraph> graph;
  c10::MempoolId_t pool;
};

/// Of the training thread, the only one that records.
std::map<std::int64_t, Recording>& recordings() {
  static std::map<std::int64_t, Recording> all;
  return all;
}

std::int64_t makeGraph(const at::Tensor&, std::int64_t sharing) {
  static std::int64_t next = 0;
  const auto other = recordings().find(sharing);
  const auto pool = other == recordings().end() ? at::cuda::graph_pool_handle() : other->second.pool;
  recordings()[next] = {std::make_unique<at::cuda::CUDAGraph>(), pool};
  return next++;
}

void beginGraph(const at::Tensor&, std::int64_t id) {
  Recording& recording = recordings().at(id);
  // Other threads may use the device meanwhile; autograd's launch into the recording stream all the same.
  recording.graph->capture_begin(recording.pool, cudaStreamCaptureModeThreadLocal);
}
void endGraph(const at::Tensor& device, std::int64_t id) {
  const Recording& recording = recordings().at(id);
  try {
    recording.graph->capture_end();
  } catch (...) {
    // A recording that has gone wrong would leave the allocator serving it for good.
    try {
      c10::cuda::CUDACachingAllocator::endAllocateToPool(device.get_device(), recording.pool);
    } catch (const c10::Error&) {
      // It had been ended already.
    }
    throw;
  }
}
void replayGraph(const at::Tensor&, std::int64_t id) { recordings().at(id).graph->replay(); }
void dropGraph(const at::Tensor&, std::int64_t id) { recordings().erase(id); }

}  // namespace

TORCH_LIBRARY_IMPL(entroscope, CUDA, library) {
  library.impl("graph_make", &makeGraph);
  library.impl("graph_begin", &beginGraph);
  library.impl("graph_end", &endGraph);
  library.impl("graph_replay", &replayGraph);
  library.impl("graph_drop", &dropGraph);
}

}  // namespace entroscope
