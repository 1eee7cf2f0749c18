// Whole-file reading and atomic writing, checksums, JSON's numbers, the random stream.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <fstream>
#include <limits>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

class FilesAndHashes : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path at(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }
  std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(dir_.path().toStdString()), {});
  }

 private Q_SLOTS:
  void crcVectors() {
    QCOMPARE(crc32c("123456789"), 0xE3069283u);            // RFC 3720 and the catalogue of CRCs
    QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAu);  // RFC 3720 B.4
    QCOMPARE(crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
    QCOMPARE(crc32c(""), 0u);
    const std::string text = "a text of odd length, continued in pieces";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      QCOMPARE(crc32c(text.substr(cut), crc32c(text.substr(0, cut))), crc32c(text));
    }
  }

  void contentHashes() {
    QCOMPARE(contentHash(""), std::string("99aa06d3014798d86001c324468d497f"));  // XXH3-128 of nothing
    QVERIFY(contentHash("a") != contentHash("b"));
    writeFileAtomically(at("hashed"), "some bytes");
    QCOMPARE(contentHashOfFile(at("hashed")), contentHash("some bytes"));
    QVERIFY_EXCEPTION_THROWN(contentHashOfFile(at("missing")), Error);
  }

  void writesAtomically() {
    const std::string large(3'000'000, 'x');
    writeFileAtomically(at("file"), large);
    writeFileAtomically(at("file"), "new");
    QCOMPARE(readTextFile(at("file")), std::string("new"));
    const auto before = entries();
    {
      AtomicFile file(at("file"));
      file.write(large);
      file.write("more");
    }  // never committed
    QCOMPARE(readTextFile(at("file")), std::string("new"));
    QCOMPARE(entries(), before);
    {
      AtomicFile file(at("pieces"));
      for (int i = 0; i < 3; ++i) file.write(large);
      file.write("end");
      file.commit();
    }
    QCOMPARE(readTextFile(at("pieces")), large + large + large + "end");
    writeFileAtomically(at(std::string(255, 'n')), "a name as long as names may be");
    QCOMPARE(entries(), before + 2);
  }

  /// As root, --json /dev/null would else make a file of it.
  void whatIsNoFileIsWrittenTo() {
    const auto pipe = at("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    writeFileAtomically(pipe, "through");
    char text[16] = {};
    QCOMPARE(::read(reader, text, sizeof text), ssize_t{7});
    QCOMPARE(std::string(text), std::string("through"));
    ::close(reader);
    QVERIFY(std::filesystem::is_fifo(pipe));
    std::filesystem::create_symlink("/dev/null", at("null"));
    writeFileAtomically(at("null"), "nowhere");
    QVERIFY(std::filesystem::is_symlink(at("null")));
  }

  void whetherADiskTakesFiles() {
    QVERIFY(takesFiles(at("not/there/yet")));
    QVERIFY(takesFiles(dir_.path().toStdString()));
    QVERIFY(!takesFiles("/dev/null/below"));
    QVERIFY(!takesFiles("/proc/none"));
    // What a killed process of this one's number left of the same is no full disk.
    const auto before = entries();
    const auto leftover =
        at("." + std::to_string(::getpid()) + "-" + contentHash(".entroscope-probe") + ".tmp");
    writeFileAtomically(leftover, "half");
    QVERIFY(takesFiles(dir_.path().toStdString()));
    QVERIFY(!fs::exists(leftover));
    QCOMPARE(entries(), before);
  }

  void aFolderAppearsOnlyWhole() {
    const auto target = at("whole");
    const auto before = entries();
    {
      AtomicFolder given(target);
      QVERIFY(fs::is_empty(given.path()));
      writeFileAtomically(given.path() / "file", "x");
      QVERIFY(!fs::exists(target));
    }
    QCOMPARE(entries(), before);
    AtomicFolder folder(target);
    writeFileAtomically(folder.path() / "file", "x");
    folder.commit();
    QCOMPARE(readTextFile(target / "file"), std::string("x"));
    QCOMPARE(entries(), before + 1);
  }

  /// Whoever makes a folder holds a lock. A process number says less: others get it, and another machine on
  /// the same share, or a container, has numbers of its own.
  void whatNobodyHoldsIsAbandoned() {
    const auto target = at("contested");
    const auto left = [&](const char* number) {
      return at("." + contentHash("contested") + "-" + number + ".making");
    };
    for (const char* number : {"3", "4", "5"}) fs::create_directories(left(number) / "half");
    writeFileAtomically(left("3") / "lock", std::to_string(::getpid()) + "\n");  // a number that lives
    writeFileAtomically(left("4") / "lock", "");                                 // about to be locked
    std::optional<FolderLock> held(std::in_place, left("5") / "lock");
    AtomicFolder first(target);
    const AtomicFolder second(target);  // beside the first
    QVERIFY(!fs::exists(left("3")) && fs::exists(left("4")) && fs::exists(left("5")));
    QVERIFY(fs::exists(first.path()) && fs::exists(second.path()));
    held.reset();
    const AtomicFolder third(target);
    QVERIFY(fs::exists(left("4")) && !fs::exists(left("5")));
    first.commit();
    QVERIFY(fs::is_directory(target) && fs::exists(second.path()));
  }

  void refusesWhatItMust() {
    QVERIFY_EXCEPTION_THROWN(writeFileAtomically(dir_.path().toStdString(), "x"), Error);
    QVERIFY_EXCEPTION_THROWN(writeFileAtomically("/proc/nothing/file", "x"), Error);
    QVERIFY_EXCEPTION_THROWN(readTextFile(dir_.path().toStdString()), Error);
    QVERIFY_EXCEPTION_THROWN(readTextFile(at("missing")), Error);
    QVERIFY_EXCEPTION_THROWN(readTextFile("/dev/zero"), Error);
    QVERIFY_EXCEPTION_THROWN(MappedFile(dir_.path().toStdString()), Error);
    QVERIFY_EXCEPTION_THROWN(syncFolder(at("missing")), Error);
    writeFileAtomically(at("ten"), "0123456789");
    QCOMPARE(readTextFile(at("ten"), 10).size(), std::size_t{10});
    try {
      readTextFile(at("ten"), 9);
      QFAIL("was read");
    } catch (const Error& error) {
      QVERIFY(error.code() == ErrorCode::BadInput);
      QVERIFY2(QString(error.what()).contains("at most 9 bytes, found 10"), error.what());
    }
  }

  void aFileThatComesAndGoesIsNoLinkOut() {
    const auto folder = at("busy"), file = folder / "lock", deeper = folder / "within it" / "lock";
    fs::create_directories(deeper.parent_path());
    std::atomic<bool> done = false;
    std::thread other([&] {
      for (std::error_code ignored; !done;) {
        for (const auto& busy : {file, deeper}) {
          std::ofstream(busy).put('x');
          fs::remove(busy, ignored);
        }
      }
    });
    std::string refusal;
    for (int look = 0; look < 20'000 && refusal.empty(); ++look) {
      try {
        requireInside(folder, look % 2 == 0 ? file : deeper);
      } catch (const Error& error) {
        refusal = error.what();
      }
    }
    done = true;
    other.join();
    QCOMPARE(refusal, std::string());

    fs::create_symlink("/etc/passwd", folder / "out");
    fs::create_symlink("lock", folder / "within");
    fs::create_symlink("round", folder / "round");
    fs::create_symlink("/nowhere", folder / "nowhere");
    fs::create_symlink("..", folder / "up");
    fs::create_directory_symlink(folder, at("another name"));
    requireInside(folder, folder / "within");
    requireInside(folder, folder / "not there");
    requireInside(at("another name"), at("another name") / "within it");
    requireInside(at("another name"), folder / "within it");
    for (const char* name : {"out", "round", "nowhere", "up", "..", "up/x"}) {
      QVERIFY_EXCEPTION_THROWN(requireInside(folder, folder / name), Error);
    }
  }

  void mapsFiles() {
    writeFileAtomically(at("mapped"), "bytes");
    MappedFile a(at("mapped"));
    MappedFile b(std::move(a));
    QCOMPARE(b.text(), std::string_view("bytes"));
    writeFileAtomically(at("empty"), "");
    QVERIFY(MappedFile(at("empty")).bytes().empty());
  }

  /// Json looks through all keys of an object for each new one.
  void jsonOfManyKeys() {
    const auto keys = [](int count) {
      std::string text = "{\"a:b\":0";
      for (int i = 1; i < count; ++i) text += ",\"" + std::to_string(i) + "\":[{\"x\":1}]";
      return text + "}";
    };
    QCOMPARE(parseJson(keys(1024), "j").size(), std::size_t{1024});
    const QString message = refusal([&] { parseJson(keys(1025), "j"); });
    QVERIFY2(message.contains("at most 1024 keys"), qPrintable(message));
    QCOMPARE(parseJson<nlohmann::json>(keys(100'000), "j").size(), std::size_t{100'000});
  }

  void jsonNumbers() {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    QCOMPARE(jsonNumber(NAN).dump(), std::string("\"NaN\""));
    QCOMPARE(jsonNumber(kInfinity).dump(), std::string("\"Infinity\""));
    QCOMPARE(jsonNumber(-kInfinity).dump(), std::string("\"-Infinity\""));
    QCOMPARE(jsonNumber(0.1).dump(), std::string("0.1"));
    for (const double value : {kInfinity, -kInfinity, 0.1, -0.0, 1e300}) {
      QCOMPARE(numberFromJson(jsonNumber(value), "x"), value);
    }
    QVERIFY(std::isnan(numberFromJson(jsonNumber(NAN), "x")));
    const std::vector<float> values{1, NAN, 3, 4};
    QCOMPARE(jsonMatrix(values, 2, 2).dump(), std::string(R"([[1.0,"NaN"],[3.0,4.0]])"));
    try {
      numberFromJson("twelve", "the field");
      QFAIL("was accepted");
    } catch (const Error& error) {
      QCOMPARE(QString(error.what()), QString("the field: expected a number, found \"twelve\""));
    }
    try {
      parseJson("{\n\"a\": }", "some.json");
      QFAIL("was accepted");
    } catch (const Error& error) {
      QVERIFY2(QString(error.what()).startsWith("some.json: line 2"), error.what());
    }
  }

  void randomIsTheSameEverywhere() {
    Random random(0);
    QCOMPARE(random.next(), std::uint64_t{0xE220A8397B1DCDAF});  // SplitMix64's published first output
    Random again(42);
    const auto state = again.state();
    const auto first = again.below(1000);
    again.setState(state);
    QCOMPARE(again.below(1000), first);
    std::vector<int> items{0, 1, 2, 3, 4, 5, 6, 7};
    again.shuffle<int>(items);
    auto sorted = items;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(sorted, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
    for (int i = 0; i < 1000; ++i) QVERIFY(again.below(3) < 3 && again.uniform() < 1.0);
  }
};

QTEST_GUILESS_MAIN(FilesAndHashes)
#include "test_files_and_hashes.moc"
