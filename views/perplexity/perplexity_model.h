// The perplexity table as a Qt item model, with its CSV and LaTeX. No widgets. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>
#include <QLocale>
#include <QStringList>
#include <string>
#include <vector>

#include "views/perplexity/perplexity_rows.h"
#include "views/plot/theme.h"

namespace entroscope {

class PerplexityModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Configuration, RunName, Last, Change, Best, Loss, Step, kColumns };

  explicit PerplexityModel(RunSet& runs, QObject* parent = nullptr);

  /// Run id that all are compared with; empty: the fitting SM+LN+G run.
  void setBaseline(const std::string& runId);
  const std::string& baseline() const { return baseline_; }
  /// Reads the evaluations again; says what changed and nothing else.
  void refresh();
  /// Numbers in this locale from now on, headings in the language that is now chosen.
  void setNumberLocale(const QLocale& locale);

  /// Colours of the runs in this theme.
  void setTheme(const Theme& theme);

  const std::vector<PerplexityRow>& rows() const { return rows_; }
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

  /// Text of a cell in a locale.
  QString text(const PerplexityRow& row, Column column, const QLocale& locale) const;
  static QString heading(Column column);
  /// Distinct remarks in the order of the rows: footnotes a, b, …
  QStringList footnotes() const;
  /// "a" for a row with the first footnote; empty for a row without remark.
  QString footnoteMark(const PerplexityRow& row) const;
  QByteArray toCsv() const;    ///< C locale; remarks in a column of their own
  QByteArray toLatex() const;  ///< a booktabs tabular with its footnotes; C locale

 private:
  RunSet& runs_;
  std::string baseline_;
  std::vector<PerplexityRow> rows_;
  QLocale locale_;
  Theme theme_;
};

}  // namespace entroscope
