// One error type for the whole project. Thrown inside core, caught once: at the engine's root
// (which turns it into a Failed outcome) or in main (one line on stderr). Torch- and Qt-free.
#pragma once

#include <memory>
#include <stdexcept>
#include <utility>

#include "core/base/sentence.h"

namespace entroscope {

enum class ErrorCode {
  BadUsage,     ///< the caller asked for something that does not exist (option, preset, field)
  BadInput,     ///< a file or value is malformed; the message names file, field, expected, found
  Io,           ///< the operating system refused: missing, unwritable, disk full
  Locked,       ///< another process writes this run; the message names its process id
  Corrupt,      ///< stored data fails its checksum
  Unsupported,  ///< valid, but not on this machine or in this build
  OutOfMemory,
  Internal,  ///< a broken invariant: a defect of ours
};

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, Sentence sentence)
      : std::runtime_error(sentence.english()),
        code_(code),
        sentence_(std::make_shared<const Sentence>(std::move(sentence))) {}
  template <typename First, typename... Rest>
  Error(ErrorCode code, Sentence::Fitting<std::type_identity_t<First>, std::type_identity_t<Rest>...> pattern,
        const First& first, const Rest&... rest)
      : Error(code, Sentence(pattern, first, rest...)) {}
  ErrorCode code() const noexcept { return code_; }
  /// What what() says in English.
  const Sentence& sentence() const noexcept { return *sentence_; }
  /// Bad usage, bad input and refused resources exit with 2, as the command line promises;
  /// only a defect of ours exits with 1.
  int exitStatus() const noexcept { return code_ == ErrorCode::Internal ? 1 : 2; }

 private:
  ErrorCode code_;
  std::shared_ptr<const Sentence> sentence_;  ///< shared: copying an exception must not throw
};

}  // namespace entroscope
