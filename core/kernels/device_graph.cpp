#include "core/kernels/device_graph.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

namespace entroscope {
namespace {

using Make = std::int64_t(const at::Tensor&, std::int64_t);
using Act = void(const at::Tensor&, std::int64_t);

template <typename Signature>
auto find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

}  // namespace

// Tensors that only say on which device: the dispatcher finds the implementation by them.
TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def("graph_make(Tensor device, int sharing) -> int");
  library.def("graph_begin(Tensor device, int graph) -> ()");
  library.def("graph_end(Tensor device, int graph) -> ()");
  library.def("graph_replay(Tensor device, int graph) -> ()");
  library.def("graph_drop(Tensor device, int graph) -> ()");
}

bool DeviceGraph::available(at::Device device) {
  if (device.is_cpu()) return false;
  return find<Make>("entroscope::graph_make").hasKernelForDispatchKey(c10::DispatchKey::CUDA);
}

DeviceGraph::DeviceGraph(at::Device device, const DeviceGraph* sharing)
    : device_(at::empty({0}, at::TensorOptions(device))),
      id_(find<Make>("entroscope::graph_make").call(device_, sharing ? sharing->id_ : -1)) {}

DeviceGraph::~DeviceGraph() { find<Act>("entroscope::graph_drop").call(device_, id_); }

void DeviceGraph::begin() { find<Act>("entroscope::graph_begin").call(device_, id_); }
void DeviceGraph::end() { find<Act>("entroscope::graph_end").call(device_, id_); }
void DeviceGraph::replay() { find<Act>("entroscope::graph_replay").call(device_, id_); }

}  // namespace entroscope
