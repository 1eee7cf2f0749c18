#include "core/runs/export_run.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <limits>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/runs/checkpoints.h"
#include "core/runs/csv.h"
#include "core/runs/run_toml.h"
#include "core/runs/run_writer.h"
#include "core/runs/safetensors_shards.h"
#include "core/runs/schema.h"
#include "core/runs/tfevents.h"
#include "core/runs/verify.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

/// Steps read at a time: bounds memory for runs of millions of steps.
constexpr std::int64_t kWindow = 8192;
constexpr int kAttempts = 10;  // to copy a checkpoint before the run that trains removes it
constexpr int kEverything = std::numeric_limits<int>::max();

void exportCsv(const Run& run, const fs::path& out) {
  AtomicFile file(out);
  file.write("measure,step,tokens,row,column,value\n");
  visitRecordedRows(run, [&](const RecordedRow& r) {
    const std::string start =
        csvField(r.measure) + "," + std::to_string(r.step) + "," + std::to_string(r.tokens) + ",";
    for (int i = 0; i < r.rows * r.columns; ++i) {
      file.write(start + std::to_string(i / r.columns) + "," + std::to_string(i % r.columns) + "," +
                 numberText(r.values[static_cast<std::size_t>(i)]) + "\n");
    }
  });
  for (const auto& e : run.evaluations()) {
    file.write(std::string(measure::kEvaluationLoss) + "," + std::to_string(e.step) + "," +
               std::to_string(e.tokens) + ",0,0," + numberText(e.loss) + "\n");
  }
  file.commit();
}

void exportJsonl(const Run& run, const fs::path& out) {
  AtomicFile file(out);
  const auto line = [&](const Json& json) {
    file.write(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  };
  const auto& info = run.info();
  line({{"kind", "run"},
        {"id", info.id},
        {"name", info.name},
        {"status", toText(info.status)},
        {"created_at", info.createdAt},
        {"device", info.device},
        {"config", toToml(run.config())}});
  visitRecordedRows(run, [&](const RecordedRow& r) {
    Json json = {{"kind", "scalar"}, {"measure", r.measure}, {"step", r.step}, {"tokens", r.tokens}};
    if (r.rows * r.columns == 1) {
      json["value"] = jsonNumber(r.values[0]);
    } else {
      json["kind"] = "matrix";
      json["values"] = jsonMatrix(r.values, r.rows, r.columns);
    }
    line(json);
  });
  for (const auto& e : run.evaluations()) {
    line({{"kind", "evaluation"},
          {"step", e.step},
          {"tokens", e.tokens},
          {"loss", jsonNumber(e.loss)},
          {"perplexity", jsonNumber(e.perplexity)}});
  }
  for (const auto& e : run.events()) {
    line({{"kind", "event"}, {"step", e.step}, {"time", e.time}, {"event", e.kind}, {"text", e.text}});
  }
  file.commit();
}

/// Seconds since 1970 of "2025-01-31T12:00:00.123Z"; 0 when it is not such a text.
double secondsOf(const std::string& time) {
  std::tm parts{};
  double seconds = 0;
  if (std::sscanf(time.c_str(), "%d-%d-%dT%d:%d:", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                  &parts.tm_hour, &parts.tm_min) != 5) {
    return 0;
  }
  if (const auto colon = time.rfind(':'); colon != std::string::npos && time.ends_with('Z')) {
    seconds = numberFromText(std::string_view(time).substr(colon + 1, time.size() - colon - 2), "time");
  }
  parts.tm_year -= 1900;
  parts.tm_mon -= 1;
  return static_cast<double>(timegm(&parts)) + seconds;
}

void exportTfevents(const Run& run, const fs::path& out) {
  std::error_code code;
  fs::create_directories(out, code);
  if (code || !fs::is_directory(out)) {
    if (code) throw Error(ErrorCode::Io, Sentence::tr("%1: cannot make the folder: %2"), out, code.message());
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot make the folder"), out);
  }
  const double time = secondsOf(run.info().createdAt);
  // A name that follows from the run: exporting again replaces the file instead of doubling curves.
  TfeventsWriter writer(out / tfeventsFileName(time, contentHash(run.info().id).substr(0, 12)), time);
  visitRecordedRows(run, [&](const RecordedRow& r) {
    if (r.rows * r.columns == 1) {
      writer.scalar(r.step, r.measure, r.values[0]);
      return;
    }
    for (int i = 0; i < r.rows * r.columns; ++i) {
      writer.scalar(r.step, elementName(r.measure, i / r.columns, i % r.columns, r.columns),
                    r.values[static_cast<std::size_t>(i)]);
    }
    writer.histogram(r.step, r.measure, r.values);
  });
  for (const auto& e : run.evaluations()) {
    writer.scalar(e.step, measure::kEvaluationLoss, static_cast<float>(e.loss));
  }
  writer.commit();
}

void copyModel(const Run& run, const fs::path& checkpoint, const fs::path& to, std::uint64_t maxShardBytes) {
  const fs::path& runFolder = run.info().path;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(checkpoint)) {
    const auto name = entry.path().filename().string();
    const bool model =
        name == "config.json" || (name.ends_with(".safetensors") && name != "optimizer.safetensors");
    if (model) files.push_back(entry.path());
  }
  if (fs::exists(runFolder / "tokenizer.json")) files.push_back(runFolder / "tokenizer.json");
  // A run folder may come from elsewhere, and what is exported is passed on: nothing through a link.
  for (const auto& file : files) requireInside(runFolder, file);
  requireSound(checkpoint);
  requireItsTokenizer(runFolder, run.config());
  for (const auto& file : files) fs::copy_file(file, to / file.filename());
  if (!fs::exists(to / "model.safetensors")) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected model.safetensors, found none"), checkpoint);
  }
  if (maxShardBytes > 0) splitIntoShards(to, maxShardBytes);
}

/// False where the checkpoint is gone and another may be tried: a run that trains removes older ones, also
/// while one is being copied, and there is a newer one then.
bool copiesModel(const Run& run, const fs::path& checkpoint, const fs::path& to, std::uint64_t maxShardBytes,
                 bool another) {
  try {
    withIoErrors([&] { copyModel(run, checkpoint, to, maxShardBytes); });
    return true;
  } catch (const Error&) {
    std::error_code ignored;
    if (!another || fs::exists(checkpoint, ignored)) throw;
    return false;
  }
}

void exportHuggingFace(const Run& run, const fs::path& out, std::uint64_t maxShardBytes) {
  const fs::path& runFolder = run.info().path;
  for (int attempt = 1;; ++attempt) {
    const auto checkpoints = runFolder.empty() ? std::vector<fs::path>() : checkpointsOf(runFolder);
    if (checkpoints.empty()) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a run with a checkpoint, found none"),
                  run.info().name);
    }
    AtomicFolder folder(out);
    if (copiesModel(run, checkpoints.back(), folder.path(), maxShardBytes, attempt < kAttempts))
      return folder.commit();
  }
}

}  // namespace

ExportFormat exportFormatNamed(const std::string& name) {
  if (name == "csv") return ExportFormat::Csv;
  if (name == "jsonl") return ExportFormat::Jsonl;
  if (name == "tfevents") return ExportFormat::Tfevents;
  if (name == "hf" || name == "safetensors") return ExportFormat::HuggingFace;
  throw Error(ErrorCode::BadUsage,
              Sentence::tr("--format: expected csv, jsonl, tfevents, hf or safetensors, found \"%1\""), name);
}

std::vector<Damage> exportRun(const Run& run, ExportFormat format, const fs::path& out,
                              std::uint64_t maxShardBytes) {
  const bool ofRows = format != ExportFormat::HuggingFace;
  auto damaged = ofRows ? damagedRows(run) : std::vector<Damage>();
  switch (format) {
    case ExportFormat::Csv:
      exportCsv(run, out);
      break;
    case ExportFormat::Jsonl:
      exportJsonl(run, out);
      break;
    case ExportFormat::Tfevents:
      exportTfevents(run, out);
      break;
    case ExportFormat::HuggingFace:
      exportHuggingFace(run, out, maxShardBytes);
      break;
  }
  return damaged;
}

namespace {

void visitWindow(const Run& run, const std::string& name, StepRange range,
                 const std::function<void(const RecordedRow&)>& visit) {
  if (stepColumn(name) >= 0) {
    const auto series = run.scalar(name, range, kEverything);
    for (std::size_t i = 0; i < series.size(); ++i) {
      visit({name, series.step[i], series.tokens[i], 1, 1, {&series.value[i], 1}});
    }
    return;
  }
  const auto frames = run.frames(name, range, kEverything);
  const auto width = static_cast<std::size_t>(frames.rows) * static_cast<std::size_t>(frames.columns);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    visit({name, frames.step[i], frames.tokens[i], frames.rows, frames.columns,
           std::span(frames.values).subspan(i * width, width)});
  }
}

bool isEmpty(const Run& run, const std::string& name, StepRange range) {
  return stepColumn(name) >= 0 ? run.scalar(name, range, 1).size() == 0
                               : run.frames(name, range, 1).size() == 0;
}

}  // namespace

void visitRecordedRows(const Run& run, const std::function<void(const RecordedRow&)>& visit) {
  for (const auto& name : run.measures()) {
    if (name == measure::kEvaluationLoss) continue;
    // An imported run may count in other units (milliseconds since 1970): each empty stretch that is passed
    // doubles the next, and one that is not empty is entered a window at a time.
    const std::int64_t last = run.info().lastStep;
    std::int64_t width = kWindow;
    for (std::int64_t first = 0; first <= last;) {
      const StepRange range{first, first + std::min(width, last - first + 1) - 1};
      if (isEmpty(run, name, range)) {
        first += width;
        width *= 2;
      } else if (width > kWindow) {
        width = kWindow;
      } else {
        visitWindow(run, name, range, visit);
        first += width;
      }
    }
  }
}

std::string elementName(std::string_view measure, int row, int column, int columns) {
  char text[40];
  if (columns == 1) {
    std::snprintf(text, sizeof text, "/L%02d", row);
  } else {
    std::snprintf(text, sizeof text, "/L%02dH%02d", row, column);
  }
  return std::string(measure) + text;
}

}  // namespace entroscope
