#include "views/plot/run_set.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/runs/run_tree.h"

namespace entroscope {
namespace {

bool sameRun(const Run& a, const Run& b) {
  // Reference runs have no path; their id is their address.
  return a.info().path.empty() && b.info().path.empty() ? a.info().id == b.info().id
                                                        : a.info().path == b.info().path;
}

/// Without slashes at its end; empty for a run that has none.
QString folderOf(const Run& run) {
  return QString::fromStdString(run.info().path.generic_string())
      .split(QLatin1Char('/'), Qt::SkipEmptyParts)
      .join(QLatin1Char('/'));
}

/// As many folders from the end of `path` as none of `others` has.
QString endThatDiffers(const QString& path, const QStringList& others) {
  const QStringList parts = path.split(QLatin1Char('/'));
  QString end;
  for (qsizetype i = parts.size() - 1; i >= 0; --i) {
    end = end.isEmpty() ? parts[i] : parts[i] + QLatin1Char('/') + end;
    const auto shares = [&](const QString& other) {
      return other == end || other.endsWith(QLatin1Char('/') + end);
    };
    if (std::none_of(others.begin(), others.end(), shares)) break;
  }
  return end;
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

QString OpenRun::name() const {
  const QString given = QString::fromStdString(run->info().name);
  if (apart_.isEmpty()) return given;
  return given.isEmpty() ? apart_ : QStringLiteral("%1 (%2)").arg(given, apart_);
}

QString OpenRun::label() const {
  const QString configuration = QString::fromStdString(run->config().configuration);
  const QString called = name();
  if (configuration.isEmpty()) return called;
  if (called.isEmpty() || called == configuration) return configuration;
  // A name that already says the configuration need not say it twice.
  return called.contains(configuration) ? called : configuration + QStringLiteral(" · ") + called;
}

const StepTokens& OpenRun::stepTokens() const {
  if (!stepTokens_) stepTokens_ = std::make_shared<const StepTokens>(*run);
  return *stepTokens_;
}

std::int64_t OpenRun::end(XAxis axis) const {
  const RunInfo& info = run->info();
  if (axis == XAxis::Step) return std::max(info.lastStep, live ? live->step : 0);
  return std::max(info.tokens, live ? live->tokens : 0);
}

std::int64_t stepAt(const OpenRun& run, const Cursor& cursor) {
  if (cursor.follows() || run.run->info().status == RunStatus::Reference) return Cursor::kFollow;
  if (cursor.axis == XAxis::Step) return cursor.place;
  // A step is over when its last token was seen; rounding must not put that off by one.
  constexpr double kRounding = 1e-6;
  return static_cast<std::int64_t>(
      std::floor(run.stepTokens().stepAt(static_cast<double>(cursor.place)) + kRounding));
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
  // A fork stands below its parent and that one's other forks.
  auto place = runs_.end();
  if (const std::string parent = forkPointOf(open.run->config()).id; !parent.empty()) {
    const auto isParent = [&](const OpenRun& other) { return other.run->info().id == parent; };
    if (const auto found = std::find_if(runs_.begin(), runs_.end(), isParent); found != runs_.end()) {
      const int depth = forkDepth(found->run);
      place = found + 1;
      while (place != runs_.end() && forkDepth(place->run) > depth) ++place;
    }
  }
  const RunPtr added = open.run;
  runs_.insert(place, std::move(open));
  gatherForksOf(added);
  tellApart();
  Q_EMIT runsChanged();
  const auto index =
      std::find_if(runs_.begin(), runs_.end(), [&](const OpenRun& o) { return o.run == added; });
  return static_cast<int>(index - runs_.begin());
}

void RunSet::gatherForksOf(const RunPtr& parent) {
  const bool any = std::any_of(runs_.begin(), runs_.end(), [&](const OpenRun& open) {
    return open.run != parent && forkPointOf(open.run->config()).id == parent->info().id;
  });
  if (!any) return;
  std::vector<RunPtr> all;
  for (const OpenRun& open : runs_) all.push_back(open.run);
  std::vector<OpenRun> ordered;
  for (const TreeLine& line : runTree(all)) {
    const auto found =
        std::find_if(runs_.begin(), runs_.end(), [&](const OpenRun& open) { return open.run == line.run; });
    ordered.push_back(std::move(*found));
  }
  runs_ = std::move(ordered);
}

void RunSet::tellApart() {
  for (OpenRun& open : runs_) {
    QStringList others;
    for (const OpenRun& other : runs_) {
      if (other.visible && other.run != open.run && other.run->info().name == open.run->info().name &&
          other.run->config().configuration == open.run->config().configuration)
        others << folderOf(*other.run);
    }
    open.apart_ = !open.visible || others.isEmpty() ? QString() : endThatDiffers(folderOf(*open.run), others);
  }
}

int RunSet::forkDepth(const RunPtr& run) const {
  std::vector<RunPtr> all;
  for (const OpenRun& open : runs_) all.push_back(open.run);
  for (const TreeLine& line : runTree(all)) {
    if (line.run == run) return line.depth;
  }
  return 0;
}

void RunSet::remove(int index) {
  Q_ASSERT(index >= 0 && index < static_cast<int>(runs_.size()));
  runs_.erase(runs_.begin() + index);
  tellApart();
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
  tellApart();
  Q_EMIT runsChanged();
}

void RunSet::setColour(int index, int colour) {
  OpenRun& open = runs_.at(static_cast<std::size_t>(index));
  if (open.colourIndex == colour) return;
  open.colourIndex = colour;
  Q_EMIT runsChanged();
}

void RunSet::setLive(int index, std::shared_ptr<const Snapshot> snapshot) {
  OpenRun& open = runs_.at(static_cast<std::size_t>(index));
  if (open.live == snapshot) return;
  open.live = std::move(snapshot);
  Q_EMIT liveChanged();
}

void RunSet::setCursor(std::int64_t place) {
  if (place == cursor_.place) return;
  cursor_.place = place;
  Q_EMIT cursorChanged();
}

void RunSet::showStep(const OpenRun& run, std::int64_t step) {
  setCursor(cursor_.axis == XAxis::Step ? step
                                        : std::llround(run.stepTokens().tokensAt(static_cast<double>(step))));
}

void RunSet::setAxis(XAxis axis) {
  if (axis == cursor_.axis) return;
  const auto shown = visible();
  const auto clock = std::find_if(shown.begin(), shown.end(), [](const OpenRun* open) {
    return open->run->info().status != RunStatus::Reference;
  });
  if (!cursor_.follows()) {
    const auto place = static_cast<double>(cursor_.place);
    if (clock == shown.end()) {
      cursor_.place = kFollow;
    } else {
      const StepTokens& map = (*clock)->stepTokens();
      cursor_.place = std::llround(axis == XAxis::Tokens ? map.tokensAt(place) : map.stepAt(place));
    }
  }
  cursor_.axis = axis;
  Q_EMIT axisChanged();
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

void RunSet::setBrush(std::optional<double> share) {
  if (share == brush_) return;
  brush_ = share;
  Q_EMIT brushChanged();
}

void RunSet::refreshAll() {
  bool news = false;
  for (OpenRun& open : runs_) {
    try {
      if (open.run->refresh()) {
        open.stepTokens_.reset();
        news = true;
      }
    } catch (const Error&) {
      // busy or half gone: asked again at the next look
    }
    // Whoever read since the last look may have come upon it.
    const bool damage = open.run->damageSeen();
    if (std::exchange(open.damageTold_, damage) != damage) news = true;
  }
  if (!news) return;
  tellApart();  // names may have changed, too
  Q_EMIT recordsChanged();
}

double overloadMaximumOf(const RunSet& runs, const OpenRun& run) {
  const auto largestOf = [&](const OpenRun& open) {
    const auto frame = frameAtCursor(open, measure::kEntropy, runs.cursor());
    const double largest = frame ? largestFinite(frame->values) : 0;
    return std::isfinite(largest) ? largest : 0;
  };
  switch (runs.overloadMaximum()) {
    case OverloadMaximum::Pooled: {
      double largest = 0;
      for (const OpenRun* open : runs.visible()) largest = std::max(largest, largestOf(*open));
      return largest;
    }
    case OverloadMaximum::PerRun:
      return largestOf(run);
    case OverloadMaximum::Theoretical:
      return theoreticalMaximumEntropy(std::max(run.run->config().model.context, 1));
  }
  return 0;
}

std::optional<Frame> frameAtCursor(const OpenRun& run, std::string_view measure, const Cursor& cursor) {
  if (cursor.follows() && run.live) {
    if (auto frame = liveFrame(*run.live, measure)) return frame;
  }
  return run.run->frameAt(measure, stepAt(run, cursor));
}

}  // namespace entroscope
