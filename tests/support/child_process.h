// Work that a child process does for a test: as another user, under a limit, or until something kills it.
// The parent must not have started threads of its own.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

namespace entroscope {

constexpr int kCannotBecomeNobody = 77;  ///< exit status of a child that had to give up its rights first

/// How a child ended.
struct ChildEnd {
  int status = 0;
  bool killed() const { return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL; }
  int exitStatus() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
};

inline ChildEnd waitForChild(pid_t child) {
  ChildEnd end;
  ::waitpid(child, &end.status, 0);
  return end;
}

/// A child that leaves with what `work` returns, 99 after an exception; nothing of the test runs in it
/// afterwards.
template <typename Work>
pid_t startChild(Work&& work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    ::_exit(work());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "child: %s\n", error.what());
  }
  ::_exit(99);
}

template <typename Work>
ChildEnd runInChild(Work&& work) {
  return waitForChild(startChild(std::forward<Work>(work)));
}

/// The same as a user whom permissions bind: they bind nobody who is root.
template <typename Work>
ChildEnd runAsNobody(Work&& work) {
  return runInChild([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return kCannotBecomeNobody;
    return work();
  });
}

}  // namespace entroscope
