// runs list|show|diff|verify|truncate|export|import
#include <cstdio>
#include <vector>

#include "app/cli/commands.h"
#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/runs/export_run.h"
#include "core/runs/import_run.h"
#include "core/runs/run.h"
#include "core/runs/run_tree.h"
#include "core/runs/run_writer.h"
#include "core/runs/truncate.h"
#include "core/runs/verify.h"

namespace entroscope::cli {
namespace {

namespace fs = std::filesystem;

Json fieldJson(const FieldValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return jsonNumber(*number);
  return std::visit([](const auto& v) -> Json { return v; }, value);
}

Json infoJson(const Run& run) {
  const auto& info = run.info();
  Json json = {{"id", info.id},
               {"name", info.name},
               {"path", info.path.string()},
               {"configuration", run.config().configuration},
               {"status", toText(info.status)},
               {"created_at", info.createdAt},
               {"device", info.device},
               {"last_step", info.lastStep},
               {"tokens", info.tokens},
               {"parent", run.config().parent}};
  if (!info.error.empty()) json["error"] = info.error;
  const auto evaluations = run.evaluations();
  if (!evaluations.empty()) {
    json["evaluation_loss"] = jsonNumber(evaluations.back().loss);
    json["perplexity"] = jsonNumber(evaluations.back().perplexity);
  }
  return json;
}

/// One line a run, as a table; the first column is indented by the run's depth in its tree.
void printLine(const Run& run, int depth) {
  const auto evaluations = run.evaluations();
  std::string perplexity = "-";
  if (!evaluations.empty()) perplexity = perplexityText(evaluations.back().perplexity, 3);
  const std::string name = std::string(static_cast<std::size_t>(depth) * 2, ' ') + run.info().name;
  std::printf("%-32s %-10s %-12s %9lld %12lld %10s  %s\n", printable(name).c_str(),
              printable(run.config().configuration).c_str(), std::string(toText(run.info().status)).c_str(),
              static_cast<long long>(run.info().lastStep), static_cast<long long>(run.info().tokens),
              perplexity.c_str(), printable(run.info().path.string()).c_str());
}

void printHead() {
  std::printf("%-32s %-10s %-12s %9s %12s %10s  %s\n", "name", "model", "status", "step", "tokens",
              "perplexity", "path");
}

/// Opens what can be opened; a run that cannot is reported beside the others, not instead of them.
std::vector<RunPtr> openAll(const std::vector<fs::path>& folders, Json& unreadable) {
  std::vector<RunPtr> runs;
  for (const auto& folder : folders) {
    try {
      runs.push_back(openRun(folder.string()));
    } catch (const Error& error) {
      unreadable.push_back({{"path", folder.string()}, {"error", error.what()}});
    }
  }
  return runs;
}

void printUnreadable(const Json& unreadable) {
  for (const auto& entry : unreadable) {
    std::fprintf(stderr, "entroscope-cli: %s\n", printable(entry["error"].get<std::string>()).c_str());
  }
}

void list(const std::string& folder, const std::string& json) {
  Json unreadable = Json::array();
  const auto lines = runTree(openAll(findRuns(folder), unreadable));
  Json answer = {{"runs", Json::array()}, {"unreadable", unreadable}};
  for (const auto& line : lines) answer["runs"].push_back(infoJson(*line.run));
  writeAnswer(json, answer);
  if (json == "-") return;
  printHead();
  for (const auto& line : lines) printLine(*line.run, line.depth);
  printUnreadable(unreadable);
}

/// The run with its forebears and forks among the run folders beside it.
std::vector<TreeLine> familyOf(const RunPtr& run) {
  if (run->info().path.empty()) return {{0, run}};
  Json ignored = Json::array();
  const auto beside = fs::absolute(run->info().path).lexically_normal();
  const auto parent = beside.has_filename() ? beside.parent_path() : beside.parent_path().parent_path();
  const auto lines = runTree(openAll(findRuns(parent), ignored));
  std::size_t begin = 0, end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].depth == 0) begin = i;
    if (lines[i].run->info().id != run->info().id) continue;
    for (end = i + 1; end < lines.size() && lines[end].depth > 0;) ++end;
    return {lines.begin() + static_cast<std::ptrdiff_t>(begin),
            lines.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  return {{0, run}};
}

void show(const std::string& address, const std::string& json) {
  const auto run = openRun(address);
  const auto family = familyOf(run);
  Json answer = infoJson(*run);
  answer["note"] = run->info().note;
  answer["tags"] = run->info().tags;
  answer["measures"] = run->measures();
  answer["checkpoints"] = Json::array();
  if (!run->info().path.empty()) {
    for (const auto& folder : checkpointsOf(run->info().path))
      answer["checkpoints"].push_back(folder.string());
  }
  answer["config"] = Json::object();
  for (const auto& field : fieldsOf(run->config())) answer["config"][field.key] = fieldJson(field.value);
  answer["evaluations"] = Json::array();
  for (const auto& e : run->evaluations()) {
    answer["evaluations"].push_back({{"step", e.step},
                                     {"tokens", e.tokens},
                                     {"loss", jsonNumber(e.loss)},
                                     {"perplexity", jsonNumber(e.perplexity)}});
  }
  answer["events"] = Json::array();
  for (const auto& e : run->events()) {
    answer["events"].push_back({{"step", e.step}, {"time", e.time}, {"kind", e.kind}, {"text", e.text}});
  }
  answer["tree"] = Json::array();
  for (const auto& line : family) {
    answer["tree"].push_back({{"depth", line.depth},
                              {"id", line.run->info().id},
                              {"name", line.run->info().name},
                              {"path", line.run->info().path.string()},
                              {"parent", line.run->config().parent}});
  }
  writeAnswer(json, answer);
  if (json == "-") return;
  printHead();
  for (const auto& line : family) printLine(*line.run, line.depth);
  std::printf("\nid %s, created %s, %s\n\n", printable(run->info().id).c_str(),
              printable(run->info().createdAt).c_str(), printable(run->info().device).c_str());
  for (const auto& field : fieldsOf(run->config())) {
    if (field.key != "departures")
      std::printf("%s = %s\n", field.key.c_str(), printable(toText(field.value)).c_str());
  }
  const auto& departures = run->config().departures;
  std::printf("\n%zu departures from the paper's recipe%s\n", departures.size(),
              departures.empty() ? "" : ":");
  for (const auto& sentence : departures) std::printf("  %s\n", printable(sentence).c_str());
}

void diff(const std::string& left, const std::string& right, const std::string& json) {
  const auto a = openRun(left), b = openRun(right);
  const auto found = differences(a->config(), b->config());
  Json answer = {{"left", infoJson(*a)}, {"right", infoJson(*b)}, {"differences", Json::array()}};
  for (const auto& d : found)
    answer["differences"].push_back({{"field", d.key}, {"left", d.left}, {"right", d.right}});
  writeAnswer(json, answer);
  if (json == "-") return;
  printHead();
  printLine(*a, 0);
  printLine(*b, 0);
  std::printf("\n");
  for (const auto& d : found)
    std::printf("%-32s %s -> %s\n", d.key.c_str(), printable(d.left).c_str(), printable(d.right).c_str());
  if (found.empty()) std::printf("The configurations are equal.\n");
}

void verify(const std::string& folder, const std::string& json) {
  const auto report = verifyRun(folder);
  Json answer = {{"sound", report.sound()},           {"closed_cleanly", report.closedCleanly},
                 {"blocks", report.blocks},           {"records", report.records},
                 {"checkpoints", report.checkpoints}, {"damage", Json::array()}};
  for (const auto& d : report.damage)
    answer["damage"].push_back({{"place", d.place}, {"what", d.what.english()}});
  writeAnswer(json, answer);
  if (json != "-") {
    for (const auto& d : report.damage)
      std::printf("%s: %s\n", printable(d.place).c_str(), printable(d.what.english()).c_str());
    std::printf("%lld blocks, %lld records, %lld checkpoints compared: %s\n",
                static_cast<long long>(report.blocks), static_cast<long long>(report.records),
                static_cast<long long>(report.checkpoints), report.sound() ? "sound" : "damaged");
  }
  if (report.sound()) return;
  const auto& first = report.damage.front();
  throw Error(ErrorCode::Corrupt,
              folder + ": expected undamaged data, found " + std::to_string(report.damage.size()) +
                  " damaged place(s), the first: " + first.place + ": " + first.what.english());
}

void exportCommand(const std::string& address, const std::string& format, const std::string& out,
                   std::uint64_t maxShardBytes, const std::string& json) {
  const auto kind = exportFormatNamed(format);
  if (maxShardBytes > 0 && kind != ExportFormat::HuggingFace) {
    throw Error(ErrorCode::BadUsage, "--max-shard-size: expected --format hf, found " + format);
  }
  const auto run = openRun(address);
  const auto damaged = exportRun(*run, kind, out, maxShardBytes);
  Json answer = {{"run", run->info().id}, {"format", format}, {"out", out}};
  if (!damaged.empty()) {
    answer["damaged_records"] = damaged.size();
    std::fprintf(stderr,
                 "entroscope-cli: %s: the run has %zu damaged record(s), what they held is left out; the "
                 "first: %s: %s\n",
                 printable(out).c_str(), damaged.size(), printable(damaged.front().place).c_str(),
                 printable(damaged.front().what.english()).c_str());
  }
  writeAnswer(json, answer);
}

void importCommand(const std::string& source, const ImportOptions& options, const std::string& out,
                   const std::string& json) {
  importRun(source, out, options);
  writeAnswer(json, infoJson(*openRun(out)));
}

void truncate(const std::string& folder, std::int64_t step, const std::string& json) {
  truncateRun(folder, step);
  writeAnswer(json, infoJson(*openRun(folder)));
}

struct Arguments {
  std::string first, second, format, out;
  std::int64_t step = 0;
  std::uint64_t maxShardBytes = 0;
  ImportOptions import;
};

}  // namespace

void registerRunsCommands(CLI::App& app) {
  auto* runs = app.add_subcommand("runs", "List, compare, check, export and import recorded runs");
  runs->require_subcommand(1);
  const auto arguments = std::make_shared<Arguments>();
  Arguments& a = *arguments;
  const auto add = [&](const char* name, const char* text,
                       void (*run)(const Arguments&, const std::string&)) {
    auto* command = runs->add_subcommand(name, text);
    const auto json = addJsonOption(*command);
    command->callback([arguments, json, run] { run(*arguments, *json); });
    return command;
  };
  const char* const address = "Run folder, or reference:paper/SM+LN+G";

  auto* command = add("list", "List the runs in a folder, forks below their parents",
                      [](const Arguments& args, const std::string& json) { list(args.first, json); });
  command->add_option("folder", a.first, "Folder that holds run folders")->required();

  command = add("show", "Show a run: configuration, results, checkpoints, forks",
                [](const Arguments& args, const std::string& json) { show(args.first, json); });
  command->add_option("run", a.first, address)->required();

  command = add("diff", "Show what differs between two runs' configurations",
                [](const Arguments& args, const std::string& json) { diff(args.first, args.second, json); });
  command->add_option("left", a.first, address)->required();
  command->add_option("right", a.second, address)->required();

  command = add("verify", "Look for damage: hashes, record checksums, checkpoints",
                [](const Arguments& args, const std::string& json) { verify(args.first, json); });
  command->add_option("run", a.first, "Run folder")->required();

  command =
      add("truncate", "Cut a run back to one of its checkpoints; what came after is deleted",
          [](const Arguments& args, const std::string& json) { truncate(args.first, args.step, json); });
  command->add_option("run", a.first, "Run folder")->required();
  command->add_option("--step", a.step, "Step of the checkpoint")->required()->type_name("STEP");

  command = add("export", "Write a run's numbers (csv, jsonl, tfevents) or its newest model (hf)",
                [](const Arguments& args, const std::string& json) {
                  exportCommand(args.first, args.format, args.out, args.maxShardBytes, json);
                });
  command->add_option("run", a.first, address)->required();
  command->add_option("--format", a.format, "csv | jsonl | tfevents | hf (safetensors)")->required();
  command->add_option("--out", a.out, "File (csv, jsonl) or folder (tfevents, hf)")->required();
  command
      ->add_option(
          "--max-shard-size", a.maxShardBytes,
          "hf: cut a larger model into shards of at most this size, such as 500MB; one file when not given")
      ->transform(CLI::AsSizeValue(true))
      ->type_name("BYTES");

  command = add("import", "Make a run from CSV, TensorBoard event files or the paper's text logs",
                [](const Arguments& args, const std::string& json) {
                  importCommand(args.first, args.import, args.out, json);
                });
  command->add_option("source", a.first, "File, or folder of logs")->required();
  command->add_option("--format", a.import.format, "auto | csv | tfevents | paper-logs")
      ->capture_default_str();
  command->add_option("--name", a.import.name, "Name of the run");
  command->add_option("--configuration", a.import.configuration, "Label such as SM+G");
  command->add_option("--out", a.out, "Run folder to make")->required();
}

}  // namespace entroscope::cli
