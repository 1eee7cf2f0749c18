// Hugging Face folders: what is kept, and what is refused with which words; finding a run's checkpoint; the
// probe command's answer.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/config_fields.h"
#include "core/model/checkpoint_path.h"
#include "tests/core/model/behaviour_check.h"
#include "tests/support/refusal.h"

using namespace entroscope;

namespace {

/// Changes one key of config.json, inside "entroscope" → "model" when `own`.
void setKey(const QString& folder, const QString& key, const QJsonValue& value, bool own = false) {
  QFile file(folder + QStringLiteral("/config.json"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
  file.close();
  if (own) {
    QJsonObject entroscope = json[QStringLiteral("entroscope")].toObject();
    QJsonObject model = entroscope[QStringLiteral("model")].toObject();
    model[key] = value;
    entroscope[QStringLiteral("model")] = model;
    json[QStringLiteral("entroscope")] = entroscope;
  } else if (value.isUndefined()) {
    json.remove(key);
  } else {
    json[key] = value;
  }
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(QJsonDocument(json).toJson());
}

QString textOf(const ModelConfig& model) {
  RunConfig run;
  run.model = model;
  QString text;
  for (const Field& field : fieldsOf(run))
    text += QString::fromStdString(field.key + "=" + toText(field.value) + "\n");
  return text;
}

}  // namespace

class TestModelFiles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    path_ = folder_->path().toStdString();
    config_ = tinyModel();
    config_.biasValue = config_.biasFfn = false;
    saveFresh(config_, path_);
  }

  void everySwitchIsKept() {
    config_.family = Family::GptNeoX;
    config_.position = Position::Rotary;
    config_.rotaryFraction = 0.5;
    config_.parallelResidual = true;
    config_.tiedHead = false;
    config_.blockNorm = Norm::None;
    config_.activation = "gelu*1,leaky_relu*1";
    config_.slopeMode = SlopeMode::PerFeature;
    config_.slope = 0.07;
    config_.attentionScale = 0.3;
    config_.lowPrecisionScores = config_.maskAsReleased = true;
    saveFresh(config_, path_);
    QCOMPARE(textOf(readModelConfig(path_)), textOf(config_));
    load(path_);
  }

  void rootMeanSquareNormsAreKept() {
    config_.blockNorm = config_.firstNorm = config_.finalNorm = Norm::RmsNorm;
    saveFresh(config_, path_);
    QCOMPARE(textOf(readModelConfig(path_)), textOf(config_));
    load(path_);
  }

  void standardKeysAlone() {
    config_ = tinyModel();
    saveFresh(config_, path_);
    setKey(folder_->path(), QStringLiteral("entroscope"), QJsonValue(QJsonValue::Undefined));
    const ModelConfig found = readModelConfig(path_);
    QCOMPARE(found.width, 16);
    QCOMPARE(found.ffn(), 24);
    QCOMPARE(found.activation, std::string("gelu"));
    load(path_);
  }

  void namesWithoutPrefix() {
    renameTensor(path_, "transformer.wte.weight", "wte.weight");
    renameTensor(path_, "transformer.h.1.mlp.c_fc.weight", "h.1.mlp.c_fc.weight");
    load(path_);
  }

  void refusals() {
    const QString file = folder_->path() + QStringLiteral("/model.safetensors");
    const QString json = folder_->path() + QStringLiteral("/config.json");
    setFirstValue(path_, "transformer.h.0.mlp.c_fc.bias", 0.5f);
    QCOMPARE(
        refusal([&] { load(path_); }),
        file + QStringLiteral(": transformer.h.0.mlp.c_fc.bias: expected zeros, for this bias is switched "
                              "off, found other values"));
    init();
    renameTensor(path_, "transformer.h.1.ln_2.bias", "transformer.h.1.ln_3.bias");
    QVERIFY(refusal([&] {
              load(path_);
            }).contains(QStringLiteral("transformer.h.1.ln_3.bias: expected no such tensor")));
    init();
    renameTensor(path_, "transformer.h.1.ln_2.bias", "transformer.h.1.attn.bias");  // a buffer of older files
    QVERIFY(refusal([&] { load(path_); })
                .endsWith(QStringLiteral(
                    "transformer.h.1.ln_2.bias: expected a tensor of shape [16], found none")));
    init();
    setKey(folder_->path(), QStringLiteral("ffn_width"), 32, true);
    QVERIFY(refusal([&] { load(path_); })
                .endsWith(QStringLiteral(
                    "transformer.h.0.mlp.c_fc.weight: expected shape [16, 32], found [16, 24]")));
    init();
    setKey(folder_->path(), QStringLiteral("n_head"), QStringLiteral("two"));
    QCOMPARE(refusal([&] { load(path_); }),
             folder_->path() +
                 QStringLiteral("/config.json: n_head: model.heads: expected a whole number, found \"two\""));
    init();
    setKey(folder_->path(), QStringLiteral("n_embd"), QJsonValue(QJsonValue::Undefined));
    QCOMPARE(refusal([&] { load(path_); }),
             folder_->path() + QStringLiteral("/config.json: n_embd: expected a number, found none"));
    init();
    setKey(folder_->path(), QStringLiteral("model_type"), QStringLiteral("llama"));
    QVERIFY(refusal([&] {
              load(path_);
            }).endsWith(QStringLiteral("model_type: expected \"gpt2\" or \"gpt_neox\", found \"llama\"")));
  }

  /// A config of a hundred bytes may ask for terabytes: no model is made to find that out.
  void sizesAreComparedBeforeAModelIsMade() {
    const auto refused = [&](const char* key, int value, const char* message) {
      init();
      setKey(folder_->path(), QLatin1String(key), value, true);
      const QString text = refusal([&] { readModelConfig(path_); });
      QVERIFY2(text.contains(QLatin1String(message)), qPrintable(text));
    };
    refused("vocabulary", 1 << 24, "transformer.wte.weight: expected shape [16777216, 16], found [");
    refused("layers", 500,
            "transformer.h.2.attn.c_attn.weight: expected a tensor of shape [16, 48], found none");
    refused("positions", 1 << 20, "transformer.wpe.weight: expected shape [1048576, 16], found [");
  }

  void scaledPositionsAreRefused() {
    config_.family = Family::GptNeoX;
    config_.position = Position::Rotary;
    saveFresh(config_, path_);
    const auto refused = [&](const QJsonObject& rope) {
      setKey(folder_->path(), QStringLiteral("rope_scaling"), rope);
      return refusal([&] { readModelConfig(path_); });
    };
    QVERIFY(refused({{"rope_type", "linear"}})
                .endsWith("rope_scaling.rope_type: expected \"default\", found \"linear\""));
    QVERIFY(refused({{"type", "linear"}, {"factor", 8.0}})
                .endsWith("rope_scaling.type: expected \"default\", found \"linear\""));
    QVERIFY(refused({{"factor", 8.0}})
                .endsWith("rope_scaling.factor: positions that are scaled are not offered"));
    QCOMPARE(refused({{"type", "default"}, {"factor", QJsonValue()}}), QStringLiteral("nothing was refused"));
  }

  /// Of two shards that hold the same tensor, which is meant?
  void aTensorIsInOneShard() {
    const QString folder = folder_->path();
    QVERIFY(QFile::rename(folder + "/model.safetensors", folder + "/a.safetensors"));
    QVERIFY(QFile::copy(folder + "/a.safetensors", folder + "/b.safetensors"));
    QFile index(folder + "/model.safetensors.index.json");
    QVERIFY(index.open(QIODevice::WriteOnly));
    index.write(
        R"({"weight_map":{"transformer.wte.weight":"a.safetensors","transformer.wpe.weight":"b.safetensors"}})");
    index.close();
    const QString text = refusal([&] { load(path_); });
    QVERIFY2(text.contains("b.safetensors: ") && text.contains("expected each tensor once, found it in"),
             qPrintable(text));
  }

  void theModelThatAPathMeans() {
    QCOMPARE(resolveCheckpoint(path_), path_);
    const QTemporaryDir run;
    const QString missing = run.path() + QStringLiteral("/none");
    QCOMPARE(refusal([&] { resolveCheckpoint(missing.toStdString()); }),
             missing + QStringLiteral(": expected a run, checkpoint or model folder, found nothing"));
    QVERIFY(refusal([&] {
              resolveCheckpoint(run.path().toStdString());
            }).endsWith(QStringLiteral("found neither")));
    QFile(run.path() + QStringLiteral("/run.toml")).open(QIODevice::WriteOnly);
    QVERIFY(refusal([&] {
              resolveCheckpoint(run.path().toStdString());
            }).endsWith(QStringLiteral("expected at least one checkpoint in this run, found none")));
    for (const char* step : {"000500", "001000"}) {
      const QString folder = run.path() + QStringLiteral("/checkpoints/") + QLatin1String(step);
      QVERIFY(QDir().mkpath(folder));
      saveFresh(config_, folder.toStdString());
    }
    QVERIFY(resolveCheckpoint(run.path().toStdString()).string().ends_with("checkpoints/001000"));
    std::filesystem::create_symlink(path_, run.path().toStdString() + "/checkpoints/002000");
    QVERIFY(refusal([&] { resolveCheckpoint(run.path().toStdString()); }).contains("leads out"));
  }

  void probeCommand() {
    const QString tokens = folder_->path() + QStringLiteral("/tokens.bin");
    QFile file(tokens);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 18; ++i) file.write(QByteArray(1, static_cast<char>(i)).append('\0'));
    file.close();
    const auto probe = [&](const QStringList& more) {
      QProcess process;
      process.start(
          qEnvironmentVariable("ENTROSCOPE_CLI"),
          QStringList{QStringLiteral("probe"), QStringLiteral("--model"), folder_->path(),
                      QStringLiteral("--tokens"), tokens, QStringLiteral("--json"), QStringLiteral("-")} +
              more);
      process.waitForFinished();
      return std::tuple{process.exitCode(), process.readAllStandardOutput(),
                        QString::fromUtf8(process.readAllStandardError())};
    };
    const auto [status, output, errors] = probe(
        {QStringLiteral("--context"), QStringLiteral("8"), QStringLiteral("--batch"), QStringLiteral("2")});
    QVERIFY2(status == 0, qPrintable(errors));
    const QJsonObject answer = QJsonDocument::fromJson(output).object();
    QCOMPARE(answer.keys(), (QStringList{QStringLiteral("as_released_entropy"), QStringLiteral("entropy"),
                                         QStringLiteral("entropy_maximum"), QStringLiteral("loss"),
                                         QStringLiteral("nan"), QStringLiteral("nan_row_share"),
                                         QStringLiteral("parameters"), QStringLiteral("perplexity")}));
    QVERIFY(qFuzzyCompare(answer[QStringLiteral("entropy_maximum")].toDouble(), std::log(40320.0) / 8));
    QCOMPARE(answer[QStringLiteral("perplexity")].toDouble(),
             std::exp(answer[QStringLiteral("loss")].toDouble()));
    QCOMPARE(answer[QStringLiteral("entropy")].toArray().size(), 2);
    QCOMPARE(answer[QStringLiteral("entropy")].toArray()[1].toArray().size(), 2);
    QCOMPARE(
        answer[QStringLiteral("nan")].toObject().keys(),
        (QStringList{QStringLiteral("probabilities"), QStringLiteral("residual"), QStringLiteral("scores")}));
    // Embeddings, per layer QKV with two biases, output, two norms, FFN; the final norm.
    QCOMPARE(answer[QStringLiteral("parameters")].toInt(),
             (19 + 8) * 16 + 2 * (3 * 256 + 32 + 256 + 16 + 4 * 16 + 2 * 16 * 24) + 32);

    const auto few = probe(
        {QStringLiteral("--context"), QStringLiteral("8"), QStringLiteral("--batch"), QStringLiteral("3")});
    QCOMPARE(std::get<0>(few), 2);
    QVERIFY(std::get<2>(few).contains(QStringLiteral("tokens.bin: expected at least 27 tokens, found 18")));
    const auto deep = probe({QStringLiteral("--context"), QStringLiteral("9")});
    QCOMPARE(std::get<0>(deep), 2);
    QVERIFY(std::get<2>(deep).contains(QStringLiteral("expected a context of at most 8")));

    // Token 0 stands first in the first row only: every query of that row is NaN, none of the other.
    setFirstValue(path_, "transformer.wte.weight", std::numeric_limits<float>::quiet_NaN());
    const auto firstHead = [&](const char* key, const QStringList& more) {
      const QByteArray text = std::get<1>(probe(QStringList{QStringLiteral("--context"), QStringLiteral("8"),
                                                            QStringLiteral("--batch"), QStringLiteral("2")} +
                                                more));
      return QJsonDocument::fromJson(text).object()[QLatin1String(key)].toArray()[0].toArray()[0].toDouble(
          -1);
    };
    const QStringList asReleased{QStringLiteral("--as-released-entropy")};
    QCOMPARE(firstHead("nan_row_share", {}), 0.5);
    QCOMPARE(firstHead("nan_row_share", asReleased), 0.5);
    const double overFinite = firstHead("entropy", {});
    QVERIFY(overFinite > 0);
    QVERIFY(std::abs(firstHead("entropy", asReleased) - overFinite / 2) < 1e-6);
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path path_;
  ModelConfig config_;
};

QTEST_GUILESS_MAIN(TestModelFiles)
#include "test_model_files.moc"
