#include "views/plot/run_labels.h"

#include <algorithm>

namespace entroscope {

QString shortLabel(const OpenRun& run, const std::vector<const OpenRun*>& shown) {
  const std::string& configuration = run.run->config().configuration;
  const auto same = std::count_if(shown.begin(), shown.end(), [&](const OpenRun* other) {
    return other->run->config().configuration == configuration;
  });
  return same == 1 && !configuration.empty() ? QString::fromStdString(configuration) : run.label();
}

}  // namespace entroscope
