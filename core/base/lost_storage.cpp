#include "core/base/lost_storage.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

namespace entroscope {
namespace {

constexpr char kSentence[] =
    ": a file that was in use was cut short, or its disk is full, faulty or gone; what was written is kept: "
    "see to the disk, then resume the run\n";

/// Only calls that a signal handler may make.
void end(int number, siginfo_t* info, void*) {
  if (info->si_code <= 0) {  // not the kernel's: the default, which SA_RESETHAND has put back, takes it
    ::raise(number);
    return;
  }
  const char* name = program_invocation_short_name;
  const bool told = ::write(STDERR_FILENO, name, ::strlen(name)) >= 0 &&
                    ::write(STDERR_FILENO, kSentence, sizeof kSentence - 1) >= 0;
  ::_exit(told ? 2 : 3);
}

}  // namespace

void endInOneSentenceWhenStorageIsLost() {
  struct sigaction action {};
  action.sa_sigaction = end;
  action.sa_flags = SA_SIGINFO | SA_RESETHAND;
  ::sigaction(SIGBUS, &action, nullptr);
}

}  // namespace entroscope
