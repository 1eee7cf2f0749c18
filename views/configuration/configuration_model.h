// What differs between the configurations of the runs shown, as a Qt item model with its CSV and LaTeX: a
// row a field, a column a run. No widgets. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "views/plot/empty_state.h"
#include "views/plot/run_set.h"
#include "views/plot/theme.h"

namespace entroscope {

struct ConfigurationColumn {
  std::string runId;
  QString label;
  int colourIndex = 0;
  bool operator==(const ConfigurationColumn&) const = default;
};

struct ConfigurationRow {
  QString key;         ///< "optimizer.learningRate", as in run.toml
  QStringList values;  ///< one a run, as in run.toml
  /// The value is another than the first run's.
  bool differs(int column) const { return values.at(column) != values.front(); }
  bool operator==(const ConfigurationRow&) const = default;
};

class ConfigurationModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit ConfigurationModel(RunSet& runs, QObject* parent = nullptr);

  /// Reads the configurations again; says nothing where they are as before.
  void refresh();
  /// What stands over the runs' columns where their names are too long; the tool tips have them whole.
  void setHeadings(QStringList headings);
  void setTheme(const Theme& theme);
  /// Why there is no table; empty title: there is one.
  EmptyText empty() const;

  const std::vector<ConfigurationColumn>& columns() const { return columns_; }
  const std::vector<ConfigurationRow>& rows() const { return rows_; }
  static QString heading() { return tr("Field"); }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

  /// What a table has room for: of a hash, the first characters.
  static QString shortValue(const QString& value);

  QByteArray toCsv() const;    ///< field, then a column a run; values whole
  QByteArray toLatex() const;  ///< a tabular with booktabs' rules
  QString printed() const;     ///< for tests: a line a field

 private:
  RunSet& runs_;
  Theme theme_;
  QStringList headings_;
  std::vector<ConfigurationColumn> columns_;
  std::vector<ConfigurationRow> rows_;
};

}  // namespace entroscope
