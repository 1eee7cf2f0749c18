#include "core/runs/storage_kind.h"

#include <sys/vfs.h>

#include <cstdint>

namespace entroscope {

bool keepsMappedPages(const std::filesystem::path& folder) {
  struct statfs info {};
  if (::statfs(folder.c_str(), &info) != 0) return true;
  switch (static_cast<std::uint32_t>(info.f_type)) {
    case 0x6969:      // NFS
    case 0x517B:      // SMB
    case 0xFF534D42:  // CIFS
    case 0xFE534D42:  // SMB 2
    case 0x01021997:  // 9P
    case 0x65735546:  // FUSE (sshfs and the like)
    case 0x9123683E:  // btrfs
    case 0xCA451A4E:  // bcachefs
      return false;
    default:
      return true;
  }
}

}  // namespace entroscope
