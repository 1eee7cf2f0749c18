#include "core/engine/fake_trainer.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <utility>

#include "core/base/error.h"

namespace entroscope {
namespace {

class FakeTrainer final : public Trainer {
 public:
  FakeTrainer(RunRequest request, FakeTraining options)
      : config_(std::move(request.config)),
        folder_(std::move(request.folder)),
        options_(std::move(options)) {}

  bool step(std::stop_token stop) override {
    const std::int64_t next = step_ + 1;
    if (options_.inside) options_.inside(next, stop);
    if (options_.pace.count() > 0) {
      std::mutex mutex;
      std::unique_lock lock(mutex);
      std::condition_variable_any never;
      never.wait_for(lock, stop, options_.pace, [] { return false; });
    }
    if (stop.stop_requested()) return false;
    if (next == options_.failAtStep) {
      throw Error(ErrorCode::Internal, "the fake trainer fails at step " + std::to_string(next));
    }
    step_ = next;
    held_ = step_ == options_.holdAtStep;
    return true;
  }
  bool done() const override { return step_ >= config_.train.steps; }
  void describe(Snapshot& snapshot) const override {
    Snapshot filled = fakeSnapshot(config_, step_, options_.nanFromStep);
    filled.serial = snapshot.serial;
    filled.state = snapshot.state;
    filled.queueIndex = snapshot.queueIndex;
    filled.queueSize = snapshot.queueSize;
    filled.runPath = folder_.string();
    if (held_) filled.held = "the fake trainer holds at step " + std::to_string(step_);
    snapshot = std::move(filled);
  }
  void checkpoint() override {}
  ApplyResult set(const std::string& key, const FieldValue& value) override {
    setField(config_, key, value);
    return {};
  }
  ApplyResult rollBack(std::int64_t step) override {
    if (step < 0 || step > step_) return {Applied::Refused, "no checkpoint of that step"};
    step_ = step;
    held_ = false;
    return {};
  }
  void close(Outcome, const std::string&) override {}

 private:
  RunConfig config_;
  std::filesystem::path folder_;
  FakeTraining options_;
  std::int64_t step_ = 0;
  bool held_ = false;
};

}  // namespace

Snapshot fakeSnapshot(const RunConfig& config, std::int64_t step, std::int64_t nanFromStep) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  const ModelConfig& model = config.model;
  const auto layers = static_cast<std::size_t>(model.layers);
  const auto heads = static_cast<std::size_t>(model.heads);
  const double progress = 1.0 - std::exp(-static_cast<double>(step) / 200.0);

  Snapshot s;
  s.runId = "fake-" + config.configuration;
  s.configuration = config.configuration;
  s.device = "fake device";
  s.step = step;
  s.totalSteps = config.train.steps;
  s.tokens = step * config.train.batch * config.train.accumulation * model.context;
  s.loss = std::log(static_cast<double>(model.vocabulary)) * (1.0 - 0.6 * progress);
  s.gradientNorm = 0.5 + 1.5 * (1.0 - progress);
  s.learningRate = config.optimizer.learningRate;
  s.tokensPerSecond = 10000;
  s.secondsLeft = static_cast<double>(s.totalSteps - step) * static_cast<double>(model.context) / 10000.0;
  s.evaluationLoss = step < config.train.evaluationInterval ? static_cast<double>(kNan) : s.loss + 0.05;

  s.layers = model.layers;
  s.heads = model.heads;
  s.context = model.context;
  const double maximum = std::lgamma(model.context + 1.0) / model.context;
  const bool broken = nanFromStep > 0 && step >= nanFromStep;
  for (std::size_t l = 0; l < layers; ++l) {
    for (std::size_t h = 0; h < heads; ++h) {
      const double share = static_cast<double>((l * heads + h) * 37 % 97) / 97.0;  // each head its own fall
      s.entropy.push_back(static_cast<float>(maximum * (1.0 - 0.9 * share * progress)));
      s.nanRowShare.push_back(broken && l + 1 == layers ? 0.25f : 0.0f);
    }
  }
  if (model.activation.find("leaky_relu") != std::string::npos) {
    for (std::size_t l = 0; l < layers; ++l) {
      s.slopes.push_back(
          static_cast<float>(model.slope * (1.0 - progress * (1.0 - 0.1 * static_cast<double>(l)))));
    }
  }
  s.nanCounts.assign(kNanSites * layers, 0.0f);
  if (broken) {
    for (std::size_t site = 0; site < kNanSites; ++site) {
      s.nanCounts[site * layers + layers - 1] = static_cast<float>(step - nanFromStep + 1);
    }
  }
  return s;
}

TrainerFactory fakeTrainers(FakeTraining options) {
  return [options = std::move(options)](const RunRequest& request) -> std::unique_ptr<Trainer> {
    return std::make_unique<FakeTrainer>(request, options);
  };
}

}  // namespace entroscope
