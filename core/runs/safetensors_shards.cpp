#include "core/runs/safetensors_shards.h"

#include <cstdio>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/runs/safetensors.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

std::string shardName(std::size_t number, std::size_t count) {
  char name[64];
  std::snprintf(name, sizeof name, "model-%05zu-of-%05zu.safetensors", number, count);
  return name;
}

}  // namespace

void splitIntoShards(const fs::path& folder, std::uint64_t maxBytes) {
  const fs::path whole = folder / "model.safetensors";
  {
    const SafetensorsFile file(whole);
    std::vector<std::vector<TensorView>> shards(1);
    std::uint64_t total = 0, held = 0;
    for (const TensorView& tensor : file.tensors()) {
      if (!shards.back().empty() && held + tensor.data.size() > maxBytes) {
        shards.emplace_back();
        held = 0;
      }
      shards.back().push_back(tensor);
      held += tensor.data.size();
      total += tensor.data.size();
    }
    if (shards.size() == 1) return;
    Json map = Json::object();
    auto& shardOf = map.get_ref<Json::object_t&>();  // appended: no name comes twice
    for (std::size_t i = 0; i < shards.size(); ++i) {
      const std::string name = shardName(i + 1, shards.size());
      writeSafetensors(folder / name, shards[i], file.metadata());
      for (const TensorView& tensor : shards[i]) shardOf.emplace_back(tensor.name, name);
    }
    const Json index = {{"metadata", {{"total_size", total}}}, {"weight_map", std::move(map)}};
    writeFileAtomically(folder / "model.safetensors.index.json", index.dump(2) + "\n");
  }
  std::error_code problem;
  fs::remove(whole, problem);
  if (problem) throw Error(ErrorCode::Io, Sentence::tr("%1: cannot remove: %2"), whole, problem.message());
}

}  // namespace entroscope
