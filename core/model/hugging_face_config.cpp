#include "core/model/hugging_face_config.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/model/language_model.h"

namespace entroscope {
namespace {

constexpr std::string_view kModelPrefix = "model.";
constexpr int kVersion = 1;
constexpr double kLeakySlope = 0.01;  // torch.nn.LeakyReLU's default, which `transformers` uses

std::string textOf(const Json& value) {
  return value.dump(-1, ' ', true, Json::error_handler_t::replace).substr(0, 60);
}

Json jsonOf(const FieldValue& value) {
  return std::visit([](const auto& v) { return Json(v); }, value);
}

/// Reads keys of config.json into fields of a ModelConfig, with the fields' own limits.
class Reader {
 public:
  Reader(const Json& json, std::string source) : json_(json), source_(std::move(source)) {}

  RunConfig run;

  /// The first of `keys` that is there and not null; null when none is.
  const Json* find(std::initializer_list<const char*> keys) const {
    for (const char* key : keys) {
      const auto found = json_.find(key);
      if (found != json_.end() && !found->is_null()) return &*found;
    }
    return nullptr;
  }
  void required(std::string_view field, const char* key) {
    const Json* value = find({key});
    if (value == nullptr) reject(key, Sentence::tr("a number"), Sentence::tr("none"));
    set(field, *value, key);
  }
  bool optional(std::string_view field, std::initializer_list<const char*> keys) {
    const Json* value = find(keys);
    if (value != nullptr) set(field, *value, *keys.begin());
    return value != nullptr;
  }
  void set(std::string_view field, const Json& value, const std::string& key) {
    try {
      setField(run, std::string(kModelPrefix) + std::string(field), valueOf(value, key));
    } catch (const Error& error) {
      throw Error(error.code(), Sentence::tr("%1: %2: %3"), source_, key, error.sentence());
    }
  }
  bool flag(const char* key, bool otherwise) const {
    const Json* value = find({key});
    if (value == nullptr) return otherwise;
    if (!value->is_boolean()) reject(key, Sentence::tr("true or false"), textOf(*value));
    return value->get<bool>();
  }
  [[noreturn]] void reject(const std::string& key, const Sentence& expected, const Sentence& found) const {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected %3, found %4"), source_, key, expected,
                found);
  }
  [[noreturn]] void refuse(const std::string& key, const Sentence& why) const {
    throw Error(ErrorCode::Unsupported, Sentence::tr("%1: %2: %3"), source_, key, why);
  }

 private:
  FieldValue valueOf(const Json& value, const std::string& key) const {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) {
      reject(key, Sentence::tr("a smaller number"), textOf(value));
    }
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) return value.get<std::string>();
    reject(key, Sentence::tr("a number, text, true or false"), textOf(value));
  }

  const Json& json_;
  std::string source_;
};

void readActivation(Reader& reader, const char* key, const char* otherwise) {
  const Json* value = reader.find({key});
  if (value != nullptr && !value->is_string()) reader.reject(key, Sentence::tr("text"), textOf(*value));
  std::string name = value == nullptr ? otherwise : value->get<std::string>();
  if (name == "gelu_pytorch_tanh" || name == "gelu_fast") name = "gelu_new";  // one formula, three names
  reader.set("activation", name, key);
  if (name == "leaky_relu") reader.set("slope", kLeakySlope, key);
}

void readGpt2(Reader& reader) {
  reader.required("layers", "n_layer");
  reader.required("heads", "n_head");
  reader.required("width", "n_embd");
  reader.required("vocabulary", "vocab_size");
  reader.required("positions", "n_positions");
  reader.optional("ffn_width", {"n_inner"});
  reader.optional("norm_epsilon", {"layer_norm_epsilon"});
  reader.set("embedding_dropout", 0.1, "embd_pdrop");  // the class default
  reader.optional("embedding_dropout", {"embd_pdrop"});
  reader.set("tied_head", reader.flag("tie_word_embeddings", true), "tie_word_embeddings");
  if (!reader.flag("scale_attn_weights", true)) reader.set("attention_scale", 1.0, "scale_attn_weights");
  if (reader.flag("scale_attn_by_inverse_layer_idx", false)) {
    reader.refuse("scale_attn_by_inverse_layer_idx",
                  Sentence::tr("an attention scale that depends on the layer is not offered"));
  }
  readActivation(reader, "activation_function", "gelu_new");
}

void readRotary(Reader& reader) {
  reader.optional("rotary_fraction", {"rotary_pct", "partial_rotary_factor"});
  reader.optional("rotary_base", {"rotary_emb_base", "rope_theta"});
  for (const char* key : {"rope_parameters", "rope_scaling"}) {
    const Json* rope = reader.find({key});
    if (rope == nullptr) continue;
    if (!rope->is_object()) reader.reject(key, Sentence::tr("an object"), textOf(*rope));
    for (const char* name : {"rope_type", "type"}) {  // the second in older files
      const auto kind = rope->find(name);
      if (kind == rope->end() || *kind == "default") continue;
      reader.refuse(std::string(key) + '.' + name,
                    {Sentence::tr("expected \"default\", found %1"), textOf(*kind)});
    }
    for (const auto& [inner, value] : rope->items()) {
      if (inner == "rope_type" || inner == "type" || inner == "partial_rotary_factor" ||
          inner == "rope_theta" || value.is_null())
        continue;
      reader.refuse(std::string(key) + '.' + inner,
                    Sentence::tr("positions that are scaled are not offered"));
    }
    for (const auto& [inner, field] :
         {std::pair{"partial_rotary_factor", "rotary_fraction"}, std::pair{"rope_theta", "rotary_base"}}) {
      if (const auto found = rope->find(inner); found != rope->end()) {
        reader.set(field, *found, std::string(key) + '.' + inner);
      }
    }
  }
}

void readGptNeoX(Reader& reader) {
  reader.set("family", "gpt_neox", "model_type");
  reader.set("position", "rotary", "model_type");
  reader.required("layers", "num_hidden_layers");
  reader.required("heads", "num_attention_heads");
  reader.required("width", "hidden_size");
  reader.required("vocabulary", "vocab_size");
  reader.required("positions", "max_position_embeddings");
  reader.optional("ffn_width", {"intermediate_size"});
  reader.optional("norm_epsilon", {"layer_norm_eps"});
  reader.optional("embedding_dropout", {"hidden_dropout"});
  reader.set("parallel_residual", reader.flag("use_parallel_residual", true), "use_parallel_residual");
  reader.set("tied_head", reader.flag("tie_word_embeddings", false), "tie_word_embeddings");
  if (!reader.flag("attention_bias", true)) {
    for (const char* field : {"bias_query", "bias_key", "bias_value", "bias_attention_out"}) {
      reader.set(field, false, "attention_bias");
    }
  }
  readRotary(reader);
  readActivation(reader, "hidden_act", "gelu");
}

void readOwn(Reader& reader) {
  const Json* own = reader.find({"entroscope"});
  if (own == nullptr) return;
  const auto version = own->find("version");
  if (version == own->end() || !version->is_number_integer()) {
    reader.reject("entroscope.version", Sentence::tr("a whole number"), Sentence::tr("none"));
  }
  if (*version > kVersion) {
    reader.refuse("entroscope.version",
                  {Sentence::tr("written by a newer Entroscope: expected at most %1, found %2"), kVersion,
                   textOf(*version)});
  }
  const auto model = own->find("model");
  if (model == own->end() || !model->is_object())
    reader.reject("entroscope.model", Sentence::tr("an object"), Sentence::tr("none"));
  for (const auto& [key, value] : model->items()) reader.set(key, value, "entroscope.model." + key);
}

/// The one name that stands for all layers in the standard key.
std::string firstActivation(const ModelConfig& config) {
  return std::string(toText(activationsPerLayer(config.activation, config.layers).front()));
}

}  // namespace

bool isStandardModel(const ModelConfig& config) {
  const bool neoX = config.family == Family::GptNeoX;
  const auto activations = activationsPerLayer(config.activation, config.layers);
  for (const Activation activation : activations) {
    if (activation != activations.front()) return false;
  }
  if (activations.front() == Activation::LeakyRelu &&
      (config.slopeMode != SlopeMode::Fixed || config.slope != kLeakySlope)) {
    return false;
  }
  const bool norms = config.blockNorm == Norm::LayerNorm && config.firstNorm == Norm::LayerNorm &&
                     config.finalNorm == Norm::LayerNorm;
  const bool scale = config.attentionScale == 0 || (!neoX && config.attentionScale == 1);
  const bool family = neoX ? config.position == Position::Rotary
                           : config.position == Position::Learned && !config.parallelResidual;
  return norms && scale && family && !config.maskAsReleased;
}

Json huggingFaceConfig(const ModelConfig& config) {
  Json json;
  const bool neoX = config.family == Family::GptNeoX;
  json["architectures"] = {neoX ? "GPTNeoXForCausalLM" : "GPT2LMHeadModel"};
  json["model_type"] = toText(config.family);
  json["dtype"] = "float32";
  json["vocab_size"] = config.vocabulary;
  json["tie_word_embeddings"] = config.tiedHead;
  json["initializer_range"] = config.initStd;
  json["bos_token_id"] = json["eos_token_id"] = nullptr;
  if (neoX) {
    json["hidden_size"] = config.width;
    json["num_hidden_layers"] = config.layers;
    json["num_attention_heads"] = config.heads;
    json["intermediate_size"] = config.ffn();
    json["hidden_act"] = firstActivation(config);
    json["max_position_embeddings"] = config.positions;
    json["layer_norm_eps"] = config.normEpsilon;
    json["rotary_pct"] = config.rotaryFraction;
    json["rotary_emb_base"] = config.rotaryBase;
    json["rope_parameters"] = {{"rope_type", "default"},
                               {"rope_theta", config.rotaryBase},
                               {"partial_rotary_factor", config.rotaryFraction}};
    json["use_parallel_residual"] = config.parallelResidual;
    json["attention_bias"] = true;
    json["hidden_dropout"] = config.embeddingDropout;
    json["attention_dropout"] = 0.0;
  } else {
    json["n_embd"] = config.width;
    json["n_layer"] = config.layers;
    json["n_head"] = config.heads;
    json["n_inner"] = config.ffn();
    json["activation_function"] = firstActivation(config);
    json["n_positions"] = config.positions;
    json["layer_norm_epsilon"] = config.normEpsilon;
    json["scale_attn_weights"] = config.attentionScale != 1;
    json["embd_pdrop"] = config.embeddingDropout;
    json["attn_pdrop"] = json["resid_pdrop"] = 0.0;
  }
  RunConfig run;
  run.model = config;
  Json model = Json::object();
  for (const Field& field : fieldsOf(run)) {
    if (field.key.starts_with(kModelPrefix))
      model[field.key.substr(kModelPrefix.size())] = jsonOf(field.value);
  }
  json["entroscope"] = {{"version", kVersion}, {"standard", isStandardModel(config)}, {"model", model}};
  return json;
}

ModelConfig modelConfigFromJson(const Json& json, const std::string& source) {
  if (!json.is_object())
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected an object, found %2"), source, textOf(json));
  Reader reader(json, source);
  const Json* type = reader.find({"model_type"});
  if (type == nullptr || (*type != "gpt2" && *type != "gpt_neox")) {
    reader.reject("model_type", Sentence::tr("\"gpt2\" or \"gpt_neox\""),
                  type == nullptr ? Sentence(Sentence::tr("none")) : Sentence(textOf(*type)));
  }
  *type == "gpt2" ? readGpt2(reader) : readGptNeoX(reader);
  reader.run.model.context = reader.run.model.positions;
  readOwn(reader);
  RunConfig checked = reader.run;
  checked.model.lowPrecisionScores = false;  // needs a 16-bit run, which a checkpoint does not say
  try {
    validate(checked);
  } catch (const Error& error) {
    throw Error(error.code(), Sentence::tr("%1: %2"), source, error.sentence());
  }
  return reader.run.model;
}

}  // namespace entroscope
