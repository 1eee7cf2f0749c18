// One error type for the whole project. Thrown inside core, caught once: at the engine's root
// (which turns it into a Failed outcome) or in main (one line on stderr). Torch- and Qt-free.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace entroscope {

enum class ErrorCode {
  BadUsage,     ///< the caller asked for something that does not exist (option, preset, field)
  BadInput,     ///< a file or value is malformed; the message names file, field, expected, found
  Io,           ///< the operating system refused: missing, unwritable, disk full
  Locked,       ///< another process writes this run; the message names its process id
  Corrupt,      ///< stored data fails its checksum
  Unsupported,  ///< valid, but not on this machine or in this build
  OutOfMemory,
  Internal,     ///< a broken invariant: a defect of ours
};

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const noexcept { return code_; }
  /// Bad usage, bad input and refused resources exit with 2, as the command line promises;
  /// only a defect of ours exits with 1.
  int exitStatus() const noexcept { return code_ == ErrorCode::Internal ? 1 : 2; }

 private:
  ErrorCode code_;
};

}  // namespace entroscope
