// Numeric checks of kernels and models against references and closed forms, for the tests and for machines that
// have no test suite (`entroscope-cli selftest`). Torch- and Qt-free interface; one thread at a time, since
// the checks change the thread count and the instruction set on their way and restore them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entroscope {

struct CheckResult {
  std::string name;  ///< "attention/closed-form/uniform"
  std::string type;  ///< "fp32", "bf16", "fp16", "fp64"
  double error = 0;  ///< largest |found − expected| over max(1, largest |expected|); ∞ where NaNs disagree
  double tolerance = 0;
  bool passed = false;
  std::string note;  ///< why the check could not run; empty otherwise
};

/// The families of checks, first part of every check's name: "attention", "activation" …
std::vector<std::string> checkFamilies();

/// Runs the checks whose name starts with `filter` (empty: all) on a resolved device ("cpu", "cuda:0").
/// An exception inside a family becomes a failed result with the message as its note.
/// @throws Error{BadUsage} when no family fits the filter.
std::vector<CheckResult> runChecks(const std::string& device, std::string_view filter = {});

}  // namespace entroscope
