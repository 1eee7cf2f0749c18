// entroscope-cli: the headless program. No Qt.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "app/cli/commands.h"
#include "core/base/error.h"
#include "core/base/file_refusal.h"
#include "core/base/lost_storage.h"
#include "core/base/printable.h"
#include "core/train/training.h"

namespace {

/// The one line on which a command ends; it may quote names out of files.
int refused(int status, const std::string& sentence) {
  std::fprintf(stderr, "entroscope-cli: %s\n", entroscope::printable(sentence).c_str());
  return status;
}

}  // namespace

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
    return refused(2, error.what());
  } catch (const Error& error) {
    return refused(error.exitStatus(), error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return refused(2, refusalOf(error).what());
  } catch (const std::bad_alloc&) {
    return refused(2, "out of memory: use a smaller batch or model");
  } catch (const std::exception& error) {
    return refused(1, std::string("internal error: ") + error.what());
  }
}
