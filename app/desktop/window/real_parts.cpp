// Apart from the window, so that a test of it links neither the trainer nor every view.
#include "app/desktop/window/main_window.h"
#include "core/model/checkpoint_path.h"
#include "core/train/evaluation.h"
#include "core/train/training.h"
#include "views/catalog/all_views.h"

namespace entroscope {

MainWindowParts realParts() {
  MainWindowParts parts;
  parts.session.makeEngine = [](EngineOptions options) {
    return makeThreadedEngine(realTrainers(), std::move(options));
  };
  parts.measure = [](EvaluationRequest request, std::stop_token stop, const EvaluationProgress& progress) {
    request.model = resolveCheckpoint(request.model);
    evaluateModel(request, std::move(stop), progress);
  };
  parts.makeViews = [](RunSet& runs, QWidget* parent) { return makeAllViews(runs, parent); };
  return parts;
}

}  // namespace entroscope
