#include "core/runs/manifest.h"

#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/json.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

constexpr char kName[] = "manifest.json";
constexpr char kFormat[] = "entroscope-manifest";

/// With sorted keys: a foreign manifest may name a million files, and Json looks through all of them for
/// each.
using Tree = nlohmann::json;

/// The manifest speaks of the run, not of what comes and goes beside it: its own file, the lock,
/// SQLite's side files, half-made things.
bool isListed(const fs::path& relative) {
  const std::string name = relative.filename().string();
  if (name.front() == '.' || name.ends_with(".tmp") || relative == "run.lock" || relative == kName)
    return false;
  return !name.ends_with("-wal") && !name.ends_with("-shm") && !name.ends_with("-journal");
}

std::vector<fs::path> filesOf(const fs::path& folder, const std::vector<std::string>& parts) {
  std::vector<fs::path> files;
  const auto isWanted = [&](const fs::path& relative) {
    return parts.empty() || std::find(parts.begin(), parts.end(), relative.begin()->string()) != parts.end();
  };
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator();
       ++entry) {
    const auto relative = entry->path().lexically_relative(folder);
    const bool passedOver = entry->path().filename().string().front() == '.' || !isWanted(relative);
    if (entry->is_directory() && passedOver) entry.disable_recursion_pending();
    if (!passedOver && entry->is_regular_file() && !entry->is_symlink() && isListed(relative))
      files.push_back(relative);
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Read, not mapped: where the disk fails under a map, the process is killed.
Tree entryOf(const fs::path& path) {
  std::uint64_t size = 0;
  Tree blocks = Tree::array();
  readBlocks(path, kManifestBlock, [&](std::string_view block) {
    size += block.size();
    blocks.push_back(contentHash(block));
  });
  return {{"size", size}, {"blocks", std::move(blocks)}};
}

/// The text is canonical: the same content always gives the same bytes. Its last line carries the hash of
/// what stands before, so that a change anywhere in the manifest itself shows.
std::string withOwnHash(std::string_view content) {
  return std::string(content) + ",\n \"self\": \"" + contentHash(std::string(content) + "\n}") + "\"\n}\n";
}

std::string textOf(const Tree& manifest) {
  const std::string text = manifest.dump(1, ' ', false, Tree::error_handler_t::replace);
  return withOwnHash(std::string_view(text).substr(0, text.size() - 2));  // without the "\n}" that ends it
}

bool agreesWithOwnHash(std::string_view text) {
  const auto content = text.rfind(",\n \"self\": \"");
  return content != text.npos && withOwnHash(text.substr(0, content)) == text;
}

std::vector<Damage> compare(const fs::path& folder, const std::string& text, const std::string& prefix,
                            std::int64_t& checked, const std::vector<std::string>& only) {
  std::vector<Damage> damage;
  const auto report = [&](const std::string& place, const Sentence& what) {
    damage.push_back({prefix + place, what});
  };
  const auto checkFile = [&](const fs::path& path, const std::string& name, const Tree& entry) {
    const Tree& blocks = entry.at("blocks");
    std::uint64_t at = 0;
    readBlocks(path, kManifestBlock, [&](std::string_view block) {
      const std::uint64_t number = at / kManifestBlock, first = at;
      at += block.size();
      if (number >= blocks.size()) return;
      ++checked;
      if (contentHash(block) == blocks[number].get<std::string>()) return;
      report(name, {Sentence::tr("block %1 (bytes %2 to %3) differs from its hash"), number, first, at - 1});
    });
    const auto size = entry.at("size").get<std::uint64_t>();
    if (at != size) report(name, {Sentence::tr("expected %1 bytes, found %2"), size, at});
  };
  try {
    const auto manifest = parseJson<Tree>(text, kName);
    if (manifest.at("version") != 1 || manifest.at("block") != kManifestBlock) {
      report(kName, Sentence::tr("expected version 1 with blocks of 65536 bytes"));
      return damage;
    }
    if (!agreesWithOwnHash(text)) report(kName, Sentence::tr("its own hash does not agree with its text"));
    for (const auto& [name, entry] : manifest.at("files").items()) {
      if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) continue;
      const fs::path relative = fs::path(name).lexically_normal();
      if (relative.is_absolute() || (!relative.empty() && *relative.begin() == "..")) {
        report(kName, {Sentence::tr("names a file outside the folder: %1"), name});
        continue;
      }
      std::error_code unreadable;
      if (!fs::is_regular_file(folder / relative, unreadable)) {
        report(name, Sentence::tr("the file is missing"));
        continue;
      }
      checkFile(folder / relative, name, entry);
    }
  } catch (const Tree::exception&) {
    report(kName, Sentence::tr("expected a manifest, found other JSON"));
  } catch (const Error& error) {
    report(kName, error.sentence());
  }
  return damage;
}

}  // namespace

void writeManifest(const fs::path& folder, const std::vector<std::string>& parts) {
  Tree files = Tree::object();
  for (const auto& relative : withIoErrors([&] { return filesOf(folder, parts); })) {
    files[relative.generic_string()] = entryOf(folder / relative);
  }
  const Tree manifest = {
      {"format", kFormat}, {"version", 1}, {"hash", "xxh3-128"}, {"block", kManifestBlock}, {"files", files}};
  writeFileAtomically(folder / kName, textOf(manifest));
}

std::string manifestOf(const fs::path& folder) {
  try {
    return readTextFile(folder / kName);
  } catch (const Error&) {
    return {};
  }
}

bool hasManifest(const fs::path& folder) { return manifestOf(folder).find(kFormat) != std::string::npos; }

void updateManifest(const fs::path& folder, const std::string& manifest,
                    const std::vector<std::string>& files) {
  auto json = parseJson<Tree>(manifest, kName);
  json.erase("self");
  for (const std::string& name : files) json["files"][name] = entryOf(folder / name);
  writeFileAtomically(folder / kName, textOf(json));
}

ManifestAside::ManifestAside(const fs::path& folder)
    : place_(folder / kName), aside_(folder / (std::string(kName) + ".aside.tmp")) {
  found_ = ::rename(place_.c_str(), aside_.c_str()) == 0;
  if (!found_ && errno != ENOENT)
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot remove: %2"), place_, std::strerror(errno));
  if (!found_) return;
  try {
    syncFolder(folder);  // after a power cut it would be back, beside what is changed from here on
  } catch (...) {
    putBack();
    throw;
  }
}

ManifestAside::~ManifestAside() {
  if (found_) ::unlink(aside_.c_str());  // where it stays, the next resume removes it as a leftover
}

void ManifestAside::putBack() noexcept {
  if (found_ && ::rename(aside_.c_str(), place_.c_str()) == 0) found_ = false;
}

std::vector<Damage> checkManifest(const fs::path& folder, const std::string& prefix, std::int64_t& checked,
                                  const std::vector<std::string>& only) {
  const auto before = checked;
  while (true) {
    std::string text;
    try {
      text = readTextFile(folder / kName);
    } catch (const Error& error) {
      return {{prefix + kName, error.sentence()}};
    }
    auto damage = compare(folder, text, prefix, checked, only);
    // A checkpoint of the same step may have taken this one's place meanwhile: that is looked at, then.
    if (damage.empty() || manifestOf(folder) == text) return damage;
    checked = before;
  }
}

void requireAsListed(const fs::path& folder, const std::vector<std::string>& files) {
  if (!withIoErrors([&] { return fs::exists(folder / kName); })) return;
  std::int64_t checked = 0;
  const std::vector<Damage> damage = checkManifest(folder, "", checked, files);
  if (damage.empty()) return;
  throw Error(
      ErrorCode::Corrupt,
      Sentence::tr("%1: expected an undamaged run to write to, found %2: %3; put the file back as it was, "
                   "or remove manifest.json to take the run as it is"),
      folder, damage.front().place, damage.front().what);
}

}  // namespace entroscope
