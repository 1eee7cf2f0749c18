#include "core/model/probe.h"

#include <ATen/Context.h>
#include <ATen/ops/from_blob.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/model/gpu_trouble.h"
#include "core/model/language_model.h"
#include "core/model/out_of_memory.h"
#include "core/runs/safetensors.h"

namespace entroscope {
namespace {

std::vector<std::int64_t> readTokens(const ProbeRequest& request, int vocabulary) {
  const std::size_t row = static_cast<std::size_t>(request.context) + 1;
  std::vector<std::int64_t> tokens(row * static_cast<std::size_t>(request.batch));
  TokenFile(request.tokens).copy(0, tokens.size(), tokens.data());
  const auto unknown = std::ranges::find_if(tokens, [&](std::int64_t id) { return id >= vocabulary; });
  if (unknown != tokens.end()) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: token %2: expected an id below %3, the model's vocabulary, found %4"),
                request.tokens, unknown - tokens.begin(), vocabulary, *unknown);
  }
  return tokens;
}

void writeLogits(const std::filesystem::path& path, const at::Tensor& logits) {
  const at::Tensor host = logits.cpu().contiguous();
  const TensorView view{"logits",
                        TensorType::F32,
                        host.sizes().vec(),
                        {static_cast<const std::byte*>(host.const_data_ptr()), host.nbytes()}};
  writeSafetensors(path, {&view, 1});
}

ProbeReport probe(const ProbeRequest& request) {
  ModelConfig config = readHuggingFaceConfig(request.model);
  config.context = request.context;
  if (config.position == Position::Learned && request.context > config.positions) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: expected a context of at most %2, the model's positions, found %3"),
                request.model, config.positions, request.context);
  }
  std::vector<std::int64_t> tokens = readTokens(request, config.vocabulary);
  const at::Device device(request.device);
  at::globalContext().setAllowTF32CuBLAS(request.precision == Precision::Tf32);
  LanguageModel model(config, request.precision, device, 0);
  loadHuggingFaceWeights(model, request.model);

  const at::Tensor rows = at::from_blob(tokens.data(), {request.batch, request.context + 1},
                                        at::TensorOptions().dtype(at::kLong));
  const at::Tensor inputs = rows.narrow(1, 0, request.context).contiguous().to(device);
  const at::Tensor targets = rows.narrow(1, 1, request.context).contiguous().to(device);
  ForwardOptions options;
  options.train = false;
  options.kernels = request.kernels;
  options.asReleasedEntropy = request.asReleasedEntropy;
  options.keepLogits = !request.logits.empty();
  const ForwardResult result = model.forward(inputs, targets, options);
  if (options.keepLogits) writeLogits(request.logits, result.logits);

  ProbeReport report{mapsOf(result)};
  report.loss = result.loss.item<double>();
  report.perplexity = std::exp(report.loss);
  report.parameters = model.parameterCount();
  report.layers = config.layers;
  report.heads = config.heads;
  return report;
}

}  // namespace

ProbeReport probeModel(const ProbeRequest& request) {
  try {
    return probe(request);
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    if (isOutOfMemory(error)) {
      throw Error(ErrorCode::OutOfMemory,
                  Sentence::tr("out of memory with --batch %1 and --context %2: lower one of them"),
                  request.batch, request.context);
    }
    if (const auto trouble = gpuTrouble(text)) throw Error(ErrorCode::Unsupported, *trouble);
    throw Error(ErrorCode::Internal, "LibTorch: " + text.substr(0, text.find('\n')));
  }
}

}  // namespace entroscope
