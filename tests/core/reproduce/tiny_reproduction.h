// A reproduction small enough for a test: the sample preset shrunk to two layers of width 16, trained on
// the tiny data set of tests/core/train.
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <set>
#include <string>

#include "core/base/error.h"
#include "core/reproduce/reproduce.h"
#include "tests/core/train/tiny_training.h"

namespace entroscope {

class TinyReproduction {
 public:
  TinyReproduction() { writeTinyData(data()); }

  std::filesystem::path folder() const { return folder_.path().toStdString(); }
  std::filesystem::path data() const { return folder() / "data"; }

  /// Steps of two sequences of 128 tokens; six of them for a run at T = 128.
  ReproductionRequest request(std::vector<std::string> figures, const std::string& out = "out") const {
    ReproductionRequest request;
    request.figures = std::move(figures);
    request.preset = "sample";
    request.data = data().string();
    request.budget = 6 * 256;
    request.device = "cpu";
    request.set = {"model.layers=2", "model.heads=2",   "model.width=16",
                   "train.batch=2",  "train.threads=1", "train.evaluation_interval=2"};
    request.out = folder() / out;
    return request;
  }

  static ReproductionParts parts() { return {realTrainers(), {}}; }

  /// Everything below a folder, for "nothing was written".
  static std::set<std::string> listing(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      names.insert(entry.path().lexically_relative(folder).string());
    return names;
  }

 private:
  QTemporaryDir folder_;
};

/// The sentence of the Error that `action` throws; "nothing" when it throws none.
template <typename Action>
QString sentenceOf(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.exitStatus() == 2 ? QString(error.what()) : "exit 1: " + QString(error.what());
  }
  return "nothing";
}

}  // namespace entroscope
