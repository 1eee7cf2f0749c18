// Shared by the tests of core/data: files in a folder of their own, and what an action throws.
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/base/file.h"
#include "core/base/resources.h"
#include "tests/support/refusal.h"

namespace entroscope::test {

class Folder {
 public:
  std::filesystem::path path() const { return folder_.path().toStdString(); }
  std::filesystem::path operator/(std::string_view name) const { return path() / name; }
  std::filesystem::path write(std::string_view name, std::string_view bytes) const {
    std::filesystem::create_directories((path() / name).parent_path());
    std::ofstream(path() / name, std::ios::binary) << bytes;
    return path() / name;
  }
  /// Names left in the folder, for "nothing half-written".
  std::string listing() const {
    std::string names;
    for (const auto& entry : std::filesystem::directory_iterator(path()))
      names += entry.path().filename().string() + " ";
    return names;
  }

 private:
  QTemporaryDir folder_;
};

inline std::string messageOf(auto&& action) { return refusal(action).toStdString(); }

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

inline std::filesystem::path sampleFile(std::string_view name) { return resourceFolder() / "sample" / name; }

}  // namespace entroscope::test
