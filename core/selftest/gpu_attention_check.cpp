// The GPU's attention kernel with a warp of loops in place of lanes: the same source (cuda/attention_warp.h),
// its tensor-core product and its loads written out from the fragment layouts of the PTX ISA. Against fp64 on
// the same 16-bit inputs. Entropy and log-sum-exp to 2e-6 of the largest (fp32 sums); the output to one
// rounding of the probabilities and one of its own, 2^-8 each for bf16, 2^-11 for fp16.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "core/kernels/cuda/attention_warp.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

constexpr int kKeys = 64, kLanes = 32;

template <typename Number>
float decoded(std::uint16_t bits) {
  return static_cast<float>(Number(bits, Number::from_bits()));
}

/// attention_warp.h's Warp, lane after lane.
template <typename Number, int Width>
struct LoopWarp {
  using Lane = cuda::AttentionLane<Width, kKeys>;
  std::array<Lane, kLanes> lanes{};

  template <typename F>
  void each(const F& f) {
    for (int lane = 0; lane < kLanes; ++lane) f(lane, lanes[static_cast<std::size_t>(lane)]);
  }

  template <typename C, typename A>
  void multiply(const C& c, const A& a, int first) {
    float left[16][16], right[16][8];
    each([&](int lane, Lane& own) {
      const int g = lane / 4, t = lane % 4;
      for (int half = 0; half < 2; ++half) {
        const auto number = [half](std::uint32_t pair) {
          return decoded<Number>(static_cast<std::uint16_t>(pair >> (16 * half)));
        };
        left[g][2 * t + half] = number(a(own)[0]);
        left[g + 8][2 * t + half] = number(a(own)[1]);
        left[g][2 * t + 8 + half] = number(a(own)[2]);
        left[g + 8][2 * t + 8 + half] = number(a(own)[3]);
        right[2 * t + half][g] = number(own.right[first]);
        right[2 * t + 8 + half][g] = number(own.right[first + 1]);
      }
    });
    each([&](int lane, Lane& own) {
      for (int i = 0; i < 4; ++i) {
        const int row = lane / 4 + i / 2 * 8, column = lane % 4 * 2 + i % 2;
        for (int k = 0; k < 16; ++k) c(own)[i] += left[row][k] * right[k][column];
      }
    });
  }

  /// ldmatrix, x4: matrix m's rows are named by lanes 8 m … 8 m + 7.
  template <typename Place>
  void load(const Place& place) {
    each([&](int lane, Lane& own) {
      for (int m = 0; m < 4; ++m) {
        const std::uint16_t* const row = place(8 * m + lane / 4);
        own.right[m] = row[lane % 4 * 2] | static_cast<std::uint32_t>(row[lane % 4 * 2 + 1]) << 16;
      }
    });
  }
  template <typename Place>
  void loadTransposed(const Place& place) {
    each([&](int lane, Lane& own) {
      for (int m = 0; m < 4; ++m) {
        const int row = 8 * m + lane % 4 * 2, column = lane / 4;
        own.right[m] = place(row)[column] | static_cast<std::uint32_t>(place(row + 1)[column]) << 16;
      }
    });
  }

  template <typename Member, typename Join>
  void quad(const Member& member, const Join& join) {
    for (const unsigned distance : {1u, 2u}) {
      std::array<float, kLanes> before{};
      for (unsigned lane = 0; lane < kLanes; ++lane) before[lane] = member(lanes[lane]);
      for (unsigned lane = 0; lane < kLanes; ++lane)
        member(lanes[lane]) = join(before[lane], before[lane ^ distance]);
    }
  }

  std::uint32_t pack(float low, float high) const {
    return Number(low).x | static_cast<std::uint32_t>(Number(high).x) << 16;
  }
};

struct Found {
  at::Tensor output, logSumExp, entropy, nanScores;  ///< [T,d], [T], [T], [T]
};

/// One head, as a column of blocks goes through it. q, k, v: contiguous [T,d] of Number.
template <typename Number, int Width>
Found attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, float scale) {
  const int context = static_cast<int>(q.size(0)), width = static_cast<int>(q.size(1)), pitch = Width + 8;
  const auto bits = [](const at::Tensor& x) { return static_cast<const std::uint16_t*>(x.const_data_ptr()); };
  Found found{at::empty_like(q), at::empty({context}), at::empty({context}),
              at::empty({context}, at::TensorOptions(at::kInt))};
  for (int first = 0; first < context; first += cuda::kWarpRows) {
    cuda::AttentionTask task;
    task.firstRow = first, task.context = context, task.width = width;
    task.scale = scale;
    task.output = static_cast<std::uint16_t*>(found.output.mutable_data_ptr());
    task.outputStride = width;
    task.logSumExp = found.logSumExp.mutable_data_ptr<float>();
    task.entropy = found.entropy.mutable_data_ptr<float>();
    task.nanScores = found.nanScores.mutable_data_ptr<std::int32_t>();
    LoopWarp<Number, Width> warp;
    cuda::beginRows<Width, kKeys>(warp, {bits(q), width}, task);
    for (int key = 0; key < context && key <= first + cuda::kWarpRows - 1; key += kKeys) {
      std::vector<std::uint16_t> keys(kKeys * pitch), values(kKeys * pitch);
      for (int row = 0; row < kKeys && key + row < context; ++row) {
        for (int column = 0; column < width; ++column) {
          keys[static_cast<std::size_t>(row * pitch + column)] = bits(k)[(key + row) * width + column];
          values[static_cast<std::size_t>(row * pitch + column)] = bits(v)[(key + row) * width + column];
        }
      }
      cuda::addKeys<Width, kKeys>(warp, task, key, keys.data(), values.data(), pitch);
    }
    cuda::finishRows<Width, kKeys>(warp, task);
  }
  return found;
}

template <typename Number>
Found attendAny(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, float scale) {
  if (q.size(1) <= 32) return attend<Number, 32>(q, k, v, scale);
  if (q.size(1) <= 64) return attend<Number, 64>(q, k, v, scale);
  return attend<Number, 128>(q, k, v, scale);
}

Found run(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, float scale) {
  return q.scalar_type() == at::kHalf ? attendAny<c10::Half>(q, k, v, scale)
                                      : attendAny<c10::BFloat16>(q, k, v, scale);
}

/// The same in fp64 with the matrix in memory.
Found exactly(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale) {
  const auto doubles = [](const at::Tensor& x) { return x.to(at::kDouble); };
  const at::Tensor hidden = at::ones({q.size(0), q.size(0)}, at::TensorOptions(at::kBool)).triu(1);
  const at::Tensor scores =
      (doubles(q).mm(doubles(k).t()) * scale).masked_fill(hidden, -std::numeric_limits<double>::infinity());
  const at::Tensor p = scores.softmax(1), logs = scores.log_softmax(1);
  const at::Tensor entropy = -at::where(p == 0, at::zeros({}, p.options()), p * logs).sum(1);
  return {p.mm(doubles(v)), scores.logsumexp(1), entropy,
          at::isnan(scores).masked_fill(hidden, false).sum(1).to(at::kInt)};
}

void compare(Recorder& recorder, const std::string& name, at::ScalarType type, const Found& found,
             const Found& expected) {
  recorder.compare(name + "/entropy", type, found.entropy, expected.entropy, 4e-6);
  recorder.compare(name + "/log-sum-exp", type, found.logSumExp, expected.logSumExp, 4e-6);
  recorder.compare(name + "/output", type, found.output.to(at::kDouble), expected.output,
                   type == at::kHalf ? 1e-3 : 8e-3);
  recorder.compare(name + "/nan-scores", type, found.nanScores, expected.nanScores, 0);
}

}  // namespace

void checkGpuAttention(Recorder& recorder) {
  for (const at::ScalarType type : {at::kBFloat16, at::kHalf}) {
    const std::string prefix = "gpu-attention/" + std::string(typeName(type));
    for (const std::int64_t width : {16, 32, 40, 64, 128}) {
      for (const std::int64_t context : {1, 15, 64, 65, 200, 256, 330}) {
        const auto random = [&](std::uint64_t seed, double scale) {
          return recorder.normal({context, width}, seed, scale).cpu().to(type);
        };
        // Spread over several units, so that rows are neither uniform nor one-hot.
        const at::Tensor q = random(91, 2), k = random(92, 1), v = random(93, 1);
        const float scale = 1 / std::sqrt(static_cast<float>(width));
        compare(recorder, prefix + "/T" + std::to_string(context) + "d" + std::to_string(width), type,
                run(q, k, v, scale), exactly(q, k, v, static_cast<double>(scale)));
      }
    }
    const at::Tensor zero = at::zeros({100, 64}, at::TensorOptions(type)),
                     v = recorder.normal({100, 64}, 94).cpu().to(type);
    const at::Tensor uniform = at::arange(1, 101, at::TensorOptions(at::kDouble)).log();
    recorder.compare(prefix + "/uniform", type, run(zero, zero, v, 1).entropy, uniform, 4e-6);
    // Each position's own key alone: e^{-1000} is 0.
    const at::Tensor own = at::eye(100, 104).to(type) * 100;
    const Found alone = run(own, own, own, 0.1f);
    recorder.compare(prefix + "/one-hot", type, alone.entropy, at::zeros({100}), 0);
    recorder.compare(prefix + "/one-hot-output", type, alone.output, own, 0);
    at::Tensor huge = recorder.normal({70, 32}, 95, 30).cpu().to(type);
    compare(recorder, prefix + "/huge", type, run(huge, huge, huge, 1), exactly(huge, huge, huge, 1));
    at::Tensor bad = recorder.normal({130, 32}, 96).cpu().to(type);
    const at::Tensor clean = bad.clone();
    bad[70].select(0, 3).fill_(std::numeric_limits<double>::quiet_NaN());
    // A NaN query spoils its own row; as a key it spoils every row that sees it.
    compare(recorder, prefix + "/nan-query", type, run(bad, clean, clean, 0.2f),
            exactly(bad, clean, clean, 0.2f));
    compare(recorder, prefix + "/nan-key", type, run(clean, bad, clean, 0.2f),
            exactly(clean, bad, clean, 0.2f));
  }
}

}  // namespace entroscope
