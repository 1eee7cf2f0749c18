// Registers attention for CUDA. In 16 bits the forward pass is our own and measures itself; in fp32 it is the
// stock memory-efficient one with entropy and NaN count from a second kernel beside it. The backward pass is
// a stock one, cuDNN's, flash or memory-efficient, fed with output and log-sum-exp of either. fp16 score
// rounding and the released code's finite mask are in none of them; they take the reference path, which
// stores the matrix of one layer.
#include <ATen/Functions.h>
#include <c10/core/DeviceGuard.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <tuple>

#include "core/kernels/attention.h"
#include "core/kernels/attention_checks.h"
#include "core/kernels/cuda/attention_forward.h"
#include "core/kernels/cuda/head_entropy.h"
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number_of.h"

namespace entroscope {
namespace {

using Outputs = std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor>;

/// [B,T,H,d_h] as the [B,H,T,d_h] view that the stock kernels take.
at::Tensor byHead(const at::Tensor& x) { return x.transpose(1, 2); }

enum class Path { Own, Efficient, Reference };

Path pathFor(const at::Tensor& q, bool halfScores, bool maskAsReleased) {
  if (halfScores || maskAsReleased || q.size(3) % 8 != 0 || q.size(3) > 128) return Path::Reference;
  return q.scalar_type() == at::kHalf || q.scalar_type() == at::kBFloat16 ? Path::Own : Path::Efficient;
}

AttentionOptions optionsOf(double scale, bool measure, bool halfScores, bool maskAsReleased,
                           bool asReleasedEntropy) {
  return {scale, measure, halfScores, maskAsReleased, asReleasedEntropy};
}

/// The memory-efficient kernels keep lse rows of a multiple of 32.
at::Tensor paddedLse(const at::Tensor& lse) {
  const std::int64_t context = lse.size(2), padded = (context + 31) / 32 * 32;
  if (padded == context) return lse;
  at::Tensor result = at::full({lse.size(0), lse.size(1), padded}, INFINITY, lse.options());
  result.narrow(2, 0, context).copy_(lse);
  return result;
}

std::tuple<at::Tensor, at::Tensor> measure(const at::Tensor& q, const at::Tensor& k, double scale,
                                           bool nanAsZero) {
  const at::Tensor query = q.stride(3) == 1 ? q : q.contiguous(), key = k.stride(3) == 1 ? k : k.contiguous();
  const auto options = q.options().dtype(at::kFloat);
  at::Tensor entropy = at::empty({q.size(0), q.size(2), q.size(1)}, options);
  at::Tensor nan = at::empty({q.size(0), q.size(2), q.size(1)}, options.dtype(at::kInt));
  cuda::HeadEntropyArguments arguments;
  arguments.q = query.const_data_ptr<float>();
  arguments.k = key.const_data_ptr<float>();
  for (int i = 0; i < 3; ++i) {
    arguments.qStrides[i] = query.stride(i);
    arguments.kStrides[i] = key.stride(i);
  }
  arguments.batch = static_cast<int>(q.size(0));
  arguments.context = static_cast<int>(q.size(1));
  arguments.heads = static_cast<int>(q.size(2));
  arguments.width = static_cast<int>(q.size(3));
  arguments.scale = static_cast<float>(scale);
  arguments.nanAsZero = nanAsZero;
  arguments.entropy = entropy.mutable_data_ptr<float>();
  arguments.nanScores = nan.mutable_data_ptr<std::int32_t>();
  C10_CUDA_CHECK(cuda::launchHeadEntropy(arguments, c10::cuda::getCurrentCUDAStream()));
  return {entropy, nan};
}

/// With rows on 16-byte boundaries, which the kernel reads at once.
at::Tensor aligned(const at::Tensor& x) {
  bool fits = x.stride(3) == 1 && reinterpret_cast<std::uintptr_t>(x.const_data_ptr()) % 16 == 0;
  for (int i = 0; i < 3; ++i) fits = fits && x.stride(i) % 8 == 0;
  return fits ? x : x.clone(at::MemoryFormat::Contiguous);
}

Outputs attentionOwn(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale,
                     bool measured, bool nanAsZero) {
  const at::Tensor query = aligned(q), key = aligned(k), value = aligned(v);
  const std::array<std::int64_t, 3> rows = {q.size(0), q.size(2), q.size(1)};
  const auto floats = q.options().dtype(at::kFloat);
  const at::Tensor output = at::empty(q.sizes(), q.options()), lse = at::empty(rows, floats);
  at::Tensor entropy, nan;
  cuda::AttentionForwardArguments a;
  a.q = query.const_data_ptr(), a.k = key.const_data_ptr(), a.v = value.const_data_ptr();
  for (int i = 0; i < 3; ++i) {
    a.qStrides[i] = query.stride(i), a.kStrides[i] = key.stride(i), a.vStrides[i] = value.stride(i);
  }
  a.bfloat16 = q.scalar_type() == at::kBFloat16;
  a.batch = static_cast<int>(q.size(0)), a.context = static_cast<int>(q.size(1));
  a.heads = static_cast<int>(q.size(2)), a.width = static_cast<int>(q.size(3));
  a.scale = static_cast<float>(scale);
  a.nanAsZero = nanAsZero;
  a.output = output.mutable_data_ptr();
  a.logSumExp = lse.mutable_data_ptr<float>();
  if (measured) {
    entropy = at::empty(rows, floats);
    nan = at::empty(rows, floats.dtype(at::kInt));
    a.entropy = entropy.mutable_data_ptr<float>();
    a.nanScores = nan.mutable_data_ptr<std::int32_t>();
  }
  C10_CUDA_CHECK(cuda::launchAttentionForward(a, c10::cuda::getCurrentCUDAStream()));
  return {output, lse, entropy, nan};
}

Outputs attentionCuda(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale,
                      bool measured, bool halfScores, bool maskAsReleased, bool asReleasedEntropy) {
  const c10::OptionalDeviceGuard guard(q.device());
  const Path path = pathFor(q, halfScores, maskAsReleased);
  if (path == Path::Reference) {
    const AttentionResult result = attentionReference(
        q, k, v, optionsOf(scale, measured, halfScores, maskAsReleased, asReleasedEntropy));
    return {result.output, result.logSumExp, result.entropy, result.nanScores};
  }
  if (path == Path::Own) return attentionOwn(q, k, v, scale, measured, asReleasedEntropy);
  const auto stock = at::_scaled_dot_product_efficient_attention(byHead(q), byHead(k), byHead(v), {}, true,
                                                                 0.0, true, scale);
  const at::Tensor output = std::get<0>(stock);
  at::Tensor lse = std::get<1>(stock);
  // The stock kernels give +inf where a row holds a NaN.
  lse = lse.narrow(2, 0, q.size(1));
  lse = lse.masked_fill(at::isposinf(lse), std::numeric_limits<double>::quiet_NaN());
  at::Tensor entropy, nan;
  if (measured) std::tie(entropy, nan) = measure(q, k, scale, asReleasedEntropy);
  return {byHead(output).contiguous(), lse, entropy, nan};
}

/// Without dropout the random state is never read.
at::Tensor unusedSeed(const at::Tensor& q) { return at::empty({}, q.options().dtype(at::kLong)); }

/// Rows from which cuDNN's backward pass is the faster one (H100: 137 and 132 ms a step of GPT-2 at 1024
/// positions, equal at 128). Below, flash's has one block a head and so repeats bit for bit.
constexpr std::int64_t kLongContext = 256;

/// By cuDNN at long contexts, by flash at short ones and where this cuDNN or card has no plan, which is found
/// out once.
std::tuple<at::Tensor, at::Tensor, at::Tensor> backwardSixteen(const at::Tensor& gradient,
                                                               const at::Tensor& q, const at::Tensor& k,
                                                               const at::Tensor& v, const at::Tensor& output,
                                                               const at::Tensor& lse, double scale) {
  static std::atomic<bool> planned = true;
  const at::Tensor noSeed = unusedSeed(q);
  if (planned && q.size(1) > kLongContext) {
    try {
      return at::_scaled_dot_product_cudnn_attention_backward(
          byHead(gradient), byHead(q), byHead(k), byHead(v), byHead(output), lse.unsqueeze(3), noSeed, noSeed,
          {}, {}, {}, q.size(1), q.size(1), 0.0, true, scale);
    } catch (const c10::OutOfMemoryError&) {
      throw;
    } catch (const c10::Error&) {
      planned = false;
    }
  }
  return at::_scaled_dot_product_flash_attention_backward(byHead(gradient), byHead(q), byHead(k), byHead(v),
                                                          byHead(output), lse, {}, {}, q.size(1), q.size(1),
                                                          0.0, true, noSeed, noSeed, scale);
}

/// Copies three gradients to where they are wanted, at once where all lie on 16-byte boundaries.
void store(const std::array<at::Tensor, 3>& from, const std::array<at::Tensor, 3>& to) {
  const std::int64_t per = 16 / to[0].element_size();
  cuda::PackArguments a;
  bool fits = to[0].size(3) % per == 0;
  const auto stridesOf = [&](const at::Tensor& x, std::int64_t(&strides)[3]) {
    fits = fits && x.stride(3) == 1 && reinterpret_cast<std::uintptr_t>(x.const_data_ptr()) % 16 == 0;
    for (int i = 0; i < 3; ++i) {
      fits = fits && x.stride(i) % per == 0;
      strides[i] = x.stride(i) / per;
    }
  };
  for (std::size_t part = 0; part < 3; ++part) {
    stridesOf(from[part], a.strides[part]);
    stridesOf(to[part], a.toStrides);
    fits =
        fits && from[part].scalar_type() == to[part].scalar_type() && to[part].strides() == to[0].strides();
    a.from[part] = from[part].const_data_ptr();
    a.to[part] = to[part].mutable_data_ptr();
  }
  if (!fits) {
    for (std::size_t part = 0; part < 3; ++part) to[part].copy_(from[part]);
    return;
  }
  a.batch = to[0].size(0), a.context = to[0].size(1), a.heads = to[0].size(2), a.chunks = to[0].size(3) / per;
  C10_CUDA_CHECK(cuda::launchPack(a, c10::cuda::getCurrentCUDAStream()));
}

void attentionBackwardCuda(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k,
                           const at::Tensor& v, const at::Tensor& output, const at::Tensor& lse, double scale,
                           bool halfScores, bool maskAsReleased, at::Tensor dq, at::Tensor dk,
                           at::Tensor dv) {
  const c10::OptionalDeviceGuard guard(q.device());
  const Path path = pathFor(q, halfScores, maskAsReleased);
  if (path == Path::Reference) {
    attentionBackwardReference(gradient, q, k, v, optionsOf(scale, false, halfScores, maskAsReleased, false),
                               dq, dk, dv);
    return;
  }
  at::Tensor gq, gk, gv;
  if (path == Path::Own) {
    std::tie(gq, gk, gv) = backwardSixteen(gradient, q, k, v, output, lse, scale);
  } else {
    const at::Tensor noSeed = unusedSeed(q);
    at::Tensor noBias;
    std::tie(gq, gk, gv, noBias) = at::_scaled_dot_product_efficient_attention_backward(
        byHead(gradient), byHead(q), byHead(k), byHead(v), {}, byHead(output), paddedLse(lse), noSeed, noSeed,
        0.0, std::array<bool, 4>{true, true, true, false}, true, scale);
  }
  store({byHead(gq), byHead(gk), byHead(gv)}, {dq, dk, dv});
}

void rotateCuda(at::Tensor qkv, const at::Tensor& cosine, const at::Tensor& sine, double direction) {
  const c10::OptionalDeviceGuard guard(qkv.device());
  const at::Tensor packed = qkv.contiguous(), c = cosine.contiguous(), s = sine.contiguous();
  cuda::RotateArguments a;
  a.qkv = packed.mutable_data_ptr();
  a.type = numberOf(qkv.scalar_type());
  a.cosine = c.const_data_ptr<float>(), a.sine = s.const_data_ptr<float>();
  a.direction = static_cast<float>(direction);
  a.tokens = qkv.size(0) * qkv.size(1), a.context = qkv.size(1);
  a.heads = qkv.size(3), a.width = qkv.size(4), a.half = cosine.size(1);
  C10_CUDA_CHECK(cuda::launchRotate(a, c10::cuda::getCurrentCUDAStream()));
  if (!packed.is_same(qkv)) qkv.copy_(packed);
}

}  // namespace

TORCH_LIBRARY_IMPL(entroscope, CUDA, library) {
  library.impl("rotate_", &rotateCuda);
  library.impl("attention", &attentionCuda);
  library.impl("attention_backward", &attentionBackwardCuda);
}

}  // namespace entroscope
