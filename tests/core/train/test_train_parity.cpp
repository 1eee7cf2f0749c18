// Ten optimizer steps of the recipes `paper` and `modern`, from the preset to the weights in the checkpoint,
// against a plain PyTorch statement of them (goldens of tests/parity/make_training_golden.py).
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <cstring>

#include "core/base/config_fields.h"
#include "core/base/json.h"
#include "core/model/hugging_face_config.h"
#include "core/runs/safetensors.h"
#include "tests/core/train/tiny_training.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

const fs::path kGoldens = ENTROSCOPE_GOLDENS;
constexpr int kSteps = 10;

template <typename T>
std::vector<T> valuesOf(const SafetensorsFile& file, const std::string& name) {
  const TensorView* view = file.find(name);
  if (view == nullptr) qFatal("no tensor %s", name.c_str());
  std::vector<T> values(view->data.size() / sizeof(T));
  std::memcpy(values.data(), view->data.data(), view->data.size());
  return values;
}

Json readJson(const fs::path& file) { return parseJson(readTextFile(file), file.string()); }

/// The preset with what the case sets on top of it, on the goldens' data.
RunConfig configOf(const Json& golden) {
  RunConfig config = preset(golden.at("preset").get<std::string>());
  for (const auto& [key, value] : golden.at("set").items())
    setFieldFromText(config, key, value.get<std::string>());
  config.data.path = (kGoldens / "data").string();
  config.train.device = "cpu";
  config.train.threads = 1;
  validate(config);
  return config;
}

/// Fields in which two models compute differently.
std::string disagreements(const ModelConfig& left, const ModelConfig& right) {
  RunConfig a, b;
  a.model = left;
  b.model = right;
  std::string text;
  for (const FieldDifference& d : differences(a, b)) {
    const bool initial = d.key == "model.init" || d.key == "model.init_std";
    const bool spelling =
        d.key == "model.activation" && activationsPerLayer(left.activation, left.layers) ==
                                           activationsPerLayer(right.activation, left.layers);
    if (!initial && !spelling) text += d.key + ": " + d.left + " against " + d.right + "; ";
  }
  return text;
}

double worstRelative(const std::vector<double>& expected, const std::vector<float>& found) {
  double worst = expected.size() == found.size() ? 0 : INFINITY;
  for (std::size_t i = 0; i < found.size() && std::isfinite(worst); ++i) {
    const double error = std::abs(found[i] - expected[i]);
    worst = std::max(worst, error == 0 ? 0 : error / std::abs(expected[i]));
  }
  return worst;
}

struct WeightError {
  double worst = 0;  ///< largest difference over the largest value of the tensor
  std::string name;
  int compared = 0;
};

WeightError compareWeights(const SafetensorsFile& golden, const SafetensorsFile& found) {
  constexpr std::string_view kPrefix = "final.";
  WeightError error;
  for (const TensorView& view : golden.tensors()) {
    if (!view.name.starts_with(kPrefix)) continue;
    const std::string name = view.name.substr(kPrefix.size());
    const auto expected = valuesOf<float>(golden, view.name), values = valuesOf<float>(found, name);
    if (expected.size() != values.size()) qFatal("%s has another size", name.c_str());
    double difference = 0, largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (std::isnan(expected[i])) continue;  // noise, see the script
      difference = std::max(difference, std::abs(double(values[i]) - double(expected[i])));
      largest = std::max(largest, std::abs(double(expected[i])));
    }
    ++error.compared;
    if (!(difference / largest > error.worst)) continue;
    error.worst = difference / largest;
    error.name = name;
  }
  return error;
}

}  // namespace

class TestTrainParity : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tenSteps_data() {
    QTest::addColumn<QString>("name");
    const QStringList cases = QDir(QString::fromStdString(kGoldens.string()))
                                  .entryList({"paper-*", "modern-*"}, QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY2(cases.size() >= 20, "the goldens of tests/parity/golden/train are missing");
    for (const QString& name : cases) QTest::newRow(qPrintable(name)) << name;
  }
  void tenSteps() {
    QFETCH(QString, name);
    const fs::path folder = kGoldens / name.toStdString();
    const RunConfig config = configOf(readJson(folder / "case.json"));
    const ModelConfig model = modelConfigFromJson(readJson(folder / "config.json"), "config.json");
    const std::string other = disagreements(config.model, model);
    QVERIFY2(other.empty(), other.c_str());

    const QTemporaryDir place;
    RunRequest request{config, fs::path(place.path().toStdString()) / "run"};
    request.forkFrom = folder;
    const auto trainer = realTrainers()(request);
    QVERIFY(advance(*trainer, kSteps));
    finish(*trainer, Outcome::Interrupted);

    const SafetensorsFile golden(folder / "golden.safetensors");
    const RunPtr run = openRun(request.folder.string());
    const double loss = worstRelative(valuesOf<double>(golden, "loss"), run->scalar(measure::kLoss).value);
    const double norm =
        worstRelative(valuesOf<double>(golden, "norm"), run->scalar(measure::kGradientNorm).value);
    const double rate =
        worstRelative(valuesOf<double>(golden, "rate"), run->scalar(measure::kLearningRate).value);
    const WeightError weights =
        compareWeights(golden, SafetensorsFile(newestCheckpoint(request.folder) / "model.safetensors"));
    const auto text = [](const char* what, double error) {
      return QStringLiteral("%1: relative error %2").arg(QLatin1String(what)).arg(error);
    };
    largestLoss_ = std::max(largestLoss_, loss);
    largestNorm_ = std::max(largestNorm_, norm);
    largestRate_ = std::max(largestRate_, rate);
    largestWeight_ = std::max(largestWeight_, weights.worst);
    // Ten times the errors found, and less than a decay before the update in place of after it would make.
    QVERIFY2(loss <= 1e-6, qPrintable(text("loss", loss)));
    QVERIFY2(rate <= 1e-6, qPrintable(text("rate", rate)));
    QVERIFY2(norm <= 1e-6, qPrintable(text("gradient norm", norm)));
    QVERIFY2(weights.worst <= 1e-6, qPrintable(text(weights.name.c_str(), weights.worst)));
    QVERIFY(weights.compared > 10);
  }

  void cleanupTestCase() {
    qInfo("largest differences: loss %.1e, rate %.1e, gradient norm %.1e, weights %.1e", largestLoss_,
          largestRate_, largestNorm_, largestWeight_);
  }

 private:
  double largestLoss_ = 0, largestRate_ = 0, largestNorm_ = 0, largestWeight_ = 0;
};

QTEST_GUILESS_MAIN(TestTrainParity)
#include "test_train_parity.moc"
