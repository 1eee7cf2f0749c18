#include "core/train/evaluation.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/model/language_model.h"
#include "core/train/device.h"
#include "core/train/gradient_step.h"
#include "core/train/torch_errors.h"
#include "core/train/training.h"

namespace entroscope {

EvaluationReport evaluateModel(const EvaluationRequest& request, std::stop_token stop) {
  return withTorchErrors(request.batch, [&] {
    EvaluationReport report;
    const std::string device = resolveDevice(request.device);
    prepareThread(request.threads);
    report.device = describeDevice(device);

    ModelConfig config = readHuggingFaceConfig(request.model);
    config.context = request.context > 0 ? request.context : std::min(config.context, config.positions);
    if (config.position == Position::Learned && config.context > config.positions) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: expected a context of at most %2, the model's positions, found %3"),
                  request.model, config.positions, config.context);
    }
    const DataSet data = DataSet::open(request.data);
    if (data.info().vocabulary > config.vocabulary) {
      throw Error(
          ErrorCode::BadInput,
          Sentence::tr("%1: expected a tokenizer of at most %2 entries, the model's vocabulary, found %3"),
          data.folder(), config.vocabulary, data.info().vocabulary);
    }
    LanguageModel model(config, request.precision, at::Device(device), 0);
    loadHuggingFaceWeights(model, request.model);

    const auto loss =
        evaluateLoss(model, data, at::Device(device), request.batch, config.context, request.batches, stop);
    if (!loss) throw Error(ErrorCode::BadUsage, Sentence::tr("the evaluation was interrupted"));
    report.loss = *loss;
    report.perplexity = std::exp(*loss);
    std::uint64_t count = data.validationBatches(request.batch, config.context);
    if (request.batches > 0)
      count = std::min<std::uint64_t>(count, static_cast<std::uint64_t>(request.batches));
    for (std::uint64_t i = 0; i < count; ++i) {
      const Batch rows = data.validationBatch(i, request.batch, config.context);
      report.tokens += static_cast<std::uint64_t>(
          std::ranges::count_if(rows.targets, [](std::int64_t target) { return target != -100; }));
    }
    report.context = config.context;
    report.tokenizerHash = data.info().tokenizerHash;
    report.validationHash = data.info().validationHash;
    return report;
  });
}

}  // namespace entroscope
