// A lab without tensors or disk for tests of the session and the window: fake trainers that wait at a
// gate, runs in memory, a question that is answered at once.
#pragma once

#include <QString>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "app/desktop/session/session.h"
#include "core/base/error.h"
#include "core/engine/fake_trainer.h"
#include "tests/support/head_records.h"
#include "tests/support/memory_run.h"

namespace entroscope {

/// Lets fake steps through: as many as were granted, or all once opened.
class Gate {
 public:
  void grant(int steps) {
    {
      const std::lock_guard lock(mutex_);
      granted_ += steps;
    }
    changed_.notify_all();
  }
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  void pass(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return open_ || granted_ > 0; });
    if (!open_ && granted_ > 0) --granted_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  int granted_ = 0;
  bool open_ = false;
};

class FakeLab {
 public:
  explicit FakeLab(FakeTraining training = {}) {
    training.inside = [gate = gate_](std::int64_t, const std::stop_token& stop) { gate->pass(stop); };
    factory_ = fakeTrainers(training);
  }

  Gate& gate() { return *gate_; }

  RunRequest request(const std::string& configuration, std::int64_t steps) {
    RunRequest request;
    request.config.configuration = configuration;
    request.config.name = configuration;
    request.config.model.layers = 3;
    request.config.model.heads = 4;
    request.config.model.activation = "leaky_relu";
    request.config.train.steps = steps;
    request.folder = "/fake/" + configuration;
    add(request);
    return request;
  }
  /// Its folder can be opened.
  void add(const RunRequest& request) { configs_[request.folder.string()] = request.config; }

  SessionParts parts() {
    SessionParts parts;
    parts.makeEngine = [factory = factory_](EngineOptions options) {
      return makeThreadedEngine(factory, std::move(options));
    };
    parts.open = [this](const std::string& path) { return open(path); };
    return parts;
  }

  /// A run with `recorded` steps of everything a trainer records.
  RunPtr open(const std::string& path) const {
    const auto found = configs_.find(path);
    if (found == configs_.end()) throw Error(ErrorCode::Io, path + ": expected a run folder, found nothing");
    auto run = std::make_shared<MemoryRun>(found->second.configuration);
    run->editConfig() = found->second;
    run->editInfo().path = path;
    for (std::int64_t step = 1; step <= kRecorded; ++step) record(*run, fakeSnapshot(found->second, step, 3));
    run->addEvaluation(kRecorded, 3.5);
    const ModelConfig& model = found->second.model;
    recordAttention(*run, kRecorded, model.layers, model.heads, model.context, 6);
    run->refresh();
    return run;
  }

  static constexpr std::int64_t kRecorded = 5;

 private:
  static void record(MemoryRun& run, const Snapshot& s) {
    run.addScalar(measure::kLoss, s.step, static_cast<float>(s.loss));
    run.addScalar(measure::kGradientNorm, s.step, static_cast<float>(s.gradientNorm));
    run.addScalar(measure::kLearningRate, s.step, static_cast<float>(s.learningRate));
    run.addScalar(measure::kTokensPerSecond, s.step, static_cast<float>(s.tokensPerSecond));
    run.add(measure::kEntropy, s.step, s.layers, s.heads, s.entropy);
    run.add(measure::kNanRowShare, s.step, s.layers, s.heads, s.nanRowShare);
    recordRanges(run, s.step, s.layers, s.heads);
    run.add(measure::kSlope, s.step, s.layers, 1, s.slopes);
    for (int site = 0; site < kNanSites; ++site) {
      const auto first = s.nanCounts.begin() + static_cast<std::ptrdiff_t>(site) * s.layers;
      run.add(std::string(measure::kNanPrefix) + std::string(toText(static_cast<NanSite>(site))), s.step,
              s.layers, 1, {first, first + s.layers});
    }
  }

  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
  TrainerFactory factory_;
  std::map<std::string, RunConfig> configs_;
};

}  // namespace entroscope
