// Forks whose structure differs from their parent's, and what evaluations record of every head.
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "core/base/error.h"
#include "core/runs/run_toml.h"
#include "tests/core/train/tiny_training.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

class TestTrainFork : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    writeTinyData(root_ / "data");
  }

  void normsAndSlopesMayComeAndGo_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("norms go") << ""
                              << "model.block_norm=none model.first_norm=none model.final_norm=none";
    QTest::newRow("norms come") << "model.block_norm=none model.first_norm=none model.final_norm=none"
                                << "";
    QTest::newRow("slopes come") << ""
                                 << "model.activation=leaky_relu model.slope_mode=layer_wise";
    QTest::newRow("slopes go") << "model.activation=leaky_relu model.slope_mode=global"
                               << "model.activation=relu";
    QTest::newRow("slopes change shape") << "model.activation=leaky_relu model.slope_mode=layer_wise"
                                         << "model.activation=leaky_relu model.slope_mode=per_feature";
    QTest::newRow("rate and precision") << ""
                                        << "optimizer.learning_rate=0.0001 train.precision=fp16-emulated";
  }
  void normsAndSlopesMayComeAndGo() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    const fs::path base = root_ / QTest::currentDataTag();
    {
      const auto trainer = realTrainers()({changed(from), base / "parent"});
      QVERIFY(advance(*trainer, 4));
      finish(*trainer, Outcome::Interrupted);
    }
    RunRequest request{changed(to), base / "fork"};
    request.forkFrom = newestCheckpoint(base / "parent");
    const auto trainer = realTrainers()(request);
    Snapshot snapshot;
    trainer->describe(snapshot);
    QCOMPARE(snapshot.step, 4);
    QVERIFY(advance(*trainer, 8));
    trainer->describe(snapshot);
    QVERIFY(std::isfinite(snapshot.loss));
    finish(*trainer);
    QVERIFY(QString::fromStdString(openRun((base / "fork").string())->config().parent).endsWith("@4"));
  }

  /// Its checkpoint may have been put aside for it, where no run is.
  void aParentThatIsNamedIsKept() {
    const fs::path parent = root_ / "named", aside = root_ / "aside";
    {
      const auto trainer = realTrainers()({changed(""), parent});
      QVERIFY(advance(*trainer, 4));
      finish(*trainer, Outcome::Interrupted);
    }
    fs::copy(newestCheckpoint(parent), aside);
    RunRequest request{changed(""), root_ / "namesake"};
    request.config.parent = openRun(parent.string())->info().id + "@4";
    request.forkFrom = aside;
    finish(*realTrainers()(request), Outcome::Interrupted);
    QCOMPARE(openRun(request.folder.string())->config().parent, request.config.parent);
  }

  /// Its weights are nowhere else: resumed, it would begin with random ones.
  void aForkThatIsKilledAtOnceGoesOn() {
    const fs::path parent = root_ / "quick", fork = root_ / "killed-fork";
    {
      const auto trainer = realTrainers()({changed(""), parent});
      QVERIFY(advance(*trainer, 4));
      finish(*trainer, Outcome::Interrupted);
    }
    RunRequest request{changed(""), fork};
    request.forkFrom = newestCheckpoint(parent);
    {
      const auto trainer = realTrainers()(request);
      QVERIFY(advance(*trainer, 6));
    }  // not closed
    const auto began = openRun(fork.string())->events();
    QCOMPARE(began.front().kind, std::string("fork"));  // from its first moment on
    QCOMPARE(began.front().step, 4);
    const RunRequest again{readConfig(fork / "run.toml"), fork, true};
    fs::rename(fork / "checkpoints", root_ / "put aside");
    const QString said = refusal([&] { realTrainers()(again); });
    QVERIFY2(said.contains("the checkpoint that the fork began with"), qPrintable(said));
    fs::rename(root_ / "put aside", fork / "checkpoints");
    const auto trainer = realTrainers()(again);
    Snapshot snapshot;
    trainer->describe(snapshot);
    QCOMPARE(snapshot.step, 4);
    QVERIFY(advance(*trainer, 8));
    finish(*trainer);
    QVERIFY(QString::fromStdString(openRun(fork.string())->config().parent).endsWith("@4"));
  }

  /// What refuses a run after its folder was made, as a full disk may, leaves nothing that keeps it from
  /// being made again.
  void whatCannotBeginIsTakenBack() {
    const fs::path data = root_ / "data with a folder", run = root_ / "taken-back";
    writeTinyData(data);
    // It is copied once there is a folder, and not through a link that leads out.
    std::ofstream(root_ / "elsewhere.json") << "{}";
    std::string info = readTextFile(data / "dataset.json");
    info.replace(info.find("\"t\""), 3, '"' + contentHash("{}") + '"');
    writeFileAtomically(data / "dataset.json", info);
    fs::create_symlink(root_ / "elsewhere.json", data / "tokenizer.json");
    const RunRequest request{tinyConfig(data), run};
    const QString said = refusal([&] { realTrainers()(request); });
    QVERIFY2(said.contains("tokenizer.json: expected a file inside"), qPrintable(said));
    QVERIFY(!fs::exists(run));
    fs::create_directories(run);
    QVERIFY_EXCEPTION_THROWN(realTrainers()(request), Error);
    QVERIFY(fs::is_empty(run));
    fs::remove(data / "tokenizer.json");
    finish(*realTrainers()(request), Outcome::Interrupted);
    QCOMPARE(openRun(run.string())->info().status, RunStatus::Interrupted);
  }

  void anotherShapeIsRefused() {
    const fs::path parent = root_ / "shape";
    {
      const auto trainer = realTrainers()({changed(QString()), parent});
      QVERIFY(advance(*trainer, 2));
      finish(*trainer, Outcome::Interrupted);
    }
    RunRequest request{changed(QStringLiteral("model.width=32")), root_ / "shape-fork"};
    request.forkFrom = newestCheckpoint(parent);
    QVERIFY_EXCEPTION_THROWN(realTrainers()(request), Error);
    QVERIFY(!fs::exists(root_ / "shape-fork"));
  }

  void evaluationsRecordEveryHead() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.batch = 1;
    config.train.snippetTokens = 8;
    const fs::path folder = root_ / "heads";
    {
      const auto trainer = realTrainers()({config, folder});
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
    }
    const RunPtr run = openRun(folder.string());
    const auto attention = run->frameAt(measure::kAttention);
    const auto entropy = run->frameAt(measure::kPositionEntropy);
    const auto tokens = run->frameAt(measure::kSnippetTokens);
    QVERIFY(attention && entropy && tokens);
    QCOMPARE(attention->step, 12);
    QCOMPARE(run->frames(measure::kAttention).size(), std::size_t{3});
    QCOMPARE(attention->rows, 4);
    QCOMPARE(attention->columns, 8 * 9 / 2);
    QCOMPARE(entropy->rows, 4);
    QCOMPARE(entropy->columns, 12);
    QCOMPARE(tokens->columns, 8);
    for (int head = 0; head < 4; ++head) {
      const float* a = attention->values.data() + head * attention->columns;
      for (int i = 0; i < 8; ++i) {
        double sum = 0, nats = 0;
        for (int j = 0; j <= i; ++j, ++a) {
          QVERIFY(*a >= 0);
          sum += *a;
          nats -= *a > 0 ? *a * std::log(*a) : 0;
        }
        QVERIFY(std::abs(sum - 1) < 1e-5);
        // One sequence: the attention's own entropy is the position's.
        QVERIFY(std::abs(nats - entropy->values[static_cast<std::size_t>(head * 12 + i)]) < 1e-4);
      }
    }
  }

 private:
  RunConfig changed(const QString& fields) const {
    RunConfig config = tinyConfig(root_ / "data");
    for (const QString& field : fields.split(' ', Qt::SkipEmptyParts)) {
      const QStringList parts = field.split('=');
      setFieldFromText(config, parts[0].toStdString(), parts[1].toStdString());
    }
    return config;
  }

  QTemporaryDir folder_;
  fs::path root_;
};

QTEST_GUILESS_MAIN(TestTrainFork)
#include "test_train_fork.moc"
