#include "app/desktop/session/timeline_model.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "views/plot/plot_style.h"
#include "views/plot/run_labels.h"

namespace entroscope {

namespace {

std::optional<MarkKind> kindOf(const std::string& kind) {
  static const std::map<std::string, MarkKind> kinds{{"checkpoint", MarkKind::Checkpoint},
                                                     {"pause", MarkKind::Pause},
                                                     {"hyperparameter", MarkKind::Hyperparameter},
                                                     {"fork", MarkKind::Fork},
                                                     {"nan", MarkKind::Nan},
                                                     {"error", MarkKind::Error}};
  const auto found = kinds.find(kind);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

/// A copy of a folder has the id of the first; a published run has no folder, but an id of its own.
std::string keyOf(const RunInfo& info) { return info.path.empty() ? info.id : info.path.string(); }

}  // namespace

TimelineModel::TimelineModel(RunSet& runs, QObject* parent) : QObject(parent), runs_(runs) {
  connect(&runs_, &RunSet::runsChanged, this, &TimelineModel::readEvents);
  connect(&runs_, &RunSet::recordsChanged, this, &TimelineModel::readEvents);
  connect(&runs_, &RunSet::axisChanged, this, &TimelineModel::readEvents);
  connect(&runs_, &RunSet::liveChanged, this, [this] {
    const std::int64_t before = last_;
    measure();
    if (last_ != before) Q_EMIT changed();
  });
  connect(&runs_, &RunSet::cursorChanged, this, &TimelineModel::changed);
  readEvents();
}

const OpenRun* TimelineModel::clock() const {
  for (const OpenRun* open : runs_.visible()) {
    if (open->run->info().status != RunStatus::Reference) return open;
  }
  return nullptr;
}

void TimelineModel::measure() {
  last_ = 0;
  for (const OpenRun* open : runs_.visible()) {
    // A published run has no history to go through.
    if (open->run->info().status != RunStatus::Reference) last_ = std::max(last_, open->end(axis()));
  }
}

void TimelineModel::readEvents() {
  measure();
  marks_.clear();
  const std::vector<const OpenRun*> shown = runs_.visible();
  std::map<std::string, Happened> kept;
  for (const OpenRun* open : shown) {
    const std::string key = keyOf(open->run->info());
    Happened& happened = kept[key];
    if (const auto found = events_.find(key); found != events_.end()) happened = std::move(found->second);
    try {
      for (TimelineMark& mark : marksOf(*open, shown, happened)) marks_.push_back(std::move(mark));
    } catch (const Error&) {
      // Damaged, as the list of runs says, or busy: without marks, and asked again at the next look.
      happened = {};
    }
  }
  events_ = std::move(kept);
  std::ranges::stable_sort(marks_, {}, &TimelineMark::place);
  Q_EMIT changed();
}

std::vector<TimelineMark> TimelineModel::marksOf(const OpenRun& open,
                                                 const std::vector<const OpenRun*>& shown,
                                                 Happened& happened) const {
  const RunInfo& info = open.run->info();
  // An event may be recorded without a new step, but then the run is being trained.
  if (happened.lastStep != info.lastStep || info.status == RunStatus::Training) {
    happened = {info.lastStep, open.run->events()};
  }
  std::vector<TimelineMark> marks;
  for (const RunEvent& event : happened.events) {
    const auto kind = kindOf(event.kind);
    if (!kind) continue;
    const std::int64_t place =
        axis() == XAxis::Step ? event.step
                              : std::llround(open.stepTokens().tokensAt(static_cast<double>(event.step)));
    marks.push_back({place, event.step, *kind, open.colourIndex, shortLabel(open, shown),
                     QString::fromStdString(event.text)});
  }
  return marks;
}

std::int64_t TimelineModel::place() const {
  return follows() ? last_ : std::clamp<std::int64_t>(runs_.cursor().place, 0, last_);
}

void TimelineModel::moveTo(std::int64_t place) { runs_.setCursor(std::clamp<std::int64_t>(place, 0, last_)); }

void TimelineModel::stepBy(int steps) {
  if (axis() == XAxis::Step) return moveTo(place() + steps);
  const OpenRun* run = clock();
  if (run == nullptr) return;
  const StepTokens& map = run->stepTokens();
  const double step = std::round(map.stepAt(static_cast<double>(place()))) + steps;
  moveTo(std::llround(map.tokensAt(std::max(0.0, step))));
}

bool TimelineModel::hasMark(int direction) const {
  return std::ranges::any_of(marks_, [&](const TimelineMark& mark) {
    return direction > 0 ? mark.place > place() : mark.place < place();
  });
}

void TimelineModel::moveToMark(int direction) {
  if (!hasMark(direction)) return;
  const std::int64_t from = place();
  if (direction > 0) {
    return moveTo(std::ranges::find_if(marks_, [&](const TimelineMark& m) { return m.place > from; })->place);
  }
  std::int64_t before = 0;
  for (const TimelineMark& mark : marks_) {
    if (mark.place < from) before = mark.place;
  }
  moveTo(before);
}

void TimelineModel::play() {
  if (playing_ || last_ == 0) return;
  if (place() >= last_) moveTo(0);
  played_ = static_cast<double>(place());
  playing_ = true;
  Q_EMIT playingChanged();
}

void TimelineModel::stop() {
  if (!std::exchange(playing_, false)) return;
  Q_EMIT playingChanged();
}

void TimelineModel::advance(double seconds) {
  if (!playing_) return;
  // The cursor was moved by hand: the replay goes on from there.
  if (std::floor(played_) != static_cast<double>(place())) played_ = static_cast<double>(place());
  double rate = static_cast<double>(last_) / std::max(speed_.seconds, 0.1);
  if (speed_.stepsPerSecond > 0) {
    rate = speed_.stepsPerSecond;
    const OpenRun* run = clock();
    if (axis() == XAxis::Tokens && run != nullptr) {
      const double step = run->stepTokens().stepAt(played_);
      rate *= run->stepTokens().tokensAt(step + 1) - run->stepTokens().tokensAt(step);
    }
  }
  played_ += rate * seconds;
  if (played_ < static_cast<double>(last_)) return moveTo(static_cast<std::int64_t>(std::floor(played_)));
  stop();
  follow();
}

QString TimelineModel::kindText(MarkKind kind) {
  switch (kind) {
    case MarkKind::Checkpoint:
      return tr("Checkpoint");
    case MarkKind::Pause:
      return tr("Pause");
    case MarkKind::Hyperparameter:
      return tr("Setting changed");
    case MarkKind::Fork:
      return tr("Fork");
    case MarkKind::Nan:
      return tr("NaN");
    case MarkKind::Error:
      return tr("Error");
  }
  return {};
}

QString TimelineModel::reading(const QLocale& locale) const {
  if (last_ == 0) return tr("No recorded steps");
  const QString end = locale.toString(static_cast<qlonglong>(last_));
  const QString at = locale.toString(static_cast<qlonglong>(place()));
  if (follows())
    return axis() == XAxis::Step ? tr("Newest: step %1").arg(end) : tr("Newest: %1 tokens").arg(end);
  return axis() == XAxis::Step ? tr("Step %1 of %2").arg(at, end) : tr("%1 of %2 tokens").arg(at, end);
}

QString TimelineModel::toolTip(const TimelineMark& mark, const QLocale& locale) const {
  const QString head =
      tr("%1 · step %2 · %3")
          .arg(kindText(mark.kind), locale.toString(static_cast<qlonglong>(mark.step)), mark.run);
  return mark.text.isEmpty() ? head : head + QLatin1Char('\n') + mark.text;
}

QString TimelineModel::printed() const {
  const QLocale locale = localeFor(Numbers::File);
  QString text = reading(locale) + QLatin1Char('\n');
  for (const TimelineMark& mark : marks_) {
    text += QString::number(mark.place) + QLatin1Char(' ') +
            toolTip(mark, locale).replace(QLatin1Char('\n'), QStringLiteral(" | ")) + QLatin1Char('\n');
  }
  return text;
}

}  // namespace entroscope
