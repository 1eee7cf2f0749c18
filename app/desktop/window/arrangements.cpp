#include "app/desktop/window/arrangements.h"

namespace entroscope {

const Arrangement& overview() {
  // The map above the tables · curves above the distribution.
  static const Arrangement arrangement{
      .corners = {QStringList{"entropy-map", "entropy-difference", "entropy-spectrogram"},
                  {"loss-curves", "layer-entropy", "slopes", "training-signals", "head-inspector"},
                  {"perplexity-table", "run-tree", "nan-map", "nan-trace", "configuration-differences"},
                  {"overload-histogram"}}};
  return arrangement;
}

const Arrangement& watchTraining() {
  static const Arrangement arrangement{.corners = {QStringList{"loss-curves", "slopes"},
                                                   {"entropy-map", "head-inspector", "entropy-spectrogram"},
                                                   {"training-signals", "layer-entropy"},
                                                   {"overload-histogram", "nan-map"}},
                                       .leftShare = 0.45,
                                       .upperLeftShare = 0.5,
                                       .upperRightShare = 0.56,
                                       .others = false};
  return arrangement;
}

const Arrangement& compareRuns() {
  static const Arrangement arrangement{
      .corners = {QStringList{"entropy-map", "entropy-difference", "overload-histogram"},
                  {"loss-curves", "layer-entropy", "slopes"},
                  {"perplexity-table", "run-tree"},
                  {"configuration-differences"}},
      .leftShare = 0.56,
      .upperLeftShare = 0.66,
      .upperRightShare = 0.5,
      .queue = false,
      .others = false};
  return arrangement;
}

const Arrangement& findNan() {
  static const Arrangement arrangement{.corners = {QStringList{"nan-map"},
                                                   {"nan-trace", "head-inspector"},
                                                   {"loss-curves", "training-signals"},
                                                   {"configuration-differences", "entropy-map"}},
                                       .leftShare = 0.4,
                                       .upperLeftShare = 0.55,
                                       .upperRightShare = 0.78,
                                       .queue = false,
                                       .others = false};
  return arrangement;
}

}  // namespace entroscope
