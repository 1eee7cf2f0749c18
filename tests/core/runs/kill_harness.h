// Starts training in a child process, kills it, and judges what it left. Used with the fake trainer
// and with the real one. The parent must not have started threads of its own.
#pragma once

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <QtTest>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/engine/engine.h"
#include "core/runs/run.h"
#include "core/runs/run_writer.h"
#include "core/runs/verify.h"
#include "tests/core/runs/recorded_numbers.h"
#include "tests/support/child_process.h"

namespace entroscope {

/// How many times as much the long form of a test does (ENTROSCOPE_LONG=1, as ./lab check sets it).
inline int longFactor(int factor) { return qEnvironmentVariableIntValue("ENTROSCOPE_LONG") > 0 ? factor : 1; }

inline std::int64_t nanosecondsNow() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

/// Where a test's folders go that must not wait for a disk: memory, if the machine offers it.
inline QString memoryFolder(const char* name) {
  const QString memory = QStringLiteral("/dev/shm");
  const QString base = QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
  return base + QLatin1Char('/') + QLatin1String(name) + QStringLiteral("-XXXXXX");
}

/// Shared with the child: when each step was recorded (the monotonic clock is the machine's).
struct Timesheet {
  static constexpr std::int64_t kSteps = 8192;
  std::atomic<std::int64_t> recordedAt[kSteps];

  static Timesheet* make() {
    void* memory =
        ::mmap(nullptr, sizeof(Timesheet), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) qFatal("no shared memory");
    return new (memory) Timesheet;
  }
  void clear() {
    for (auto& at : recordedAt) at = 0;
  }
};

/// Runs an engine over one request until it rests; what a child exits with, 0 when the run has finished.
inline int trainToTheEnd(const TrainerFactory& trainers, const RunRequest& request) {
  EngineState last = EngineState::Idle;
  EngineOptions options;
  std::string error;
  options.published = [&](const Snapshot& s) { last = s.state, error = s.error.english(); };
  const auto engine = makeThreadedEngine(trainers, options);
  engine->apply(Start{{request}});
  while (!engine->waitUntilResting(std::chrono::seconds(60))) {
  }
  if (last == EngineState::Finished) return 0;
  std::fprintf(stderr, "child: %s\n", error.c_str());
  return 5;
}

/// Forks, waits `delay`, kills. @return true when it was the kill that ended the child.
/// A child that ended by itself must have finished its run.
inline bool runAndKill(const TrainerFactory& trainers, const RunRequest& request,
                       std::chrono::microseconds delay, std::int64_t* killedAt = nullptr) {
  const pid_t child = startChild([&] { return trainToTheEnd(trainers, request); });
  ::usleep(static_cast<useconds_t>(delay.count()));
  if (killedAt != nullptr) *killedAt = nanosecondsNow();
  ::kill(child, SIGKILL);
  const ChildEnd end = waitForChild(child);
  if (end.killed()) return true;
  if (end.exitStatus() != 0) qFatal("the child failed with status %d", end.exitStatus());
  return false;
}

inline void runToTheEnd(const TrainerFactory& trainers, const RunRequest& request) {
  const ChildEnd end = runInChild([&] { return trainToTheEnd(trainers, request); });
  if (end.exitStatus() != 0) qFatal("the child failed with status %d", end.status);
}

/// What must hold after any kill; empty: it does. Where a manifest survived, the run had been closed.
inline std::string complaintAbout(const std::filesystem::path& folder) {
  try {
    const auto run = openRun(folder.string());
    const auto report = verifyRun(folder);
    if (!report.sound()) return report.damage.front().place + ": " + report.damage.front().what.english();
    const auto loss = run->scalar(measure::kLoss, {}, 1'000'000);
    for (std::size_t i = 1; i < loss.size(); ++i) {
      if (loss.step[i] != loss.step[i - 1] + 1) return "a hole before step " + std::to_string(loss.step[i]);
    }
    const auto checkpoints = checkpointsOf(folder);
    if (!checkpoints.empty() && run->info().lastStep < std::stoll(checkpoints.back().filename().string()))
      return "a checkpoint past the recorded steps";
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

/// What differs between two finished runs; empty: nothing but times and rates.
inline std::string differenceBetween(const std::filesystem::path& a, const std::filesystem::path& b) {
  const auto left = checkpointsOf(a), right = checkpointsOf(b);
  if (left.empty() || left.size() != right.size()) return "the number of checkpoints";
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].filename() != right[i].filename()) return "the steps of the checkpoints";
    for (const char* file : {"model.safetensors", "optimizer.safetensors"}) {
      if (readTextFile(left[i] / file) != readTextFile(right[i] / file)) return left[i].string() + "/" + file;
    }
  }
  return recordedNumbers(a) == recordedNumbers(b) ? "" : "the recorded numbers";
}

/// Runs that are killed at random moments, resumed and killed again, and then finished.
struct KillCampaign {
  TrainerFactory trainers;
  RunConfig config;
  std::filesystem::path folder;             ///< for all of it
  int kills = 0;                            ///< wanted
  int killsPerRun = 12;                     ///< after so many the run is left to finish
  std::chrono::microseconds longestLife{};  ///< of a child
  std::uint64_t seed = 1;

  int killed = 0, runs = 0, finishedByThemselves = 0, beforeTheFolder = 0;

  /// Complaint, or empty.
  std::string carryOut() {
    const auto whole = folder / "whole";
    runToTheEnd(trainers, {config, whole});
    Random random(seed);
    while (killed < kills) {
      const auto path = folder / ("run " + std::to_string(runs++));
      bool finished = false;
      for (int round = 0; round < killsPerRun && killed < kills && !finished; ++round) {
        const RunRequest request{config, path, std::filesystem::exists(path / "run.toml")};
        const std::chrono::microseconds life(random.below(static_cast<std::uint64_t>(longestLife.count())));
        finished = !runAndKill(trainers, request, life);
        killed += !finished;
        finishedByThemselves += finished;
        if (!std::filesystem::exists(path / "run.toml")) {
          ++beforeTheFolder;
          continue;
        }
        if (const auto complaint = complaintAbout(path); !complaint.empty())
          return path.string() + " after kill " + std::to_string(killed) + ": " + complaint;
      }
      if (!finished) runToTheEnd(trainers, {config, path, std::filesystem::exists(path / "run.toml")});
      if (!verifyRun(path).closedCleanly) return path.string() + ": not closed cleanly in the end";
      if (const auto complaint = complaintAbout(path); !complaint.empty())
        return path.string() + ": " + complaint;
      if (const auto difference = differenceBetween(whole, path); !difference.empty())
        return path.string() + " differs from the uninterrupted run: " + difference;
      std::filesystem::remove_all(path);
    }
    return {};
  }
};

}  // namespace entroscope
