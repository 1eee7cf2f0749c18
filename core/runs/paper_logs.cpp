// The text logs of the paper's released trainer: one line a logged step, "Step N - Layer i: v" or
// "Step N: v" (slopes).
#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/csv.h"
#include "core/runs/recording.h"
#include "core/runs/run.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLayers = 1024;
constexpr char kGlobalSlope[] = "global_slope.txt";  // layer 0's slope, in the released code

struct Kind {
  std::string_view suffix, measure;
};
constexpr Kind kKinds[] = {{"_entropy.txt", measure::kEntropy},
                           {"_nan_count.txt", "nan.probabilities"},
                           {"_slope.txt", measure::kSlope}};

bool take(std::string_view& text, std::string_view expected) {
  if (text.rfind(expected, 0) != 0) return false;
  text.remove_prefix(expected.size());
  return true;
}

std::optional<std::int64_t> takeWhole(std::string_view& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// i of "layer_{i}{suffix}".
std::optional<int> layerOf(std::string_view name, std::string_view suffix) {
  if (!take(name, "layer_")) return std::nullopt;
  const auto layer = takeWhole(name);
  if (!layer || name != suffix || *layer < 0 || *layer >= kMostLayers) return std::nullopt;
  return static_cast<int>(*layer);
}

struct Line {
  std::int64_t step = 0;
  double value = 0;
};

Line parseLine(std::string_view line, std::optional<int> layer, const Sentence& place) {
  const auto reject = [&]() -> Line {
    const std::string form =
        layer ? "Step N - Layer " + std::to_string(*layer) + ": value" : std::string("Step N: value");
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected \"%2\", found \"%3\""), place, form,
                line.substr(0, 60));
  };
  std::string_view rest = line;
  if (!take(rest, "Step ")) return reject();
  const auto step = takeWhole(rest);
  if (!step) return reject();
  if (take(rest, " - Layer ")) {
    const auto named = takeWhole(rest);
    if (!named || (layer && *named != *layer)) return reject();
  }
  if (!take(rest, ": ")) return reject();
  return {*step, numberFromText(rest, place)};
}

void readLog(const fs::path& file, std::optional<int> layer, const std::string& measure, int row,
             Recording& out) {
  const std::string text = readTextFile(file);
  std::string_view rest = text;
  for (int number = 1; !rest.empty(); ++number) {
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty()) continue;
    const Sentence place(Sentence::tr("%1: line %2"), file, number);
    const auto [step, value] = parseLine(line, layer, place);
    out.add(measure, {step, row, 0, value}, place);
  }
}

}  // namespace

bool isPaperLog(const std::string& fileName) {
  return fileName == kGlobalSlope || std::ranges::any_of(kKinds, [&](const Kind& kind) {
           return layerOf(fileName, kind.suffix).has_value();
         });
}

Recording readPaperLogs(const fs::path& folder) {
  Recording recording;
  recording.source = folder.string();
  recording.gapsAllowed = true;  // a log that ends earlier than its neighbours
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path());
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    for (const auto& kind : kKinds) {
      const auto layer = layerOf(name, kind.suffix);
      if (!layer) continue;
      requireInside(folder, file);
      readLog(file, layer, std::string(kind.measure), *layer, recording);
    }
  }
  const std::string slope(measure::kSlope);
  if (const fs::path file = folder / kGlobalSlope;
      files.contains(file) && !recording.measures.contains(slope)) {
    requireInside(folder, file);
    readLog(file, std::nullopt, slope, 0, recording);
  }
  if (recording.measures.empty()) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: expected layer_0_entropy.txt, layer_0_nan_count.txt, layer_0_slope.txt or "
                             "global_slope.txt, found none"),
                folder);
  }
  return recording;
}

}  // namespace entroscope
