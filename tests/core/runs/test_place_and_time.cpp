// Odd names of folders, another locale, a wall clock that jumps: nothing of it may reach the numbers.
#include <dlfcn.h>
#include <sys/stat.h>
#include <time.h>

#include <QTemporaryDir>
#include <algorithm>
#include <atomic>
#include <clocale>
#include <cstdlib>
#include <locale>

#include "core/base/error.h"
#include "core/runs/csv.h"
#include "core/runs/export_run.h"
#include "core/runs/import_run.h"
#include "core/runs/run_toml.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/runs/recording_trainer.h"

namespace {
std::atomic<time_t> clockOffset{0};  // seconds added to the wall clock
}

/// The program's own definition comes before the C library's, for the standard library and SQLite, too.
extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static auto* real = reinterpret_cast<int (*)(clockid_t, timespec*)>(::dlsym(RTLD_NEXT, "clock_gettime"));
  const int result = real(clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec += clockOffset;
  return result;
}

using namespace entroscope;
namespace fs = std::filesystem;

class PlaceAndTime : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_{memoryFolder("place")};
  fs::path root() const { return dir_.path().toStdString(); }

  static EngineState train(const fs::path& folder, std::function<void(std::int64_t)> recorded = {}) {
    EngineState last = EngineState::Idle;
    EngineOptions options;
    options.published = [&](const Snapshot& s) { last = s.state; };
    const auto engine =
        makeThreadedEngine(fixture::recordingTrainers({.recorded = std::move(recorded)}), options);
    engine->apply(Start{{{fixture::recordingConfig(100), folder}}});
    return engine->waitUntilResting(std::chrono::seconds(60)) ? last : EngineState::Idle;
  }

 private Q_SLOTS:
  void initTestCase() { QVERIFY(train(root() / "plain") == EngineState::Finished); }
  void cleanupTestCase() { fs::remove_all(root() / "\xff\xfe run"); }  // which Qt cannot name

  void anyName_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("spaces") << QByteArray(" a run  with spaces ");
    QTest::newRow("emoji") << QByteArray("run \xf0\x9f\x98\x80 \xf0\x9f\xa7\xaa");
    QTest::newRow("250 characters") << QByteArray(250, 'n');
    QTest::newRow("reads like an address") << QByteArray("file:run.db?mode=memory#x%41");
    QTest::newRow("quotes") << QByteArray("it's \"quoted\"; DROP TABLE steps");
    QTest::newRow("dashes and points") << QByteArray("--help ..");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe run");
  }

  void anyName() {
    QFETCH(QByteArray, name);
    const auto path = root() / name.toStdString();
    QVERIFY(train(path) == EngineState::Finished);
    const auto complaint = complaintAbout(path);
    QVERIFY2(complaint.empty(), complaint.c_str());
    const auto difference = differenceBetween(root() / "plain", path);
    QVERIFY2(difference.empty(), difference.c_str());
    QVERIFY(verifyRun(path).closedCleanly);
    RunWriter::resume(path, 100, "CPU")->close(Outcome::Finished);
    QVERIFY(verifyRun(path).sound());
  }

  void wallClockJumps() {
    const auto path = root() / "jumps";
    // Back by a year, on by ten, back to before 1970: in the middle of it.
    const auto state = train(path, [](std::int64_t step) {
      clockOffset = step == 20   ? -31'536'000
                    : step == 40 ? 315'360'000
                    : step == 60 ? -2'000'000'000
                                 : clockOffset.load();
    });
    const auto complaint = complaintAbout(path);
    clockOffset = 0;
    QVERIFY(state == EngineState::Finished);
    QVERIFY2(complaint.empty(), complaint.c_str());
    const auto difference = differenceBetween(root() / "plain", path);
    QVERIFY2(difference.empty(), difference.c_str());
    const auto events = openRun(path.string())->events();
    QVERIFY(events.front().kind == "start" && events.back().kind == "end");  // in the order they happened
    QVERIFY(events.back().time < events.front().time);                       // the clock did jump
  }

  void anotherLocale() {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) {
      // Not installed: made for this test, where the C library's sources of locales are.
      const auto locales = root() / "locales";
      fs::create_directory(locales);
      const std::string make =
          "localedef -i de_DE -f UTF-8 '" + (locales / "de_DE.UTF-8").string() + "' 2>/dev/null";
      if (std::system(make.c_str()) != 0)
        QSKIP("the locale de_DE.UTF-8 is not installed and cannot be made here");
      ::setenv("LOCPATH", locales.c_str(), 1);
      if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr)
        QSKIP("the locale de_DE.UTF-8 cannot be used here");
    }
    std::locale::global(std::locale("de_DE.UTF-8"));
    char comma[8];
    std::snprintf(comma, sizeof comma, "%.1f", 0.5);
    const auto path = root() / "german";
    const auto state = train(path);
    const std::string toml = toToml(fixture::recordingConfig(100));
    const double back = numberFromText("0.25", "x");
    exportRun(*openRun(path.string()), ExportFormat::Csv, root() / "german.csv");
    importRun(root() / "german.csv", root() / "german again", {});
    const auto difference = differenceBetween(root() / "plain", path);
    const bool equal = configFromToml(toml, "t").optimizer.learningRate ==
                       fixture::recordingConfig(100).optimizer.learningRate;
    std::locale::global(std::locale::classic());
    std::setlocale(LC_ALL, before.c_str());
    QCOMPARE(comma, "0,5");  // the locale was in force
    QVERIFY(state == EngineState::Finished);
    QCOMPARE(back, 0.25);
    QVERIFY(equal);
    QVERIFY2(difference.empty(), difference.c_str());
    QCOMPARE(openRun((root() / "german again").string())->scalar(measure::kLoss).value,
             openRun((root() / "plain").string())->scalar(measure::kLoss).value);
  }

  void anotherTimeZone() {
    // A run that was begun on one side of the date line and is resumed, read and exported on the other.
    const auto path = root() / "travelled";
    const auto here = [&](const char* zone) {
      ::setenv("TZ", zone, 1);
      ::tzset();
      const auto out = root() / (std::string("events of ") + zone);
      exportRun(*openRun(path.string()), ExportFormat::Tfevents, out);
      std::string bytes;
      for (const auto& file : fs::recursive_directory_iterator(out))
        if (file.is_regular_file()) bytes += readTextFile(file.path());
      return openRun(path.string())->info().createdAt + bytes;
    };
    ::setenv("TZ", "WWW+12", 1);
    ::tzset();
    const auto state = train(path);
    const auto back = here("WWW+12"), there = here("YYY-14");
    RunWriter::resume(path, 100, "CPU")->close(Outcome::Finished);
    const auto events = openRun(path.string())->events();
    ::unsetenv("TZ");
    ::tzset();
    QVERIFY(state == EngineState::Finished);
    QVERIFY(there == back);
    QVERIFY(std::is_sorted(events.begin(), events.end(),
                           [](const RunEvent& a, const RunEvent& b) { return a.time < b.time; }));
    QVERIFY(complaintAbout(path).empty());
  }

  void linksOutOfAFolderAreNotFollowed() {
    const auto secret = root() / "secret.csv";
    writeFileAtomically(secret, "step,loss\n1,2\n");
    const auto refused = [](auto&& work) {
      try {
        work();
      } catch (const Error& error) {
        return error.code() == ErrorCode::BadInput &&
               std::string(error.what()).find("leads out") != std::string::npos;
      }
      return false;
    };
    const auto logs = root() / "logs";
    fs::create_directory(logs);
    fs::create_symlink(secret, logs / "layer_0_entropy.txt");
    QVERIFY(refused([&] { importRun(logs, root() / "out", {"paper-logs", "", ""}); }));
    const auto events = root() / "events";
    fs::create_directory(events);
    fs::create_symlink(secret, events / "events.out.tfevents.1");
    QVERIFY(refused([&] { importRun(events, root() / "out", {"tfevents", "", ""}); }));
    const auto run = root() / "linked";
    fs::copy(root() / "plain", run, fs::copy_options::recursive);
    fs::rename(run / "run.db", root() / "moved.db");
    fs::create_symlink(root() / "moved.db", run / "run.db");
    QVERIFY(refused([&] { openRun(run.string()); }));
    QVERIFY(refused([&] { RunWriter::resume(run, 100, "CPU"); }));
    QVERIFY(!fs::exists(root() / "out"));
    // A link to a whole run is no way out of it.
    fs::create_directory_symlink(root() / "plain", root() / "other name");
    QCOMPARE(openRun((root() / "other name").string())->info().lastStep, std::int64_t{100});
  }
};

QTEST_GUILESS_MAIN(PlaceAndTime)
#include "test_place_and_time.moc"
