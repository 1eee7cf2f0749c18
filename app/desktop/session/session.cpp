#include "app/desktop/session/session.h"

#include <QThread>
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "core/runs/reference_runs.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

constexpr int kPollMilliseconds = 33;
constexpr int kRefreshMilliseconds = 500;

QueueState queueStateFor(EngineState state) {
  switch (state) {
    case EngineState::Idle:
      return QueueState::Waiting;
    case EngineState::Preparing:
      return QueueState::Preparing;
    case EngineState::Running:
      return QueueState::Training;
    case EngineState::Paused:
      return QueueState::Paused;
    case EngineState::Finished:
      return QueueState::Finished;
    case EngineState::Interrupted:
      return QueueState::Interrupted;
    case EngineState::Failed:
      return QueueState::Failed;
  }
  return QueueState::Waiting;
}

bool isOver(EngineState state) {
  return state == EngineState::Finished || state == EngineState::Interrupted || state == EngineState::Failed;
}

}  // namespace

Session::Session(RunSet& runs, SessionParts parts, QObject* parent)
    : QObject(parent), runs_(runs), parts_(std::move(parts)) {
  pollTimer_.setInterval(kPollMilliseconds);
  refreshTimer_.setInterval(kRefreshMilliseconds);
  connect(&pollTimer_, &QTimer::timeout, this, &Session::poll);
  connect(&refreshTimer_, &QTimer::timeout, this, &Session::refresh);
  // Always on: an open run may be trained by another process.
  refreshTimer_.start();
}

Session::~Session() { engine_.reset(); }

void Session::start(std::vector<RunRequest> queue) {
  Q_ASSERT(thread() == QThread::currentThread());
  if (queue.empty()) return;
  // The run set knows folders by their absolute paths.
  for (RunRequest& request : queue)
    request.folder = std::filesystem::absolute(request.folder).lexically_normal();
  std::vector<std::unique_ptr<ForkPin>> pins;
  for (std::size_t i = active_ ? 0 : 1; i < queue.size(); ++i) {  // the first of an idle queue begins at once
    if (queue[i].forkFrom.empty()) continue;
    pins.push_back(std::make_unique<ForkPin>(queue[i].forkFrom, queue[i].folder));
    queue[i].forkFrom = pins.back()->checkpoint();
  }
  std::ranges::move(pins, std::back_inserter(pins_));
  if (!engine_) {
    EngineOptions options;
    options.attended = true;
    options.published = [this](const Snapshot& snapshot) {
      if (inbox_.note(snapshot))
        QMetaObject::invokeMethod(this, &Session::takeTransitions, Qt::QueuedConnection);
    };
    engine_ = parts_.makeEngine(std::move(options));
  }
  queue_.append(queue);
  active_ = true;
  pollTimer_.start();
  apply(Start{std::move(queue)});
  Q_EMIT stateChanged();
}

void Session::togglePause() {
  if (state() == EngineState::Paused) {
    resume();
  } else if (active_) {
    pause();
  }
}

void Session::stop() {
  queue_.dropWaiting();
  apply(Stop{});
}

void Session::leave() {
  leaving_ = true;
  refreshTimer_.stop();
  refreshDue_ = false;
  toOpen_.clear();
  stop();
}

bool Session::apply(Command command) {
  Q_ASSERT(thread() == QThread::currentThread());
  if (!engine_) return false;
  const ApplyResult result = engine_->apply(std::move(command));
  if (result.applied == Applied::Applied) return true;
  Q_EMIT refused(translated(result.reason));
  return false;
}

void Session::moveQueued(int row, int places) {
  if (!queue_.isWaiting(row)) return;
  const std::string folder = queue_.entries()[static_cast<std::size_t>(row)].folder;
  if (apply(MoveQueued{folder, places})) queue_.moveWaiting(row, places);
}

void Session::removeQueued(int row) {
  if (!queue_.isWaiting(row)) return;
  const std::string folder = queue_.entries()[static_cast<std::size_t>(row)].folder;
  if (!apply(RemoveQueued{folder})) return;
  queue_.remove(row);
  unpin(folder);
}

void Session::unpin(const std::string& folder) {
  std::erase_if(pins_, [&](const auto& pin) { return pin->fork() == folder; });
}

void Session::startNext(RunRequest request) {
  std::vector<RunRequest> one;
  one.push_back(std::move(request));
  start(std::move(one));
  const int last = queue_.rowCount() - 1;
  if (queue_.isWaiting(last - 1)) moveQueued(last, -last);
}

int Session::open(const QString& pathOrAddress) {
  std::string wanted = pathOrAddress.toStdString();
  if (!wanted.empty() && !isReferenceAddress(wanted)) {
    // The run set knows folders by their absolute paths: one named in two ways is one run.
    std::filesystem::path folder = std::filesystem::absolute(wanted).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    wanted = folder.string();
  }
  return runs_.add(parts_.open(wanted));
}

void Session::takeTransitions() {
  for (const Transition& transition : inbox_.take()) {
    if (transition.runPath.empty()) continue;
    queue_.setState(transition.runPath, queueStateFor(transition.state), transition.error);
    // A run that is paused may not have been made yet: its disk refuses.
    if (transition.state == EngineState::Running || isOver(transition.state)) unpin(transition.runPath);
    // Opened once: a run that the user closes while it trains stays closed.
    if (std::exchange(trained_, transition.runPath) != transition.runPath && !leaving_)
      toOpen_ = transition.runPath;
    if (!toOpen_.empty()) openTrained(toOpen_);
    if (isOver(transition.state)) endLive(transition.runPath);
    if (transition.state == EngineState::Failed) {
      Q_EMIT runFailed(QString::fromStdString(transition.configuration), translated(transition.error));
    }
  }
  if (engine_) feed(engine_->latest());
  updateActive();
  Q_EMIT stateChanged();
}

void Session::poll() {
  if (!engine_) return;
  if (!toOpen_.empty()) openTrained(toOpen_);
  if (budget_.mayFeed()) {
    feed(engine_->latest());
    if (std::exchange(refreshDue_, false)) runs_.refreshAll();
  }
  updateActive();
}

void Session::feed(std::shared_ptr<const Snapshot> snapshot) {
  // The mailbox may be read twice between two publications, and a queued call may come late.
  if (snapshot->serial <= latest_->serial) return;
  latest_ = std::move(snapshot);
  budget_.setShare(latest_->device.starts_with("CPU") ? PaintBudget::kCpuTrains : PaintBudget::kGpuTrains);
  queue_.setProgress(latest_->runPath, latest_->step, latest_->totalSteps);
  const int index = indexOfRun(latest_->runPath);
  if (index >= 0 && !isOver(latest_->state) && !leaving_) runs_.setLive(index, latest_);
  Q_EMIT progressed();
}

void Session::refresh() {
  // While a run trains, reading and redrawing the records is paid for out of the same budget.
  if (active_) {
    refreshDue_ = true;
  } else {
    runs_.refreshAll();
  }
}

int Session::indexOfRun(const std::string& path) const {
  const auto& runs = runs_.runs();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!path.empty() && runs[i].run->info().path == path) return static_cast<int>(i);
  }
  return -1;
}

void Session::openTrained(const std::string& path) {
  if (indexOfRun(path) < 0) {
    try {
      runs_.add(parts_.open(path));
      Q_EMIT runOpened(QString::fromStdString(path));
    } catch (const Error&) {
      return;  // the writer is still making the folder: tried again at the next poll
    }
  }
  toOpen_.clear();
}

void Session::endLive(const std::string& path) {
  toOpen_.clear();
  const int index = indexOfRun(path);
  if (index < 0 || leaving_) return;
  runs_.setLive(index, nullptr);
  runs_.refreshAll();
}

void Session::updateActive() {
  const bool active = engine_ && !engine_->waitUntilResting(std::chrono::milliseconds(0));
  if (active || !active_) return;
  active_ = false;
  pollTimer_.stop();
  takeTransitions();  // the last ones may still be on their way
  queue_.dropWaiting();
  pins_.clear();
  Q_EMIT stateChanged();
  Q_EMIT cameToRest();
}

}  // namespace entroscope
