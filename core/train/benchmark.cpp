#include "core/train/benchmark.h"

#include <ATen/DeviceAccelerator.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/randn.h>
#include <c10/core/GradMode.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <tuple>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/kernels/cpu/gemm.h"
#include "core/train/device.h"
#include "core/train/gradient_step.h"
#include "core/train/profile_range.h"
#include "core/train/step_pipeline.h"
#include "core/train/step_record.h"
#include "core/train/torch_errors.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

using Clock = std::chrono::steady_clock;

void finishWork(at::Device device) {
  if (!device.is_cpu()) at::accelerator::synchronizeDevice(device.index());
}

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

Batch randomBatch(const RunConfig& config, std::int64_t index) {
  Random random(static_cast<std::uint64_t>(index) + 1);
  Batch batch{config.train.batch, config.model.context, {}, {}};
  const auto tokens = static_cast<std::size_t>(batch.batch) * static_cast<std::size_t>(batch.context);
  const auto vocabulary = static_cast<std::uint64_t>(config.model.vocabulary);
  for (std::size_t i = 0; i <= tokens; ++i) {
    const auto token = static_cast<std::int64_t>(random.below(vocabulary));
    if (i < tokens) batch.inputs.push_back(token);
    if (i > 0) batch.targets.push_back(token);
  }
  return batch;
}

std::uint64_t minorFaults() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_minflt);
}

/// The matrix products of one layer and the head, forward and backward (x Wᵀ, g W, gᵀ x), through the library
/// that the step uses: on the CPU in fp32 the kernels' own choice, else LibTorch's.
class GemmProbe {
 public:
  GemmProbe(const RunConfig& config, at::Device device) : device_(device), kernels_(config.train.kernels) {
    c10::NoGradGuard noGrad;
    at::ScalarType type = at::kFloat;
    if (config.train.precision == Precision::Bf16) type = at::kBFloat16;
    if (config.train.precision == Precision::Fp16) type = at::kHalf;
    const ModelConfig& m = config.model;
    const std::int64_t rows = static_cast<std::int64_t>(config.train.batch) * m.context;
    const auto add = [&](std::int64_t inner, std::int64_t columns) {
      const auto options = at::TensorOptions().dtype(type).device(device);
      // Layers repeat, the head does not.
      const int times = columns == m.vocabulary ? 1 : m.layers;
      products_.push_back({at::randn({rows, inner}, options), at::randn({columns, inner}, options),
                           at::empty({rows, columns}, options), at::empty({rows, inner}, options),
                           at::empty({columns, inner}, options), times});
      flops_ += 6.0 * times * static_cast<double>(rows * inner * columns);
    };
    add(m.width, 3 * m.width);
    add(m.width, m.width);
    add(m.width, m.ffn());
    add(m.ffn(), m.width);
    add(m.width, m.vocabulary);
  }

  /// FLOP per second of one pass over the products.
  double rate() {
    c10::NoGradGuard noGrad;
    finishWork(device_);
    const auto begin = Clock::now();
    int passes = 0;
    do {
      for (Product& product : products_) {
        for (int i = 0; i < product.times; ++i) run(product);
      }
      finishWork(device_);
      ++passes;
    } while (secondsSince(begin) < 0.05);
    return flops_ * passes / secondsSince(begin);
  }

 private:
  struct Product {
    at::Tensor x, weight, y;  ///< [N,in], [out,in], [N,out]
    at::Tensor dx, dWeight;
    int times = 1;
  };

  void run(Product& p) const {
    if (!device_.is_cpu() || p.x.scalar_type() != at::kFloat || kernels_ == Kernels::Reference) {
      at::mm_out(p.y, p.x, p.weight.t());
      at::mm_out(p.dx, p.y, p.weight);
      at::mm_out(p.dWeight, p.y.t(), p.x);
      return;
    }
    const std::int64_t rows = p.x.size(0), in = p.x.size(1), out = p.weight.size(0);
    const float *x = p.x.const_data_ptr<float>(), *w = p.weight.const_data_ptr<float>();
    float* y = p.y.mutable_data_ptr<float>();
    cpu::gemm(rows, out, in, {x, in, false}, {w, in, true}, false, y, out);
    cpu::gemm(rows, in, out, {y, out, false}, {w, in, false}, false, p.dx.mutable_data_ptr<float>(), in);
    cpu::gemm(out, in, rows, {y, out, true}, {x, in, false}, false, p.dWeight.mutable_data_ptr<float>(), in);
  }

  at::Device device_;
  Kernels kernels_;
  std::vector<Product> products_;
  double flops_ = 0;
};

/// A folder of its own among the system's temporary files, for as long as this lives.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "entroscope-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw Error(ErrorCode::Io, Sentence::tr("%1: cannot make a folder: %2"), name, std::strerror(errno));
    path = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::filesystem::path path;
};

class ScratchRun {
 public:
  explicit ScratchRun(const RunConfig& config)
      : layers_(config.model.layers),
        heads_(config.model.heads),
        writer_(RunWriter::create(folder_.path / "run", config, "bench")) {}

  /// As training does after each step.
  void append(const StepReport& report, std::span<const float> slopes) {
    ++step_;
    appendStep(*writer_, {step_, step_ * report.tokens, report.loss, report.gradients.norm, 0, 0}, report,
               layers_, heads_, slopes);
    writer_->commit();
  }
  /// Waits for the writer's thread, so that its work counts where it was caused.
  void flush() { writer_->commit(true); }

 private:
  int layers_, heads_;
  std::int64_t step_ = 0;
  ScratchFolder folder_;
  std::unique_ptr<RunWriter> writer_;
};

}  // namespace

Spread spreadOf(std::vector<double> samples) {
  if (samples.empty()) return {};
  std::ranges::sort(samples);
  const auto quantile = [&](double q) {
    const double place = q * static_cast<double>(samples.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, samples.size() - 1);
    return samples[low] + (place - static_cast<double>(low)) * (samples[high] - samples[low]);
  };
  return {quantile(0.5), quantile(0.75) - quantile(0.25)};
}

std::pair<double, double> bootstrapMedian(const std::vector<double>& samples) {
  if (samples.empty()) return {0, 0};
  Random random(20);
  std::vector<double> medians;
  for (int i = 0; i < 2000; ++i) {
    std::vector<double> resample;
    for (std::size_t k = 0; k < samples.size(); ++k)
      resample.push_back(samples[static_cast<std::size_t>(random.below(samples.size()))]);
    medians.push_back(spreadOf(std::move(resample)).median);
  }
  std::ranges::sort(medians);
  return {medians[50], medians[1949]};
}

BenchReport runBenchmark(const BenchRequest& request, std::stop_token stop) {
  RunConfig config = request.config;
  return withTorchErrors(config.train.batch, [&] {
    if (request.profile && !ProfileRange::enable()) {
      throw Error(
          ErrorCode::Unsupported,
          Sentence::tr(
              "bench --profile: built without NVTX; install the CUDA toolkit's headers and build again"));
    }
    resolveMachine(config);
    prepareThread(config.train.threads);
    const at::Device device(config.train.device);
    if (!device.is_cpu()) at::accelerator::setDeviceIndex(device.index());
    GradientStep step(config, device);

    std::optional<StepPipeline> pipeline;
    if (resolvedLaunch(config) != Launch::Synchronous) pipeline.emplace(step, config);

    std::int64_t batch = 0;
    const double learningRate = config.optimizer.learningRate * 1e-3;
    const auto source = [&](std::int64_t index) { return randomBatch(config, index); };
    std::optional<ScratchRun> scratch;
    if (request.kinds == BenchKinds::Writing) scratch.emplace(config);

    const auto submit = [&](bool measure) {
      pipeline->submit(source, batch, measure, learningRate, learningRate);
      batch += config.train.accumulation;
    };
    const auto makeStep = [&](bool measure) -> StepReport {
      const auto report = step.compute(source, batch, measure, 1.0, stop);
      if (!report) throw Error(ErrorCode::BadUsage, Sentence::tr("the benchmark was interrupted"));
      step.apply(config.optimizer, learningRate, *report);
      finishWork(device);
      batch += config.train.accumulation;
      return *report;
    };
    /// Milliseconds of each of `count` steps of one kind, as training makes them: where steps run ahead, the
    /// time from one's numbers to the next one's.
    const auto timeBlock = [&](bool on, int count) {
      const bool measure = on || scratch;
      std::vector<double> times;
      for (int i = 0; i < count; ++i) {
        const ProfileRange range(measure ? "step, measures on" : "step");
        const auto begin = Clock::now();
        if (pipeline) {
          if (stop.stop_requested())
            throw Error(ErrorCode::BadUsage, Sentence::tr("the benchmark was interrupted"));
          if (i == 0) submit(measure);
          if (i + 1 < count) submit(measure);
        }
        const StepReport report = pipeline ? pipeline->collect() : makeStep(measure);
        if (scratch) {
          const auto slopes =
              report.slopes ? *report.slopes : step.model().slopes();  // training reads them anyway
          if (on) scratch->append(report, slopes);
          if (on && i + 1 == count) scratch->flush();
        }
        times.push_back(1e3 * secondsSince(begin));
      }
      return times;
    };
    // Both kinds are recorded here where they are.
    for (int i = 0; i < request.warmup; ++i) timeBlock(i % 2 == 0, pipeline ? 3 : 1);
    // Before the products below take memory of their own.
    const std::uint64_t peak = peakBytes(config.train.device);
    GemmProbe gemm(config, device);

    // Blocks of at most five steps alternate, on-off then off-on, so that drift meets both alike.
    const int block = request.block > 0 ? request.block : std::clamp(request.steps / 4, 1, 5);
    const bool both = request.kinds == BenchKinds::Both || request.kinds == BenchKinds::Writing;
    std::vector<double> on, off, gemmRates, overheads;
    std::uint64_t faults = 0;
    for (int done = 0, pair = 0; done < request.steps; done += block, ++pair) {
      std::vector<double> blocks[2];
      for (int half = 0; half < 2; ++half) {
        const bool kind = (half == 0) == (pair % 2 == 0);
        if (!both && kind != (request.kinds == BenchKinds::On)) continue;
        auto& times = blocks[kind ? 1 : 0];
        const std::uint64_t before = minorFaults();
        times = timeBlock(kind, std::min(block, request.steps - done));
        faults += minorFaults() - before;
      }
      if (!blocks[0].empty() && !blocks[1].empty()) {
        overheads.push_back(100 * (spreadOf(blocks[1]).median / spreadOf(blocks[0]).median - 1));
      }
      off.insert(off.end(), blocks[0].begin(), blocks[0].end());
      on.insert(on.end(), blocks[1].begin(), blocks[1].end());
      gemmRates.push_back(gemm.rate());
    }

    BenchReport report;
    report.stepOn = spreadOf(on);
    report.stepOff = spreadOf(off);
    report.times = on.empty() ? off : on;
    report.overheadPercent = spreadOf(overheads);
    std::tie(report.overheadLow, report.overheadHigh) = bootstrapMedian(overheads);
    report.overheadPairs = static_cast<int>(overheads.size());
    report.faultsPerStep = static_cast<double>(faults) / static_cast<double>(on.size() + off.size());
    const ModelConfig& m = config.model;
    const double tokens = static_cast<double>(config.train.batch) * config.train.accumulation * m.context;
    report.tokensPerSecond = tokens / (1e-3 * (on.empty() ? report.stepOff : report.stepOn).median);
    report.parameters = step.model().parameterCount();
    // llm.c's convention; N without an untied input embedding, which is looked up and not multiplied.
    const double lookup = m.tiedHead ? 0.0 : static_cast<double>(m.vocabulary) * m.width;
    report.flopsPerToken =
        6 * (static_cast<double>(report.parameters) - lookup) + 6.0 * m.layers * m.width * m.context;
    report.achievedFlops = report.flopsPerToken * report.tokensPerSecond;
    report.gemmFlops = spreadOf(gemmRates).median;
    report.mfu = report.achievedFlops / report.gemmFlops;
    report.peakBytes = peak;
    report.device = describeDevice(config.train.device);
    report.precision = std::string(toText(config.train.precision));
    report.kernels = std::string(toText(config.train.kernels));
    report.launch = std::string(toText(pipeline && pipeline->replaying() ? Launch::Graph
                                       : pipeline                        ? Launch::Ahead
                                                                         : Launch::Synchronous));
    report.gemmLibrary =
        device.is_cpu() && config.train.kernels == Kernels::Fast ? cpu::gemmLibrary() : "LibTorch";
    return report;
  });
}

}  // namespace entroscope
