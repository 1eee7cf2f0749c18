// Every parser of what comes from elsewhere, as functions over bytes. libFuzzer drives them in the
// fuzz build (clang), test_fuzz drives them over the committed corpus and seeded mutations of it.
// A target returns normally or aborts the process: any exception but a one-line Error that is no
// defect of ours counts as a crash. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace entroscope::fuzz {

struct Target {
  std::string_view name;  ///< also its folder in the corpus
  void (*run)(std::string_view bytes);
  bool slow = false;  ///< opens a database: thousands a second, not tens of thousands
};

std::span<const Target> targets();
const Target* find(std::string_view name);

}  // namespace entroscope::fuzz
