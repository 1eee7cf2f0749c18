#include "app/desktop/session/alerts.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/measures/overload.h"

namespace entroscope {

namespace {

bool holdsNan(const Snapshot& snapshot) {
  return snapshot.step > 0 &&
         (std::isnan(snapshot.loss) ||
          std::ranges::any_of(snapshot.nanCounts, [](float count) { return count > 0; }));
}

/// Share of heads in the top quarter of what a causal head can reach, %; nothing before the first measure.
std::optional<double> overloadPercent(const Snapshot& snapshot) {
  if (snapshot.entropy.empty() || snapshot.context < 2) return std::nullopt;
  const auto histogram = overloadHistogram(snapshot.entropy, theoreticalMaximumEntropy(snapshot.context));
  if (histogram.heads() == 0) return std::nullopt;
  return histogram.percent(3);
}

}  // namespace

bool AlertWatch::rises(Kind kind, bool holds) {
  if (!holds) {
    standing_.erase(kind);
    return false;
  }
  return standing_.insert(kind).second;
}

void AlertWatch::begin(const Snapshot& snapshot, Seconds now) {
  run_ = snapshot.runPath;
  step_ = -1;
  movedAt_ = now;
  mean_ = 0;
  looks_ = 0;
  standing_.clear();
  seenNan_.reset();
}

QString AlertWatch::nanSentence(const Snapshot& snapshot, Seconds now) {
  const QString name = QString::fromStdString(snapshot.configuration);
  const auto first = firstNanStep_ ? firstNanStep_(snapshot) : std::nullopt;
  if (first) return tr("%1: first NaN at step %2").arg(name).arg(std::min(*first, seenNan_->step));
  if (now - seenNan_->at < Seconds(kNanPatience) && snapshot.state == EngineState::Running) return {};
  return tr("%1: NaN seen at step %2").arg(name).arg(seenNan_->step);
}

std::vector<QString> AlertWatch::look(const Snapshot& snapshot, Seconds now) {
  if (snapshot.runPath != run_) begin(snapshot, now);
  std::vector<QString> sentences;
  const QLocale locale;
  const QString name = QString::fromStdString(snapshot.configuration);
  const bool moved = snapshot.step != step_;
  if (moved || snapshot.state != EngineState::Running) movedAt_ = now;

  const bool still = rules_.standstill && now - movedAt_ > Seconds(rules_.standstillSeconds);
  if (rises(Kind::Standstill, still)) {
    sentences.push_back(tr("%1: no step for %2 s, still at step %3")
                            .arg(name)
                            .arg(rules_.standstillSeconds)
                            .arg(snapshot.step));
  }
  // A NaN stays: what went wrong is said once a run, not at every step that has it.
  if (moved && rules_.nan && holdsNan(snapshot) && rises(Kind::Nan, true))
    seenNan_ = SeenNan{snapshot.step, now};
  if (seenNan_) {
    if (const QString sentence = nanSentence(snapshot, now); !sentence.isEmpty()) {
      sentences.push_back(sentence);
      seenNan_.reset();
    }
  }
  if (!moved) return sentences;
  step_ = snapshot.step;

  const double jump = snapshot.loss - mean_;
  const bool jumped = rules_.jump && looks_ >= kMeanSteps && jump > rules_.jumpNats;
  if (rises(Kind::Jump, jumped)) {
    sentences.push_back(tr("%1: the loss jumped to %2 at step %3, %4 above its mean")
                            .arg(name, locale.toString(snapshot.loss, 'f', 3))
                            .arg(snapshot.step)
                            .arg(locale.toString(jump, 'f', 3)));
  }
  if (std::isfinite(snapshot.loss) && snapshot.step > 0) {
    ++looks_;
    mean_ += (snapshot.loss - mean_) / std::min(static_cast<double>(looks_), kMeanSteps);
  }
  const auto overload = overloadPercent(snapshot);
  if (rises(Kind::Overload, rules_.overload && overload && *overload > rules_.overloadPercent)) {
    sentences.push_back(tr("%1: %2 % of the heads are overloaded at step %3")
                            .arg(name, locale.toString(*overload, 'f', 0))
                            .arg(snapshot.step));
  }
  return sentences;
}

}  // namespace entroscope
