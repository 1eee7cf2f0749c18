// The numbers and texts of the A − B map: the difference of two runs' head entropies at equal steps or
// equal tokens. No widgets. GUI thread. Entropies in nats.
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <cstdint>
#include <string>
#include <vector>

#include "views/plot/empty_state.h"
#include "views/plot/run_set.h"

namespace entroscope {

/// Ends of the colours, the same on both sides of zero: the largest difference shown, or the largest there
/// can be, ±ln(T!)/T (maps of different times and pairs compare).
enum class DifferenceScale { Largest, Theoretical };

/// Which runs; an empty id, or one that is not shown, leaves the choice to the order of the runs.
struct DifferenceChoice {
  std::string a, b;
};

struct DifferenceSide {
  std::string runId;
  QString label;
  int colourIndex = 0;
  std::int64_t step = 0, tokens = 0;  ///< of the map
  bool published = false;             ///< bears no step
  int context = 0;
  std::vector<float> entropy;  ///< [layers · heads]
};

class DifferenceModel {
  Q_DECLARE_TR_FUNCTIONS(DifferenceModel)
 public:
  /// Both maps at the cursor. Where it follows: at the newest place on the axis that both runs have
  /// reached, so that a run that trains is compared with a finished one at equal progress.
  void update(const RunSet& runs, const DifferenceChoice& choice, DifferenceScale scale);

  /// Why there is nothing to show; empty title: there is.
  const EmptyText& empty() const { return empty_; }
  const DifferenceSide& a() const { return a_; }
  const DifferenceSide& b() const { return b_; }
  int layers() const { return layers_; }
  int heads() const { return heads_; }
  const std::vector<float>& values() const { return values_; }  ///< A − B; NaN where either is
  float at(int layer, int head) const { return values_[static_cast<std::size_t>(layer * heads_ + head)]; }
  double limit() const { return limit_; }  ///< the colours span −limit … +limit, > 0
  DifferenceScale scale() const { return scale_; }
  double place(float value) const;  ///< on the colours, −1 … 1
  bool anyNan() const;
  double meanDifference() const;  ///< over the heads that are finite in both

  /// "SM+G · step 500".
  QString sideText(const DifferenceSide& side, const QLocale& locale) const;
  /// Signed, with a true minus.
  static QString cellText(float value, int decimals, const QLocale& locale);
  QString toolTip(int layer, int head, const QLocale& locale) const;

  /// layer,head,entropy_a,entropy_b,difference_nats,run_a,step_a,run_b,step_b
  QByteArray csv() const;
  /// For tests: both sides, the scale, then a line a layer.
  QString printed() const;

 private:
  void clear(EmptyText why);
  static bool read(const OpenRun& open, const Cursor& cursor, const QString& label, DifferenceSide& side,
                   Frame& frame);

  EmptyText empty_;
  DifferenceSide a_, b_;
  int layers_ = 0, heads_ = 0;
  std::vector<float> values_;
  DifferenceScale scale_ = DifferenceScale::Largest;
  double limit_ = 1;
};

}  // namespace entroscope
