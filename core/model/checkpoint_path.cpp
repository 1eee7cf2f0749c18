#include "core/model/checkpoint_path.h"

#include <system_error>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/run_writer.h"

namespace entroscope {

std::filesystem::path resolveCheckpoint(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a run, checkpoint or model folder, found nothing"),
                path);
  }
  if (!std::filesystem::is_directory(path, error)) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: expected a run, checkpoint or model folder, found a file"), path);
  }
  if (std::filesystem::exists(path / "config.json", error)) return path;
  if (std::filesystem::exists(path / "run.toml", error)) {
    const auto checkpoints = checkpointsOf(path);
    if (checkpoints.empty()) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: expected at least one checkpoint in this run, found none"), path);
    }
    requireInside(path, checkpoints.back());
    return checkpoints.back();
  }
  throw Error(
      ErrorCode::BadInput,
      Sentence::tr("%1: expected config.json (a model) or run.toml (a run) in this folder, found neither"),
      path);
}

}  // namespace entroscope
