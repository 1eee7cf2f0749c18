// The list of configuration fields: every field is reached, round-trips as value and as text, and names
// itself when it refuses.
#include <QTest>
#include <limits>
#include <map>

#include "core/base/config_fields.h"
#include "core/runs/run_toml.h"
#include "tests/support/refusal.h"

using namespace entroscope;

namespace {

/// A legal value that differs from `value`; enums get another name of their own.
FieldValue otherValue(const Field& field) {
  static const std::map<std::string, std::string> names{
      {"model.family", "gpt_neox"},   {"model.block_norm", "none"},        {"model.first_norm", "none"},
      {"model.final_norm", "none"},   {"model.slope_mode", "per_feature"}, {"model.position", "rotary"},
      {"model.init", "small_wang"},   {"model.activation", "relu"},        {"data.chunking", "paper"},
      {"optimizer.kind", "adamw_hf"}, {"optimizer.schedule", "cosine"},    {"train.precision", "bf16"},
      {"train.on_nan", "rollback"},   {"train.kernels", "reference"},      {"train.launch", "ahead"}};
  if (const auto* flag = std::get_if<bool>(&field.value)) return !*flag;
  if (const auto* whole = std::get_if<std::int64_t>(&field.value)) return *whole + 1;
  if (const auto* real = std::get_if<double>(&field.value)) return *real == 0 ? 0.125 : *real * 0.5;
  if (std::holds_alternative<std::vector<std::string>>(field.value))
    return std::vector<std::string>{"one", "two \"three\""};
  const auto found = names.find(field.key);
  return found != names.end() ? found->second : std::string("text with \"quotes\", \\ and \n breaks ü");
}

}  // namespace

class ConfigFields : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFieldRoundTrips() {
    const RunConfig standard;
    RunConfig changed;
    const auto fields = fieldsOf(standard);
    QVERIFY(fields.size() > 60);
    for (const auto& field : fields) setField(changed, field.key, otherValue(field));
    QCOMPARE(differences(standard, changed).size(), fields.size());
    RunConfig copy;
    for (const auto& field : fieldsOf(changed)) setField(copy, field.key, field.value);
    QVERIFY(differences(changed, copy).empty());
    // Some values do not fit together, so the file is read field by field: one changed, the rest as they are.
    for (const auto& field : fields) {
      RunConfig one;
      setField(one, field.key, otherValue(field));
      try {
        validate(one);
      } catch (const Error&) {
        continue;
      }
      QVERIFY2(differences(configFromToml(toToml(one), "x"), one).empty(), field.key.c_str());
    }
  }

  void everyFieldFromText() {
    RunConfig config;
    for (const auto& field : fieldsOf(config)) {
      const auto value = otherValue(field);
      std::string text = toText(value);
      if (const auto* plain = std::get_if<std::string>(&value)) text = *plain;
      setFieldFromText(config, field.key, text);
    }
    QCOMPARE(config.model.layers, 13);
    QCOMPARE(config.optimizer.learningRate, 5e-4);
    QVERIFY(config.train.onNan == OnNan::Rollback);
  }

  void everyRefusalNamesItsField() {
    for (const auto& field : fieldsOf(RunConfig())) {
      const bool isList = std::holds_alternative<std::vector<std::string>>(field.value);
      const FieldValue wrong =
          isList ? FieldValue(std::int64_t{1}) : FieldValue(std::vector<std::string>{"x"});
      const auto message = refusal([&] {
        RunConfig config;
        setField(config, field.key, wrong);
      });
      QVERIFY2(message.startsWith(QString::fromStdString(field.key) + ": expected "), qPrintable(message));
    }
  }

  void settings() {
    RunConfig c;
    applySettings(
        c, {"train.steps=9", "data.path=a=b", "train.steps=10"});  // the first "=" divides, the last one wins
    QCOMPARE(c.train.steps, std::int64_t{10});
    QCOMPARE(c.data.path, std::string("a=b"));
  }

  void refusals() {
    RunConfig c;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(refusal([&] { setField(c, "optimizer.clip", nan); }),
             QString("optimizer.clip: expected a finite number, found NaN"));
    QCOMPARE(refusal([&] { setField(c, "model.layers", std::int64_t{0}); }),
             QString("model.layers: expected a number from 1 to 1024, found 0"));
    QCOMPARE(refusal([&] { setField(c, "optimizer.beta1", 1.0); }),
             QString("optimizer.beta1: expected a number from 0 to 0.999999, found 1"));
    QVERIFY(refusal([&] { setFieldFromText(c, "optimizer.beta2", "1"); }).contains("0.999999"));
    QCOMPARE(refusal([&] { setField(c, "no.such", true); }), QString("no.such: no such field"));
    QCOMPARE(refusal([&] { setFieldFromText(c, "model.layers", "12x"); }),
             QString("model.layers: expected a whole number, found \"12x\""));
    QCOMPARE(refusal([&] { setFieldFromText(c, "optimizer.clip", "1,5"); }),
             QString("optimizer.clip: expected a number, found \"1,5\""));
    QVERIFY(refusal([&] { setFieldFromText(c, "optimizer.clip", "inf"); }).contains("finite"));
    QVERIFY(refusal([&] { setFieldFromText(c, "train.seed", "-1"); }).contains("at least 0"));
    QVERIFY(refusal([&] { setFieldFromText(c, "model.tied_head", "yes"); }).contains("true or false"));
    QVERIFY(refusal([&] { setFieldFromText(c, "train.precision", "fp8"); }).contains("fp16-emulated"));
    QCOMPARE(refusal([&] { applySettings(c, {"train.steps"}); }),
             QString("--set train.steps: expected KEY=VALUE"));
    QVERIFY(differences(c, RunConfig()).empty());  // a refused value changes nothing
  }

  void fitting() {
    RunConfig c;
    validate(c);
    c.model.heads = 7;
    QVERIFY(refusal([&] { validate(c); }).startsWith("model.width"));
    c = {};
    c.model.context = 2048;
    QVERIFY(refusal([&] { validate(c); }).startsWith("model.context"));
    c = {};
    c.model.blockNorm = c.model.firstNorm = Norm::RmsNorm;
    QCOMPARE(refusal([&] { validate(c); }), QString("model.block_norm: expected one kind of norm beside none "
                                                    "in block_norm, first_norm and final_norm, "
                                                    "found layer_norm and rms_norm"));
    c.model.finalNorm = Norm::None;
    validate(c);
    c = {};
    c.model.activation = "gelu*5,relu*8";
    QVERIFY(refusal([&] { validate(c); }).contains("12 layers"));
  }

  void activations() {
    const auto list = activationsPerLayer("gelu*2,leaky_relu", 3);
    QVERIFY((list == std::vector{Activation::GeluErf, Activation::GeluErf, Activation::LeakyRelu}));
    QCOMPARE(activationsPerLayer("relu", 4).size(), std::size_t{4});
    for (const char* bad : {"", "swish", "relu*0", "relu*99999999999", "relu*", "gelu,", "relu*2,relu*3"}) {
      QVERIFY2(refusal([&] { activationsPerLayer(bad, 4); }).startsWith("model.activation"), bad);
    }
  }
};

QTEST_GUILESS_MAIN(ConfigFields)
#include "test_config_fields.moc"
