#include "views/plot/seed_groups.h"

#include <algorithm>
#include <set>

#include "core/base/config_fields.h"

namespace entroscope {

bool sameButSeed(const RunConfig& a, const RunConfig& b) {
  static const std::set<std::string> ignored{"name", "train.seed", "train.device", "train.threads"};
  return std::ranges::all_of(differences(a, b),
                             [](const FieldDifference& d) { return ignored.contains(d.key); });
}

std::vector<SeedGroup> seedGroups(const std::vector<const OpenRun*>& shown) {
  std::vector<SeedGroup> groups;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i]->run->info().status == RunStatus::Reference) continue;
    const RunConfig& config = shown[i]->run->config();
    const auto found = std::ranges::find_if(groups, [&](const SeedGroup& group) {
      return sameButSeed(shown[group.front()]->run->config(), config);
    });
    if (found == groups.end()) {
      groups.push_back({i});
      continue;
    }
    // The same seed a second time is no further sample.
    const bool known = std::ranges::any_of(
        *found, [&](std::size_t j) { return shown[j]->run->config().train.seed == config.train.seed; });
    if (!known) found->push_back(i);
  }
  std::erase_if(groups, [](const SeedGroup& group) { return group.size() < 2; });
  return groups;
}

}  // namespace entroscope
