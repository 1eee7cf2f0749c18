// Recorded runs to damage, and the damage.
#pragma once

#include <sqlite3.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/runs/safetensors.h"
#include "core/runs/verify.h"
#include "tests/core/runs/run_fixture.h"

namespace entroscope {

namespace fs = std::filesystem;

inline void flipBit(const fs::path& file, std::uint64_t byte, int bit) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(byte));
  const int value = stream.get();
  stream.seekp(static_cast<std::streamoff>(byte));
  stream.put(static_cast<char>(value ^ (1 << bit)));
}

inline void makeRun(const fs::path& folder, bool close = true) {
  RunConfig config = fixture::config();
  config.data.tokenizerHash = contentHash("{}\n");
  auto writer = RunWriter::create(folder, config, "CPU");
  writeFileAtomically(folder / "tokenizer.json", "{}\n");
  fixture::recordSteps(*writer, 0, 500);
  writer->checkpoint(500, 2, [](const fs::path& made) {
    const std::vector<float> values(40'000, 1.5f);
    const TensorView tensor{"w", TensorType::F32, {200, 200}, std::as_bytes(std::span(values))};
    writeSafetensors(made / "model.safetensors", std::span(&tensor, 1));
    writeFileAtomically(made / "config.json", "{}");
    writeSafetensors(made / "optimizer.safetensors", std::span(&tensor, 1));
    writeFileAtomically(made / "state.json", "{}");
  });
  writer->commit(true);
  if (close) writer->close(Outcome::Finished);
}

/// "closed" and, as a kill leaves it, "crashed"; damaged are copies of them.
class RunsToDamage {
 protected:
  RunsToDamage() {
    makeRun(folder("closed"));
    makeRun(folder("crashed"), false);
  }

  fs::path folder(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }
  fs::path copyOf(const std::string& original, const std::string& name) const {
    fs::remove_all(folder(name));
    fs::copy(folder(original), folder(name), fs::copy_options::recursive);
    return folder(name);
  }

 private:
  QTemporaryDir dir_;
};

inline void execute(const fs::path& database, const QByteArray& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(database.c_str(), &handle);
  QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

inline bool names(const VerifyReport& report, const std::string& file) {
  return std::any_of(report.damage.begin(), report.damage.end(),
                     [&](const Damage& damage) { return damage.place == file; });
}

}  // namespace entroscope
