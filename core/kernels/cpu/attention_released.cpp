// Rows that the released code's finite mask lets see the future. Rare, so written for clarity.
#include <c10/util/Half.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/kernels/cpu/attention_rows.h"

namespace entroscope::cpu {
namespace {

/// Scores of one row over all T positions, the future ones being the mask.
std::vector<double> maskedScores(const HeadShape& shape, ConstHead q, ConstHead k, std::int64_t row) {
  std::vector<double> scores(shape.context, releasedMask(shape));
  for (std::int64_t j = 0; j <= row; ++j) {
    float sum = 0;
    for (std::int64_t c = 0; c < shape.width; ++c) sum += q.row(row)[c] * k.row(j)[c];
    if (shape.halfScores) sum = static_cast<float>(static_cast<c10::Half>(sum));
    scores[j] = sum * shape.scale;
  }
  return scores;
}

/// Turns scores into probabilities; all NaN when one score is NaN or infinite upwards.
void softmax(std::vector<double>& scores, double& maximum, double& total, double& weighted) {
  maximum = -std::numeric_limits<double>::infinity();
  for (const double score : scores) maximum = std::isnan(score) ? score : std::max(maximum, score);
  total = weighted = 0;
  for (double& score : scores) {
    const double shifted = score - maximum, e = std::exp(shifted);
    total += e;
    weighted += e == 0 ? 0 : e * shifted;
    score = e;
  }
  for (double& score : scores) score /= total;
}

}  // namespace

float releasedMask(const HeadShape& shape) {
  return shape.halfScores ? -65504.0f : std::numeric_limits<float>::lowest();
}

void releasedRowForward(const HeadShape& shape, ConstHead q, ConstHead k, ConstHead v, std::int64_t row,
                        Head output, const RowMeasures& measures) {
  std::vector<double> p = maskedScores(shape, q, k, row);
  if (measures.nanScores) {
    measures.nanScores[row] =
        static_cast<std::int32_t>(std::count_if(p.begin(), p.end(), [](double s) { return std::isnan(s); }));
  }
  double maximum, total, weighted;
  softmax(p, maximum, total, weighted);
  for (std::int64_t c = 0; c < shape.width; ++c) {
    double sum = 0;
    for (std::int64_t j = 0; j < shape.context; ++j) sum += p[j] * v.row(j)[c];
    output.row(row)[c] = static_cast<float>(sum);
  }
  measures.logSumExp[row] = static_cast<float>(maximum + std::log(total));
  if (measures.entropy) {
    const double entropy = std::log(total) - weighted / total;
    measures.entropy[row] =
        shape.asReleasedEntropy && std::isnan(entropy) ? 0.0f : static_cast<float>(entropy);
  }
}

void releasedRowBackward(const HeadShape& shape, ConstHead gradient, ConstHead q, ConstHead k, ConstHead v,
                         std::int64_t row, Head dq, Head dk, Head dv) {
  std::vector<double> p = maskedScores(shape, q, k, row);
  double maximum, total, weighted;
  softmax(p, maximum, total, weighted);
  std::vector<double> dp(shape.context, 0.0), query(shape.width, 0.0);
  double mean = 0;
  for (std::int64_t j = 0; j < shape.context; ++j) {
    for (std::int64_t c = 0; c < shape.width; ++c) {
      dp[j] += static_cast<double>(gradient.row(row)[c]) * v.row(j)[c];
      dv.row(j)[c] += static_cast<float>(p[j] * gradient.row(row)[c]);
    }
    mean += p[j] * dp[j];
  }
  for (std::int64_t j = 0; j <= row; ++j) {  // the mask is a constant: no gradient beyond the diagonal
    const double ds = p[j] * (dp[j] - mean) * shape.scale;
    for (std::int64_t c = 0; c < shape.width; ++c) {
      query[c] += ds * k.row(j)[c];
      dk.row(j)[c] += static_cast<float>(ds * q.row(row)[c]);
    }
  }
  for (std::int64_t c = 0; c < shape.width; ++c) dq.row(row)[c] = static_cast<float>(query[c]);
}

}  // namespace entroscope::cpu
