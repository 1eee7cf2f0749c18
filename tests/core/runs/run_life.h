// Lives of a run folder in parts, lived with the run store alone: tests break them at each single system
// call, by an error, a kill or a power cut, and let them go on. In the end there must be the same run.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/runs/annotate.h"
#include "core/runs/database.h"
#include "core/runs/run_writer.h"
#include "core/runs/safetensors.h"
#include "core/runs/truncate.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/runs/run_fixture.h"

namespace entroscope {

enum class Life {
  FirstToLast,  ///< create, record, checkpoint, rewind, change, close, resume, close
  Watched,    ///< the same, with a reader in the middle of one question from the creation to the first close
  Afterwards  ///< of a run that was closed: tag, cut back, resume, rewind behind a checkpoint, close
};

class RunLife {
 public:
  static constexpr std::int64_t kSteps = 60;
  static constexpr double kChangedRate = 0.125;  ///< the learning rate after the part "change"

  struct Part {
    std::string name;
    std::function<void()> work;  ///< may be tried again after it failed
    std::optional<std::int64_t> newest =
        {};  ///< step of the newest checkpoint there has to be once it is done
  };

  explicit RunLife(Life life = Life::FirstToLast) : life_(life) {}

  /// What there is before it begins. @return step of the newest checkpoint, -1 without one.
  std::int64_t prepare(const std::filesystem::path& folder) const {
    if (life_ != Life::Afterwards) return -1;
    if (const auto complaint = finish(folder); !complaint.empty()) qFatal("%s", complaint.c_str());
    return kSteps;
  }

  std::vector<Part> parts(const std::filesystem::path& folder) {
    return life_ == Life::Afterwards ? afterwards(folder) : firstToLast(folder);
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
      writer->close(Outcome::Finished);
      return verifyRun(folder).closedCleanly ? complaintAbout(folder) : "not closed cleanly";
    } catch (const std::exception& error) {
      return error.what();
    }
  }

 private:
  static void save(RunWriter& writer, std::int64_t step) {
    writer.checkpoint(step, 2, [step](const std::filesystem::path& folder) {
      for (const char* name : {"model.safetensors", "optimizer.safetensors"}) {
        const std::vector<float> values(20'000, static_cast<float>(step));
        const TensorView view{"values", TensorType::F32, {20'000}, std::as_bytes(std::span(values))};
        writeSafetensors(folder / name, std::span(&view, 1));
      }
    });
  }

  Part append(std::int64_t first, std::int64_t last) {
    return {"append", [this, first, last] { fixture::recordSteps(*writer_, first, last); }};
  }
  Part commit() {
    return {"record", [this] { writer_->commit(true); }};
  }
  Part checkpoint(std::int64_t step) {
    return {"checkpoint", [this, step] { save(*writer_, step); }, step};
  }
  Part rewind(std::int64_t step) {
    return {"rewind", [this, step] { writer_->rewind(step, false); }, step};
  }
  Part resume(const std::filesystem::path& folder, std::int64_t step) {
    return {"resume", [this, folder, step] { writer_ = RunWriter::resume(folder, step, "CPU"); }};
  }
  Part close(Outcome how) {
    return {"close", [this, how] { writer_->close(how), writer_.reset(); }};
  }

  /// As a live change does it: the trace, then the value.
  void change() {
    RunConfig config = fixture::config();
    config.optimizer.learningRate = kChangedRate;
    writer_->appendEvent(40, "hyperparameter", "optimizer.learning_rate");
    writer_->commit(true);
    writer_->updateConfig(config);
  }

  std::vector<Part> firstToLast(const std::filesystem::path& folder) {
    const auto create = [this, folder] {
      // Where not even the half-made folder could be removed again, the run is begun by resuming it.
      const bool left = std::filesystem::exists(folder / "run.toml");
      writer_ =
          left ? RunWriter::resume(folder, 0, "CPU") : RunWriter::create(folder, fixture::config(), "CPU");
    };
    const auto watch = [this, folder] {
      if (life_ != Life::Watched) return;
      reader_ = std::make_unique<Database>(folder / "run.db", OpenMode::ReadOnly);
      question_.emplace(*reader_);
      reader_->integer("SELECT count(*) FROM steps");
    };
    const auto look = [this] { question_.reset(), reader_.reset(); };
    return {{"create", create},
            {"watch", watch},
            append(1, 20),
            commit(),
            checkpoint(20),
            append(21, 30),
            rewind(20),
            append(21, 40),
            commit(),
            {"change", [this] { change(); }},
            checkpoint(40),
            {"look away", look},
            close(Outcome::Interrupted),
            resume(folder, 40),
            append(41, 60),
            checkpoint(60),
            close(Outcome::Finished)};
  }

  std::vector<Part> afterwards(const std::filesystem::path& folder) {
    const auto tag = [folder] {
      annotateRun(folder, annotationsOf(*openRun(folder.string())), {"a name", "a note", {"a tag"}});
    };
    return {{"tag", tag},
            {"cut back", [folder] { truncateRun(folder, 40); }, 40},
            resume(folder, 40),
            append(41, 60),
            checkpoint(60),
            rewind(40),
            append(41, 50),
            commit(),
            append(51, 60),
            checkpoint(60),
            close(Outcome::Finished)};
  }

  const Life life_;
  std::unique_ptr<RunWriter> writer_;
  std::unique_ptr<Database> reader_;
  std::optional<ReadTransaction> question_;
};

}  // namespace entroscope
