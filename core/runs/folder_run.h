// A Run read from a run folder. While somebody writes, each question opens the database anew, so
// that the writer can close it for good; a closed run keeps its connection. Torch- and Qt-free;
// private to core/runs.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/runs/database.h"
#include "core/runs/run.h"
#include "core/runs/series_query.h"

namespace entroscope {

/// The run's database, also where its side files cannot be made (read-only media). Null when the
/// folder has none yet: its creation was cut off. @throws Error{Io, BadInput, Corrupt, Unsupported}.
std::shared_ptr<const Database> openForReading(const std::filesystem::path& runFolder);

class FolderRun : public Run {
 public:
  explicit FolderRun(const std::filesystem::path& folder);

  const RunInfo& info() const override { return info_; }
  const RunConfig& config() const override { return config_; }
  bool refresh() override;
  std::vector<std::string> measures() const override;
  ScalarSeries scalar(std::string_view name, StepRange range, int points) const override;
  FrameSeries frames(std::string_view name, StepRange range, int points) const override;
  std::optional<Frame> frameAt(std::string_view name, std::int64_t step) const override;
  std::vector<Evaluation> evaluations() const override;
  std::vector<RunEvent> events() const override;
  bool damageSeen() const override { return damageSeen_; }
  void letGo() const { kept_.reset(); }

 private:
  struct Signature {
    std::vector<std::int64_t> parts;
    bool operator==(const Signature&) const = default;
  };
  class Question;
  Signature signature() const;
  void load();

  std::filesystem::path folder_;
  RunInfo info_;
  RunConfig config_;
  Signature seen_;
  bool live_ = false;
  mutable std::shared_ptr<const Database> kept_;  // only while not live
  mutable bool damageSeen_ = false;
};

}  // namespace entroscope
