#include "app/cli/status_line.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "core/base/printable.h"

namespace entroscope::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr char kAnew[] = "\r\x1b[K";  // to the beginning, and clear to the end of the line

}  // namespace

std::string durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e9) return "–";
  const auto whole = static_cast<long long>(seconds + 0.5);
  char text[32];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
  }
  return text;
}

StatusLine::StatusLine() : terminal_(::isatty(STDERR_FILENO) == 1), begin_(Clock::now()), last_(begin_) {}

StatusLine::~StatusLine() {
  if (open_) std::fputs(kAnew, stderr);
}

bool StatusLine::isDue() const {
  return Clock::now() - last_ >= std::chrono::milliseconds(terminal_ ? 100 : 10'000);
}

void StatusLine::show(const std::string& text) {
  last_ = Clock::now();
  std::fprintf(stderr, "%s%s%s", terminal_ ? kAnew : "", printable(text).c_str(), terminal_ ? "" : "\n");
  std::fflush(stderr);
  open_ = terminal_;
}

void StatusLine::end() {
  if (open_) std::fputc('\n', stderr);
  open_ = false;
}

std::string StatusLine::timeLeft(double share) const {
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  return durationText(seconds * (1 - share) / share) + " left";
}

}  // namespace entroscope::cli
