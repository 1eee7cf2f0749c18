// The arithmetic of the GPU's fused kernels, compiled for the host: rows shared out over threads and joined
// as the kernels do, against ATen in fp64. Tolerances: 2e-6 of the largest value, 4e-6 where a row's sums
// divide.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/kernels/activation.h"
#include "core/kernels/adamw.h"
#include "core/kernels/cuda/activation_math.h"
#include "core/kernels/cuda/adamw_math.h"
#include "core/kernels/cuda/norm_row.h"
#include "core/kernels/cuda/softmax_row.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

/// A block's threads take every `threads`-th value, then warps join by exchange and the warps' sums in order.
template <typename Sums, typename Add>
Sums overBlock(std::int64_t n, std::int64_t threads, const Add& add) {
  std::vector<Sums> own(static_cast<std::size_t>(threads));
  for (std::int64_t thread = 0; thread < threads; ++thread) {
    for (std::int64_t i = thread; i < n; i += threads) add(own[static_cast<std::size_t>(thread)], i);
  }
  for (std::size_t distance = 16; distance > 0; distance /= 2) {
    std::vector<Sums> joined = own;
    for (std::size_t thread = 0; thread < own.size(); ++thread) joined[thread].merge(own[thread ^ distance]);
    own = joined;
  }
  Sums all = own[0];
  for (std::size_t warp = 32; warp < own.size(); warp += 32) all.merge(own[warp]);
  return all;
}

at::Tensor doubles(const std::vector<double>& values) {
  return at::tensor(values, at::TensorOptions(at::kDouble));
}

void addOne(cuda::SoftmaxRow& sums, float x) {
  const float values[] = {x};
  sums.add(values);
}

void classifier(Recorder& recorder) {
  for (const std::int64_t vocabulary : {1, 7, 300, 50257}) {
    for (const double spread : {1.0, 30.0, 1e4}) {
      const at::Tensor row = recorder.normal({1, vocabulary}, 81, spread).cpu();
      const float* x = row.const_data_ptr<float>();
      const std::int64_t target = vocabulary / 2;
      const auto all = overBlock<cuda::SoftmaxRow>(vocabulary, 512,
                                                   [&](auto& sums, std::int64_t i) { addOne(sums, x[i]); });
      const at::Tensor exact = row.to(at::kDouble).requires_grad_(true);
      const at::Tensor loss =
          at::cross_entropy_loss(exact, at::full({1}, target, at::TensorOptions(at::kLong)));
      std::vector<double> gradient;
      for (std::int64_t i = 0; i < vocabulary; ++i)
        gradient.push_back(all.gradient(x[i], i == target, 0.5f, 0.5f / all.total));
      const std::string name = "gpu-arithmetic/classifier/V" + std::to_string(vocabulary) + "x" +
                               std::to_string(static_cast<int>(spread));
      recorder.compare(name + "/loss", at::kFloat, doubles({all.loss(x[target])}), loss.view({1}), 4e-6);
      recorder.compare(name + "/gradient", at::kFloat, doubles(gradient),
                       gradientsOf(loss, at::full({}, 0.5), {exact})[0].view({-1}), 4e-6);
    }
  }
  cuda::SoftmaxRow bad = overBlock<cuda::SoftmaxRow>(100, 32, [](auto& sums, std::int64_t i) {
    addOne(sums, i == 41 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(i));
  });
  recorder.require("gpu-arithmetic/classifier/nan", at::kFloat, std::isnan(bad.loss(1.0f)));
  cuda::SoftmaxRow masked = overBlock<cuda::SoftmaxRow>(64, 32, [](auto& sums, std::int64_t i) {
    addOne(sums, i < 40 ? -std::numeric_limits<float>::infinity() : 0.0f);
  });
  recorder.compare("gpu-arithmetic/classifier/minus-infinity", at::kFloat, doubles({masked.loss(0.0f)}),
                   doubles({std::log(24.0)}), 2e-6);
}

void norms(Recorder& recorder, bool rms) {
  for (const std::int64_t width : {1, 31, 128, 768}) {
    for (const double offset : {0.0, 1000.0}) {  // far from 0, where E[x²] − E[x]² would cancel
      const at::Tensor row = (recorder.normal({1, width}, 82) + offset).cpu();
      const at::Tensor weight = recorder.normal({width}, 83).cpu(),
                       upstream = recorder.normal({1, width}, 84).cpu();
      const float *x = row.const_data_ptr<float>(), *w = weight.const_data_ptr<float>();
      const float* up = upstream.const_data_ptr<float>();
      const auto total = [&](const auto& term) {
        return overBlock<cuda::RowSum>(width, 128,
                                       [&](auto& sum, std::int64_t i) { sum.value += term(x[i]); })
            .value;
      };
      const auto length = static_cast<float>(width);
      const float center = rms ? 0.0f : total([](float value) { return value; }) / length;
      const float inverse = cuda::inverseDeviation(
          total([&](float value) { return (value - center) * (value - center); }), length, 1e-5f);
      const auto hat = [&](std::int64_t i) { return (x[i] - center) * inverse; };
      const auto sums = overBlock<cuda::NormSums>(
          width, 128, [&](auto& s, std::int64_t i) { s.add(up[i] * w[i], hat(i)); });
      std::vector<double> value, gradient;
      for (std::int64_t i = 0; i < width; ++i) {
        value.push_back(hat(i) * w[i]);
        gradient.push_back(sums.gradient(up[i] * w[i], hat(i), inverse, length, rms));
      }
      const at::Tensor exact = row.to(at::kDouble).requires_grad_(true);
      const at::Tensor scale = weight.to(at::kDouble);
      const at::Tensor expected = rms ? exact / (exact.square().mean(1, true) + 1e-5).sqrt() * scale
                                      : at::layer_norm(exact, {width}, scale, {}, 1e-5);
      const std::string name = std::string("gpu-arithmetic/") + (rms ? "rms-norm" : "norm") + "/d" +
                               std::to_string(width) + "+" + std::to_string(static_cast<int>(offset));
      // A value 1000 away has 6e-5 of rounding in fp32 itself.
      const double tolerance = offset > 0 ? 2e-4 : 4e-6;
      recorder.compare(name + "/value", at::kFloat, doubles(value), expected.view({-1}), tolerance);
      if (width > 1) {
        recorder.compare(name + "/gradient", at::kFloat, doubles(gradient),
                         gradientsOf(expected, upstream, {exact})[0].view({-1}), 2 * tolerance);
      }
    }
  }
}

void norm(Recorder& recorder) {
  norms(recorder, false);
  norms(recorder, true);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const auto census = overBlock<cuda::RowCensus>(70, 32, [&](auto& sums, std::int64_t i) {
    sums.add(i % 35 == 34 ? nan : static_cast<float>(i) - 20.0f);
  });
  recorder.compare("gpu-arithmetic/norm/census", at::kFloat,
                   doubles({census.least, census.largest, census.nans}), doubles({-20, 48, 2}), 0);
}

/// Of results in 16 bits: to 1e-6 of the largest, and to 1e-3 of each value that fp16 holds in full, an error
/// of two roundings far in the tail.
void quickGelu(Recorder& recorder, const at::Tensor& x, const at::Tensor& target,
               const at::Tensor& derivatives) {
  std::vector<double> value, derivative;
  for (std::int64_t i = 0; i < x.numel(); ++i) {
    const auto point = cuda::quickGelu(x.const_data_ptr<float>()[i]);
    value.push_back(point.value);
    derivative.push_back(point.derivative);
  }
  const at::Tensor found = doubles(value);
  recorder.compare("gpu-arithmetic/quick-gelu/value", at::kFloat, found, target, 1e-6);
  recorder.compare("gpu-arithmetic/quick-gelu/derivative", at::kFloat, doubles(derivative), derivatives,
                   1e-6);
  const at::Tensor normal = target.abs() > 6.1e-5;
  const at::Tensor relative = ((found - target) / target).masked_select(normal);
  recorder.compare("gpu-arithmetic/quick-gelu/relative", at::kFloat, relative, at::zeros_like(relative),
                   1e-3);
  recorder.require("gpu-arithmetic/quick-gelu/nan", at::kFloat,
                   std::isnan(cuda::quickGelu(std::numeric_limits<float>::quiet_NaN()).value));
}

void activations(Recorder& recorder) {
  const at::Tensor x = at::linspace(-9, 9, 2001, at::TensorOptions(at::kFloat));
  for (const Activation kind :
       {Activation::GeluErf, Activation::GeluTanh, Activation::Relu, Activation::LeakyRelu}) {
    std::vector<double> value, derivative;
    for (std::int64_t i = 0; i < x.numel(); ++i) {
      const auto point =
          cuda::activationAt(static_cast<cuda::ActivationKind>(kind), x.const_data_ptr<float>()[i], 0.07f);
      value.push_back(point.value);
      derivative.push_back(point.derivative);
    }
    const at::Tensor exact = x.to(at::kDouble).requires_grad_(true);
    at::Tensor slope;
    if (kind == Activation::LeakyRelu)
      slope = at::full({}, static_cast<double>(0.07f), at::TensorOptions(at::kDouble));
    const at::Tensor expected = activateReference(exact, kind, slope);
    const at::Tensor derivatives = gradientsOf(expected, at::ones_like(x), {exact})[0];
    if (kind == Activation::GeluErf) quickGelu(recorder, x, expected.detach(), derivatives);
    const std::string name = "gpu-arithmetic/activation/" + std::to_string(static_cast<int>(kind));
    recorder.compare(name + "/value", at::kFloat, doubles(value), expected, 2e-6);
    recorder.compare(name + "/derivative", at::kFloat, doubles(derivative), derivatives, 2e-6);
    const auto nan = cuda::activationAt(static_cast<cuda::ActivationKind>(kind),
                                        std::numeric_limits<float>::quiet_NaN(), 0.07f);
    recorder.require(name + "/nan", at::kFloat, std::isnan(nan.value));
  }
}

void adamw(Recorder& recorder) {
  const std::int64_t n = 50;
  const at::Tensor start = recorder.normal({n}, 85).cpu(), gradients = recorder.normal({8, n}, 86).cpu();
  at::Tensor parameter = start.to(at::kDouble), mean = at::zeros_like(parameter),
             variance = at::zeros_like(mean);
  std::vector<cuda::AdamwValue> values;
  for (std::int64_t i = 0; i < n; ++i) values.push_back({start.const_data_ptr<float>()[i], 0, 0});
  AdamWStep step{.learningRate = 3e-3, .weightDecay = 0.1, .gradientScale = 0.7};
  for (step.step = 1; step.step <= 8; ++step.step) {
    const AdamwNumbers c = adamwNumbers(step);
    for (std::int64_t i = 0; i < n; ++i) {
      values[static_cast<std::size_t>(i)] = cuda::adamwUpdate(
          values[static_cast<std::size_t>(i)], gradients.const_data_ptr<float>()[(step.step - 1) * n + i], c);
    }
    // Algorithm 2 of Loshchilov & Hutter in fp64.
    const double correction1 = 1 - std::pow(step.beta1, step.step),
                 correction2 = 1 - std::pow(step.beta2, step.step);
    const at::Tensor g = gradients[step.step - 1].to(at::kDouble) * step.gradientScale;
    mean = mean * step.beta1 + g * (1 - step.beta1);
    variance = variance * step.beta2 + g * g * (1 - step.beta2);
    parameter = parameter * (1 - step.learningRate * step.weightDecay) -
                step.learningRate * (mean / correction1) / ((variance / correction2).sqrt() + step.epsilon);
  }
  std::vector<double> found;
  for (const cuda::AdamwValue& value : values) found.push_back(value.parameter);
  recorder.compare("gpu-arithmetic/adamw", at::kFloat, doubles(found), parameter, 2e-6);
}

}  // namespace

void checkGpuArithmetic(Recorder& recorder) {
  classifier(recorder);
  norm(recorder);
  activations(recorder);
  adamw(recorder);
}

}  // namespace entroscope
