#include "core/train/run_origin.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/checkpoints.h"
#include "core/runs/run.h"
#include "core/runs/run_toml.h"
#include "core/runs/run_tree.h"
#include "core/runs/run_writer.h"
#include "core/runs/safetensors.h"

namespace entroscope {
namespace {

/// Of a checkpoint of ours, whose weights are fp32.
bool hasFiniteWeights(const std::filesystem::path& checkpoint) {
  const SafetensorsFile file(checkpoint / "model.safetensors");
  return std::ranges::all_of(file.tensors(), [](const TensorView& tensor) {
    for (std::size_t at = 0; at + sizeof(float) <= tensor.data.size(); at += sizeof(float)) {
      float value = 0;
      std::memcpy(&value, tensor.data.data() + at, sizeof value);
      if (!std::isfinite(value)) return false;
    }
    return true;
  });
}

struct Difference {
  Sentence what;
  std::string wanted, found;  ///< hashes
};

/// Where data are not the wanted ones; an empty hash wants nothing.
std::optional<Difference> difference(const DataConfig& wanted, const DataSetInfo& data) {
  const auto differs = [](const std::string& hash, const std::string& found) {
    return !hash.empty() && hash != found;
  };
  if (differs(wanted.trainHash, data.trainHash))
    return Difference{Sentence::tr("training tokens"), wanted.trainHash, data.trainHash};
  if (differs(wanted.validationHash, data.validationHash))
    return Difference{Sentence::tr("validation tokens"), wanted.validationHash, data.validationHash};
  if (differs(wanted.tokenizerHash, data.tokenizerHash))
    return Difference{Sentence::tr("tokenizer"), wanted.tokenizerHash, data.tokenizerHash};
  return std::nullopt;
}

}  // namespace

void requireSameData(const DataConfig& recorded, const DataSet& data) {
  if (const auto d = difference(recorded, data.info())) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected the data this run began with (%2), found %3"),
                d->what, d->wanted, d->found);
  }
  data.requireSound();
}

void requireNamedData(const DataConfig& named, const DataSet& data) {
  if (const auto d = difference(named, data.info())) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: expected the data that the configuration names (%2), found %3; to train on "
                             "others, name their folder with --set data.path=FOLDER"),
                d->what, d->wanted, d->found);
  }
  data.requireSound();
}

void describeData(DataConfig& config, const DataSetInfo& data) {
  config.chunking = data.chunking;
  config.tokenizerHash = data.tokenizerHash;
  config.trainHash = data.trainHash;
  config.validationHash = data.validationHash;
}

void requireTokenizerOf(const std::filesystem::path& model, const DataSet& data) {
  const std::filesystem::path run = runFolderOf(model), file = run / "run.toml";
  if (!std::filesystem::is_regular_file(file)) return;  // of another program
  const auto own = checkpointsOf(run);
  if (std::ranges::none_of(own, [&](const auto& its) { return std::filesystem::equivalent(its, model); }))
    return;
  requireInside(run, file);
  const std::string recorded = readConfig(file).data.tokenizerHash, &now = data.info().tokenizerHash;
  if (recorded.empty() || recorded == now) return;
  throw Error(ErrorCode::BadInput,
              Sentence::tr("%1: expected data packed with the tokenizer of the run %2 (%3), found %4"),
              data.folder(), run, recorded, now);
}

void requireSameShapes(const RunConfig& recorded, const RunConfig& now) {
  for (const FieldDifference& field : differences(recorded, now)) {
    if (field.key != "model.layers" && field.key != "model.heads" && field.key != "model.context" &&
        field.key != "train.snippet_tokens")
      continue;
    throw Error(
        ErrorCode::BadInput,
        Sentence::tr("%1: expected %2, the shape of what this run has recorded, found %3; train a fork or "
                     "a new run to change it"),
        field.key, field.left, field.right);
  }
}

TrainState stateOf(const std::filesystem::path& checkpoint) {
  const std::filesystem::path file = checkpoint / "state.json";
  TrainState state = readTrainState(file);
  const std::int64_t named = checkpointStep(checkpoint).value_or(-1);
  if (state.step == named) return state;
  throw Error(ErrorCode::Corrupt, Sentence::tr("%1: step: expected %2, as the folder is named, found %3"),
              file, named, state.step);
}

std::filesystem::path newestFiniteCheckpoint(const std::filesystem::path& runFolder) {
  const auto checkpoints = checkpointsOf(runFolder);
  const auto found = std::find_if(checkpoints.rbegin(), checkpoints.rend(), [](const auto& checkpoint) {
    requireSound(checkpoint);
    return hasFiniteWeights(checkpoint);
  });
  return found == checkpoints.rend() ? std::filesystem::path() : *found;
}

std::string parentOf(const std::filesystem::path& checkpoint, std::int64_t step) {
  try {
    return parentText({openRun(runFolderOf(checkpoint).string())->info().id, step});
  } catch (const Error&) {
    return {};
  }
}

}  // namespace entroscope
