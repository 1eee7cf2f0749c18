// AdamW over a model's parameters: groups, global norm, NaN census of the gradients. Torch inside;
// training thread only.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/run_config.h"
#include "core/kernels/adamw.h"
#include "core/model/language_model.h"

namespace entroscope {

struct GradientReport {
  double norm = 0;  ///< global L2 norm after unscaling, before clipping; NaN and Inf propagate
  bool finite = true;
  std::string firstBad;           ///< name of the first parameter whose gradient is not finite
  std::vector<float> nanCounts;   ///< [L] NaN entries among the gradients of each layer's parameters
  std::vector<float> layerNorms;  ///< [L] L2 norm of each layer's gradients after unscaling
};

class Optimizer {
 public:
  /// Keeps handles on the parameters; moments start at zero on the parameters' device.
  Optimizer(const std::vector<NamedParameter>& parameters, int layers, Kernels kernels = Kernels::Fast);

  /// @param unscale multiplies every gradient (1 / (accumulation · loss scale)).
  GradientReport inspect(double unscale) const;

  /// Clips to `config.clip` (PyTorch's rule: factor min(1, clip / (norm + 1e-6))), then one AdamW step.
  /// Weight decay acts on weights, and on slopes when config.decaySlopes; never on biases and norms.
  void step(const OptimizerConfig& config, double learningRate, double unscale, double norm);

  /// The same in parts that wait for nothing, so that they can be recorded and replayed: census() of the
  /// gradients, fp64 [parameters,2] on their device; plan() on the host of update number `update` (from 1),
  /// whose numbers are brought to the device, fp32 [2,10]; stepAsPlanned() there, clipping by the census;
  /// report() of the census once it has been read back. Updates made so are the caller's to count.
  at::Tensor census() const;
  std::vector<float> plan(const OptimizerConfig& config, double learningRate, double scale,
                          std::int64_t update) const;
  /// @param scale as in plan(). @param lossScale fp32 [], what the gradients are too large by; undefined: 1.
  /// @param skip fp32 [], nothing is changed unless it is 0; undefined: 0.
  void stepAsPlanned(const OptimizerConfig& config, const at::Tensor& plan, const at::Tensor& census,
                     double scale, const at::Tensor& lossScale, const at::Tensor& skip);
  GradientReport report(const double* census, double unscale) const;

  void clearGradients();

  std::int64_t updates() const { return updates_; }  ///< Adam's t: updates made
  void setUpdates(std::int64_t updates) { updates_ = updates; }

  /// Moments in the order of the parameters, for checkpoints.
  std::size_t size() const { return parameters_.size(); }
  const std::string& name(std::size_t i) const { return parameters_[i].name; }
  ParameterKind kind(std::size_t i) const { return parameters_[i].kind; }
  at::Tensor& mean(std::size_t i) { return means_[i]; }
  at::Tensor& variance(std::size_t i) { return variances_[i]; }

 private:
  void stepByReference(const OptimizerConfig& config, double learningRate, double scale);
  void update(const OptimizerConfig& config, const at::Tensor& plan, const at::Tensor& clip,
              const at::Tensor& skip);

  std::vector<NamedParameter> parameters_;
  std::vector<at::Tensor> means_, variances_;
  int layers_;
  Kernels kernels_;
  std::int64_t updates_ = 0;
};

}  // namespace entroscope
