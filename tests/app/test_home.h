// A user of their own for one test program: empty settings, English, the light theme; a folder for files.
#pragma once

#include <QSettings>
#include <QTemporaryDir>

#include "app/desktop/style/settings.h"

namespace entroscope {

struct TestHome : QTemporaryDir {
  TestHome() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path());
    settings::setLanguage(QStringLiteral("en"));
    settings::setTheme(QStringLiteral("light"));
  }
};

}  // namespace entroscope
