#include "views/plot/run_set.h"

#include <algorithm>
#include <utility>

namespace entroscope {
namespace {

bool sameRun(const Run& a, const Run& b) {
  // Reference runs have no path; their id is their address.
  return a.info().path.empty() && b.info().path.empty() ? a.info().id == b.info().id
                                                        : a.info().path == b.info().path;
}

std::optional<Frame> matrix(const Snapshot& live, const std::vector<float>& values, int columns) {
  if (values.empty() || columns <= 0) return std::nullopt;
  return Frame{live.step, live.tokens, static_cast<int>(values.size()) / columns, columns, values};
}

std::optional<Frame> liveFrame(const Snapshot& live, std::string_view name) {
  if (name == measure::kEntropy) return matrix(live, live.entropy, live.heads);
  if (name == measure::kNanRowShare) return matrix(live, live.nanRowShare, live.heads);
  if (name == measure::kSlope) return matrix(live, live.slopes, 1);
  if (!name.starts_with(measure::kNanPrefix)) return std::nullopt;
  const auto layers = static_cast<std::size_t>(std::max(live.layers, 0));
  if (live.nanCounts.size() != kNanSites * layers) return std::nullopt;
  for (int site = 0; site < kNanSites; ++site) {
    if (name.substr(measure::kNanPrefix.size()) != toText(static_cast<NanSite>(site))) continue;
    const auto first = live.nanCounts.begin() + static_cast<std::ptrdiff_t>(site * layers);
    return matrix(live, {first, first + static_cast<std::ptrdiff_t>(layers)}, 1);
  }
  return std::nullopt;
}

}  // namespace

QString OpenRun::label() const {
  const QString configuration = QString::fromStdString(run->config().configuration);
  const QString name = QString::fromStdString(run->info().name);
  if (configuration.isEmpty()) return name;
  if (name.isEmpty() || name == configuration) return configuration;
  // A name that already says the configuration need not say it twice.
  return name.contains(configuration) ? name : configuration + QStringLiteral(" · ") + name;
}

std::vector<const OpenRun*> RunSet::visible() const {
  std::vector<const OpenRun*> result;
  for (const OpenRun& open : runs_) {
    if (open.visible) result.push_back(&open);
  }
  return result;
}

int RunSet::add(RunPtr run) {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (!sameRun(*runs_[i].run, *run)) continue;
    setVisible(static_cast<int>(i), true);
    return static_cast<int>(i);
  }
  OpenRun open;
  open.run = std::move(run);
  const auto taken = [&](int colour) {
    return std::any_of(runs_.begin(), runs_.end(), [&](const OpenRun& o) { return o.colourIndex == colour; });
  };
  while (taken(open.colourIndex)) ++open.colourIndex;
  runs_.push_back(std::move(open));
  Q_EMIT runsChanged();
  return static_cast<int>(runs_.size()) - 1;
}

void RunSet::remove(int index) {
  Q_ASSERT(index >= 0 && index < static_cast<int>(runs_.size()));
  runs_.erase(runs_.begin() + index);
  Q_EMIT runsChanged();
}

void RunSet::move(int from, int to) {
  const int count = static_cast<int>(runs_.size());
  Q_ASSERT(from >= 0 && from < count && to >= 0 && to < count);
  if (from == to) return;
  const auto first = runs_.begin();
  if (from < to) {
    std::rotate(first + from, first + from + 1, first + to + 1);
  } else {
    std::rotate(first + to, first + from, first + from + 1);
  }
  Q_EMIT runsChanged();
}

void RunSet::setVisible(int index, bool visible) {
  OpenRun& open = runs_.at(static_cast<std::size_t>(index));
  if (open.visible == visible) return;
  open.visible = visible;
  Q_EMIT runsChanged();
}

void RunSet::setLive(int index, std::shared_ptr<const Snapshot> snapshot) {
  OpenRun& open = runs_.at(static_cast<std::size_t>(index));
  if (open.live == snapshot) return;
  open.live = std::move(snapshot);
  Q_EMIT liveChanged();
}

void RunSet::setCursor(std::int64_t step) {
  if (step == cursor_) return;
  cursor_ = step;
  Q_EMIT cursorChanged();
}

void RunSet::selectHead(std::optional<HeadId> head) {
  if (head == selectedHead_) return;
  selectedHead_ = head;
  Q_EMIT selectedHeadChanged();
}

void RunSet::setOverloadMaximum(OverloadMaximum choice) {
  if (choice == overloadMaximum_) return;
  overloadMaximum_ = choice;
  Q_EMIT overloadMaximumChanged();
}

void RunSet::refreshAll() {
  bool grown = false;
  for (const OpenRun& open : runs_) grown = open.run->refresh() || grown;
  if (grown) Q_EMIT recordsChanged();
}

std::optional<Frame> frameAtCursor(const OpenRun& run, std::string_view measure, std::int64_t cursor) {
  if (cursor == RunSet::kFollow && run.live) {
    if (auto frame = liveFrame(*run.live, measure)) return frame;
  }
  return run.run->frameAt(measure, cursor);
}

}  // namespace entroscope
