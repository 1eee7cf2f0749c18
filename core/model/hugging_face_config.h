// config.json of a Hugging Face folder, both families. Torch-free.
//
// What standard loaders read stands under the standard keys; every field of ModelConfig also stands under
// one object "entroscope", which wins when it is there:
//   "entroscope": {"version": 1, "standard": true, "model": {"layers": 12, …}}
// "standard" says whether the standard keys alone describe the model.
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/base/run_config.h"

namespace entroscope {

Json huggingFaceConfig(const ModelConfig& config);

/// @param source the file's name, for messages. @throws Error{BadInput, Unsupported} naming file and key.
ModelConfig modelConfigFromJson(const Json& json, const std::string& source);

/// Whether a plain GPT-2 or GPT-NeoX of `transformers` computes the same.
bool isStandardModel(const ModelConfig& config);

}  // namespace entroscope
