// Rules that call for the user while nobody looks: NaN, a jump of the loss, too many overloaded heads, a
// standstill. Judges snapshots; shows nothing itself. GUI thread only. No widgets.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/snapshot.h"

namespace entroscope {

struct AlertRules {
  bool nan = true;
  bool jump = true;
  double jumpNats = 1;  ///< loss above its running mean (time constant kMeanSteps), after as many steps
  bool overload = false;
  double overloadPercent = 50;  ///< share of heads in [¾ M, M], M = ln(T!)/T
  bool standstill = true;
  int standstillSeconds = 300;  ///< without a step, while running

  bool operator==(const AlertRules&) const = default;
};

class AlertWatch {
  Q_DECLARE_TR_FUNCTIONS(AlertWatch)
 public:
  using Seconds = std::chrono::duration<double>;
  static constexpr double kMeanSteps = 50;

  /// The first bad step that the run's records know by now; a snapshot shows only the newest step, and
  /// training is many steps ahead of the window. Without an answer for kNanPatience the step seen is named as
  /// such.
  using FirstNanStep = std::function<std::optional<std::int64_t>(const Snapshot&)>;
  static constexpr double kNanPatience = 3;  // s
  void setFirstNanStep(FirstNanStep firstNanStep) { firstNanStep_ = std::move(firstNanStep); }

  void setRules(const AlertRules& rules) { rules_ = rules; }
  const AlertRules& rules() const { return rules_; }

  /// Sentences for what has become true since the last look. Each rule speaks once a run, and again
  /// only after its condition was false in between; a NaN once a run. @param now of a steady clock.
  std::vector<QString> look(const Snapshot& snapshot, Seconds now);

 private:
  enum class Kind { Nan, Jump, Overload, Standstill };
  /// True where `kind` was silent and `holds` now.
  bool rises(Kind kind, bool holds);
  void begin(const Snapshot& snapshot, Seconds now);
  /// Empty while the records have not said yet where the NaN began.
  QString nanSentence(const Snapshot& snapshot, Seconds now);

  AlertRules rules_;
  std::string run_;
  std::int64_t step_ = -1;
  Seconds movedAt_{};
  double mean_ = 0;
  int looks_ = 0;  ///< steps that are in the mean
  std::set<Kind> standing_;
  FirstNanStep firstNanStep_;
  struct SeenNan {
    std::int64_t step;
    Seconds at;
  };
  std::optional<SeenNan> seenNan_;  ///< and not told yet
};

}  // namespace entroscope
