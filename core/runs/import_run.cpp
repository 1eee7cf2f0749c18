#include "core/runs/import_run.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/printable.h"
#include "core/runs/csv.h"
#include "core/runs/recording.h"
#include "core/runs/run.h"
#include "core/runs/tfevents.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostSteps = 1'000'000'000'000'000;  // what train.steps takes

std::int64_t wholeNumber(const std::string& text, const Sentence& place) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a whole number, found \"%2\""), place,
                text.substr(0, 40));
  }
  return value;
}

int position(const std::string& text, const Sentence& place) {
  return static_cast<int>(std::clamp<std::int64_t>(wholeNumber(text, place), -1, 1 << 30));
}

/// measure,step,tokens,row,column,value: what `runs export --format csv` writes.
void readLongRow(const CsvRow& row, const Sentence& place, Recording& out) {
  const auto field = [&](const char* column) { return Sentence(Sentence::tr("%1: %2"), place, column); };
  const auto step = wholeNumber(row[1], field("step"));
  out.add(row[0],
          {step, position(row[3], field("row")), position(row[4], field("column")),
           numberFromText(row[5], field("value"))},
          place);
  out.tokens[step] = wholeNumber(row[2], field("tokens"));
}

/// One column a measure, one row a step; an empty field is a step without that measure.
void readWideRow(const CsvRow& header, const CsvRow& row, std::size_t stepColumn, const Sentence& place,
                 Recording& out) {
  const auto step = wholeNumber(row[stepColumn], {Sentence::tr("%1: %2"), place, "step"});
  for (std::size_t k = 0; k < header.size(); ++k) {
    if (k == stepColumn || row[k].empty()) continue;
    const Sentence field(Sentence::tr("%1: %2"), place, header[k]);
    if (header[k] == "tokens") {
      out.tokens[step] = wholeNumber(row[k], field);
    } else {
      out.add(header[k], {step, 0, 0, numberFromText(row[k], field)}, field);
    }
  }
}

/// Row by row: rows as text take many times the room of the file.
Recording readCsv(const fs::path& file) {
  Recording recording;
  recording.source = file.string();
  CsvRow header;
  std::size_t number = 0, step = 0;
  bool isLong = false;
  const auto readHeader = [&] {
    step = static_cast<std::size_t>(std::find(header.begin(), header.end(), "step") - header.begin());
    isLong = header == CsvRow{"measure", "step", "tokens", "row", "column", "value"};
    if (step < header.size()) return;
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: expected a header line with a column \"step\", found none"),
                recording.source);
  };
  const std::string text = readTextFile(file);
  visitCsv(text, recording.source, [&](CsvRow&& row) {
    if (++number == 1) {
      header = std::move(row);
      return readHeader();
    }
    const Sentence place(Sentence::tr("%1: row %2"), recording.source, number);
    if (row.size() != header.size()) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected %2 fields, found %3"), place, header.size(),
                  row.size());
    }
    if (isLong) {
      readLongRow(row, place, recording);
    } else {
      readWideRow(header, row, step, place, recording);
    }
  });
  if (number == 0) readHeader();
  // Whoever writes this header ends each line; where the last one has no end, neither may its number have.
  if (isLong && !text.ends_with('\n')) {
    throw Error(
        ErrorCode::BadInput,
        Sentence::tr("%1: row %2: expected the end of the line, found the end of the file: it was cut short"),
        recording.source, number);
  }
  return recording;
}

struct Element {
  std::string measure;
  int row = 0, column = 0;
};

/// "entropy/L03H07" or "slope/L03", as our own event files name matrix elements.
std::optional<Element> elementOf(const std::string& tag) {
  const auto slash = tag.rfind("/L");
  if (slash == std::string::npos || slash == 0) return std::nullopt;
  Element element{tag.substr(0, slash), 0, 0};
  const char* at = tag.data() + slash + 2;
  const char* const end = tag.data() + tag.size();
  const auto row = std::from_chars(at, end, element.row);
  if (row.ec != std::errc()) return std::nullopt;
  if (row.ptr == end) return element;
  const auto column = *row.ptr == 'H' ? std::from_chars(row.ptr + 1, end, element.column) : row;
  if (*row.ptr != 'H' || column.ec != std::errc() || column.ptr != end) return std::nullopt;
  return element;
}

void readEventFile(const fs::path& file, Recording& out) {
  readTfevents(file, [&](std::int64_t step, const std::string& tag, double value) {
    const auto element = elementOf(tag).value_or(Element{tag});
    out.add(element.measure, {step, element.row, element.column, value}, {Sentence::tr("%1: %2"), file, tag});
  });
}

bool isEventFile(const fs::path& file) {
  return file.filename().string().find("tfevents") != std::string::npos;
}

Recording readEvents(const fs::path& source) {
  Recording recording;
  recording.source = source.string();
  recording.gapsAllowed = true;
  if (!fs::is_directory(source)) {
    readEventFile(source, recording);
    return recording;
  }
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(source)) {
    if (entry.is_regular_file() && isEventFile(entry.path())) files.insert(entry.path());
  }
  for (const auto& file : files) requireInside(source, file);
  for (const auto& file : files) readEventFile(file, recording);
  return recording;
}

std::string guessFormat(const fs::path& source) {
  if (!fs::is_directory(source)) return isEventFile(source) ? "tfevents" : "csv";
  for (const auto& entry : fs::directory_iterator(source)) {
    if (isEventFile(entry.path())) return "tfevents";
  }
  return "paper-logs";
}

Recording readSource(const fs::path& source, const std::string& requested) {
  if (!fs::exists(source)) {
    throw Error(ErrorCode::Io,
                Sentence::tr("\"%1\": expected a file or folder to import, found nothing there"), source);
  }
  const std::string format = requested == "auto" ? guessFormat(source) : requested;
  if (format == "csv") return readCsv(source);
  if (format == "tfevents") return readEvents(source);
  if (format == "paper-logs") {
    if (!fs::is_directory(source))
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a folder of logs"), source);
    return readPaperLogs(source);
  }
  throw Error(ErrorCode::BadUsage,
              Sentence::tr("--format: expected auto, csv, tfevents or paper-logs, found \"%1\""), format);
}

}  // namespace

bool holdsNumbers(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (isEventFile(entry.path()) || isPaperLog(entry.path().filename().string())) return true;
  }
  return false;
}

Recording readRecording(const fs::path& source, const std::string& format) {
  return withPrintableErrors([&] { return readSource(source, format); });
}

void importRun(const fs::path& source, const fs::path& runFolder, const ImportOptions& options) {
  const Recording recording = withIoErrors([&] { return readRecording(source, options.format); });
  RunConfig config;
  const auto named = fs::absolute(source).lexically_normal();
  config.name = !options.name.empty() ? options.name
                                      : (named.has_filename() ? named : named.parent_path()).stem().string();
  config.configuration = options.configuration;
  config.departures.emplace_back("Imported: the configuration below is not what this run was trained with.");
  for (const auto& [name, values] : recording.measures) {
    if (name != measure::kEntropy) continue;
    int heads = 1, layers = 1;
    for (const auto& v : values) {
      layers = std::min(1024, std::max(layers, v.row + 1));
      heads = std::min(1024, std::max(heads, v.column + 1));
    }
    config.model.layers = layers;
    config.model.heads = heads;
    config.model.width = heads * 64;
  }
  for (const auto& [name, values] : recording.measures) {
    for (const auto& v : values)
      config.train.steps = std::max(config.train.steps, std::min(v.step, kMostSteps));
  }
  withPrintableErrors([&] { writeRecording(recording, config, runFolder); });
}

}  // namespace entroscope
