#include "app/desktop/termination.h"

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <csignal>

namespace entroscope {

namespace {

constexpr std::array kNumbers{SIGINT, SIGTERM, SIGHUP};
std::array<int, 2> gPipe{-1, -1};  // a signal handler can reach nothing but a global

void handle(int number) {
  // A second one ends the program at once, but a terminal that closes may send SIGHUP twice.
  if (number != SIGHUP) std::signal(number, SIG_DFL);
  const char byte = 0;
  [[maybe_unused]] const auto written = write(gPipe[1], &byte, 1);
}

}  // namespace

TerminationWatch::TerminationWatch(QObject* parent) : QObject(parent) {
  if (pipe2(gPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  notifier_ = new QSocketNotifier(gPipe[0], QSocketNotifier::Read, this);
  connect(notifier_, &QSocketNotifier::activated, this, [this] {
    char byte = 0;
    while (read(gPipe[0], &byte, 1) > 0) {
    }
    Q_EMIT requested();
  });
  for (const int number : kNumbers) {
    // Under nohup the window, too, outlives its terminal.
    if (std::signal(number, handle) == SIG_IGN && number == SIGHUP) std::signal(number, SIG_IGN);
  }
}

TerminationWatch::~TerminationWatch() {
  if (notifier_ == nullptr) return;
  for (const int number : kNumbers) std::signal(number, SIG_DFL);
  delete notifier_;
  for (int& end : gPipe) {
    close(end);
    end = -1;
  }
}

}  // namespace entroscope
