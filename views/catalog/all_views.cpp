#include "views/catalog/all_views.h"

#include "views/heatmap/heat_map_view.h"
#include "views/nan_map/nan_map_view.h"

namespace entroscope {

std::vector<View*> makeAllViews(RunSet& runs, QWidget* parent) {
  return {new HeatMapView(runs, parent), new NanMapView(runs, parent)};
}

}  // namespace entroscope
