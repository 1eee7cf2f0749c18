// Times the run store and the map: store_bench FOLDER [STEPS [LAYERS [HEADS]]], by default a million steps of 12 × 12
// heads. Writes a synthetic run into FOLDER (kept; used again when it is there), opens it and paints loss curves and
// entropy map; then goes through 10,000 recorded 48 × 48 maps one frame each. Needs no display with
// QT_QPA_PLATFORM=offscreen.
#include <QApplication>
#include <QImage>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "core/base/error.h"
#include "core/runs/run_writer.h"
#include "views/curves/curves_view.h"
#include "views/heatmap/heat_map_view.h"
#include "views/plot/run_set.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
constexpr QSize kWindow(1280, 760);
constexpr std::int64_t kMaps = 10'000;
constexpr int kMapSide = 48;

double seconds(Clock::time_point since) { return std::chrono::duration<double>(Clock::now() - since).count(); }

/// CPU seconds of the calling thread.
double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

/// A run whose heads wander, each at its own pace.
void write(const fs::path& folder, std::int64_t steps, int layers, int heads) {
  RunConfig config;
  config.name = config.configuration = "synthetic";
  config.model.layers = layers;
  config.model.heads = heads;
  config.train.steps = steps;
  const auto writer = RunWriter::create(folder, config, "synthetic");
  std::vector<float> entropy(static_cast<std::size_t>(layers) * static_cast<std::size_t>(heads));
  const auto began = Clock::now();
  const std::clock_t process = std::clock();
  double appending = 0;
  for (std::int64_t step = 1; step <= steps; ++step) {
    for (std::size_t i = 0; i < entropy.size(); ++i) {
      entropy[i] = static_cast<float>(2 + 1.8 * std::sin(1e-4 * double(step) * double(1 + i % 17) + double(i)));
    }
    const double before = threadSeconds();
    writer->appendStep({.step = step, .tokens = 1024 * step, .loss = 4 + 4 / std::sqrt(double(step)),
                        .gradientNorm = 1, .learningRate = 1e-3, .tokensPerSecond = 2e4});
    writer->appendMeasure(step, measure::kEntropy, layers, heads, entropy);
    appending += threadSeconds() - before;
    if (step % 20'000 == 0) writer->commit(true);  // nothing trains here that would let the queue drain
  }
  writer->close(Outcome::Finished);
  const double steady = double(steps);
  std::printf("written: %lld steps of %d x %d heads in %.1f s; a step: %.1f us of the appending thread, %.1f us of "
              "CPU in all, %.0f bytes\n",
              static_cast<long long>(steps), layers, heads, seconds(began), 1e6 * appending / steady,
              1e6 * double(std::clock() - process) / CLOCKS_PER_SEC / steady,
              double(fs::file_size(folder / "run.db")) / steady);
}

void paint(View& view) {
  view.setAttribute(Qt::WA_DontShowOnScreen);  // shown is what reads the run
  view.show();
  QImage image(kWindow, QImage::Format_ARGB32_Premultiplied);
  view.render(&image);
}

void open(const fs::path& folder) {
  const auto began = Clock::now();
  RunSet runs;
  runs.add(openRun(folder.string()));
  const double opened = seconds(began);
  const std::unique_ptr<View> loss(makeLossCurvesView(runs));
  loss->resize(kWindow);
  paint(*loss);
  const double curves = seconds(began);
  HeatMapView map(runs);
  map.resize(kWindow);
  paint(map);
  std::printf("opened: %.0f ms; its loss painted after %.0f ms, its entropy map after %.0f ms\n", 1e3 * opened,
              1e3 * curves, 1e3 * seconds(began));
}

void scrub(const fs::path& folder) {
  RunSet runs;
  runs.add(openRun(folder.string()));
  HeatMapView map(runs);
  map.resize(kWindow);
  const auto began = Clock::now();
  const std::clock_t process = std::clock();
  for (std::int64_t step = 1; step <= kMaps; ++step) {
    runs.setCursor(step);
    paint(map);
  }
  const double each = double(kMaps);
  std::printf("%lld maps of %d x %d heads at %d x %d px: %.0f a second (%.1f ms of CPU each)\n",
              static_cast<long long>(kMaps), kMapSide, kMapSide, kWindow.width(), kWindow.height(),
              each / seconds(began), 1e3 * double(std::clock() - process) / CLOCKS_PER_SEC / each);
}

}  // namespace

int main(int argc, char** argv) try {
  QApplication application(argc, argv);
  if (argc < 2) throw Error(ErrorCode::BadUsage, "store_bench: expected a folder to write into");
  const auto number = [&](int index, long long standard) { return argc > index ? std::atoll(argv[index]) : standard; };
  const fs::path long_ = fs::path(argv[1]) / "long", maps = fs::path(argv[1]) / "maps";
  if (!fs::exists(long_)) {
    write(long_, number(2, 1'000'000), static_cast<int>(number(3, 12)), static_cast<int>(number(4, 12)));
  }
  if (!fs::exists(maps)) write(maps, kMaps, kMapSide, kMapSide);
  for (int round = 0; round < 3; ++round) open(long_);
  scrub(maps);
  return 0;
} catch (const Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
}
