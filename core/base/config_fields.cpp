#include "core/base/config_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include "core/base/error.h"

namespace entroscope {
namespace {

template <typename E>
using Names = std::span<const std::pair<E, std::string_view>>;

template <typename E>
Names<E> namesOf();

#define ENTROSCOPE_NAMES(Enum, ...)                                             \
  constexpr std::pair<Enum, std::string_view> k##Enum##Names[] = {__VA_ARGS__}; \
  template <>                                                                   \
  Names<Enum> namesOf<Enum>() {                                                 \
    return k##Enum##Names;                                                      \
  }

ENTROSCOPE_NAMES(Family, {Family::Gpt2, "gpt2"}, {Family::GptNeoX, "gpt_neox"})
ENTROSCOPE_NAMES(Norm, {Norm::LayerNorm, "layer_norm"}, {Norm::RmsNorm, "rms_norm"}, {Norm::None, "none"})
ENTROSCOPE_NAMES(Position, {Position::Learned, "learned"}, {Position::Rotary, "rotary"})
ENTROSCOPE_NAMES(Activation, {Activation::GeluErf, "gelu"}, {Activation::GeluTanh, "gelu_new"},
                 {Activation::Relu, "relu"}, {Activation::LeakyRelu, "leaky_relu"})
ENTROSCOPE_NAMES(SlopeMode, {SlopeMode::Fixed, "fixed"}, {SlopeMode::LayerWise, "layer_wise"},
                 {SlopeMode::Global, "global"}, {SlopeMode::GlobalAsReleased, "global_as_released"},
                 {SlopeMode::PerFeature, "per_feature"})
ENTROSCOPE_NAMES(Init, {Init::Flat, "flat"}, {Init::Gpt2Scaled, "gpt2_scaled"},
                 {Init::SmallWang, "small_wang"})
ENTROSCOPE_NAMES(Precision, {Precision::Fp32, "fp32"}, {Precision::Tf32, "tf32"}, {Precision::Bf16, "bf16"},
                 {Precision::Fp16, "fp16"}, {Precision::Fp16Emulated, "fp16-emulated"})
ENTROSCOPE_NAMES(Kernels, {Kernels::Fast, "fast"}, {Kernels::Reference, "reference"})
ENTROSCOPE_NAMES(Launch, {Launch::Auto, "auto"}, {Launch::Synchronous, "synchronous"},
                 {Launch::Ahead, "ahead"}, {Launch::Graph, "graph"})
ENTROSCOPE_NAMES(Schedule, {Schedule::WarmupLinear, "linear"}, {Schedule::WarmupCosine, "cosine"},
                 {Schedule::Constant, "constant"}, {Schedule::LinearAsReleased, "linear_as_released"})
ENTROSCOPE_NAMES(OptimizerKind, {OptimizerKind::AdamW, "adamw"}, {OptimizerKind::AdamWHf, "adamw_hf"})
ENTROSCOPE_NAMES(Chunking, {Chunking::Packed, "packed"}, {Chunking::Paper, "paper"})
ENTROSCOPE_NAMES(OnNan, {OnNan::Continue, "continue"}, {OnNan::Skip, "skip"}, {OnNan::Stop, "stop"},
                 {OnNan::Rollback, "rollback"}, {OnNan::Ask, "ask"})
#undef ENTROSCOPE_NAMES

template <typename E>
std::string_view nameOf(E value) {
  for (const auto& [candidate, name] : namesOf<E>()) {
    if (candidate == value) return name;
  }
  throw Error(ErrorCode::Internal, "an enum value without a name");
}

// The one list. `visit(key, member, minimum, maximum)`; the bounds apply to numbers only.
template <typename Config, typename Visit>
void visitFields(Config& c, Visit&& visit) {
  constexpr double kAny = std::numeric_limits<double>::max();
  auto plain = [&](std::string_view key, auto& member) { visit(key, member, -kAny, kAny); };
  plain("name", c.name);
  plain("configuration", c.configuration);
  plain("preset", c.preset);
  plain("parent", c.parent);
  plain("departures", c.departures);

  auto& m = c.model;
  plain("model.family", m.family);
  visit("model.layers", m.layers, 1, 1024);
  visit("model.heads", m.heads, 1, 1024);
  visit("model.width", m.width, 1, 1 << 20);
  visit("model.ffn_width", m.ffnWidth, 0, 1 << 22);
  visit("model.context", m.context, 1, 1 << 20);
  visit("model.positions", m.positions, 1, 1 << 20);
  visit("model.vocabulary", m.vocabulary, 1, 1 << 24);
  plain("model.block_norm", m.blockNorm);
  plain("model.first_norm", m.firstNorm);
  plain("model.final_norm", m.finalNorm);
  visit("model.norm_epsilon", m.normEpsilon, 0, 1);
  plain("model.activation", m.activation);
  plain("model.slope_mode", m.slopeMode);
  visit("model.slope", m.slope, -1e6, 1e6);
  plain("model.bias_query", m.biasQuery);
  plain("model.bias_key", m.biasKey);
  plain("model.bias_value", m.biasValue);
  plain("model.bias_attention_out", m.biasAttentionOut);
  plain("model.bias_ffn", m.biasFfn);
  plain("model.tied_head", m.tiedHead);
  plain("model.position", m.position);
  visit("model.rotary_fraction", m.rotaryFraction, 0, 1);
  visit("model.rotary_base", m.rotaryBase, 1, 1e12);
  plain("model.parallel_residual", m.parallelResidual);
  plain("model.init", m.init);
  visit("model.init_std", m.initStd, 0, 1e3);
  visit("model.embedding_dropout", m.embeddingDropout, 0, 0.999);
  visit("model.attention_scale", m.attentionScale, 0, 1e6);
  plain("model.mask_as_released", m.maskAsReleased);
  plain("model.low_precision_scores", m.lowPrecisionScores);
  plain("model.low_precision_residual", m.lowPrecisionResidual);

  plain("data.path", c.data.path);
  plain("data.chunking", c.data.chunking);
  plain("data.tokenizer_hash", c.data.tokenizerHash);
  plain("data.train_hash", c.data.trainHash);
  plain("data.validation_hash", c.data.validationHash);

  auto& o = c.optimizer;
  plain("optimizer.kind", o.kind);
  visit("optimizer.learning_rate", o.learningRate, 0, 1e6);
  visit("optimizer.min_learning_rate", o.minLearningRate, 0, 1e6);
  plain("optimizer.schedule", o.schedule);
  visit("optimizer.warmup_fraction", o.warmupFraction, 0, 1);
  constexpr double kMostBeta = 0.999999;  // at 1 AdamW's corrections divide by 0
  visit("optimizer.beta1", o.beta1, 0, kMostBeta);
  visit("optimizer.beta2", o.beta2, 0, kMostBeta);
  visit("optimizer.epsilon", o.epsilon, 0, 1);
  visit("optimizer.weight_decay", o.weightDecay, 0, 1e3);
  plain("optimizer.decay_slopes", o.decaySlopes);
  visit("optimizer.clip", o.clip, 0, 1e12);

  auto& t = c.train;
  visit("train.steps", t.steps, 0, 1e15);
  visit("train.batch", t.batch, 1, 1 << 20);
  visit("train.accumulation", t.accumulation, 1, 1 << 20);
  plain("train.seed", t.seed);
  plain("train.precision", t.precision);
  plain("train.kernels", t.kernels);
  plain("train.launch", t.launch);
  plain("train.device", t.device);
  visit("train.threads", t.threads, 0, 4096);
  visit("train.evaluation_interval", t.evaluationInterval, 1, 1e15);
  visit("train.evaluation_batches", t.evaluationBatches, 0, 1 << 30);
  visit("train.measure_interval", t.measureInterval, 1, 1e15);
  visit("train.checkpoint_interval", t.checkpointInterval, 0, 1e15);
  visit("train.keep_checkpoints", t.keepCheckpoints, 0, 1 << 20);
  plain("train.on_nan", t.onNan);
  plain("train.as_released_entropy", t.asReleasedEntropy);
  visit("train.snippet_tokens", t.snippetTokens, 0, 48);
}

[[noreturn]] void reject(std::string_view key, const Sentence& expected, const Sentence& found) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected %2, found %3"), key, expected, found);
}

std::string numberText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general).ptr;
  return {buffer, end};
}

template <typename T>
std::optional<T> parse(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

template <typename T>
constexpr Sentence::Pattern kindOf() {
  if constexpr (std::is_same_v<T, bool>) return Sentence::tr("true or false");
  if constexpr (std::is_integral_v<T>) return Sentence::tr("a whole number");
  if constexpr (std::is_floating_point_v<T>) return Sentence::tr("a number");
  return Sentence::tr("text");
}

void assignNumber(std::string_view key, double value, double minimum, double maximum,
                  const std::string& found) {
  if (!std::isfinite(value)) reject(key, Sentence::tr("a finite number"), found);
  if (value < minimum || value > maximum) {
    reject(key, {Sentence::tr("a number from %1 to %2"), numberText(minimum), numberText(maximum)}, found);
  }
}

template <typename T>
void assign(std::string_view key, T& member, const FieldValue& value, double minimum, double maximum) {
  const std::string found = toText(value);
  if constexpr (std::is_enum_v<T>) {
    std::string expected;
    if (const auto* text = std::get_if<std::string>(&value)) {
      for (const auto& [candidate, name] : namesOf<T>()) {
        if (name == *text) {
          member = candidate;
          return;
        }
      }
    }
    for (const auto& [candidate, name] : namesOf<T>())
      expected += (expected.empty() ? "" : ", ") + std::string(name);
    reject(key, {Sentence::tr("one of %1"), expected}, found);
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr) reject(key, kindOf<T>(), found);
    if (std::is_unsigned_v<T> && *number < 0)
      reject(key, Sentence::tr("a whole number of at least 0"), found);
    assignNumber(key, static_cast<double>(*number), minimum, maximum, found);
    member = static_cast<T>(*number);
  } else if constexpr (std::is_floating_point_v<T>) {
    double number = 0;
    if (const auto* real = std::get_if<double>(&value)) {
      number = *real;
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      number = static_cast<double>(*whole);
    } else {
      reject(key, Sentence::tr("a number"), found);
    }
    assignNumber(key, number, minimum, maximum, found);
    member = number;
  } else {
    const auto* typed = std::get_if<T>(&value);
    if (typed == nullptr) reject(key, kindOf<T>(), found);
    member = *typed;
  }
}

template <typename T>
FieldValue valueOf(const T& member) {
  if constexpr (std::is_enum_v<T>) {
    return std::string(nameOf(member));
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    return static_cast<std::int64_t>(member);
  } else {
    return member;
  }
}

template <typename T>
FieldValue valueFromText(std::string_view key, std::string_view text) {
  const std::string found = '"' + std::string(text) + '"';
  if constexpr (std::is_same_v<T, bool>) {
    if (text != "true" && text != "false") reject(key, Sentence::tr("true or false"), found);
    return text == "true";
  } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, std::string>) {
    return std::string(text);
  } else if constexpr (std::is_integral_v<T>) {
    if (const auto number = parse<std::int64_t>(text)) return *number;
    reject(key, Sentence::tr("a whole number"), found);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (const auto number = parse<double>(text)) return *number;
    reject(key, Sentence::tr("a number"), found);
  } else {
    return std::vector<std::string>{std::string(text)};
  }
}

}  // namespace

std::string_view toText(Family value) { return nameOf(value); }
std::string_view toText(Norm value) { return nameOf(value); }
std::string_view toText(Position value) { return nameOf(value); }
std::string_view toText(Activation value) { return nameOf(value); }
std::string_view toText(SlopeMode value) { return nameOf(value); }
std::string_view toText(Init value) { return nameOf(value); }
std::string_view toText(Precision value) { return nameOf(value); }
std::string_view toText(Kernels value) { return nameOf(value); }
std::string_view toText(Launch value) { return nameOf(value); }
std::string_view toText(Schedule value) { return nameOf(value); }
std::string_view toText(OptimizerKind value) { return nameOf(value); }
std::string_view toText(Chunking value) { return nameOf(value); }
std::string_view toText(OnNan value) { return nameOf(value); }

std::string toText(const FieldValue& value) {
  struct {
    std::string operator()(bool v) const { return v ? "true" : "false"; }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(double v) const { return numberText(v); }
    std::string operator()(const std::string& v) const { return '"' + v + '"'; }
    std::string operator()(const std::vector<std::string>& v) const {
      std::string text;
      for (const auto& item : v) text += (text.empty() ? "\"" : ", \"") + item + '"';
      return "[" + text + "]";
    }
  } visitor;
  return std::visit(visitor, value);
}

std::vector<Field> fieldsOf(const RunConfig& config) {
  std::vector<Field> fields;
  visitFields(config, [&](std::string_view key, const auto& member, double, double) {
    fields.push_back({std::string(key), valueOf(member)});
  });
  return fields;
}

void setField(RunConfig& config, std::string_view key, const FieldValue& value) {
  bool found = false;
  visitFields(config, [&](std::string_view candidate, auto& member, double minimum, double maximum) {
    if (candidate != key) return;
    found = true;
    assign(key, member, value, minimum, maximum);
  });
  if (!found) throw Error(ErrorCode::BadInput, Sentence::tr("%1: no such field"), key);
}

void setFieldFromText(RunConfig& config, std::string_view key, std::string_view text) {
  FieldValue value;
  bool found = false;
  visitFields(config, [&](std::string_view candidate, auto& member, double, double) {
    if (candidate != key) return;
    found = true;
    value = valueFromText<std::remove_cvref_t<decltype(member)>>(key, text);
  });
  if (!found) throw Error(ErrorCode::BadInput, Sentence::tr("%1: no such field"), key);
  setField(config, key, value);
}

std::pair<std::string_view, std::string_view> splitSetting(std::string_view setting) {
  const auto equals = setting.find('=');
  if (equals == setting.npos)
    throw Error(ErrorCode::BadUsage, Sentence::tr("--set %1: expected KEY=VALUE"), setting);
  return {setting.substr(0, equals), setting.substr(equals + 1)};
}

void applySettings(RunConfig& config, const std::vector<std::string>& settings) {
  for (const std::string& setting : settings) {
    const auto [key, text] = splitSetting(setting);
    if (key == "data.path") {
      setDataPath(config, std::string(text));
    } else {
      setFieldFromText(config, key, text);
    }
  }
}

void setDataPath(RunConfig& config, const std::string& path) {
  setField(config, "data.path", path);
  config.data.tokenizerHash = config.data.trainHash = config.data.validationHash = {};
}

std::vector<std::string> choicesOf(std::string_view key) {
  std::vector<std::string> choices;
  const RunConfig config;
  visitFields(config, [&](std::string_view candidate, const auto& member, double, double) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if (candidate != key) return;
    if constexpr (std::is_same_v<Member, bool>) choices = {"false", "true"};
    if constexpr (std::is_enum_v<Member>) {
      for (const auto& [value, name] : namesOf<Member>()) choices.emplace_back(name);
    }
  });
  return choices;
}

void validate(const RunConfig& config) {
  const ModelConfig& m = config.model;
  if (m.width % m.heads != 0) {
    reject("model.width", {Sentence::tr("a multiple of model.heads (%1)"), m.heads}, m.width);
  }
  if (m.position == Position::Learned && m.context > m.positions) {
    reject("model.context", {Sentence::tr("at most model.positions (%1)"), m.positions}, m.context);
  }
  if (m.position == Position::Rotary && static_cast<int>(m.headWidth() * m.rotaryFraction) % 2 != 0) {
    reject("model.rotary_fraction",
           Sentence::tr("a share of the head width that is an even number of dimensions"),
           numberText(m.rotaryFraction));
  }
  const Norm norms[] = {m.blockNorm, m.firstNorm, m.finalNorm};
  if (std::ranges::count(norms, Norm::RmsNorm) > 0 && std::ranges::count(norms, Norm::LayerNorm) > 0) {
    reject("model.block_norm",
           Sentence::tr("one kind of norm beside none in block_norm, first_norm and final_norm"),
           Sentence::tr("layer_norm and rms_norm"));
  }
  if (m.lowPrecisionScores && config.train.precision == Precision::Fp32) {
    reject("model.low_precision_scores", Sentence::tr("false while train.precision is fp32"), "true");
  }
  activationsPerLayer(m.activation, m.layers);
}

std::vector<FieldDifference> differences(const RunConfig& left, const RunConfig& right) {
  std::vector<FieldDifference> result;
  const auto a = fieldsOf(left);
  const auto b = fieldsOf(right);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].value != b[i].value) result.push_back({a[i].key, toText(a[i].value), toText(b[i].value)});
  }
  return result;
}

std::vector<Activation> activationsPerLayer(const std::string& list, int layers) {
  const std::string_view key = "model.activation";
  std::vector<Activation> result;
  bool counted = false;
  std::string_view rest = list;
  while (true) {
    const auto comma = rest.find(',');
    std::string_view item = rest.substr(0, comma);
    std::int64_t count = 1;
    if (const auto star = item.find('*'); star != std::string_view::npos) {
      const auto parsed = parse<std::int64_t>(item.substr(star + 1));
      if (!parsed || *parsed < 1 || *parsed > layers) {
        reject(key, {Sentence::tr("a count from 1 to %1 after '*'"), layers}, '"' + list + '"');
      }
      count = *parsed;
      counted = true;
      item = item.substr(0, star);
    }
    Activation activation{};
    assign(key, activation, FieldValue(std::string(item)), 0, 0);
    result.insert(result.end(), static_cast<std::size_t>(count), activation);
    if (comma == std::string_view::npos) break;
    rest = rest.substr(comma + 1);
    counted = true;
  }
  if (!counted) result.assign(static_cast<std::size_t>(layers), result.front());
  if (result.size() != static_cast<std::size_t>(layers)) {
    reject(key, {Sentence::tr("activations for %1 layers"), layers}, result.size());
  }
  return result;
}

}  // namespace entroscope
