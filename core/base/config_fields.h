// The one list of configuration fields. Reading and writing run.toml, `--set key=value`, the
// difference of two runs and the window's forms all walk it, so a field is added in one place.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// A field's value in its natural type; enums travel as their text ("layer_norm", "fp32" …).
using FieldValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

struct Field {
  std::string key;  ///< dotted: "model.layers", "optimizer.learning_rate", "configuration"
  FieldValue value;
};

/// Every field of `config`, in file order.
std::vector<Field> fieldsOf(const RunConfig& config);

/// Sets one field. @throws Error{BadInput} naming the key, what was expected and what was found
/// (unknown key, wrong type, NaN or infinite number, unknown enum text).
void setField(RunConfig& config, std::string_view key, const FieldValue& value);

/// As setField, from command-line text ("0.001", "true", "relu"), parsed in the C locale.
void setFieldFromText(RunConfig& config, std::string_view key, std::string_view text);

/// The key and the text of `--set KEY=VALUE`. @throws Error{BadUsage} without a "=".
std::pair<std::string_view, std::string_view> splitSetting(std::string_view setting);

/// As setFieldFromText, for each "KEY=VALUE" in turn, and setDataPath for data.path.
/// @throws Error{BadInput, BadUsage}.
void applySettings(RunConfig& config, const std::vector<std::string>& settings);

/// Other data, on purpose: the hashes of those of before are dropped and not insisted on. @throws as
/// setField.
void setDataPath(RunConfig& config, const std::string& path);

/// The texts that a field of an enumeration or "true" and "false" may have; empty for other fields.
std::vector<std::string> choicesOf(std::string_view key);

/// Checks that the fields fit together (width divisible by heads, context ≤ positions, activation
/// list of the right length …). @throws Error{BadInput} with one sentence.
void validate(const RunConfig& config);

struct FieldDifference {
  std::string key, left, right;
};
/// Only what differs, as text.
std::vector<FieldDifference> differences(const RunConfig& left, const RunConfig& right);

std::string toText(const FieldValue& value);

/// Expands "gelu*4,relu*8" (or "relu") to one entry a layer. @throws Error{BadInput}.
std::vector<Activation> activationsPerLayer(const std::string& list, int layers);

std::string_view toText(Family);
std::string_view toText(Norm);
std::string_view toText(Position);
std::string_view toText(Activation);
std::string_view toText(SlopeMode);
std::string_view toText(Init);
std::string_view toText(Precision);
std::string_view toText(Kernels);
std::string_view toText(Launch);
std::string_view toText(Schedule);
std::string_view toText(OptimizerKind);
std::string_view toText(Chunking);
std::string_view toText(OnNan);

}  // namespace entroscope
