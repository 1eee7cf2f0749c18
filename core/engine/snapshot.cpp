#include "core/engine/snapshot.h"

namespace entroscope {

std::string_view toText(NanSite site) {
  switch (site) {
    case NanSite::Scores:
      return "scores";
    case NanSite::Probabilities:
      return "probabilities";
    case NanSite::Residual:
      return "residual";
    case NanSite::Gradients:
      return "gradients";
  }
  return "unknown";
}

std::string_view toText(EngineState state) {
  switch (state) {
    case EngineState::Idle:
      return "idle";
    case EngineState::Preparing:
      return "preparing";
    case EngineState::Running:
      return "running";
    case EngineState::Paused:
      return "paused";
    case EngineState::Finished:
      return "finished";
    case EngineState::Interrupted:
      return "interrupted";
    case EngineState::Failed:
      return "failed";
  }
  return "unknown";
}

}  // namespace entroscope
