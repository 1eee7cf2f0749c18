// entroscope-cli: the headless program. No Qt.
#include <csignal>
#include <cstdio>
#include <exception>

#include "app/cli/commands.h"
#include "core/base/error.h"
#include "core/base/file_refusal.h"
#include "core/base/lost_storage.h"
#include "core/train/training.h"

int main(int argc, char** argv) {
  using namespace entroscope;
  // A reader of our words that ends must not end a training: writing to it fails, see endOutput().
  std::signal(SIGPIPE, SIG_IGN);
  endInOneSentenceWhenStorageIsLost();
  loadCudaHalf();  // before any torch call, see its header
  CLI::App app{"Entroscope: train small language models and measure every attention head", "entroscope-cli"};
  app.require_subcommand(1);
  app.set_version_flag("--version", ENTROSCOPE_VERSION);
  cli::registerDataCommands(app);
  cli::registerTokenizerCommands(app);
  cli::registerTrainCommand(app);
  cli::registerEvalCommand(app);
  cli::registerProbeCommand(app);
  cli::registerRunsCommands(app);
  cli::registerSelftestCommand(app);
  cli::registerBenchCommand(app);
  cli::registerReproduceCommand(app);
  try {
    try {
      app.parse(argc, argv);
    } catch (const CLI::Success& success) {  // --help, --version
      app.exit(success);
    }
    return cli::endOutput();
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "entroscope-cli: %s\n", error.what());
    return 2;
  } catch (const Error& error) {
    std::fprintf(stderr, "entroscope-cli: %s\n", error.what());
    return error.exitStatus();
  } catch (const std::filesystem::filesystem_error& error) {
    std::fprintf(stderr, "entroscope-cli: %s\n", refusalOf(error).what());
    return 2;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "entroscope-cli: out of memory: use a smaller batch or model\n");
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "entroscope-cli: internal error: %s\n", error.what());
    return 1;
  }
}
