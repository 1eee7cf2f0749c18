// Whoever looks at a run while its writer opens, records, prunes and closes it is told what there is, never
// that something is wrong with it.
#include <sys/prctl.h>

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "core/base/error.h"
#include "core/runs/annotate.h"
#include "core/runs/checkpoints.h"
#include "core/runs/export_run.h"
#include "core/runs/truncate.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/runs/recording_trainer.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

class Readers : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_{memoryFolder("readers")};
  const fs::path home_ = fs::canonical(dir_.path().toStdString());
  const fs::path runs_ = home_ / "runs", over_ = home_ / "over";

  using Look = std::function<void(const fs::path& run)>;

  /// Looks at every run there is until the writer is through; what a child exits with.
  int lookOn(const char* name, const Look& look) const {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a writer that fails never says that it is through
    std::int64_t looks = 0;
    for (bool last = false; !last;) {
      last = fs::exists(over_);
      for (const auto& run : findRuns(runs_)) {
        try {
          look(run);
          ++looks;
        } catch (const std::exception& error) {
          std::ofstream(home_ / "complaints", std::ios::app) << name << ": " << error.what() << "\n";
        }
      }
    }
    std::ofstream(home_ / "looks", std::ios::app) << name << " " << looks << "\n";
    return looks > 0 ? 0 : 1;
  }

  static void readAll(Run& run) {
    for (const auto& name : run.measures()) {
      run.scalar(name, {}, 10);
      run.frames(name, {}, 10);
      run.frameAt(name);
    }
    run.evaluations();
    run.events();
  }

 private Q_SLOTS:
  void besideAWriterThatComesAndGoes() {
    fs::create_directories(runs_);
    std::map<fs::path, RunPtr> kept;
    const std::pair<const char*, Look> looks[] = {
        {"open", [](const fs::path& run) { readAll(*openRun(run.string())); }},
        {"refresh",
         [&kept](const fs::path& run) {
           auto& open = kept[run];
           if (open == nullptr) open = openRun(run.string());
           open->refresh();
           readAll(*open);
         }},
        {"verify",
         [](const fs::path& run) {
           const auto report = verifyRun(run);
           if (!report.sound())
             throw std::runtime_error(report.damage.front().place + ": " +
                                      report.damage.front().what.english());
         }},
        {"export",
         [this](const fs::path& run) {
           exportRun(*openRun(run.string()), ExportFormat::Csv, home_ / "run.csv");
         }},
        {"export the model",
         [this](const fs::path& run) {
           if (checkpointsOf(run).empty()) return;
           fs::remove_all(home_ / "model");
           exportRun(*openRun(run.string()), ExportFormat::HuggingFace, home_ / "model");
         }},
    };
    std::vector<pid_t> children;
    for (const auto& [name, look] : looks) children.push_back(startChild([&] { return lookOn(name, look); }));
    RunConfig config = fixture::recordingConfig(0);
    config.train.checkpointInterval = 1;
    for (int cycle = 0; cycle < 40 * longFactor(25); ++cycle) {
      const auto path = runs_ / std::to_string(cycle / 10);
      config.train.steps = 5 * (1 + cycle % 10);
      runToTheEnd(fixture::recordingTrainers(), {config, path, cycle % 10 > 0});
      for (const char* name : {"a", "b", "c"}) annotateRun(path, {}, {name, "note", {}});
      truncateRun(path, config.train.steps - 1);
    }
    std::ofstream(over_).put('\n');
    for (const pid_t child : children) QCOMPARE(waitForChild(child).exitStatus(), 0);
    const auto complaints = fs::exists(home_ / "complaints") ? readTextFile(home_ / "complaints") : "";
    QVERIFY2(complaints.empty(), complaints.substr(0, 4000).c_str());
  }

  void besideACheckpointThatIsWrittenAnew() {
    const auto run = home_ / "anew";
    runToTheEnd(fixture::recordingTrainers(), {fixture::recordingConfig(25), run});
    const auto checkpoint = checkpointsOf(run).back();
    const pid_t writer = startChild([&] {
      for (int i = 0; i < 200 * longFactor(25); ++i) {
        writeCheckpoint(run, 25, [&](const fs::path& made) {
          for (const auto& entry : fs::directory_iterator(checkpoint))
            fs::copy(entry, made / entry.path().filename());
          writeFileAtomically(made / "state.json", std::to_string(i));
        });
      }
      return 0;
    });
    QString why;
    int looks = 0, status = 0;
    for (; why.isEmpty() && ::waitpid(writer, &status, WNOHANG) == 0; ++looks) {
      why = refusal([&] { requireSound(checkpoint); });
      if (why == "nothing was refused") why.clear();
    }
    if (!why.isEmpty()) waitForChild(writer);
    QVERIFY2(why.isEmpty(), qPrintable(why));
    QVERIFY(looks > 0 && status == 0);
  }
};

QTEST_GUILESS_MAIN(Readers)
#include "test_readers.moc"
