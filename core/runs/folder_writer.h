// The RunWriter of a run folder. Two threads: the owner appends, the writer's own commits.
// Torch- and Qt-free; private to core/runs.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/runs/database.h"
#include "core/runs/pending_rows.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_writer.h"
#include "core/runs/series_state.h"

namespace entroscope {

class FolderWriter : public RunWriter {
 public:
  /// Takes over a folder whose database exists; `lock` is held by the caller until now. Changes nothing yet.
  FolderWriter(const std::filesystem::path& folder, std::unique_ptr<RunLock> lock);
  ~FolderWriter() override;

  const std::string& id() const override { return id_; }
  void appendStep(const StepRecord& record) override;
  void appendMeasure(std::int64_t step, std::string_view name, int rows, int columns,
                     std::span<const float> values) override;
  void appendEvaluation(const Evaluation& evaluation) override;
  void appendEvent(std::int64_t step, std::string_view kind, std::string_view text) override;
  void commit(bool now) override;
  void rewind(std::int64_t step, bool evaluationDue) override;
  void checkpoint(std::int64_t step, int keep, const std::function<void(const std::filesystem::path&)>& fill,
                  std::int64_t instead) override;
  void updateConfig(const RunConfig& config) override;
  void close(Outcome outcome, const std::string& error) override;

  /// For a resume from no checkpoint. @throws Error{Io} where the record says that there was one, or that the
  /// run was brought to an end: beginning again would delete it.
  void requireNothingToLose() const;
  /// The first half of a resume, one transaction: forgets what came after `step`, marks the run as training.
  void beginAgain(std::int64_t step, bool evaluationDue, const std::string& device);
  /// From here on records are taken.
  void start();
  void prune(int keep);

 private:
  void requireInPlace() const;
  void connect();
  void transact(const std::function<void()>& work);
  void flush();
  void shortenLog();
  void closeDatabase(Outcome outcome, const std::string& error);
  void deleteAfter(std::int64_t step, bool evaluationDue);
  std::vector<RunEvent> changesAfter(std::int64_t step) const;
  void commitWhileAlive(const std::stop_token& stop);

  const std::filesystem::path folder_;
  std::unique_ptr<RunLock> lock_;
  std::string id_;
  std::int64_t lastStep_ = 0;  // newest step seen, for events the writer adds
  ino_t inode_ = 0;            // of run.db when it was opened
  dev_t device_ = 0;
  bool ending_ = false, folded_ = false, closed_ = false;

  std::mutex databaseMutex_;  // taken before queueMutex_ where both are
  std::unique_ptr<Database> database_;
  const bool mapped_;      // the log's index may be mapped: write-ahead log, else a rollback journal
  bool doubtful_ = false;  // the connection may remember what is not in the file
  std::optional<RowInserter> inserter_;
  std::vector<PendingRow> batch_;  // being written; kept until its transaction succeeded

  std::mutex queueMutex_;
  SeriesState series_;
  std::vector<PendingRow> queue_;
  std::exception_ptr failure_;  // of the last commit, null when it succeeded

  std::condition_variable_any wake_;
  std::jthread committer_;
};

}  // namespace entroscope
