// The end of a program whose file vanishes from under its memory: a read or write of a mapped file that was
// shortened, or whose disk is gone, faulty or (btrfs) full, is a SIGBUS. For `main`. Torch- and Qt-free.
#pragma once

namespace entroscope {

/// From here on such a signal of the kernel's ends the program with one line on stderr and exit status 2, in
/// place of a crash: what was written is kept, as after a kill. One that another process sent stays what it
/// was.
void endInOneSentenceWhenStorageIsLost();

}  // namespace entroscope
