// Presets resolve, fit together and refuse unknown names with the names there are.
#include <QtTest>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/paper_recipe.h"
#include "core/runs/reference_runs.h"
#include "core/train/training.h"
#include "tests/core/model/behaviour_check.h"

using namespace entroscope;

class TestTrainPresets : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyPresetIsValid() {
    const auto names = presetNames();
    QVERIFY(names.size() > 50);
    for (const auto& name : names) {
      const RunConfig config = preset(name);
      validate(config);
      QVERIFY2(!config.configuration.empty() && !config.preset.empty(), name.c_str());
    }
  }

  void configurationsDifferAsThePaperSays_data() {
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("normed");
    QTest::addColumn<QString>("activation");
    QTest::newRow("SM+LN+G") << "SM+LN+G" << true << "gelu";
    QTest::newRow("SM+LN+R") << "SM+LN+R" << true << "relu";
    QTest::newRow("SM+G") << "SM+G" << false << "gelu";
    QTest::newRow("SM+R") << "SM+R" << false << "relu";
    QTest::newRow("SM+LR") << "SM+LR" << false << "leaky_relu";
  }
  void configurationsDifferAsThePaperSays() {
    QFETCH(QString, label);
    QFETCH(bool, normed);
    QFETCH(QString, activation);
    for (const char* base : {"sample", "gpt2", "gpt2-256", "gpt2-1024", "pythia-70m", "pythia-70m-256"}) {
      const RunConfig config = preset(std::string(base) + "/" + label.toStdString());
      QCOMPARE(config.configuration, label.toStdString());
      QCOMPARE(config.model.blockNorm, normed ? Norm::LayerNorm : Norm::None);
      QCOMPARE(config.model.activation, activation.toStdString());
    }
  }

  void theReleasedRecipe() {
    const RunConfig config = preset("gpt2");
    QCOMPARE(config.model.layers, 12);
    QCOMPARE(config.train.batch * config.train.accumulation, 512);
    QCOMPARE(config.optimizer.kind, OptimizerKind::AdamWHf);
    QCOMPARE(config.optimizer.schedule, Schedule::LinearAsReleased);
    QCOMPARE(config.model.init, Init::Flat);
    QCOMPARE(config.train.seed, std::uint64_t{1337});
    QVERIFY(config.model.biasQuery && config.model.biasKey && !config.model.biasValue &&
            !config.model.biasFfn);
    QCOMPARE(preset("paper").model.context, 128);
    QCOMPARE(preset("gpt2-256/SM+G").model.context, 256);
    QCOMPARE(preset("gpt2/SM+G:modern").optimizer.kind, OptimizerKind::AdamW);
    QCOMPARE(preset("modern").train.precision, Precision::Bf16);
    QCOMPARE(preset("gpt2/SM+LR=0.05").model.slope, 0.05);
  }

  /// Presets and the published reference runs are the one recipe, but for what each adds.
  void theRecipeStandsOnce() {
    const auto keysThatDiffer = [](const RunConfig& left, const RunConfig& right) {
      QStringList keys;
      for (const auto& difference : differences(left, right)) keys << QString::fromStdString(difference.key);
      return keys.join(' ');
    };
    const RunConfig gpt2 = paperRun(Family::Gpt2, 128);
    QCOMPARE(keysThatDiffer(preset("gpt2"), gpt2),
             "name preset model.mask_as_released train.measure_interval train.checkpoint_interval "
             "train.as_released_entropy train.snippet_tokens");
    const auto own = QStringLiteral(
        "name preset data.path data.tokenizer_hash data.train_hash data.validation_hash train.device");
    QCOMPARE(keysThatDiffer(openReferenceRun("reference:paper/SM+LN+G")->config(), gpt2), own);
    const auto pythia = openReferenceRun("reference:paper/pythia-70m-256/SM+LN+G");
    QString withNote = own;
    QCOMPARE(keysThatDiffer(pythia->config(), paperRun(Family::GptNeoX, 256)),
             withNote.replace("preset", "preset departures"));
    QCOMPARE(pythia->info().tokens, std::int64_t{32300} * 65536);
  }

  // GPT-2: token and position embeddings, per layer QKV with the biases of Q and K, output, FFN, two norms;
  // the final norm. Pythia: two embeddings, per layer all biases too.
  void parameters_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("count");
    QTest::newRow("gpt2/SM+LN+G") << "gpt2/SM+LN+G" << qint64{124177920};
    QTest::newRow("gpt2-1024/SM+R") << "gpt2-1024/SM+R" << qint64{124141056};
    QTest::newRow("pythia-70m/SM+LN+R") << "pythia-70m/SM+LN+R" << qint64{70115328};
    QTest::newRow("pythia-70m-256/SM+G") << "pythia-70m-256/SM+G" << qint64{70103040};
  }
  void parameters() {
    QFETCH(QString, name);
    QFETCH(qint64, count);
    QCOMPARE(qint64{parameterCount(preset(name.toStdString()).model)}, count);
  }

  // With their vocabularies and all biases these are the models that were published.
  void publishedSizes() {
    ModelConfig gpt2 = preset("gpt2/SM+LN+G").model;
    gpt2.vocabulary = 50257;
    gpt2.biasValue = gpt2.biasAttentionOut = gpt2.biasFfn = true;
    QCOMPARE(qint64{parameterCount(gpt2)}, qint64{124'439'808});
    ModelConfig pythia = preset("pythia-70m/SM+LN+G").model;
    pythia.vocabulary = 50304;
    QCOMPARE(qint64{parameterCount(pythia)}, qint64{70'426'624});
  }

  void queues() {
    const auto queue = presetQueue("sample", "out");
    QCOMPARE(queue.size(), std::size_t{5});
    QCOMPARE(queue[3].folder.string(), std::string("out/SM+R"));
    QCOMPARE(queue[4].config.model.slopeMode, SlopeMode::LayerWise);
    const auto single = presetQueue("sample/SM+G", "out");
    QCOMPARE(single.size(), std::size_t{1});
    QCOMPARE(single[0].folder.string(), std::string("out"));
  }

  void unknownNamesAreRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("base") << "gpt3"
                          << "pythia-70m";
    QTest::newRow("configuration") << "sample/SM+X"
                                   << "SM+LN+R";
    QTest::newRow("slope") << "sample/SM+LR=abc"
                           << "number";
    QTest::newRow("recipe") << "gpt2:fancy"
                            << "modern";
    QTest::newRow("empty") << ""
                           << "sample";
  }
  void unknownNamesAreRefused() {
    QFETCH(QString, name);
    QFETCH(QString, mentions);
    try {
      preset(name.toStdString());
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY2(QString(error.what()).contains(mentions), error.what());
    }
  }
};

QTEST_GUILESS_MAIN(TestTrainPresets)
#include "test_train_presets.moc"
