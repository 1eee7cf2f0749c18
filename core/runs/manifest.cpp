#include "core/runs/manifest.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/json.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

constexpr char kName[] = "manifest.json";

/// The manifest speaks of the run, not of what comes and goes beside it: its own file, the lock,
/// SQLite's side files, half-made things.
bool isListed(const fs::path& relative) {
  const std::string name = relative.filename().string();
  if (name.front() == '.' || name.ends_with(".tmp") || relative == "run.lock" || relative == kName)
    return false;
  return !name.ends_with("-wal") && !name.ends_with("-shm") && !name.ends_with("-journal");
}

std::vector<fs::path> filesOf(const fs::path& folder) {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator();
       ++entry) {
    const auto relative = entry->path().lexically_relative(folder);
    const bool hidden = entry->path().filename().string().front() == '.';
    if (entry->is_directory() && hidden) entry.disable_recursion_pending();
    if (entry->is_regular_file() && !entry->is_symlink() && isListed(relative)) files.push_back(relative);
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Read, not mapped: where the disk fails under a map, the process is killed.
Json entryOf(const fs::path& path) {
  std::uint64_t size = 0;
  Json blocks = Json::array();
  readBlocks(path, kManifestBlock, [&](std::string_view block) {
    size += block.size();
    blocks.push_back(contentHash(block));
  });
  return {{"size", size}, {"blocks", std::move(blocks)}};
}

/// The text is canonical: the same content always gives the same bytes, so that a change anywhere
/// in the manifest itself shows. Its last line carries the hash of what stands before.
std::string textOf(Json manifest) {
  manifest.erase("self");
  constexpr auto kReplace = Json::error_handler_t::replace;
  manifest["self"] = contentHash(manifest.dump(1, ' ', false, kReplace));
  return manifest.dump(1, ' ', false, kReplace) + "\n";
}

}  // namespace

void writeManifest(const fs::path& folder) {
  Json files = Json::object();
  for (const auto& relative : withIoErrors([&] { return filesOf(folder); })) {
    files[relative.generic_string()] = entryOf(folder / relative);
  }
  const Json manifest = {{"format", "entroscope-manifest"},
                         {"version", 1},
                         {"hash", "xxh3-128"},
                         {"block", kManifestBlock},
                         {"files", files}};
  writeFileAtomically(folder / kName, textOf(manifest));
}

void updateManifest(const fs::path& folder, const std::string& manifest,
                    const std::vector<std::string>& files) {
  Json json = parseJson(manifest, kName);
  for (const std::string& name : files) json["files"][name] = entryOf(folder / name);
  writeFileAtomically(folder / kName, textOf(json));
}

std::vector<Damage> checkManifest(const fs::path& folder, const std::string& prefix, std::int64_t& checked,
                                  const std::vector<std::string>& only) {
  std::vector<Damage> damage;
  const auto report = [&](const std::string& place, const std::string& what) {
    damage.push_back({prefix + place, what});
  };
  const auto checkFile = [&](const fs::path& path, const std::string& name, const Json& entry) {
    const Json& blocks = entry.at("blocks");
    std::uint64_t at = 0;
    readBlocks(path, kManifestBlock, [&](std::string_view block) {
      const std::uint64_t number = at / kManifestBlock, first = at;
      at += block.size();
      if (number >= blocks.size()) return;
      ++checked;
      if (contentHash(block) == blocks[number].get<std::string>()) return;
      report(name, "block " + std::to_string(number) + " (bytes " + std::to_string(first) + " to " +
                       std::to_string(at - 1) + ") differs from its hash");
    });
    const auto size = entry.at("size").get<std::uint64_t>();
    if (at != size) report(name, "expected " + std::to_string(size) + " bytes, found " + std::to_string(at));
  };
  try {
    const std::string text = readTextFile(folder / kName);
    const Json manifest = parseJson(text, kName);
    if (manifest.at("version") != 1 || manifest.at("block") != kManifestBlock) {
      report(kName, "expected version 1 with blocks of 65536 bytes");
      return damage;
    }
    if (textOf(manifest) != text) report(kName, "its own hash does not agree with its text");
    for (const auto& [name, entry] : manifest.at("files").items()) {
      if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) continue;
      const fs::path relative = fs::path(name).lexically_normal();
      if (relative.is_absolute() || (!relative.empty() && *relative.begin() == "..")) {
        report(kName, "names a file outside the folder: " + name);
        continue;
      }
      std::error_code unreadable;
      if (!fs::is_regular_file(folder / relative, unreadable)) {
        report(name, "the file is missing");
        continue;
      }
      checkFile(folder / relative, name, entry);
    }
  } catch (const Json::exception&) {
    report(kName, "expected a manifest, found other JSON");
  } catch (const Error& error) {
    report(kName, error.what());
  }
  return damage;
}

}  // namespace entroscope
