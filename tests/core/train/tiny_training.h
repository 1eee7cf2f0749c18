// A data set and a model small enough to train in milliseconds, and what a run leaves behind.
#pragma once

#include <QtTest>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/engine/engine.h"
#include "core/runs/run.h"
#include "core/runs/run_writer.h"
#include "core/train/training.h"
#include "tests/core/runs/recorded_numbers.h"

namespace entroscope {

inline constexpr int kTinyVocabulary = 40;

inline void writeTokens(const std::filesystem::path& file, std::size_t count, std::uint64_t seed) {
  // Sawtooth with noise: something to learn, and no two batches alike.
  Random random(seed);
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t token = random.below(4) == 0 ? random.below(kTinyVocabulary) : i % kTinyVocabulary;
    bytes.push_back(static_cast<char>(token));
    bytes.push_back(0);
  }
  std::ofstream(file, std::ios::binary) << bytes;
}

/// A packed data set of 4,000 + 500 tokens in nanoGPT's format; its tokenizer is known by its hash alone.
inline void writeTinyData(const std::filesystem::path& folder, const std::string& tokenizerHash = "t",
                          std::uint64_t trainSeed = 1, std::uint64_t validationSeed = 2) {
  std::filesystem::create_directories(folder);
  writeTokens(folder / "train.bin", 4000, trainSeed);
  writeTokens(folder / "validation.bin", 500, validationSeed);
  std::ofstream(folder / "dataset.json")
      << R"({"format": "entroscope-dataset", "version": 1, "tokenizer_hash": ")" << tokenizerHash
      << R"(", "train_hash": ")" << contentHashOfFile(folder / "train.bin") << R"(", "validation_hash": ")"
      << contentHashOfFile(folder / "validation.bin") << R"(", "vocabulary": 40, "context": 0,
             "chunking": "packed", "train_tokens": 4000, "validation_tokens": 500})";
}

inline RunConfig tinyConfig(const std::filesystem::path& data) {
  RunConfig config;
  config.configuration = "SM+LN+G";
  config.data.path = data.string();
  ModelConfig& model = config.model;
  model.layers = 2;
  model.heads = 2;
  model.width = 16;
  model.context = model.positions = 12;
  model.vocabulary = kTinyVocabulary;
  TrainConfig& train = config.train;
  train.steps = 12;
  train.batch = 3;
  train.accumulation = 2;
  train.threads = 2;
  train.device = "cpu";
  train.evaluationInterval = 4;
  train.evaluationBatches = 3;
  return config;
}

/// Makes steps until `steps` are made in all or the run is done; false when a step was abandoned.
inline bool advance(Trainer& trainer, std::int64_t steps, std::stop_token stop = {}) {
  Snapshot snapshot;
  for (trainer.describe(snapshot); !trainer.done() && snapshot.step < steps; trainer.describe(snapshot)) {
    if (!trainer.step(stop)) return false;
  }
  return true;
}

inline void finish(Trainer& trainer, Outcome outcome = Outcome::Finished) {
  trainer.checkpoint();
  trainer.close(outcome, {});
}

inline std::filesystem::path newestCheckpoint(const std::filesystem::path& run) {
  const auto all = checkpointsOf(run);
  if (all.empty()) qFatal("no checkpoint");
  return all.back();
}

}  // namespace entroscope
