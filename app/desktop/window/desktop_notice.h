// A notification of the desktop, by the freedesktop service that every one of them offers: unlike a tray icon
// it needs no tray, which GNOME does not have. GUI thread only.
#pragma once

#include <QString>

namespace entroscope {

/// False where nobody takes notifications. Does not wait until it is shown.
bool notifyDesktop(const QString& sentence);

}  // namespace entroscope
