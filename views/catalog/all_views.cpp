#include "views/catalog/all_views.h"

#include "views/configuration/configuration_view.h"
#include "views/curves/curves_view.h"
#include "views/difference/difference_view.h"
#include "views/head_inspector/head_inspector_view.h"
#include "views/heatmap/heat_map_view.h"
#include "views/histogram/histogram_view.h"
#include "views/nan_map/nan_map_view.h"
#include "views/nan_trace/nan_trace_view.h"
#include "views/perplexity/perplexity_view.h"
#include "views/run_tree/run_tree_view.h"
#include "views/spectrogram/spectrogram_view.h"

namespace entroscope {

std::vector<View*> makeAllViews(RunSet& runs, QWidget* parent) {
  return {new HeatMapView(runs, parent),         new DifferenceView(runs, parent),
          new HistogramView(runs, parent),       makeLossCurvesView(runs, parent),
          makeLayerEntropyView(runs, parent),    makeSlopesView(runs, parent),
          new NanMapView(runs, parent),          new PerplexityView(runs, parent),
          makeTrainingSignalsView(runs, parent), new ConfigurationView(runs, parent),
          new HeadInspectorView(runs, parent),   new SpectrogramView(runs, parent),
          new NanTraceView(runs, parent),        new RunTreeView(runs, parent)};
}

}  // namespace entroscope
