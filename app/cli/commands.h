// The sub-commands of entroscope-cli. Each register… adds its sub-commands to the parser; their
// callbacks do the work, throw entroscope::Error on bad input and answer through writeAnswer.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/json.h"

namespace entroscope::cli {

/// Adds `--json FILE|-` to a sub-command; the pointee is empty when it was not given.
std::shared_ptr<std::string> addJsonOption(CLI::App& command);

/// Writes the machine-readable answer where --json says: "-" is stdout, else a file, atomically;
/// nothing when the option was not given. @throws Error{Io}.
void writeAnswer(const std::string& target, const Json& answer);

/// For tables and progress lines; one too large to read in digits in powers of ten, never cut off.
std::string perplexityText(double perplexity, int decimals);

/// The exit status of a command that has done its work, by what became of its words on stdout: 0, or 141, as
/// a shell says of programs that SIGPIPE ended, where nobody reads them to their end. @throws Error{Io}.
int endOutput();

/// Check of an option that counts something: CLI::PositiveNumber names the largest double as its limit.
inline CLI::Range aCount() { return {1, 1'000'000}; }

/// Ctrl-C, SIGTERM and, unless it is ignored, SIGHUP request a stop; a second Ctrl-C ends at once.
std::stop_token interruptToken();

void registerDataCommands(CLI::App& app);       // data pack
void registerTokenizerCommands(CLI::App& app);  // tokenizer train|encode|decode
void registerTrainCommand(CLI::App& app);       // train
void registerEvalCommand(CLI::App& app);        // eval
void registerProbeCommand(CLI::App& app);       // probe
void registerRunsCommands(CLI::App& app);       // runs list|show|diff|verify|export|import
void registerSelftestCommand(CLI::App& app);    // selftest
void registerBenchCommand(CLI::App& app);       // bench
void registerReproduceCommand(CLI::App& app);   // reproduce

}  // namespace entroscope::cli
