// Named spans of a training step for NVIDIA's profilers (NVTX). Nothing is linked: NVTX's header loads the
// profiler's library where one is attached, and without the header at build time the spans are empty. Any
// thread.
#pragma once

namespace entroscope {

class ProfileRange {
 public:
  /// @param name outlives the range; a string literal.
  explicit ProfileRange(const char* name);
  ~ProfileRange();
  ProfileRange(const ProfileRange&) = delete;
  ProfileRange& operator=(const ProfileRange&) = delete;

  /// Off at first. @returns whether ranges can be emitted at all.
  static bool enable();

 private:
  bool pushed_;
};

}  // namespace entroscope
