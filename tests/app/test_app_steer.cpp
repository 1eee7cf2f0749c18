// Steering, the queue, forks and the question at a NaN: models by their text, the window with fake trainers.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>
#include <QtTest>
#include <filesystem>
#include <memory>

#include "app/desktop/dialogs/fork_dialog.h"
#include "app/desktop/dialogs/train_dialog.h"
#include "app/desktop/session/fork_model.h"
#include "app/desktop/session/steering.h"
#include "app/desktop/window/nan_bar.h"
#include "app/desktop/window/queue_panel.h"
#include "app/desktop/window/steer_panel.h"
#include "app/desktop/window/window_actions.h"
#include "core/base/error.h"
#include "tests/app/window_bench.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

constexpr int kLimit = 20000;

struct Bench : WindowBench {
  using WindowBench::WindowBench;
  Session& session() { return window->session(); }
  QStringList queue() {
    QStringList names;
    for (const QueueEntry& entry : session().queue().entries())
      names << QString::fromStdString(entry.configuration);
    return names;
  }
};

/// A run whose folder holds checkpoints of these steps.
std::shared_ptr<MemoryRun> runWithCheckpoints(const fs::path& folder,
                                              std::initializer_list<const char*> steps) {
  for (const char* step : steps) fs::create_directories(folder / "checkpoints" / step);
  auto run = std::make_shared<MemoryRun>("SM+LN+G");
  run->editInfo().path = folder;
  run->editConfig().parent = "someone@3";
  run->editConfig().train.steps = 100;
  return run;
}

/// What the list does when a row is dropped between two others.
void drag(QueueModel& queue, int from, int before) {
  const std::unique_ptr<QMimeData> data(queue.mimeData({queue.index(from, 0)}));
  queue.dropMimeData(data.get(), Qt::MoveAction, before, 0, {});
}

}  // namespace

class TestAppSteer : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void steeringKnowsWhatIsLive() {
    Steering steering;
    RunConfig config;
    steering.follow("/a", config);
    QVERIFY2(steering.printed().startsWith("optimizer.learning_rate=0.001\ntrain.evaluation_interval=100\n"
                                           "train.on_nan=continue\n"),
             qPrintable(steering.printed()));
    Steering::Answer answer = steering.change("optimizer.learning_rate", " 5e-4 ");
    QVERIFY(answer.value && *answer.value == FieldValue(5e-4));
    QCOMPARE(steering.value("optimizer.learning_rate"), QStringLiteral("0.0005"));
    answer = steering.change("optimizer.learning_rate", "fast");
    QVERIFY(!answer.value && !answer.needsRestart);
    QVERIFY(answer.sentence.contains("expected a number"));
    answer = steering.change("model.activation", "relu");
    QVERIFY(!answer.value && answer.needsRestart);
    QVERIFY(answer.sentence.contains("needs a restart"));
    QCOMPARE(Steering::choices("train.on_nan"), QStringList({"continue", "skip", "stop", "rollback", "ask"}));
    // What something else has changed since, and what the engine did not take, is the run's own again.
    steering.change("train.on_nan", "stop");
    config.train.onNan = OnNan::Skip;
    steering.follow("/a", config);
    QCOMPARE(steering.value("train.on_nan"), QStringLiteral("skip"));
    QVERIFY(steering.change("optimizer.clip", "7").value);
    QCOMPARE(steering.value("optimizer.clip"), QStringLiteral("7"));
    steering.forget("optimizer.clip");
    QVERIFY(steering.value("optimizer.clip") != QStringLiteral("7"));
    // A new run begins with its own values, the same one keeps those that were set.
    steering.follow("/a", config);
    QCOMPARE(steering.value("optimizer.learning_rate"), QStringLiteral("0.0005"));
    steering.follow("/b", config);
    QCOMPARE(steering.value("optimizer.learning_rate"), QStringLiteral("0.001"));
  }

  /// Numbers are shown and typed with the user's decimal sign; what is kept is the number.
  void numbersWithAComma() {
    QLocale::setDefault(QLocale(QLocale::German));
    Steering steering;
    steering.follow("/a", RunConfig());
    QCOMPARE(steering.value("optimizer.learning_rate"), QStringLiteral("0,001"));
    for (const char* typed : {"0,0005", "5e-4", "0.0005", " 5,0e-4 "}) {
      const Steering::Answer answer = steering.change("optimizer.learning_rate", typed);
      QVERIFY2(answer.value && *answer.value == FieldValue(5e-4), typed);
    }
    QCOMPARE(steering.value("optimizer.learning_rate"), QStringLiteral("0,0005"));
    for (const char* typed : {"1.000,5", "0,0,5", "1,5x"}) {
      const Steering::Answer answer = steering.change("optimizer.learning_rate", typed);
      QVERIFY2(!answer.value && answer.sentence.contains("expected a number"), typed);
    }
    ForkModel model;
    model.setRun(*runWithCheckpoints(fs::path(home_.path().toStdString()) / "comma", {"000010"}));
    QVERIFY(model.change("optimizer.learning_rate", "0,0005"));
    QCOMPARE(model.request("/new").config.optimizer.learningRate, 5e-4);
    QVERIFY2(model.difference().contains("+ optimizer.learning_rate = 0,0005"),
             qPrintable(model.difference()));
    // The comma of a list of activations is none of a number.
    const int layers = model.config().model.layers;
    QVERIFY(model.change("model.activation", QStringLiteral("gelu*1,relu*%1").arg(layers - 1)));
    QLocale::setDefault(QLocale::c());
  }

  void forkShowsWhatItChanges() {
    const fs::path folder = fs::path(home_.path().toStdString()) / "parent";
    const auto run = runWithCheckpoints(folder, {"000010", "000040"});
    ForkModel model;
    model.setRun(*run);
    QCOMPARE(model.checkpoints().size(), std::size_t{2});
    QVERIFY(!model.isChanged());
    QVERIFY(model.problem().isEmpty());
    QVERIFY(model.change("model.activation", "leaky_relu"));
    QVERIFY(model.change("model.slope_mode", "layer_wise"));
    QVERIFY(model.change("optimizer.learning_rate", "0.0005"));
    QCOMPARE(model.difference(),
             QStringLiteral("− configuration = SM+LN+G\n+ configuration = SM+LN+LR\n"
                            "− model.activation = gelu\n+ model.activation = leaky_relu\n"
                            "− model.slope_mode = fixed\n+ model.slope_mode = layer_wise\n"
                            "− optimizer.learning_rate = 0.001\n"
                            "+ optimizer.learning_rate = 0.0005"));
    const RunRequest request = model.request("/new");
    QCOMPARE(request.forkFrom, folder / "checkpoints" / "000040");
    QCOMPARE(request.config.parent, run->info().id + "@40");
    model.chooseCheckpoint(0);
    QCOMPARE(model.request("/new").forkFrom, folder / "checkpoints" / "000010");
  }

  void forkSaysWhatCannotBe() {
    const fs::path folder = fs::path(home_.path().toStdString()) / "problems";
    ForkModel model;
    model.setRun(*runWithCheckpoints(folder, {}));
    QCOMPARE(model.problem(), QStringLiteral("This run has no checkpoint to fork from."));
    QVERIFY_EXCEPTION_THROWN(model.request("/new"), Error);
    fs::create_directories(folder / "checkpoints" / "000040");
    QVERIFY(model.refreshCheckpoints());
    QVERIFY(!model.refreshCheckpoints());
    model.chooseCheckpoint(0);
    QVERIFY(model.problem().isEmpty());
    QVERIFY(model.change("train.steps", "40"));
    QVERIFY(model.problem().contains("step 40"));
    QVERIFY(!model.change("train.steps", "many"));
    QVERIFY(model.problem().contains("a whole number"));
    QVERIFY(model.change("train.steps", "41"));
    QVERIFY(model.problem().isEmpty());
    // What the weights are bound to is not offered.
    for (int row = 0; row < model.rowCount(); ++row) {
      QVERIFY(model.index(row, 0).data(ForkModel::KeyRole).toString() != QLatin1String("model.layers"));
    }
  }

  void forkOfAFinishedRunTrainsAsLongAgain() {
    const fs::path folder = fs::path(home_.path().toStdString()) / "whole";
    const auto run = runWithCheckpoints(folder, {"000010"});
    const std::int64_t steps = run->config().train.steps;
    fs::create_directories(folder / "checkpoints" /
                           QStringLiteral("%1").arg(steps, 6, 10, QLatin1Char('0')).toStdString());
    ForkModel model;
    model.setRun(*run);
    QVERIFY2(model.problem().isEmpty(), qPrintable(model.problem()));
    QCOMPARE(model.config().train.steps, 2 * steps);
    QVERIFY(model.difference().contains("+ train.steps"));
    model.chooseCheckpoint(0);
    QCOMPARE(model.config().train.steps, steps);
    QVERIFY(model.difference().isEmpty());
    // A number typed stays, whichever checkpoint is chosen then.
    QVERIFY(model.change("train.steps", QString::number(steps + 5)));
    model.chooseCheckpoint(1);
    QCOMPARE(model.config().train.steps, steps + 5);
  }

  void forkDialogFindsSettings() {
    RunSet runs;
    runs.add(runWithCheckpoints(fs::path(home_.path().toStdString()) / "dialog", {"000010"}));
    ForkDialog dialog(runs, QString());
    dialog.show();
    auto* table = dialog.findChild<QTreeView*>();
    const int all = table->model()->rowCount();
    QVERIFY(all > 20);
    auto* search = dialog.findChildren<QLineEdit*>().front();
    for (QLineEdit* line : dialog.findChildren<QLineEdit*>()) {
      if (!line->placeholderText().isEmpty()) search = line;
    }
    search->setText(QStringLiteral("slope"));
    QVERIFY(table->model()->rowCount() >= 3 && table->model()->rowCount() < all);
    for (const QPushButton* button : dialog.findChildren<QPushButton*>()) QVERIFY(button->isEnabled());
  }

  /// The run trains on under the dialog: what was chosen stays, and where it has gone nothing else is taken.
  void forkDialogKeepsTheChosenCheckpoint() {
    RunSet runs;
    const fs::path folder = fs::path(home_.path().toStdString()) / "chosen";
    runs.add(runWithCheckpoints(folder, {"000010", "000020"}));
    ForkDialog dialog(runs, QString());
    dialog.show();
    QComboBox* box = nullptr;
    for (QComboBox* one : dialog.findChildren<QComboBox*>()) {
      if (one->currentText() == QLatin1String("step 20")) box = one;
    }
    QVERIFY(box != nullptr);
    const auto save = [&](const char* step) { fs::create_directories(folder / "checkpoints" / step); };
    const auto said = [&](const QString& words) {
      for (const QLabel* label : dialog.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(words)) return true;
      return false;
    };
    // Nothing was chosen: the newest.
    save("000030");
    QTRY_COMPARE_WITH_TIMEOUT(box->count(), 3, kLimit);
    QCOMPARE(box->currentText(), QStringLiteral("step 30"));
    box->setCurrentIndex(0);
    save("000040");
    QTRY_COMPARE_WITH_TIMEOUT(box->count(), 4, kLimit);
    QCOMPARE(box->currentText(), QStringLiteral("step 10"));
    QCOMPARE(dialog.request().forkFrom, folder / "checkpoints" / "000010");
    fs::remove(folder / "checkpoints" / "000010");
    QTRY_COMPARE_WITH_TIMEOUT(box->count(), 3, kLimit);
    QCOMPARE(box->currentIndex(), -1);
    QVERIFY(said("step 10 has been removed"));
    QVERIFY_EXCEPTION_THROWN(dialog.request(), Error);
    box->setCurrentIndex(1);
    QVERIFY(!said("removed"));
    QCOMPARE(dialog.request().forkFrom, folder / "checkpoints" / "000030");
  }

  void queueIsReorderedAndThinned() {
    Bench bench;
    std::vector<RunRequest> queue;
    for (const char* name : {"a", "b", "c", "d"}) queue.push_back(bench.lab.request(name, 1));
    bench.window->train(queue);
    auto* panel = bench.window->findChild<QueuePanel*>();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.session().queue().isWaiting(0), kLimit);
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    panel->list().setFocus();
    panel->list().setCurrentIndex(bench.session().queue().index(3, 0));
    QTest::keyClick(&panel->list(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(bench.queue(), QStringList({"a", "b", "d", "c"}));
    bench.session().moveQueued(3, -9);  // not past the run that trains
    QCOMPARE(bench.queue(), QStringList({"a", "c", "b", "d"}));
    drag(bench.session().queue(), 1, 4);
    QCOMPARE(bench.queue(), QStringList({"a", "b", "d", "c"}));
    drag(bench.session().queue(), 3, 0);  // not before the run that trains, which is not dragged itself
    QVERIFY(
        !bench.session().queue().flags(bench.session().queue().index(0, 0)).testFlag(Qt::ItemIsDragEnabled));
    QCOMPARE(bench.queue(), QStringList({"a", "c", "b", "d"}));
    bench.session().removeQueued(2);
    bench.session().removeQueued(0);
    QCOMPARE(bench.queue(), QStringList({"a", "c", "d"}));
    bench.session().startNext(bench.lab.request("e", 1));
    QCOMPARE(bench.queue(), QStringList({"a", "e", "c", "d"}));
    bench.lab.gate().open();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.session().isActive(), kLimit);
    for (const QueueEntry& entry : bench.session().queue().entries()) {
      QVERIFY2(entry.state == QueueState::Finished, entry.configuration.c_str());
    }
  }

  void steerPanelChangesTheRun() {
    Bench bench;
    bench.window->train({bench.lab.request("SM+LR", 50)});
    bench.lab.gate().grant(2);
    auto* panel = bench.window->findChild<SteerPanel*>();
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), kLimit);
    const auto boxes = panel->findChildren<QComboBox*>();
    QCOMPARE(boxes.size(), 2);
    QVERIFY(!boxes[0]->accessibleName().isEmpty() && !boxes[1]->accessibleName().isEmpty());
    QCOMPARE(boxes[0]->currentText(), QStringLiteral("Learning rate"));
    auto* value = panel->findChild<QLineEdit*>();
    QVERIFY(value->isVisible() && !boxes[1]->isVisible());
    value->setText(QStringLiteral("much"));
    QTest::keyClick(value, Qt::Key_Return);
    QVERIFY2(panel->findChild<QLabel*>()->text().contains(QStringLiteral("learning_rate")),
             qPrintable(panel->findChild<QLabel*>()->text()));
    value->setText(QStringLiteral("0.25"));
    QTest::mouseClick(panel->findChild<QPushButton*>(), Qt::LeftButton);
    bench.lab.gate().grant(2);  // the step that waits at the gate began with the old rate
    QTRY_COMPARE_WITH_TIMEOUT(bench.session().latest().learningRate, 0.25, kLimit);
    QSignalSpy forks(panel, &SteerPanel::forkRequested);
    boxes[0]->setCurrentIndex(boxes[0]->findData(QStringLiteral("model.activation")));
    QCOMPARE(panel->findChild<QPushButton*>()->text(), QStringLiteral("Fork…"));
    boxes[0]->setCurrentIndex(boxes[0]->findData(QStringLiteral("train.on_nan")));
    QVERIFY(boxes[1]->isVisible() && !value->isVisible());
    // The answer to a NaN, say, has set it past the panel.
    QCOMPARE(boxes[1]->currentText(), QStringLiteral("continue"));
    const auto run = std::dynamic_pointer_cast<MemoryRun>(bench.window->runs().runs().front().run);
    run->editConfig().train.onNan = OnNan::Skip;
    run->addScalar(measure::kLoss, 6, 1);
    bench.window->runs().refreshAll();
    QCOMPARE(boxes[1]->currentText(), QStringLiteral("skip"));
    bench.lab.gate().open();
    bench.session().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!panel->isVisible(), kLimit);
  }

  void aNanIsAskedAbout() {
    FakeTraining training;
    training.holdAtStep = 3;
    Bench bench(training);
    auto* bar = bench.window->findChild<NanBar*>();
    QVERIFY(!bar->isVisible());
    bench.window->train({bench.lab.request("SM+G", 5)});
    bench.lab.gate().open();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), kLimit);
    QCOMPARE(bar->accessibleName(), QStringLiteral("the fake trainer holds at step 3"));
    QVERIFY(bench.session().isActive());
    // Carry on, do not ask again.
    for (const QPushButton* button : bar->findChildren<QPushButton*>()) {
      if (button->menu() != nullptr && button->menu()->actions().size() == 3)
        button->menu()->actions()[1]->trigger();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!bench.session().isActive(), kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), kLimit);
    QCOMPARE(bench.session().state(), EngineState::Finished);
  }

  void severalSeedsBecomeSeveralRuns() {
    TrainDialog dialog;
    dialog.choosePreset(QStringLiteral("sample"));
    const std::size_t one = dialog.queue().size();
    for (QSpinBox* box : dialog.findChildren<QSpinBox*>()) {
      if (box->minimum() == 1) box->setValue(3);
    }
    const auto queue = dialog.queue();
    QCOMPARE(queue.size(), 3 * one);
    std::set<fs::path> folders;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      folders.insert(queue[i].folder);
      QCOMPARE(queue[i].config.train.seed, queue[0].config.train.seed + i % 3);
    }
    QCOMPARE(folders.size(), queue.size());
    QCOMPARE(queue[1].folder.filename().string(), "seed-" + std::to_string(queue[1].config.train.seed));
  }

  /// Said while another folder can still be named.
  void aFolderThatCannotBe() {
    TrainDialog dialog;
    dialog.show();
    auto* folder = dialog.findChild<QLineEdit*>(QStringLiteral("folder"));
    const auto* problem = dialog.findChild<QLabel*>(QStringLiteral("problem"));
    const auto start = [&] {
      for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->text() == QLatin1String("Start training")) button->click();
    };
    const QString taken = home_.filePath("taken");
    QVERIFY(QDir().mkpath(taken + "/SM+G/checkpoints"));
    for (const QString& wrong : {QStringLiteral("/proc/no/runs"), taken}) {
      folder->setText(wrong);
      start();
      QVERIFY(dialog.isVisible());
      QVERIFY2(problem->isVisible() && problem->text().contains(wrong), qPrintable(problem->text()));
    }
    folder->setText(home_.filePath("new"));
    start();
    QVERIFY(!dialog.isVisible());
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
  }

 private:
  const TestHome home_;
};

QTEST_MAIN(TestAppSteer)
#include "test_app_steer.moc"
