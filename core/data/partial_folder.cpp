#include "core/data/partial_folder.h"

#include "core/base/error.h"
#include "core/base/file.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
constexpr const char* kLock = "lock";

}  // namespace

PartialFolder::PartialFolder(fs::path target, bool resume) : target_(std::move(target)) {
  target_ = fs::absolute(target_).lexically_normal();
  if (target_.filename().empty()) target_ = target_.parent_path();
  if (fs::is_symlink(target_) && !fs::exists(target_)) {
    throw Error(ErrorCode::Io,
                Sentence::tr("%1: expected a new or empty folder to write, found a link that leads nowhere"),
                target_);
  }
  target_ = fs::weakly_canonical(target_);  // a link is not renamed over, what it leads to is
  if (fs::exists(target_) && !(fs::is_directory(target_) && fs::is_empty(target_))) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a new or empty folder to write, found one in use"),
                target_);
  }
  path_ = target_;
  path_ += ".partial";
  std::error_code problem;
  // Only what an earlier attempt made is gone on with or emptied.
  if (const auto there = fs::symlink_status(path_, problem);
      fs::exists(there) &&
      (!fs::is_directory(there) || !(fs::exists(path_ / kLock, problem) || fs::is_empty(path_, problem)))) {
    throw Error(
        ErrorCode::Io,
        Sentence::tr("%1: expected nothing here, or what an earlier attempt left, found something else"),
        path_);
  }
  fs::create_directories(path_, problem);
  if (problem)
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot write here: %2"), target_, problem.message());
  lock_.emplace(path_ / kLock);
  if (resume) return;
  for (const auto& entry : fs::directory_iterator(path_)) {
    if (entry.path().filename() != kLock) fs::remove_all(entry.path());
  }
}

PartialFolder::~PartialFolder() {
  std::error_code ignored;
  if (!kept_) fs::remove_all(path_, ignored);
}

void PartialFolder::complete() {
  syncFolder(path_);
  std::error_code problem;
  kept_ = true;  // whatever comes, it is complete
  fs::rename(path_, target_, problem);
  if (problem)
    throw Error(ErrorCode::Io, Sentence::tr("%1: %2: %3"), target_,
                Sentence(Sentence::tr("cannot rename into place")), problem.message());
  fs::remove(target_ / kLock, problem);
  syncFolder(target_.parent_path());
}

}  // namespace entroscope
