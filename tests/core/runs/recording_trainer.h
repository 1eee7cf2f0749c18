// A trainer without tensors that keeps a real run folder: weights and a momentum that follow from the
// step numbers alone, rows, evaluations and checkpoints as a real run has them, and it resumes.
// For tests that kill it, starve it of disk space or run it under a sanitizer.
#pragma once

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/engine/engine.h"
#include "core/runs/run_writer.h"
#include "core/runs/safetensors.h"
#include "tests/core/runs/run_fixture.h"

namespace entroscope::fixture {

struct RecordingTraining {
  std::size_t weights = 5000;
  std::chrono::microseconds pace{0};                  ///< a step takes at least as long
  std::function<void(std::int64_t step)> recorded{};  ///< after each step's rows were appended; may be empty
};

inline RunConfig recordingConfig(std::int64_t steps) {
  RunConfig c = config();
  c.train.steps = steps;
  c.train.checkpointInterval = 25;
  c.train.evaluationInterval = 20;
  c.train.keepCheckpoints = 2;
  return c;
}

class RecordingTrainer final : public Trainer {
 public:
  RecordingTrainer(const RunRequest& request, RecordingTraining options)
      : config_(request.config), options_(std::move(options)) {
    weights_.resize(options_.weights);
    momentum_.resize(options_.weights);
    Random random(config_.train.seed);
    for (float& w : weights_) w = static_cast<float>(random.below(1000)) / 1000.0f;
    if (!request.resume) {
      writer_ = RunWriter::create(request.folder, config_, "CPU");
      return;
    }
    const auto all = checkpointsOf(request.folder);
    if (!all.empty()) load(all.back());
    writer_ = RunWriter::resume(request.folder, step_, "CPU");
    writer_->updateConfig(config_);
  }

  bool step(std::stop_token stop) override {
    if (stop.stop_requested()) return false;
    const auto end = std::chrono::steady_clock::now() + options_.pace;
    ++step_;
    Random random(config_.train.seed + static_cast<std::uint64_t>(step_));
    double sum = 0;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const float gradient = weights_[i] - static_cast<float>(random.below(1000)) / 1000.0f;
      momentum_[i] = 0.9f * momentum_[i] + gradient;
      weights_[i] -= 0.01f * momentum_[i];
      sum += static_cast<double>(gradient) * static_cast<double>(gradient);
    }
    writer_->appendStep(
        {step_, step_ * 64, sum / static_cast<double>(weights_.size()), std::sqrt(sum), 0.01, 1000});
    if (step_ % 2 == 0) {
      std::vector<float> values(weights_.begin(), weights_.begin() + 6);
      if (step_ % 14 == 0) values[1] = std::numeric_limits<float>::quiet_NaN();
      writer_->appendMeasure(step_, measure::kEntropy, 2, 3, values);
    }
    if (step_ % config_.train.evaluationInterval == 0)
      writer_->appendEvaluation({step_, step_ * 64, static_cast<double>(weights_[7]), 2.0});
    if (options_.recorded) options_.recorded(step_);
    while (std::chrono::steady_clock::now() < end) std::this_thread::yield();
    if (config_.train.checkpointInterval > 0 && step_ % config_.train.checkpointInterval == 0) checkpoint();
    writer_->commit();
    return true;
  }
  bool done() const override { return step_ >= config_.train.steps; }
  void describe(Snapshot& snapshot) const override {
    snapshot.runId = writer_->id();
    snapshot.step = step_;
    snapshot.totalSteps = config_.train.steps;
    snapshot.tokens = step_ * 64;
    snapshot.layers = config_.model.layers;
    snapshot.heads = config_.model.heads;
    snapshot.entropy.assign(weights_.begin(), weights_.begin() + 6);
  }
  void checkpoint() override {
    due_ = saved_ != step_;
    if (!due_) return;
    writer_->checkpoint(step_, config_.train.keepCheckpoints, [this](const std::filesystem::path& folder) {
      save(folder / "model.safetensors", weights_);
      save(folder / "optimizer.safetensors", momentum_);
      writeFileAtomically(folder / "state.json", "{\"step\": " + std::to_string(step_) + "}\n");
    });
    saved_ = step_;
    due_ = false;
  }
  void persist() override {
    if (due_) checkpoint();
    writer_->commit(true);
  }
  ApplyResult set(const std::string&, const FieldValue&) override { return {}; }
  void close(Outcome outcome, const std::string& error) override { writer_->close(outcome, error); }

 private:
  static void save(const std::filesystem::path& file, const std::vector<float>& values) {
    const TensorView view{"values",
                          TensorType::F32,
                          {static_cast<std::int64_t>(values.size())},
                          std::as_bytes(std::span(values))};
    writeSafetensors(file, std::span(&view, 1));
  }
  void load(const std::filesystem::path& checkpoint) {
    const auto read = [&](const char* name, std::vector<float>& values) {
      const SafetensorsFile file(checkpoint / name);
      std::memcpy(values.data(), file.find("values")->data.data(), values.size() * sizeof(float));
    };
    read("model.safetensors", weights_);
    read("optimizer.safetensors", momentum_);
    step_ = saved_ = std::stoll(checkpoint.filename().string());
  }

  RunConfig config_;
  RecordingTraining options_;
  std::vector<float> weights_, momentum_;
  std::int64_t step_ = 0, saved_ = -1;
  bool due_ = false;
  std::unique_ptr<RunWriter> writer_;
};

inline TrainerFactory recordingTrainers(RecordingTraining options = {}) {
  return [options](const RunRequest& request) -> std::unique_ptr<Trainer> {
    return std::make_unique<RecordingTrainer>(request, options);
  };
}

}  // namespace entroscope::fixture
