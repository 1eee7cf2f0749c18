// What a power cut leaves of a folder, played on a model of the disk. Names (made, renamed, removed) reach it
// in the order in which they were changed, as file systems with a journal have it: fsync of a folder takes
// along every change up to the newest one in that folder (ext4, xfs) or the changes of that folder alone,
// ahead of the others (btrfs, the network); fsync of a file its bytes alone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace entroscope::faults {

/// What happened to be on the disk when the power went.
enum class Luck {
  Least,  ///< only what was synced
  Names,  ///< all names, and no bytes that were not synced: files in their place and empty
  Bytes,  ///< all bytes of what is still there, and no names that were not synced
  Chance  ///< names up to some moment, and of the bytes that were not synced some blocks of 4 KiB
};
constexpr Luck kAllLuck[] = {Luck::Least, Luck::Names, Luck::Bytes, Luck::Chance};
const char* toText(Luck luck);

/// Told of each call that changes the folder, once it was made. Belongs to one thread at a time.
class DiskModel {
 public:
  /// @param folder absolute; what is in it counts as synced.
  /// @param ordered fsync of a folder takes earlier changes of others along.
  DiskModel(const std::string& folder, bool ordered);

  void made(const std::string& path, bool folder);  ///< nothing new where it was there
  void removed(const std::string& path);
  void renamed(const std::string& from, const std::string& to);
  void exchanged(const std::string& from, const std::string& to);
  void synced(int fd);

  /// Makes `out`: the folder as the next start of the machine finds it, but for memory that SQLite shares.
  /// Ends the process with a message where the folder changed without a word to this.
  void leave(const std::string& out, Luck luck, std::uint64_t seed) const;

 private:
  struct Node {
    int number = 0;  ///< of a file; its bytes go with it when it is renamed
    bool folder = false;
  };
  using Names = std::map<std::string, Node>;
  enum class Kind { Made, Removed, Renamed, Exchanged };
  struct Change {
    Kind kind;
    std::string path, to;
    Node node;
  };

  static void apply(Names& names, const Change& change);
  void change(const Change& change);
  static bool isSyncedWith(const Change& change, const std::string& folder);
  void requireComplete() const;
  std::string bytesLeft(const Node& node, const std::string& now, Luck luck, std::uint64_t random) const;

  const std::string folder_;
  const bool ordered_;
  Names synced_, now_;
  std::vector<Change> pending_;       ///< from synced_ to now_
  std::map<int, std::string> bytes_;  ///< synced ones
  int numbers_ = 0;
};

}  // namespace entroscope::faults
