#include "core/train/evaluation.h"

#include <ATen/Context.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/dataset.h"
#include "core/model/language_model.h"
#include "core/train/device.h"
#include "core/train/gradient_step.h"
#include "core/train/run_origin.h"
#include "core/train/step_record.h"
#include "core/train/torch_errors.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

constexpr int kSnippetTokens = 32;

/// The paper's label of what the model is: "SM+LN+G".
std::string labelOf(const ModelConfig& model) {
  std::string label = "SM";
  if (model.blockNorm == Norm::LayerNorm) label += "+LN";
  if (model.blockNorm == Norm::RmsNorm) label += "+RMS";
  for (const auto& [name, letters] :
       {std::pair("gelu", "+G"), std::pair("leaky_relu", "+LR"), std::pair("relu", "+R")}) {
    if (model.activation.starts_with(name)) return label + letters;
  }
  return label;
}

/// Its folder's; of a run's checkpoint the run's with the step.
std::string nameOf(const std::filesystem::path& model) {
  const std::filesystem::path parent = model.parent_path();
  const std::string name = model.filename().string();
  return parent.filename() == "checkpoints" ? parent.parent_path().filename().string() + " " + name : name;
}

void record(const std::filesystem::path& folder, const EvaluationRequest& request,
            const EvaluationReport& report, LanguageModel& model, const DataSet& data) {
  RunConfig config;
  const std::filesystem::path source = std::filesystem::absolute(request.model).lexically_normal();
  config.name = nameOf(source.has_filename() ? source : source.parent_path());
  config.configuration = labelOf(model.config());
  config.model = model.config();
  config.data.path = request.data.string();
  describeData(config.data, data.info());
  config.train.batch = request.batch;
  config.train.precision = request.precision;
  config.train.device = request.device;
  config.train.evaluationBatches = request.batches;
  config.train.snippetTokens = std::min(kSnippetTokens, report.context);
  resolveMachine(config);  // what the machine does not do is no part of the run either
  validate(config);

  const int layers = config.model.layers, heads = config.model.heads;
  auto writer = RunWriter::create(folder, config, report.device);
  if (report.tokens > 0) {  // the split holds a whole sequence
    const at::Device device = model.parameters().front().value.device();
    const Batch rows = data.validationBatch(0, request.batch, report.context);
    const HeadInspection seen = inspectHeads(model, rows, device, config.train.snippetTokens, false);
    appendMaps(*writer, 0, layers, heads, seen.maps);
    appendInspection(*writer, 0, layers, heads, seen);
  }
  if (const auto slopes = model.slopes(); !slopes.empty())
    writer->appendMeasure(0, measure::kSlope, layers, 1, slopes);
  writer->appendEvaluation({0, 0, report.loss, report.perplexity});
  writer->appendEvent(0, "note", "measured " + source.string() + " on " + data.folder().string());
  writer->close(Outcome::Finished);
}

}  // namespace

EvaluationReport evaluateModel(const EvaluationRequest& request, std::stop_token stop,
                               const EvaluationProgress& progress) {
  return withTorchErrors(request.batch, [&] {
    std::optional<AtomicFolder> folder;  // a folder in the way is told before the work, not after it
    if (!request.run.empty()) folder.emplace(request.run);
    EvaluationReport report;
    const std::string device = resolveDevice(request.device);
    prepareThread(request.threads);
    // A switch of the whole process, which a run before this may have left on.
    at::globalContext().setAllowTF32CuBLAS(request.precision == Precision::Tf32);
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
    requireTokenizerOf(request.model, data);
    data.requireSoundValidation();
    LanguageModel model(config, request.precision, at::Device(device), 0);
    loadHuggingFaceWeights(model, request.model);

    const auto loss = evaluateLoss(model, data, at::Device(device),
                                   {request.batch, config.context, request.batches}, stop, progress);
    if (!loss) throw Error(ErrorCode::BadUsage, Sentence::tr("the evaluation was interrupted"));
    report.loss = loss->mean;
    report.perplexity = std::exp(loss->mean);
    report.tokens = loss->tokens;
    report.context = config.context;
    report.tokenizerHash = data.info().tokenizerHash;
    report.validationHash = data.info().validationHash;
    if (folder) {
      record(folder->path(), request, report, model, data);
      folder->commit();
    }
    return report;
  });
}

}  // namespace entroscope
