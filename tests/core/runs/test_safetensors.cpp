// The safetensors format: what is written is read; hostile headers are refused before anything is
// allocated for them.
#include <QTemporaryDir>
#include <QTest>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/safetensors.h"

using namespace entroscope;
namespace fs = std::filesystem;

class Safetensors : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path file(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

  static std::string withHeader(const std::string& header, std::size_t data) {
    const std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + std::string(data, 'x');
  }

 private Q_SLOTS:
  void comesBack() {
    const std::vector<float> a{1, 2, 3, 4, 5, 6};
    const std::vector<std::int64_t> b{-1};
    const std::vector<std::byte> half(6);
    const std::vector<TensorView> tensors{
        {"z \"quoted\" ü", TensorType::F32, {2, 3}, std::as_bytes(std::span(a))},
        {"scalar", TensorType::I64, {}, std::as_bytes(std::span(b))},
        {"empty", TensorType::F32, {0, 7}, {}},
        {"half", TensorType::BF16, {3}, half},
    };
    writeSafetensors(file("a.safetensors"), tensors, {{"format", "pt"}});
    const SafetensorsFile read(file("a.safetensors"));
    QCOMPARE(read.tensors().size(), tensors.size());
    QCOMPARE(read.metadata().at("format"), std::string("pt"));
    for (const auto& tensor : tensors) {
      const auto* found = read.find(tensor.name);
      QVERIFY(found != nullptr);
      QVERIFY(found->type == tensor.type);
      QCOMPARE(found->shape, tensor.shape);
      QCOMPARE(found->data.size(), tensor.data.size());
      QVERIFY(tensor.data.empty() ||
              std::memcmp(found->data.data(), tensor.data.data(), tensor.data.size()) == 0);
    }
    QVERIFY(read.find("absent") == nullptr);
    std::uint64_t length = 0;
    std::memcpy(&length, readTextFile(file("a.safetensors")).data(), 8);
    QCOMPARE(length % 8, std::uint64_t{0});
  }

  void hostile_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& bytes, const char* message) {
      QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                          << QString(message);
    };
    const std::string f32 = R"({"a":{"dtype":"F32","shape":)";
    row("empty", "", "found 0 bytes");
    row("seven bytes", "1234567", "found 7 bytes");
    std::string gigabytes(100, ' ');
    const std::uint64_t claimed = 4ull << 30;
    std::memcpy(gigabytes.data(), &claimed, 8);
    row("100 bytes claim gigabytes", gigabytes, "header length");
    row("not JSON", withHeader("{nonsense", 0), "valid JSON");
    row("a list", withHeader("[1]", 0), "a JSON object");
    row("entry is a number", withHeader(R"({"a":1})", 0), "a: expected an object");
    row("unknown type", withHeader(R"({"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}})", 4), "dtype");
    row("negative size", withHeader(f32 + R"([-1],"data_offsets":[0,4]}})", 4), "shape");
    row("fraction", withHeader(f32 + R"([1.5],"data_offsets":[0,4]}})", 4), "shape");
    row("overflow", withHeader(f32 + R"([4611686018427387904,4],"data_offsets":[0,0]}})", 0), "overflows");
    row("past the end", withHeader(f32 + R"([2],"data_offsets":[0,8]}})", 4), "data_offsets");
    row("backwards", withHeader(f32 + R"([1],"data_offsets":[4,0]}})", 4), "data_offsets");
    row("shape and range differ", withHeader(f32 + R"([2],"data_offsets":[0,4]}})", 4),
        "8 bytes for its shape");
    row("no offsets", withHeader(f32 + R"([1]}})", 4), "data_offsets");
    row("overlap",
        withHeader(
            f32 + R"([2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12),
        "overlap");
    row("hole",
        withHeader(
            f32 + R"([1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})", 12),
        "hole");
    row("bytes left over", withHeader(f32 + R"([1],"data_offsets":[0,4]}})", 9), "after the last tensor");
    row("metadata of numbers", withHeader(R"({"__metadata__":{"a":1}})", 0), "__metadata__");
  }

  void hostile() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const auto path = file("hostile.safetensors");
    writeFileAtomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    try {
      const SafetensorsFile read(path);
      QFAIL("was accepted");
    } catch (const Error& error) {
      QVERIFY2(error.code() == ErrorCode::BadInput, error.what());
      const QString text = error.what();
      QVERIFY2(text.contains(message) && text.startsWith(QString::fromStdString(path.string())),
               error.what());
    }
  }

  void refusesFolder() {
    QVERIFY_EXCEPTION_THROWN(SafetensorsFile{dir_.path().toStdString()}, Error);
    QVERIFY_EXCEPTION_THROWN(SafetensorsFile{file("missing")}, Error);
  }
};

QTEST_GUILESS_MAIN(Safetensors)
#include "test_safetensors.moc"
