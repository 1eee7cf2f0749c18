#include "core/train/train_state.h"

#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"

namespace entroscope {
namespace {

constexpr int kFormat = 1;
constexpr int kMostThreads = 4096;  // as train.threads may have

[[noreturn]] void reject(const std::filesystem::path& file, const std::string& field,
                         const Sentence& expected, const Json& found) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected %3, found %4"), file, field, expected,
              found.dump());
}

const Json& member(const Json& object, const std::filesystem::path& file, const std::string& field) {
  if (!object.is_object() || !object.contains(field)) reject(file, field, Sentence::tr("a value"), Json());
  return object.at(field);
}

std::int64_t whole(const Json& object, const std::filesystem::path& file, const std::string& field) {
  const Json& value = member(object, file, field);
  if (!value.is_number_integer() || value.get<double>() < 0 || value.get<double>() > 1e18) {
    reject(file, field, Sentence::tr("a whole number of at least 0"), value);
  }
  return value.get<std::int64_t>();
}

bool flag(const Json& object, const std::filesystem::path& file, const std::string& field) {
  const Json& value = member(object, file, field);
  if (!value.is_boolean()) reject(file, field, Sentence::tr("true or false"), value);
  return value.get<bool>();
}

std::string text(const Json& object, const std::filesystem::path& file, const std::string& field) {
  const Json& value = member(object, file, field);
  if (!value.is_string()) reject(file, field, Sentence::tr("text"), value);
  return value.get<std::string>();
}

}  // namespace

void writeTrainState(const std::filesystem::path& file, const TrainState& state) {
  const Json json = {{"format", kFormat},
                     {"step", state.step},
                     {"updates", state.updates},
                     {"tokens", state.tokens},
                     {"batch_index", state.batchIndex},
                     {"loss_scale", state.lossScale.scale},
                     {"scale_age", state.lossScale.age},
                     {"evaluation_loss", jsonNumber(state.evaluationLoss)},
                     {"evaluation_due", state.evaluationDue},
                     {"random", "derived from train.seed and batch_index"},
                     {"machine",
                      {{"threads", state.machine.threads},
                       {"cpu_capability", state.machine.cpuCapability},
                       {"library", state.machine.library},
                       {"program", ENTROSCOPE_VERSION},
                       {"flush_denormals", state.machine.flushDenormals}}}};
  writeFileAtomically(file, json.dump(2) + "\n");
}

TrainState readTrainState(const std::filesystem::path& file) {
  const Json json = parseJson(readTextFile(file, 1 << 20), file.string());
  if (whole(json, file, "format") != kFormat) reject(file, "format", kFormat, json.at("format"));
  TrainState state;
  state.step = whole(json, file, "step");
  state.updates = whole(json, file, "updates");
  state.tokens = whole(json, file, "tokens");
  state.batchIndex = whole(json, file, "batch_index");
  const Json& scale = member(json, file, "loss_scale");
  state.lossScale.scale = numberFromJson(scale, file.string() + ": loss_scale");
  if (!std::isfinite(state.lossScale.scale) || state.lossScale.scale < 1)
    reject(file, "loss_scale", Sentence::tr("a finite number of at least 1"), scale);
  state.lossScale.age = whole(json, file, "scale_age");
  state.evaluationLoss =
      numberFromJson(member(json, file, "evaluation_loss"), file.string() + ": evaluation_loss");
  state.evaluationDue = flag(json, file, "evaluation_due");
  const Json& machine = member(json, file, "machine");
  const std::int64_t threads = whole(machine, file, "threads");
  if (threads < 1 || threads > kMostThreads)
    reject(file, "threads", {Sentence::tr("1 to %1"), kMostThreads}, threads);
  state.machine.threads = static_cast<int>(threads);
  state.machine.cpuCapability = text(machine, file, "cpu_capability");
  state.machine.library = text(machine, file, "library");
  state.machine.flushDenormals = flag(machine, file, "flush_denormals");
  return state;
}

}  // namespace entroscope
