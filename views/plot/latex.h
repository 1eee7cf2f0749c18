// Text inside a LaTeX table. Any thread.
#pragma once

#include <QString>

namespace entroscope {

/// `text` with LaTeX's special characters, dashes, quotes and ∞ as LaTeX writes them.
QString texText(const QString& text);

}  // namespace entroscope
