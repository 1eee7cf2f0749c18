// The numbers and texts of the NaN map (paper, Fig 5): how many NaNs each layer held at each step, one
// panel a visible run, one site at a time. Long runs come in buckets that keep the largest count, so that
// no NaN is hidden. No widgets. GUI thread.
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/snapshot.h"
#include "views/plot/run_set.h"

namespace entroscope {

struct NanMapPanel {
  std::string runId;
  QString title;     ///< configuration
  QString subtitle;  ///< name where it says more, and the first NaN
  QString runName;
  int colourIndex = 0;
  int layers = 0;
  std::vector<std::int64_t> firstStep, lastStep;  ///< of each bucket
  std::vector<float> largest, mean;               ///< [buckets · layers] counts within the bucket

  std::size_t buckets() const { return lastStep.size(); }
  float at(std::size_t bucket, int layer) const {
    return largest[bucket * static_cast<std::size_t>(layers) + static_cast<std::size_t>(layer)];
  }
  bool anyNan() const;
};

/// Where NaNs began in a run, exactly, however long it is.
struct FirstNan {
  std::int64_t step = 0;
  int layer = 0;  ///< the lowest layer that held one at that step
  bool operator==(const FirstNan&) const = default;
};
std::optional<FirstNan> firstNan(const Run& run, std::string_view measure);
/// First step at which any site or the loss held one.
std::optional<std::int64_t> firstNanStep(const Run& run);

class NanMapModel {
  Q_DECLARE_TR_FUNCTIONS(NanMapModel)
 public:
  /// Reads `site` of every visible run over `range`.
  void update(const RunSet& runs, NanSite site, StepRange range = {});

  const std::vector<NanMapPanel>& panels() const { return panels_; }
  const std::vector<QString>& without() const {
    return without_;
  }  ///< visible runs that did not record the site
  bool anyRun() const { return !panels_.empty() || !without_.empty(); }
  NanSite site() const { return site_; }
  std::int64_t firstStep() const { return firstStep_; }  ///< over all panels
  std::int64_t lastStep() const { return lastStep_; }
  float largest() const { return largest_; }  ///< over all panels; 0: no NaN at all

  /// Place of a count ≥ 1 on the logarithmic colour scale, 0…1.
  double place(float count) const;

  /// Step of each panel's run at the cursor.
  std::vector<std::int64_t> cursors(const RunSet& runs) const;

  static QString siteName(NanSite site);
  QString toolTip(const NanMapPanel& panel, std::size_t bucket, int layer, const QLocale& locale) const;

  /// run,configuration,site,first_step,last_step,layer,nan_count_max,nan_count_mean
  QByteArray csv() const;
  /// For tests: a title line, then a line a layer with the largest count of every bucket.
  QString printed() const;

 private:
  std::vector<NanMapPanel> panels_;
  std::vector<QString> without_;
  NanSite site_ = NanSite::Probabilities;
  std::int64_t firstStep_ = 0, lastStep_ = 0;
  float largest_ = 0;
};

}  // namespace entroscope
