// bench: speed of the training step here, and what the measures cost.
#include <cstdio>
#include <string>

#include "app/cli/commands.h"
#include "app/cli/run_source.h"
#include "core/base/config_fields.h"
#include "core/train/benchmark.h"

namespace entroscope::cli {
namespace {

struct BenchOptions {
  RunSource source;
  std::string device, measures = "both";
  int batch = 0, context = 0, steps = 40, block = 0;
  bool profile = false, writing = false;
};

BenchRequest requestFor(const BenchOptions& options) {
  BenchRequest request;
  // A preset of several runs is measured by its first.
  request.config = options.source.requests({}).front().config;
  RunConfig& config = request.config;
  if (options.batch > 0) config.train.batch = options.batch;
  if (options.context > 0) {
    config.model.context = options.context;
    config.model.positions = std::max(config.model.positions, options.context);
  }
  if (!options.device.empty()) config.train.device = options.device;
  validate(config);
  request.steps = options.steps;
  request.block = options.block;
  request.profile = options.profile;
  request.kinds = options.writing             ? BenchKinds::Writing
                  : options.measures == "on"  ? BenchKinds::On
                  : options.measures == "off" ? BenchKinds::Off
                                              : BenchKinds::Both;
  return request;
}

Json spread(const Spread& value) { return {{"median", value.median}, {"iqr", value.iqr}}; }

Json answerFor(const BenchRequest& request, const BenchReport& report) {
  const bool writing = request.kinds == BenchKinds::Writing;
  const bool on = request.kinds != BenchKinds::Off,
             off = request.kinds == BenchKinds::Off || request.kinds == BenchKinds::Both;
  Json answer = {{"preset", request.config.preset},
                 {"device", report.device},
                 {"precision", report.precision},
                 {"kernels", report.kernels},
                 {"launch", report.launch},
                 {"batch", request.config.train.batch},
                 {"accumulation", request.config.train.accumulation},
                 {"context", request.config.model.context},
                 {"parameters", report.parameters},
                 {"steps", request.steps},
                 {"measures", on && off ? "both"
                              : on      ? "on"
                                        : "off"},
                 {"tokens_per_s", report.tokensPerSecond},
                 {"ms_per_step", spread(on ? report.stepOn : report.stepOff)}};
  answer["measure_overhead_percent"] = nullptr;
  if (writing || (on && off)) {
    const std::string what = writing ? "writing" : "measure";
    answer[writing ? "ms_per_step_writing_off" : "ms_per_step_measures_off"] = spread(report.stepOff);
    answer[what + "_overhead_percent"] = report.overheadPercent.median;
    answer[what + "_overhead_iqr"] = report.overheadPercent.iqr;
    answer[what + "_overhead_interval"] = {report.overheadLow, report.overheadHigh};
    answer[what + "_overhead_pairs"] = report.overheadPairs;
  }
  answer["step_times_ms"] = report.times;
  answer["peak_bytes"] = report.peakBytes;
  answer["mfu"] = report.mfu;
  answer["mfu_convention"] =
      "(6 N + 6 L C T) FLOP a token, over the rate of the model's own matrix products, forward and backward, "
      "measured in the same run";
  answer["flops_per_token"] = report.flopsPerToken;
  answer["achieved_gflops"] = report.achievedFlops * 1e-9;
  answer["page_faults_per_step"] = report.faultsPerStep;
  answer["gemm_library"] = report.gemmLibrary;
  answer["gemm_gflops"] = report.gemmFlops * 1e-9;
  return answer;
}

}  // namespace

void registerBenchCommand(CLI::App& app) {
  auto options = std::make_shared<BenchOptions>();
  auto& command =
      *app.add_subcommand("bench", "Measure the speed of the training step and the cost of the measures");
  options->source.addOptions(command);
  command.add_option("--batch", options->batch, "Sequences per micro-step")->type_name("B")->check(aCount());
  command.add_option("--context", options->context, "Tokens per sequence")->type_name("T")->check(aCount());
  command.add_option("--steps", options->steps, "Timed steps of each kind")->type_name("N")->check(aCount());
  command
      .add_option("--block", options->block, "Steps between measures on and off; at most five when not given")
      ->type_name("N")
      ->check(aCount());
  auto* measures =
      command.add_option("--measures", options->measures, "on, off, or both in alternating blocks")
          ->check(CLI::IsMember({"on", "off", "both"}));
  command
      .add_flag(
          "--writing", options->writing,
          "Measures on; blocks written into a run folder (under TMPDIR) alternate with blocks that are not")
      ->excludes(measures);
  command.add_flag("--profile", options->profile, "Emit NVTX ranges for NVIDIA's profilers");
  command.add_option("--device", options->device, "auto, cpu, cuda or cuda:INDEX")->type_name("DEVICE");
  const auto json = addJsonOption(command);
  command.callback([options, json] {
    const BenchRequest request = requestFor(*options);
    const BenchReport report = runBenchmark(request, interruptToken());
    writeAnswer(*json, answerFor(request, report));
    if (*json == "-") return;
    const Spread& step = request.kinds == BenchKinds::Off ? report.stepOff : report.stepOn;
    std::printf("%.0f tokens/s, %.2f ms a step (IQR %.2f), %.1f of %.1f GFLOP/s (%.0f %%) on %s\n",
                report.tokensPerSecond, step.median, step.iqr, report.achievedFlops * 1e-9,
                report.gemmFlops * 1e-9, 100 * report.mfu, report.device.c_str());
    if (report.overheadPairs > 0) {
      std::printf("%s cost %.2f %% (95 %% interval %.2f to %.2f over %d pairs of blocks)\n",
                  request.kinds == BenchKinds::Writing ? "records" : "measures",
                  report.overheadPercent.median, report.overheadLow, report.overheadHigh,
                  report.overheadPairs);
    }
  });
}

}  // namespace entroscope::cli
