// The bridge between the window and one Engine: owns it, feeds its snapshots and run folders to the
// RunSet that all views share. GUI thread only; nothing here waits for training except the destructor.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/desktop/session/fork_pin.h"
#include "app/desktop/session/paint_budget.h"
#include "app/desktop/session/queue_model.h"
#include "app/desktop/session/transition_inbox.h"
#include "core/engine/engine.h"
#include "views/plot/run_set.h"

namespace entroscope {

struct SessionParts {
  /// Called at the first start, so that looking at saved runs starts no training thread.
  std::function<std::unique_ptr<Engine>(EngineOptions)> makeEngine;
  std::function<RunPtr(const std::string&)> open = openRun;
};

class Session : public QObject {
  Q_OBJECT
 public:
  Session(RunSet& runs, SessionParts parts, QObject* parent = nullptr);
  ~Session() override;  ///< stops training and waits for the training thread

  /// Appended to what is queued; the checkpoints that forks begin at stay until then. @throws Error where
  /// such a checkpoint is not there any more.
  void start(std::vector<RunRequest> queue);
  void pause() { apply(Pause{}); }
  void resume() { apply(Resume{}); }
  void togglePause();
  void singleStep() { apply(SingleStep{}); }
  void stop();
  /// Stops for good: the records are not read and drawn any more, which would hold up the end. Reading them
  /// keeps the writer from folding its log in, and drawing them keeps the window from closing.
  void leave();
  void skipRun() { apply(SkipRun{}); }
  void checkpointNow() { apply(CheckpointNow{}); }
  /// False: refused, and said so.
  bool setHyperparameter(const std::string& key, FieldValue value) {
    return apply(SetHyperparameter{key, std::move(value)});
  }
  void rollBack(std::int64_t step) { apply(RollBack{step}); }
  /// Entries of the queue that have not begun; others are left where they are.
  void moveQueued(int row, int places);
  void removeQueued(int row);
  /// Trains this one next, ahead of what waits. @throws Error as start().
  void startNext(RunRequest request);

  /// Something is queued, being prepared, trained or paused.
  bool isActive() const { return active_; }
  EngineState state() const { return latest_->state; }
  const Snapshot& latest() const { return *latest_; }
  QueueModel& queue() { return queue_; }

  /// Opens a run folder or a reference run's address. @return its index. @throws Error.
  int open(const QString& pathOrAddress);

 Q_SIGNALS:
  void stateChanged();                    ///< state() or isActive()
  void progressed();                      ///< a newer latest()
  void runOpened(const QString& folder);  ///< a run of the queue has begun to be recorded
  void runFailed(const QString& configuration, const QString& sentence);
  void refused(const QString& sentence);  ///< a command that cannot take effect now
  void cameToRest();                      ///< isActive() fell

 private:
  bool apply(Command command);  ///< false: refused, and said so
  void takeTransitions();
  void poll();
  void refresh();
  void feed(std::shared_ptr<const Snapshot> snapshot);
  int indexOfRun(const std::string& path) const;
  void openTrained(const std::string& path);
  void endLive(const std::string& path);
  void updateActive();
  void unpin(const std::string& folder);

  RunSet& runs_;
  SessionParts parts_;
  QueueModel queue_;
  std::vector<std::unique_ptr<ForkPin>> pins_;  ///< of the forks that have not begun
  TransitionInbox inbox_;
  PaintBudget budget_;
  bool refreshDue_ = false;  ///< at the next feeding
  QTimer pollTimer_, refreshTimer_;
  std::shared_ptr<const Snapshot> latest_ = std::make_shared<const Snapshot>();
  std::string trained_;  ///< folder of the run that trains or trained last
  std::string toOpen_;   ///< the same until it can be opened
  bool active_ = false, leaving_ = false;
  std::unique_ptr<Engine> engine_;  ///< last: its thread calls into inbox_ until it is joined
};

}  // namespace entroscope
