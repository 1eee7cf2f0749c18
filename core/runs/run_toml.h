// run.toml: the whole configuration as TOML, one table a section. Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/run_config.h"

namespace entroscope {

std::string toToml(const RunConfig& config);
/// Unknown keys, wrong types, NaN and values out of range are refused. Missing keys keep defaults.
/// @throws Error{BadInput} naming `source`, the field, what was expected and what was found.
RunConfig configFromToml(std::string_view text, std::string_view source);
RunConfig readConfig(const std::filesystem::path& file);  ///< @throws Error{Io, BadInput}

}  // namespace entroscope
