// One life of a run folder, written with RunWriter alone: create, record, commit, checkpoint, rewind,
// close, resume, close. Tests break it at each single system call, by an error or by a kill, and let it
// go on: in the end there must be the same run.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/run_writer.h"
#include "core/runs/safetensors.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/runs/run_fixture.h"
#include "tests/fault/system_faults.h"
#include "tests/support/child_process.h"

namespace entroscope {

class FaultScript {
 public:
  static constexpr std::int64_t kSteps = 60;

  /// Calls that change files below `folder` when nothing goes wrong.
  std::int64_t countCalls(const std::filesystem::path& folder) {
    faults::arm(folder.string(), {});
    for (const auto& part : parts(folder)) part.work();
    return faults::disarm();
  }

  /// In a child that is killed before its n-th call. @return the part it was in; empty: it came through.
  std::string killAt(const std::filesystem::path& folder, std::int64_t n) {
    const auto all = parts(folder);
    auto* at = static_cast<std::size_t*>(
        ::mmap(nullptr, sizeof(std::size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    const ChildEnd end = runInChild([&] {
      faults::arm(folder.string(), {faults::Effect::Kill, 0, n});
      for (std::size_t i = 0; i < all.size(); ++i) {
        *at = i;
        all[i].work();
      }
      return 0;
    });
    const std::string name = end.killed() ? all[*at].name : "";
    if (!end.killed() && end.exitStatus() != 0) qFatal("the script failed in the child");
    ::munmap(at, sizeof(std::size_t));
    return name;
  }

  struct Outcome {
    std::string part, call;  ///< hit by the fault; empty: none was
    std::string complaint;   ///< what went wrong beyond the fault; empty: nothing
    bool refused = false;    ///< an operation reported the fault (else it was made up for silently)
  };

  /// Meets the fault, hears of it, and goes on once it is over.
  Outcome meet(const std::filesystem::path& folder, const faults::Plan& plan) {
    Outcome outcome;
    faults::arm(folder.string(), plan);
    for (const auto& part : parts(folder)) {
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

  /// What a user does after a crash: resumes (or begins anew) and lets it run to its end.
  static std::string finish(const std::filesystem::path& folder) {
    try {
      std::unique_ptr<RunWriter> writer;
      std::int64_t step = 0;
      if (std::filesystem::exists(folder / "run.toml")) {
        const auto all = checkpointsOf(folder);
        if (!all.empty()) step = std::stoll(all.back().filename().string());
        writer = RunWriter::resume(folder, step, "CPU");
      } else {
        writer = RunWriter::create(folder, fixture::config(), "CPU");
      }
      while (step < kSteps) {
        fixture::recordSteps(*writer, step + 1, step + 20);
        step += 20;
        save(*writer, step);
      }
      writer->close(entroscope::Outcome::Finished);
      return verifyRun(folder).closedCleanly ? complaintAbout(folder) : "not closed cleanly";
    } catch (const std::exception& error) {
      return error.what();
    }
  }

 private:
  struct Part {
    std::string name;
    std::function<void()> work;
  };

  static Outcome blame(Outcome outcome, const std::string& complaint) {
    outcome.complaint = complaint;
    return outcome;
  }

  static void save(RunWriter& writer, std::int64_t step) {
    writer.checkpoint(step, 2, [step](const std::filesystem::path& folder) {
      for (const char* name : {"model.safetensors", "optimizer.safetensors"}) {
        const std::vector<float> values(20'000, static_cast<float>(step));
        const TensorView view{"values", TensorType::F32, {20'000}, std::as_bytes(std::span(values))};
        writeSafetensors(folder / name, std::span(&view, 1));
      }
    });
  }

  /// Each may be tried again after it failed.
  std::vector<Part> parts(const std::filesystem::path& folder) {
    const auto record = [this](std::int64_t first, std::int64_t last) {
      return Part{"append", [this, first, last] { fixture::recordSteps(*writer_, first, last); }};
    };
    const auto commit = [this] { return Part{"record", [this] { writer_->commit(true); }}; };
    const auto checkpoint = [this](std::int64_t step) {
      return Part{"checkpoint", [this, step] { save(*writer_, step); }};
    };
    const auto close = [this](entroscope::Outcome how) {
      return Part{"close", [this, how] { writer_->close(how), writer_.reset(); }};
    };
    const auto create = [this, folder] {
      // Where not even the half-made folder could be removed again, the run is begun by resuming it.
      const bool left = std::filesystem::exists(folder / "run.toml");
      writer_ =
          left ? RunWriter::resume(folder, 0, "CPU") : RunWriter::create(folder, fixture::config(), "CPU");
    };
    return {{"create", create},
            record(1, 20),
            commit(),
            checkpoint(20),
            record(21, 30),
            {"rewind", [this] { writer_->rewind(20, false); }},
            record(21, 40),
            commit(),
            checkpoint(40),
            close(entroscope::Outcome::Interrupted),
            {"resume", [this, folder] { writer_ = RunWriter::resume(folder, 40, "CPU"); }},
            record(41, 60),
            checkpoint(60),
            close(entroscope::Outcome::Finished)};
  }

  std::unique_ptr<RunWriter> writer_;
};

}  // namespace entroscope
