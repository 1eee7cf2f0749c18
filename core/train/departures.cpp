#include "core/train/departures.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/config_fields.h"
#include "core/base/paper_recipe.h"

namespace entroscope {
namespace {

// Batch and accumulation are compared as their product, the rest of `train.` says how a run is watched.
constexpr std::array<std::string_view, 16> kNoDeparture = {
    "model.block_norm",     "model.first_norm", "model.activation",          "model.slope_mode",
    "model.slope",          "data.path",        "data.tokenizer_hash",       "data.train_hash",
    "data.validation_hash", "train.batch",      "train.accumulation",        "train.seed",
    "train.device",         "train.threads",    "train.evaluation_interval", "train.measure_interval"};

bool counts(std::string_view key) {
  const bool section = key.starts_with("model.") || key.starts_with("data.") ||
                       key.starts_with("optimizer.") || key == "train.steps" || key == "train.precision";
  return section && std::ranges::find(kNoDeparture, key) == kNoDeparture.end();
}

}  // namespace

std::vector<std::string> departuresFromPaper(const RunConfig& config) {
  const bool pythia = config.model.family == Family::GptNeoX;
  const RunConfig paper = paperRun(config.model.family, pythia && config.model.context == 256 ? 256 : 128);
  std::vector<std::string> sentences;
  if (pythia) {
    sentences.push_back(
        "The authors' hyperparameters for Pythia are not published: their GPT-2 recipe is used.");
  }
  if (config.data.path.empty()) {
    sentences.push_back("The data are the bundled sample of Python source, not CodeParrot.");
  }
  const int sequences = config.train.batch * config.train.accumulation;
  const int paperSequences = paper.train.batch * paper.train.accumulation;
  if (sequences != paperSequences) {
    sentences.push_back("A step takes " + std::to_string(sequences) + " sequences where the paper's takes " +
                        std::to_string(paperSequences) + ".");
  }
  // The machine's own sentence says it already, with the reason.
  const std::string replaced = " in place of " + std::string(toText(paper.train.precision)) + ",";
  const bool precisionSaid = std::ranges::any_of(
      config.departures, [&](const std::string& said) { return said.find(replaced) != std::string::npos; });
  for (const auto& [key, ours, theirs] : differences(config, paper)) {
    if (counts(key) && !(precisionSaid && key == "train.precision"))
      sentences.push_back(key + " is " + ours + " where the paper's recipe has " + theirs + ".");
  }
  return sentences;
}

void addDepartures(std::vector<std::string>& sentences, const std::vector<std::string>& more) {
  for (const auto& sentence : more) {
    if (std::ranges::find(sentences, sentence) == sentences.end()) sentences.push_back(sentence);
  }
}

}  // namespace entroscope
