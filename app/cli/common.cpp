// What every sub-command shares: the JSON answer and the interrupt token.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "app/cli/commands.h"
#include "core/base/error.h"
#include "core/base/file.h"

namespace entroscope::cli {

std::shared_ptr<std::string> addJsonOption(CLI::App& command) {
  auto target = std::make_shared<std::string>();
  command
      .add_option("--json", *target, "Write the machine-readable answer to FILE, or - for standard output")
      ->type_name("FILE");
  return target;
}

void writeAnswer(const std::string& target, const Json& answer) {
  if (target.empty()) return;
  const std::string text = answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  if (target != "-") {
    writeFileAtomically(target, text);
    return;
  }
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw Error(ErrorCode::Io, "standard output: cannot write the answer");
  }
}

std::stop_token interruptToken() {
  // A signal handler may not touch a stop_source, so a thread of its own waits for the signals.
  static std::stop_source source;
  static const bool started = [] {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals] {
      int signal = 0;
      sigwait(&signals, &signal);
      source.request_stop();
      sigwait(&signals, &signal);
      std::_Exit(128 + signal);
    }).detach();
    return true;
  }();
  (void)started;
  return source.get_token();
}

}  // namespace entroscope::cli
