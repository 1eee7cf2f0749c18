// manifest.json: a hash per 64 KiB block of every file of a folder, so that one flipped bit is found
// and named. Written when a run closes and inside every checkpoint. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/sentence.h"

namespace entroscope {

inline constexpr std::uint64_t kManifestBlock = 64 * 1024;

/// Hashes the regular files of `parts` (files and folders of `folder`, those that there are; all when empty)
/// and writes folder/manifest.json atomically. @throws Error{Io}.
void writeManifest(const std::filesystem::path& folder, const std::vector<std::string>& parts = {});

/// The text of manifest.json; empty where there is none that can be read.
std::string manifestOf(const std::filesystem::path& folder);

/// Whether there is a manifest of ours, sound or not; other programs' may bear the same name.
bool hasManifest(const std::filesystem::path& folder);

/// Hashes `files` of `folder` anew into its manifest, atomically; the other entries stay as they are.
/// @param manifest the text of manifest.json as it was. @throws Error{Io, Corrupt}.
void updateManifest(const std::filesystem::path& folder, const std::string& manifest,
                    const std::vector<std::string>& files);

/// Takes manifest.json out of its place while the folder becomes another than it says. A process that is
/// killed meanwhile leaves a run without one, which is merely not checked by it.
class ManifestAside {
 public:
  explicit ManifestAside(const std::filesystem::path& folder);  ///< of any folder. @throws Error{Io}
  ~ManifestAside();                                             ///< it is gone, unless it was put back
  ManifestAside(const ManifestAside&) = delete;
  ManifestAside& operator=(const ManifestAside&) = delete;

  /// Nothing has changed after all. Needs no space on the disk.
  void putBack() noexcept;

 private:
  std::filesystem::path place_, aside_;
  bool found_ = false;
};

/// Damage found in stored data: the place (file, block or record) and what is wrong there.
struct Damage {
  std::string place;
  Sentence what;
};

/// Compares every file with folder/manifest.json. @param prefix put before file names in the report.
/// @param checked counts the blocks that were compared.
/// @param only when not empty, the files to compare; the others are not looked at.
std::vector<Damage> checkManifest(const std::filesystem::path& folder, const std::string& prefix,
                                  std::int64_t& checked, const std::vector<std::string>& only = {});

/// Before a closed folder becomes another: what is damaged in `files` would be hashed anew as if it were
/// right. Passes where there is no manifest. @throws Error{Corrupt} with the first place and the way out.
void requireAsListed(const std::filesystem::path& folder, const std::vector<std::string>& files);

}  // namespace entroscope
