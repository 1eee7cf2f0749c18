// What a resume or a fork goes on from, and what is asked of it before anything is changed. Torch- and
// Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/run_config.h"
#include "core/data/dataset.h"
#include "core/train/train_state.h"

namespace entroscope {

/// Reads all of it (see DataSet::requireSound): the data shall be what was packed, and what `recorded` names
/// (an empty hash: any).
/// @throws Error{BadInput, Corrupt, Io}
void requireSameData(const DataConfig& recorded, const DataSet& data);

/// The same of a new run or a fork, which may have other data when asked to.
void requireNamedData(const DataConfig& named, const DataSet& data);

/// What a run says of its data.
void describeData(DataConfig& config, const DataSetInfo& data);

/// A model that lies in a run reads the tokens of that run's tokenizer. @throws Error{BadInput, Io}
void requireTokenizerOf(const std::filesystem::path& model, const DataSet& data);

/// Each recorded matrix keeps its shape as long as there is the run. @throws Error{BadInput}
void requireSameShapes(const RunConfig& recorded, const RunConfig& now);

/// Of a run's checkpoint. @throws Error{Corrupt} where it is not of the step in its folder's name, by which
/// later checkpoints and rows are deleted; Error{Io, BadInput}.
TrainState stateOf(const std::filesystem::path& checkpoint);

/// The newest whose weights are all finite: a run that went on through a NaN has saved others. Empty: none.
/// @throws Error{Corrupt, Io, BadInput} where it, or one after it, is damaged.
std::filesystem::path newestFiniteCheckpoint(const std::filesystem::path& runFolder);

/// The `parent` field of a fork from this checkpoint; empty when it lies in no run.
std::string parentOf(const std::filesystem::path& checkpoint, std::int64_t step);

}  // namespace entroscope
