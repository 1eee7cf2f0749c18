// selftest: the numeric checks of kernels and model, for machines that have no test suite.
#include "core/selftest/selftest.h"

#include <cstdio>

#include "app/cli/commands.h"
#include "core/base/error.h"
#include "core/train/training.h"

namespace entroscope::cli {
namespace {

struct SelftestOptions {
  std::string device = "auto", filter;
  bool verbose = false;
};

Json describe(const CheckResult& result) {
  Json row{{"name", result.name},
           {"type", result.type},
           {"error", jsonNumber(result.error)},
           {"tolerance", jsonNumber(result.tolerance)},
           {"passed", result.passed}};
  if (!result.note.empty()) row["note"] = result.note;
  return row;
}

void report(const CheckResult& result, bool verbose) {
  if (result.passed && !verbose) return;
  std::fprintf(stderr, "%s %s %s: error %.3g, tolerance %.3g%s%s\n", result.passed ? "pass" : "FAIL",
               result.name.c_str(), result.type.c_str(), result.error, result.tolerance,
               result.note.empty() ? "" : ": ", result.note.c_str());
}

void selftest(const SelftestOptions& options, const std::string& json) {
  const std::string device = resolveDevice(options.device);
  const std::vector<CheckResult> results = runChecks(device, options.filter);
  std::size_t failed = 0;
  Json checks = Json::array();
  for (const CheckResult& result : results) {
    failed += result.passed ? 0 : 1;
    report(result, options.verbose);
    checks.push_back(describe(result));
  }
  std::fprintf(stderr, "%zu checks on %s, %zu failed\n", results.size(), describeDevice(device).c_str(),
               failed);
  writeAnswer(json, Json{{"device", device},
                         {"device_name", describeDevice(device)},
                         {"passed", failed == 0},
                         {"failed", failed},
                         {"checks", std::move(checks)}});
  if (failed > 0) {
    throw Error(ErrorCode::Internal, "selftest: " + std::to_string(failed) + " of " +
                                         std::to_string(results.size()) + " checks failed on " + device);
  }
}

}  // namespace

void registerSelftestCommand(CLI::App& app) {
  CLI::App* command = app.add_subcommand("selftest", "Check the kernels and the model against references");
  auto options = std::make_shared<SelftestOptions>();
  command->add_option("--device", options->device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  command->add_option("--filter", options->filter, "Only checks whose name starts with this");
  command->add_flag("--verbose", options->verbose, "Also list the checks that passed");
  const auto json = addJsonOption(*command);
  command->callback([options, json] { selftest(*options, *json); });
}

}  // namespace entroscope::cli
