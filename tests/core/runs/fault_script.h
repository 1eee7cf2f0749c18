// Breaks the lives of run_life.h at a system call.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "tests/core/runs/run_life.h"
#include "tests/fault/system_faults.h"
#include "tests/support/child_process.h"

namespace entroscope {

class FaultScript {
 public:
  explicit FaultScript(Life life = Life::FirstToLast) : life_(life) {}

  /// Calls that change files below `folder` when nothing goes wrong.
  std::int64_t countCalls(const std::filesystem::path& folder) {
    life_.prepare(folder);
    faults::arm(folder.string(), {});
    for (const auto& part : life_.parts(folder)) part.work();
    return faults::disarm();
  }

  /// How far a child came that ended before a call.
  struct End {
    std::string part;               ///< it was in; empty: it came through
    std::vector<std::string> done;  ///< parts before that
    std::int64_t promised = -1;     ///< step of the newest checkpoint that has to be there
    std::int64_t allowed = -1;      ///< and of the newest one that may be
  };

  /// In a child that `plan` ends before a call.
  End endAt(const std::filesystem::path& folder, const faults::Plan& plan) {
    End result;
    result.promised = result.allowed = life_.prepare(folder);
    const auto all = life_.parts(folder);
    auto* at = static_cast<std::size_t*>(
        ::mmap(nullptr, sizeof(std::size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    const ChildEnd end = runInChild([&] {
      faults::arm(folder.string(), plan);
      for (std::size_t i = 0; i < all.size(); ++i) {
        *at = i;
        all[i].work();
      }
      return 0;
    });
    if (!end.killed() && end.exitStatus() != 0) qFatal("the script failed in the child");
    if (end.killed()) {
      result.part = all[*at].name;
      for (std::size_t i = 0; i < *at; ++i) {
        result.done.push_back(all[i].name);
        result.promised = result.allowed = all[i].newest.value_or(result.promised);
      }
      const std::int64_t next = all[*at].newest.value_or(result.promised);
      result.promised = std::min(result.promised, next);
      result.allowed = std::max(result.allowed, next);
    }
    ::munmap(at, sizeof(std::size_t));
    return result;
  }

  struct Met {
    std::string part, call;  ///< hit by the fault; empty: none was
    std::string complaint;   ///< what went wrong beyond the fault; empty: nothing
    bool refused = false;    ///< an operation reported the fault (else it was made up for silently)
  };

  /// Meets the fault, hears of it, and goes on once it is over.
  Met meet(const std::filesystem::path& folder, const faults::Plan& plan) {
    life_.prepare(folder);
    Met outcome;
    faults::arm(folder.string(), plan);
    for (const auto& part : life_.parts(folder)) {
      for (int attempt = 1;; ++attempt) {
        try {
          part.work();
          break;
        } catch (const Error& error) {
          faults::disarm();
          const std::string sentence = error.what();
          if (!faults::fired() || attempt > 1) return blame(outcome, part.name + ": " + sentence);
          outcome.refused = true;
          if (error.code() != ErrorCode::Io || sentence.find('\n') != sentence.npos ||
              sentence.find(folder.filename().string()) == sentence.npos)
            return blame(outcome, part.name + ": not one sentence about the file: " + sentence);
          if (const auto found = std::filesystem::exists(folder / "run.toml") ? complaintAbout(folder) : "";
              !found.empty())
            return blame(outcome, part.name + ": " + found);
        } catch (const std::exception& error) {
          faults::disarm();
          return blame(outcome, part.name + ": another exception: " + error.what());
        }
      }
      if (outcome.part.empty() && faults::fired()) outcome.part = part.name;
    }
    faults::disarm();
    if (faults::fired()) outcome.call = faults::hitCall();
    return outcome;
  }

 private:
  static Met blame(Met outcome, const std::string& complaint) {
    outcome.complaint = complaint;
    return outcome;
  }

  RunLife life_;
};

}  // namespace entroscope
