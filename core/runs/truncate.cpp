#include "core/runs/truncate.h"

#include <string>

#include "core/base/error.h"
#include "core/runs/checkpoints.h"
#include "core/runs/run_writer.h"

namespace entroscope {

void truncateRun(const std::filesystem::path& folder, std::int64_t step) {
  auto lock = lockForResuming(folder);
  const RunPtr run = openRun(folder.string());
  std::string steps;
  bool found = false;
  for (const auto& checkpoint : checkpointsOf(folder)) {
    const std::int64_t its = *checkpointStep(checkpoint);
    steps += (steps.empty() ? "" : ", ") + std::to_string(its);
    if (its != step) continue;
    requireSound(checkpoint);
    found = true;
  }
  if (!found) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected the step of a checkpoint (%2), found %3"),
                folder, steps.empty() ? Sentence(Sentence::tr("there is none")) : Sentence(steps), step);
  }
  const std::int64_t last = run->info().lastStep;
  const auto writer = RunWriter::resume(folder, step, run->info().device, std::move(lock));
  writer->appendEvent(step, "rewind", "cut back from step " + std::to_string(last));
  writer->close(Outcome::Interrupted);
}

}  // namespace entroscope
