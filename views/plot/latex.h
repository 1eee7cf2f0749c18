// Text inside a LaTeX table. Any thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace entroscope {

/// `text` with LaTeX's special characters, dashes, quotes and ∞ as LaTeX writes them.
QString texText(const QString& text);

/// A view whose figure is a table.
class LatexTable {
 public:
  virtual ~LatexTable() = default;
  virtual QByteArray toLatex() const = 0;  ///< a tabular with the rules of booktabs
};

}  // namespace entroscope
