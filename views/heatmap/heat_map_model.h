// The numbers and texts of the layer × head entropy map (paper, Fig 1): one panel a visible run, one
// colour scale for all of them. No widgets. GUI thread. Entropies in nats.
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

/// Upper end of the colours: the theoretical maximum ln(T!)/T with 0 below (maps of different times and
/// runs compare), or the range of the values shown (small differences show).
enum class EntropyScale { Fixed, DataRange };

struct HeatMapPanel {
  std::string runId;
  QString runName;
  QString title;     ///< configuration
  QString subtitle;  ///< name where it says more, and the step; what tells it from others comes last
  int colourIndex = 0;
  std::int64_t step = 0;
  int context = 0;  ///< T of the run
  int layers = 0, heads = 0;
  std::vector<float> entropy;      ///< [layers · heads], NaN where every row was NaN
  std::vector<float> nanRowShare;  ///< the same shape, or empty
  bool live = false, published = false;
  double overloadMaximum = 0;  ///< M of its quarters, by the run set's choice; 0 when nothing is finite

  float at(int layer, int head) const { return entropy[static_cast<std::size_t>(layer * heads + head)]; }
  float nanShareAt(int layer, int head) const;
};

class HeatMapModel {
  Q_DECLARE_TR_FUNCTIONS(HeatMapModel)
 public:
  /// Reads the panels at the cursor. With `onlyLive`, runs that are not being trained keep their panels.
  void update(const RunSet& runs, EntropyScale scale, bool onlyLive = false);

  const std::vector<HeatMapPanel>& panels() const { return panels_; }
  const std::vector<QString>& without() const { return without_; }  ///< visible runs without an entropy row
  bool anyRun() const { return !panels_.empty() || !without_.empty(); }

  bool follows() const { return follows_; }  ///< the newest step is shown

  double low() const { return low_; }
  double high() const { return high_; }
  EntropyScale scale() const { return scale_; }
  /// Place of a value on the colour scale, 0…1.
  double place(float value) const;

  bool isOverload(const HeatMapPanel& panel, int layer, int head) const;
  /// Below the threshold that is dragged in the histogram, so that the heads above it light up.
  bool isDimmed(const HeatMapPanel& panel, float value) const;
  bool anyNan() const;

  static QString cellText(float value, int decimals, const QLocale& locale);
  QString toolTip(const HeatMapPanel& panel, int layer, int head, const QLocale& locale) const;

  /// run,configuration,step,layer,head,entropy_nats,nan_row_share
  QByteArray csv() const;
  /// The panels as text, for tests: a title line, then a line a layer.
  QString printed() const;

 private:
  std::optional<HeatMapPanel> read(const OpenRun& open, const Cursor& cursor) const;
  void nameApart();
  void rescale();

  std::vector<HeatMapPanel> panels_;
  std::vector<QString> without_;
  EntropyScale scale_ = EntropyScale::Fixed;
  OverloadMaximum overload_ = OverloadMaximum::Pooled;
  std::optional<double> brush_;
  bool follows_ = true;
  double low_ = 0, high_ = 1;
};

}  // namespace entroscope
