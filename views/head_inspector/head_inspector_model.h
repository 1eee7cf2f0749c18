// Everything about one attention head: its entropy over the steps in every visible run, the entropy of each
// query position against ln i, its attention on the fixed snippet, its neighbours. No widgets; GUI thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

struct SnippetAttention {
  std::int64_t step = 0;
  int tokens = 0;              ///< n
  std::vector<float> weights;  ///< aᵢⱼ, j ≤ i, row by row
  float at(int i, int j) const { return weights[static_cast<std::size_t>(i * (i + 1) / 2 + j)]; }
};

struct HeadPanel {
  QString title, runName;
  int colourIndex = 0, layers = 0, heads = 0;
  double maximum = 0;                    ///< ln(T!)/T
  double lit = 0;                        ///< neighbours below are dimmed, nats; 0: none is
  std::int64_t shown = RunSet::kFollow;  ///< step at the cursor; kFollow: the newest
  std::vector<std::int64_t> step;
  std::vector<float> entropy;  ///< of the head, nats, a step each
  std::vector<int> position;   ///< query positions from 1
  std::vector<float> positionEntropy;
  std::optional<SnippetAttention> attention;
  std::vector<QString> tokens;  ///< the snippet's, as text
  std::vector<float> now;       ///< [layers · heads] at the cursor, nats; empty when not recorded

  float nowAt(int layer, int head) const {
    return now[static_cast<std::size_t>(layer) * static_cast<std::size_t>(heads) +
               static_cast<std::size_t>(head)];
  }
};

class HeadInspectorModel {
 public:
  /// Reads the chosen head (layer 0, head 0 where none is) of every visible run that has it, at the cursor.
  void update(const RunSet& runs);

  HeadId head() const { return head_; }
  const std::vector<HeadPanel>& panels() const { return panels_; }
  bool anyRun() const { return anyRun_; }

  /// run,configuration,layer,head,quantity,step,x,y,value: entropy (x, y empty), position_entropy (x:
  /// position), attention (x: query, y: key, both from 0).
  QByteArray csv() const;
  QString printed() const;  ///< for tests and screen readers

 private:
  HeadId head_;
  std::vector<HeadPanel> panels_;
  bool anyRun_ = false;
  std::map<std::string, std::vector<QString>> vocabulary_;  ///< by run id, filled as needed
};

}  // namespace entroscope
