// A model's safetensors file cut into shards with an index, as Hugging Face loads them. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>

namespace entroscope {

/// Rewrites `folder`/model.safetensors as model-00001-of-0000N.safetensors … of at most `maxBytes` of tensor
/// data each (a larger tensor has a shard of its own) and model.safetensors.index.json; the one file goes
/// last. Leaves it as it is where it fits. Tensors keep their order. @throws Error{Io, BadInput}.
void splitIntoShards(const std::filesystem::path& folder, std::uint64_t maxBytes);

}  // namespace entroscope
