// What sub-commands share: the JSON answer, perplexities as text, the end of standard output, the interrupt
// token.
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>

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
  std::fwrite(text.data(), 1, text.size(), stdout);  // what became of it, endOutput() says
}

std::string perplexityText(double perplexity, int decimals) {
  constexpr double kReadable = 1e9;
  char text[64];
  if (perplexity < kReadable) {
    std::snprintf(text, sizeof text, "%.*f", decimals, perplexity);
  } else {
    std::snprintf(text, sizeof text, "%.4g", perplexity);
  }
  return text;
}

int endOutput() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return 0;
  // The reader of a pipe has ended, as `head` does: no error to speak of, but nothing to call written either.
  pollfd output{STDOUT_FILENO, 0, 0};
  if (::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0) return 128 + SIGPIPE;
  throw Error(ErrorCode::Io, "standard output: cannot write the answer");
}

std::stop_token interruptToken() {
  // A signal handler may not touch a stop_source, so a thread of its own waits for the signals.
  static std::stop_source source;
  static const bool started = [] {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // A connection that drops is no reason to lose a training. Under nohup it goes on as if nothing were.
    struct sigaction hangUp {};
    sigaction(SIGHUP, nullptr, &hangUp);
    if (hangUp.sa_handler != SIG_IGN) sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals] {
      for (bool asked = false;;) {
        int signal = 0;
        sigwait(&signals, &signal);
        // A terminal that closes sends SIGHUP twice, or SIGTERM after it: only who asks twice is impatient.
        if (signal != SIGHUP && std::exchange(asked, true)) std::_Exit(128 + signal);
        source.request_stop();
      }
    }).detach();
    return true;
  }();
  (void)started;
  return source.get_token();
}

}  // namespace entroscope::cli
