// What core refuses, as a test reads it.
#pragma once

#include <QString>

#include "core/base/error.h"

namespace entroscope {

/// The message of the Error that `work` throws; "nothing was refused" when it throws none.
template <typename Work>
QString refusal(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    return QString::fromStdString(error.what());
  }
  return QStringLiteral("nothing was refused");
}

}  // namespace entroscope
