// Device work recorded once and replayed by a single launch: a CUDA graph. The CPU has none. Torch in the
// interface; training thread only.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace entroscope {

class DeviceGraph {
 public:
  /// Whether work on `device` can be recorded at all.
  static bool available(at::Device device);

  /// @param sharing a graph whose memory this one may use: the two are never in flight together. Null: its
  /// own.
  DeviceGraph(at::Device device, const DeviceGraph* sharing);
  ~DeviceGraph();
  DeviceGraph(const DeviceGraph&) = delete;
  DeviceGraph& operator=(const DeviceGraph&) = delete;

  /// Between the two everything launched on the current stream, which must not be the default one, is
  /// recorded and not done. Nothing may wait for the device in between. Tensors made there keep their places
  /// for as long as the graph lives. @throws c10::Error.
  void begin();
  void end();
  /// Does the recorded work on the current stream; does not wait for it.
  void replay();

 private:
  at::Tensor device_;  ///< no values: tells the dispatcher the device
  std::int64_t id_;
};

}  // namespace entroscope
