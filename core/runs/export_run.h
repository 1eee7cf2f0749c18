// Takes a run's numbers or weights away in common formats. Full resolution, C locale; a target file
// or folder appears only when complete. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/runs/manifest.h"
#include "core/runs/run.h"

namespace entroscope {

enum class ExportFormat {
  Csv,          ///< a file: measure,step,tokens,row,column,value
  Jsonl,        ///< a file: one JSON object a line (run, scalar, matrix, evaluation, event)
  Tfevents,     ///< a folder that gets one TensorBoard event file; matrix elements as "entropy/L00H00"
  HuggingFace,  ///< a new folder: model.safetensors or shards, config.json, tokenizer.json of the newest
                ///< checkpoint
};
/// csv, jsonl, tfevents, hf or safetensors. @throws Error{BadUsage} naming them.
ExportFormat exportFormatNamed(const std::string& name);

/// @param maxShardBytes HuggingFace only: larger models come in shards of at most this size; 0: one file.
/// @throws Error{Io} when `out` cannot be written, Error{BadInput} when there is nothing to export.
/// @return the run's damaged rows, for what they held is not in the file.
std::vector<Damage> exportRun(const Run& run, ExportFormat format, const std::filesystem::path& out,
                              std::uint64_t maxShardBytes = 0);

struct RecordedRow {
  std::string_view measure;
  std::int64_t step = 0, tokens = 0;
  int rows = 1, columns = 1;
  std::span<const float> values;
};
/// Every recorded row but the evaluations, measure by measure, a stretch of steps at a time.
void visitRecordedRows(const Run& run, const std::function<void(const RecordedRow&)>& visit);

/// Name of one element of a matrix measure: "entropy/L03H07", "slope/L03" for one column.
std::string elementName(std::string_view measure, int row, int column, int columns);

}  // namespace entroscope
