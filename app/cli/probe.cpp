// probe: loss, entropies and NaN census of a stored model over the first rows of a token file.
#include "core/model/probe.h"

#include <algorithm>
#include <cstdio>

#include "app/cli/commands.h"
#include "core/base/config_fields.h"
#include "core/engine/snapshot.h"
#include "core/measures/overload.h"
#include "core/model/checkpoint_path.h"
#include "core/train/training.h"

namespace entroscope::cli {
namespace {

struct ProbeOptions {
  ProbeRequest request;
  std::string model, tokens, logits, device = "cpu", precision = "fp32", kernels = "fast";
};

Json answerFor(const ProbeRequest& request, const ProbeReport& report) {
  Json nan = Json::object();
  const auto layers = static_cast<std::size_t>(report.layers);
  for (const NanSite site : {NanSite::Scores, NanSite::Probabilities, NanSite::Residual}) {
    Json counts = Json::array();
    for (std::size_t layer = 0; layer < layers; ++layer) {
      counts.push_back(
          static_cast<std::int64_t>(report.nanCounts[static_cast<std::size_t>(site) * layers + layer]));
    }
    nan[std::string(toText(site))] = std::move(counts);
  }
  return {{"loss", jsonNumber(report.loss)},
          {"perplexity", jsonNumber(report.perplexity)},
          {"entropy", jsonMatrix(report.entropy, report.layers, report.heads)},
          {"entropy_maximum", theoreticalMaximumEntropy(request.context)},
          {"as_released_entropy", request.asReleasedEntropy},
          {"nan_row_share", jsonMatrix(report.nanRowShare, report.layers, report.heads)},
          {"nan", nan},
          {"parameters", report.parameters}};
}

void print(const ProbeRequest& request, const ProbeReport& report) {
  std::printf("loss %.6f nats/token, perplexity %.4f, %lld parameters\n", report.loss, report.perplexity,
              static_cast<long long>(report.parameters));
  std::printf("entropies in nats, at most %.4f in a causal head%s\n",
              theoreticalMaximumEntropy(request.context),
              request.asReleasedEntropy ? "; NaN rows count as 0, as in the released code" : "");
  for (int layer = 0; layer < report.layers; ++layer) {
    std::printf("layer %2d entropy", layer);
    for (int head = 0; head < report.heads; ++head) {
      std::printf(" %.4f",
                  static_cast<double>(report.entropy[static_cast<std::size_t>(layer * report.heads + head)]));
    }
    const auto* shares = report.nanRowShare.data() + layer * report.heads;
    if (const float worst = *std::max_element(shares, shares + report.heads); worst > 0) {
      std::printf("  (NaN in up to %.3g %% of a head's rows)", 100 * static_cast<double>(worst));
    }
    std::printf("\n");
  }
}

}  // namespace

void registerProbeCommand(CLI::App& app) {
  auto options = std::make_shared<ProbeOptions>();
  auto& command =
      *app.add_subcommand("probe", "Loss, head entropies and NaN counts of a model on given tokens");
  command.add_option("--model", options->model, "Run, checkpoint or Hugging Face folder")
      ->type_name("DIR")
      ->required();
  command.add_option("--tokens", options->tokens, "Token file (nanoGPT or llm.c), at least B*(T+1) tokens")
      ->type_name("FILE")
      ->required();
  command.add_option("--context", options->request.context, "Tokens per row")
      ->type_name("T")
      ->required()
      ->check(CLI::Range(1, 1 << 20));
  command.add_option("--batch", options->request.batch, "Rows; 1 when not given")
      ->type_name("B")
      ->check(CLI::Range(1, 1 << 20));
  command.add_option("--logits", options->logits, "Write the logits [B,T,V] to this safetensors file")
      ->type_name("FILE");
  command.add_option("--device", options->device, "auto, cpu, cuda or cuda:INDEX; cpu when not given")
      ->type_name("DEVICE");
  command.add_option("--kernels", options->kernels, "fast, or reference: plain operations, to compare with")
      ->check(CLI::IsMember({"fast", "reference"}));
  command
      .add_option("--precision", options->precision,
                  "fp32 when not given; bf16 and fp16 are slow on a CPU, tf32 needs a GPU")
      ->type_name("NAME");
  command.add_flag("--as-released-entropy", options->request.asReleasedEntropy,
                   "Count a NaN row as entropy 0, as the paper's code does, instead of leaving it out");
  const auto json = addJsonOption(command);
  command.callback([options, json] {
    ProbeRequest& request = options->request;
    request.model = resolveCheckpoint(options->model);
    request.tokens = options->tokens;
    request.logits = options->logits;
    request.device = resolveDevice(options->device);
    RunConfig fields;
    setFieldFromText(fields, "train.precision", options->precision);
    setFieldFromText(fields, "train.kernels", options->kernels);
    request.precision = fields.train.precision;
    request.kernels = fields.train.kernels;
    const ProbeReport report = probeModel(request);
    writeAnswer(*json, answerFor(request, report));
    if (*json != "-") print(request, report);
  });
}

}  // namespace entroscope::cli
