#include "core/runs/run_tree.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>

namespace entroscope {

ForkPoint forkPointOf(const RunConfig& config) {
  const auto at = config.parent.rfind('@');
  if (at == std::string::npos) return {};
  ForkPoint point{config.parent.substr(0, at), 0};
  std::from_chars(config.parent.data() + at + 1, config.parent.data() + config.parent.size(), point.step);
  return point;
}

std::string parentText(const ForkPoint& point) {
  return point.id.empty() ? std::string() : point.id + '@' + std::to_string(point.step);
}

std::vector<TreeLine> runTree(const std::vector<RunPtr>& runs) {
  std::vector<TreeLine> lines;
  std::set<const Run*> placed;
  const std::function<void(const RunPtr&, int)> place = [&](const RunPtr& run, int depth) {
    if (!placed.insert(run.get()).second) return;  // a copied folder, or parents in a circle
    lines.push_back({depth, run});
    std::vector<RunPtr> forks;
    for (const auto& other : runs) {
      if (!run->info().id.empty() && forkPointOf(other->config()).id == run->info().id)
        forks.push_back(other);
    }
    std::stable_sort(forks.begin(), forks.end(), [](const RunPtr& a, const RunPtr& b) {
      return forkPointOf(a->config()).step < forkPointOf(b->config()).step;
    });
    for (const auto& fork : forks) place(fork, depth + 1);
  };
  const auto hasParent = [&](const RunPtr& run) {
    const auto id = forkPointOf(run->config()).id;
    return !id.empty() &&
           std::any_of(runs.begin(), runs.end(), [&](const RunPtr& other) { return other->info().id == id; });
  };
  for (const auto& run : runs) {
    if (!hasParent(run)) place(run, 0);
  }
  for (const auto& run : runs) place(run, 0);
  return lines;
}

}  // namespace entroscope
