// Entropy of every head of one layer over the steps, a row a head: one panel a visible run, on the scale
// 0 … ln(T!)/T of the entropy map. No widgets; GUI thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

struct SpectrogramPanel {
  QString title, runName;
  int colourIndex = 0, heads = 0, layer = 0;
  std::int64_t shown = RunSet::kFollow;           ///< step at the cursor; kFollow: the newest
  std::vector<std::int64_t> firstStep, lastStep;  ///< of each bucket
  std::vector<float> entropy;                     ///< [buckets · heads] nats, mean of the bucket
  double lit = 0;                                 ///< heads below are dimmed, nats; 0: none is

  std::size_t buckets() const { return lastStep.size(); }
  float at(std::size_t bucket, int head) const {
    return entropy[bucket * static_cast<std::size_t>(heads) + static_cast<std::size_t>(head)];
  }
};

class SpectrogramModel {
 public:
  /// @param layer of every run that has it.
  void update(const RunSet& runs, int layer);

  const std::vector<SpectrogramPanel>& panels() const { return panels_; }
  bool anyRun() const { return anyRun_; }
  double high() const { return high_; }  ///< largest ln(T!)/T of the runs shown
  std::int64_t firstStep() const { return firstStep_; }
  std::int64_t lastStep() const { return lastStep_; }
  static int layersOf(const RunSet& runs);  ///< of the deepest visible run

  /// run,configuration,first_step,last_step,layer,head,entropy_nats
  QByteArray csv() const;
  QString printed() const;  ///< a title, then a line a head

 private:
  std::vector<SpectrogramPanel> panels_;
  bool anyRun_ = false;
  double high_ = 1;
  std::int64_t firstStep_ = 0, lastStep_ = 1;
};

}  // namespace entroscope
