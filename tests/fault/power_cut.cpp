#include "tests/fault/power_cut.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace entroscope::faults {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 4096;

std::string bytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string folderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool isShared(const std::string& path) { return path.ends_with("-shm"); }

}  // namespace

const char* toText(Luck luck) {
  switch (luck) {
    case Luck::Least:
      return "least";
    case Luck::Names:
      return "names";
    case Luck::Bytes:
      return "bytes";
    case Luck::Chance:
      break;
  }
  return "chance";
}

DiskModel::DiskModel(const std::string& folder, bool ordered) : folder_(folder), ordered_(ordered) {
  if (!fs::exists(folder)) return;
  made(folder, true);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    made(entry.path(), entry.is_directory());
    if (!entry.is_directory()) bytes_[numbers_] = bytesOf(entry.path());
  }
  synced_ = now_;
  pending_.clear();
}

void DiskModel::apply(Names& names, const Change& change) {
  const auto take = [&names](const std::string& path) {
    Names taken;
    for (auto at = names.lower_bound(path); at != names.end() && at->first.starts_with(path);) {
      const bool within = at->first.size() == path.size() || at->first[path.size()] == '/';
      if (within) taken.emplace(at->first.substr(path.size()), at->second);
      at = within ? names.erase(at) : std::next(at);
    }
    return taken;
  };
  const auto put = [&names](const std::string& path, const Names& taken) {
    for (const auto& [rest, node] : taken) names[path + rest] = node;
  };
  switch (change.kind) {
    case Kind::Made:
      names[change.path] = change.node;
      break;
    case Kind::Removed:
      take(change.path);
      break;
    case Kind::Renamed: {
      const Names moved = take(change.path);
      take(change.to);
      put(change.to, moved);
      break;
    }
    case Kind::Exchanged: {
      const Names one = take(change.path), other = take(change.to);
      put(change.to, one);
      put(change.path, other);
      break;
    }
  }
}

void DiskModel::change(const Change& change) {
  apply(now_, change);
  pending_.push_back(change);
}

void DiskModel::made(const std::string& path, bool folder) {
  if (!now_.contains(path)) change({Kind::Made, path, {}, {++numbers_, folder}});
}

void DiskModel::removed(const std::string& path) { change({Kind::Removed, path, {}, {}}); }

void DiskModel::renamed(const std::string& from, const std::string& to) {
  change({Kind::Renamed, from, to, {}});
}

void DiskModel::exchanged(const std::string& from, const std::string& to) {
  change({Kind::Exchanged, from, to, {}});
}

void DiskModel::synced(int fd) {
  const std::string path = fs::read_symlink("/proc/self/fd/" + std::to_string(fd));
  const auto found = now_.find(path);
  if (found == now_.end()) return;  // removed meanwhile
  if (!found->second.folder) {
    bytes_[found->second.number] = bytesOf(path);
    return;
  }
  std::size_t newest = 0;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (isSyncedWith(pending_[i], path)) newest = i + 1;
  }
  std::vector<Change> later;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (i < newest && (ordered_ || isSyncedWith(pending_[i], path))) {
      apply(synced_, pending_[i]);
    } else {
      later.push_back(pending_[i]);
    }
  }
  pending_ = std::move(later);
}

/// Its own names, and those of the folders that lead to it.
bool DiskModel::isSyncedWith(const Change& change, const std::string& folder) {
  const bool leads =
      change.kind == Kind::Made && change.node.folder && (folder + "/").starts_with(change.path + "/");
  return leads || folderOf(change.path) == folder || folderOf(change.to) == folder;
}

void DiskModel::requireComplete() const {
  std::size_t there = 0;
  std::string wrong;
  if (fs::exists(folder_)) {
    ++there;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      ++there;
      if (!now_.contains(entry.path())) wrong = entry.path();
    }
  }
  if (wrong.empty() && there == now_.size()) return;
  std::fprintf(stderr, "a change that the model of the disk was not told of: %s\n",
               wrong.empty() ? "something is missing" : wrong.c_str());
  ::_exit(98);
}

std::string DiskModel::bytesLeft(const Node& node, const std::string& now, Luck luck,
                                 std::uint64_t random) const {
  const auto found = bytes_.find(node.number);
  std::string left = found != bytes_.end() ? found->second : "";
  if (luck == Luck::Least || luck == Luck::Names || now.empty()) return left;
  const std::string latest = bytesOf(now);
  if (luck == Luck::Bytes) return latest;
  std::mt19937_64 chance(random);
  if (chance() % 2 == 0) left.resize(latest.size());
  for (std::size_t at = 0; at < std::min(left.size(), latest.size()); at += kBlock) {
    const std::size_t size = std::min({kBlock, left.size() - at, latest.size() - at});
    if (chance() % 2 == 0) left.replace(at, size, latest, at, size);
  }
  return left;
}

void DiskModel::leave(const std::string& out, Luck luck, std::uint64_t seed) const {
  requireComplete();
  std::mt19937_64 chance(seed);
  const std::size_t changes = luck == Luck::Names    ? pending_.size()
                              : luck == Luck::Chance ? chance() % (pending_.size() + 1)
                                                     : 0;
  Names names = synced_;
  for (std::size_t i = 0; i < changes; ++i) apply(names, pending_[i]);
  std::map<int, std::string> places;
  for (const auto& [path, node] : now_) places[node.number] = path;
  for (const auto& [path, node] : names) {
    const std::string place = out + path.substr(folder_.size());
    if (path != folder_ && !names.contains(folderOf(path))) continue;
    if (node.folder) {
      fs::create_directories(place);
    } else if (!isShared(path)) {
      std::ofstream(place, std::ios::binary) << bytesLeft(node, places[node.number], luck, chance());
    }
  }
}

}  // namespace entroscope::faults
