#include "app/cli/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/cli/commands.h"

namespace entroscope::cli {
namespace {

std::string withThousands(std::int64_t value) {
  std::string text = std::to_string(value);
  for (auto place = static_cast<std::int64_t>(text.size()) - 3; place > 0; place -= 3) {
    text.insert(static_cast<std::size_t>(place), ",");
  }
  return text;
}

std::string bar(double share) {
  constexpr int kWidth = 24;
  const int full = static_cast<int>(std::clamp(share, 0.0, 1.0) * kWidth);
  return "[" + std::string(static_cast<std::size_t>(full), '#') +
         std::string(static_cast<std::size_t>(kWidth - full), '.') + "]";
}

/// A single run that prepares or fails before its first step has nothing to show but the sentence on
/// which the command ends. In a queue the others go on, and each says for itself what became of it.
bool isRefusal(const Snapshot& s) {
  return s.queueSize <= 1 && s.step == 0 &&
         (s.state == EngineState::Preparing || s.state == EngineState::Failed);
}

}  // namespace

std::string progressText(const Snapshot& s) {
  std::string text = s.configuration;
  if (s.queueSize > 1)
    text += " (" + std::to_string(s.queueIndex + 1) + "/" + std::to_string(s.queueSize) + ")";
  if (s.state != EngineState::Running) text += "  " + std::string(toText(s.state));
  text += "  step " + withThousands(s.step) + "/" + withThousands(s.totalSteps);
  char numbers[96];
  if (s.step > 0) {
    std::snprintf(numbers, sizeof numbers, "  loss %.3f", std::isnan(s.loss) ? NAN : s.loss);  // never "-nan"
    text += numbers;
  }
  if (std::isfinite(s.evaluationLoss) && s.evaluationLoss > 0) {
    text += "  perplexity " + perplexityText(std::exp(s.evaluationLoss), 1);
  }
  if (s.tokensPerSecond > 0) {
    text += "  " + withThousands(static_cast<std::int64_t>(s.tokensPerSecond)) + " tokens/s";
    if (s.state == EngineState::Running) text += "  " + durationText(s.secondsLeft) + " left";
  }
  if (!s.error.empty()) text += "  " + s.error.english();  // failed, or paused because the disk refuses
  return text;
}

void Progress::show(const Snapshot& snapshot) {
  if (quiet_ || isRefusal(snapshot)) return;
  const bool changed = snapshot.state != lastState_;
  if (!changed && !line_.isDue()) return;
  lastState_ = snapshot.state;
  const double share = snapshot.totalSteps > 0
                           ? static_cast<double>(snapshot.step) / static_cast<double>(snapshot.totalSteps)
                           : 0;
  const std::string text = progressText(snapshot);
  line_.show(line_.isTerminal() ? bar(share) + " " + text : text);
  const bool ended = snapshot.state == EngineState::Finished || snapshot.state == EngineState::Interrupted ||
                     snapshot.state == EngineState::Failed;
  if (ended) line_.end();
}

}  // namespace entroscope::cli
