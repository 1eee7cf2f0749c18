// Checkpoints in the Hugging Face format; see hugging_face_config.h and hugging_face_layout.h.
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <cstring>
#include <map>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/model/hugging_face_config.h"
#include "core/model/hugging_face_layout.h"
#include "core/model/language_model.h"
#include "core/model/tensor_names.h"
#include "core/runs/checkpoints.h"
#include "core/runs/safetensors.h"

namespace entroscope {
namespace {

constexpr const char* kConfigFile = "config.json";
constexpr const char* kWeightsFile = "model.safetensors";
constexpr const char* kIndexFile = "model.safetensors.index.json";
constexpr std::uint64_t kLargestConfig = 1u << 20, kLargestJson = 64u << 20;

std::string textOf(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const auto size : shape) text += (text.empty() ? "" : ", ") + std::to_string(size);
  return '[' + text + ']';
}

/// The tensors of a folder, in one file or in shards.
class StoredModel {
 public:
  explicit StoredModel(const std::filesystem::path& folder) {
    const auto single = folder / kWeightsFile, index = folder / kIndexFile;
    if (std::filesystem::exists(single) || !std::filesystem::exists(index)) {
      open(single);
      return;
    }
    const auto json = parseJson<nlohmann::json>(readTextFile(index, kLargestJson), index.string());
    const auto map = json.find("weight_map");
    if (map == json.end() || !map->is_object()) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: weight_map: expected an object, found none"), index);
    }
    std::set<std::string> shards;
    for (const auto& [name, shard] : map->items()) {
      const std::string file = shard.is_string() ? shard.get<std::string>() : "";
      if (file.empty() || std::filesystem::path(file).filename() != file) {
        throw Error(ErrorCode::BadInput,
                    Sentence::tr("%1: weight_map: %2: expected the name of a file in this folder"), index,
                    name);
      }
      shards.insert(file);
    }
    for (const auto& shard : shards) open(folder / shard);
    for (const auto& [name, shard] : map->items()) {
      if (!tensors_.contains(name)) {
        throw Error(ErrorCode::BadInput,
                    Sentence::tr("%1: %2: expected a tensor, as the index says, found none"),
                    folder / shard.get<std::string>(), name);
      }
    }
  }

  struct Entry {
    const TensorView* view;
    const std::filesystem::path* path;
  };
  /// Null when absent. `name` may stand in the file without its prefix.
  const Entry* find(const std::string& name, const std::string& prefix) const {
    auto found = tensors_.find(name);
    if (found == tensors_.end() && name.starts_with(prefix))
      found = tensors_.find(name.substr(prefix.size()));
    return found == tensors_.end() ? nullptr : &found->second;
  }
  const std::map<std::string, Entry>& tensors() const { return tensors_; }
  const std::filesystem::path& firstPath() const { return files_.begin()->first; }

 private:
  void open(const std::filesystem::path& path) {
    const auto [file, added] = files_.emplace(path, SafetensorsFile(path));
    for (const TensorView& view : file->second.tensors()) {
      const auto [other, isNew] = tensors_.try_emplace(view.name, Entry{&view, &file->first});
      if (isNew) continue;
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected each tensor once, found it in %3, too"),
                  path, view.name, *other->second.path);
    }
  }

  std::map<std::filesystem::path, SafetensorsFile> files_;
  std::map<std::string, Entry> tensors_;
};

at::ScalarType scalarTypeOf(TensorType type, const std::string& place) {
  switch (type) {
    case TensorType::F64:
      return at::kDouble;
    case TensorType::F32:
      return at::kFloat;
    case TensorType::F16:
      return at::kHalf;
    case TensorType::BF16:
      return at::kBFloat16;
    default:
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: expected F64, F32, F16 or BF16, found whole numbers"), place);
  }
}

[[noreturn]] void failMissing(const StoredModel& stored, const std::string& name,
                              const std::vector<std::int64_t>& shape) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected a tensor of shape %3, found none"),
              stored.firstPath(), name, textOf(shape));
}

std::string placeOf(const StoredModel::Entry& entry) {
  return entry.path->string() + ": " + entry.view->name;
}

void requireShape(const StoredModel::Entry& entry, const std::vector<std::int64_t>& shape) {
  if (entry.view->shape == shape) return;
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected shape %2, found %3"), placeOf(entry),
              textOf(shape), textOf(entry.view->shape));
}

at::Tensor readTensor(const StoredModel::Entry& entry, const StoredTensor& expected) {
  requireShape(entry, expected.shape);
  // Copied, for a file may hold its values at any address.
  const at::Tensor values = at::empty(entry.view->shape, scalarTypeOf(entry.view->type, placeOf(entry)));
  if (!entry.view->data.empty()) {
    std::memcpy(values.mutable_data_ptr(), entry.view->data.data(), entry.view->data.size());
  }
  return values.to(at::kFloat);
}

/// Buffers of older files, and the copy of a tied head.
bool isIgnored(const std::string& name, const ModelConfig& config) {
  for (const char* buffer : {".attn.bias", ".attn.masked_bias", ".attention.bias", ".attention.masked_bias",
                             ".attention.rotary_emb.inv_freq", ".rotary_emb.inv_freq"}) {
    if (name.ends_with(buffer)) return true;
  }
  return config.tiedHead && name == tensorNames(config.family).head + ".weight";
}

/// Norms and slopes: what a fork may add to a model or take from it.
bool isForkable(const std::string& name, Family family) {
  const TensorNames& names = tensorNames(family);
  const auto within = [&name](const std::string& part) { return name.find(part) != std::string::npos; };
  return within(names.norm1 + '.') || within(names.norm2 + '.') || name.ends_with("slope") ||
         within(names.finalNorm.substr(names.prefix.size()) + '.');
}

/// A tensor that nothing reads means another model than config.json describes.
void refuseUnknown(const StoredModel& stored, const std::vector<StoredTensor>& wanted,
                   const ModelConfig& config, bool fork) {
  const std::string& prefix = tensorNames(config.family).prefix;
  std::set<std::string> known;
  for (const auto& tensor : wanted) known.insert(tensor.name);
  for (const auto& [name, entry] : stored.tensors()) {
    if (known.contains(name) || known.contains(prefix + name) || isIgnored(name, config)) continue;
    if (fork && isForkable(name, config.family)) continue;
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: %2: expected no such tensor for the model in %3, found one of shape %4"),
                *entry.path, name, kConfigFile, textOf(entry.view->shape));
  }
}

/// A config of a hundred bytes may describe a model of terabytes: before one is made of it, its largest
/// tensors have to be in the file, in the sizes that bound all others.
void requireSizes(const StoredModel& stored, const ModelConfig& config) {
  const TensorNames& names = tensorNames(config.family);
  const std::int64_t width = config.width, ffn = config.ffn();
  const bool transposed = config.family == Family::Gpt2;
  const auto require = [&](const std::string& name, std::vector<std::int64_t> shape, bool transpose) {
    if (transpose) std::swap(shape[0], shape[1]);
    const auto* entry = stored.find(name, names.prefix);
    if (entry == nullptr) failMissing(stored, name, shape);
    requireShape(*entry, shape);
  };
  require(names.tokens + ".weight", {config.vocabulary, width}, false);
  if (config.position == Position::Learned)
    require(names.positions + ".weight", {config.positions, width}, false);
  for (int layer = 0; layer < config.layers; ++layer) {
    require(names.inLayer(layer, names.qkv) + ".weight", {3 * width, width}, transposed);
    require(names.inLayer(layer, names.up) + ".weight", {ffn, width}, transposed);
  }
}

}  // namespace

void saveHuggingFace(const LanguageModel& model, const std::filesystem::path& folder) {
  const c10::NoGradGuard noGrad;
  std::vector<at::Tensor> kept;  // the views point into these
  std::vector<TensorView> views;
  for (const StoredTensor& stored : storedTensors(model)) {
    const at::Tensor value = stored.parameter < 0
                                 ? at::Tensor()
                                 : model.parameters()[static_cast<std::size_t>(stored.parameter)].value;
    kept.push_back(toStored(value, stored, model.config()));
    const at::Tensor& host = kept.back();
    views.push_back({stored.name,
                     TensorType::F32,
                     host.sizes().vec(),
                     {static_cast<const std::byte*>(host.const_data_ptr()), host.nbytes()}});
  }
  writeSafetensors(folder / kWeightsFile, views, {{"format", "pt"}});
  writeFileAtomically(folder / kConfigFile, huggingFaceConfig(model.config()).dump(2) + "\n");
}

ModelConfig readHuggingFaceConfig(const std::filesystem::path& folder) {
  const auto path = folder / kConfigFile;
  const ModelConfig config =
      modelConfigFromJson(parseJson(readTextFile(path, kLargestConfig), path.string()), path.string());
  try {
    requireSizes(StoredModel(folder), config);
  } catch (const Error&) {
    requireSound(folder);  // that one of our files is damaged says more
    throw;
  }
  return config;
}

void loadHuggingFaceWeights(LanguageModel& model, const std::filesystem::path& folder, bool fork) {
  const c10::NoGradGuard noGrad;
  const ModelConfig& config = model.config();
  requireSound(folder);
  const StoredModel stored(folder);
  const auto wanted = storedTensors(model);
  refuseUnknown(stored, wanted, config, fork);
  // Everything is read and checked before the first weight changes.
  std::vector<std::pair<at::Tensor, at::Tensor>> loaded;
  for (const StoredTensor& tensor : wanted) {
    const auto* entry = stored.find(tensor.name, tensorNames(config.family).prefix);
    if (fork && isForkable(tensor.name, config.family) &&
        (entry == nullptr || entry->view->shape != tensor.shape)) {
      continue;
    }
    if (entry == nullptr) {
      if (tensor.layout == Layout::ZeroBias) continue;
      failMissing(stored, tensor.name, tensor.shape);
    }
    at::Tensor value;
    if (!fromStored(readTensor(*entry, tensor), tensor.layout, config, value)) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: %2: expected zeros, for this bias is switched off, found other values"),
                  *entry->path, tensor.name);
    }
    if (tensor.parameter < 0) continue;
    loaded.emplace_back(model.parameters()[static_cast<std::size_t>(tensor.parameter)].value, value);
  }
  for (auto& [parameter, value] : loaded) parameter.copy_(value);
}

}  // namespace entroscope
