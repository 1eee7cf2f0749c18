#include "views/configuration/configuration_model.h"

#include <QFont>
#include <QPixmap>
#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/config_fields.h"
#include "views/plot/csv.h"
#include "views/plot/latex.h"
#include "views/plot/plot_style.h"
#include "views/plot/run_labels.h"
#include "views/plot/setting_labels.h"

namespace entroscope {
namespace {

/// Runs are told apart by their names: that these differ says nothing. Departures from the paper's recipe
/// are sentences about fields that the table shows themselves.
bool isCompared(const std::string& key) { return key != "name" && key != "departures"; }

constexpr int kLongestHash = 12, kSwatch = 9;

/// As in run.toml, texts without their quotes.
QString textOf(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return QString::fromStdString(text != nullptr ? *text : toText(value));
}

std::vector<ConfigurationRow> rowsOf(const std::vector<const OpenRun*>& shown) {
  std::vector<ConfigurationRow> rows;
  if (shown.size() < 2) return rows;
  std::vector<std::vector<Field>> fields;
  for (const OpenRun* open : shown) fields.push_back(fieldsOf(open->run->config()));
  for (std::size_t i = 0; i < fields.front().size(); ++i) {
    ConfigurationRow row;
    row.key = QString::fromStdString(fields.front()[i].key);
    for (const auto& ofRun : fields) row.values << textOf(ofRun[i].value);
    const bool same =
        std::ranges::all_of(row.values, [&](const QString& v) { return v == row.values.front(); });
    if (!same && isCompared(fields.front()[i].key)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

ConfigurationModel::ConfigurationModel(RunSet& runs, QObject* parent)
    : QAbstractTableModel(parent), runs_(runs), theme_(lightTheme()) {
  refresh();
}

void ConfigurationModel::refresh() {
  const std::vector<const OpenRun*> shown = runs_.visible();
  std::vector<ConfigurationColumn> columns;
  for (const OpenRun* open : shown)
    columns.push_back({open->run->info().id, shortLabel(*open, shown), open->colourIndex});
  std::vector<ConfigurationRow> rows = rowsOf(shown);
  if (columns == columns_ && rows == rows_) return;
  beginResetModel();
  headings_.clear();
  columns_ = std::move(columns);
  rows_ = std::move(rows);
  endResetModel();
}

void ConfigurationModel::setTheme(const Theme& theme) {
  theme_ = theme;
  if (!columns_.empty()) Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void ConfigurationModel::setHeadings(QStringList headings) {
  if (headings == headings_) return;
  headings_ = std::move(headings);
  if (!columns_.empty()) Q_EMIT headerDataChanged(Qt::Horizontal, 1, columnCount() - 1);
}

EmptyText ConfigurationModel::empty() const {
  if (columns_.empty()) return noRunsText();
  if (columns_.size() < 2) {
    return {tr("One run differs from nothing"),
            tr("Show a second run to see the fields in which their configurations differ.")};
  }
  if (rows_.empty()) {
    return {tr("The configurations are equal"),
            tr("The runs shown differ in no field of their run.toml but the name.")};
  }
  return {};
}

int ConfigurationModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ConfigurationModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(columns_.size()) + 1;
}

QString ConfigurationModel::shortValue(const QString& value) {
  const bool hash = value.size() >= 32 && std::ranges::all_of(value, [](QChar c) {
                      return c.isDigit() || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
                    });
  if (hash) return value.left(kLongestHash) + QStringLiteral("…");
  return value.isEmpty() ? QStringLiteral("–") : value;
}

QVariant ConfigurationModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const ConfigurationRow& row = rows_[static_cast<std::size_t>(index.row())];
  const int run = index.column() - 1;
  switch (role) {
    case Qt::DisplayRole:
      return run < 0 ? row.key : shortValue(settingText(row.values.at(run).toStdString(), QLocale()));
    case Qt::ToolTipRole:
      return run < 0 ? row.key : row.values.at(run);
    case Qt::FontRole: {
      if (run < 0 || !row.differs(run)) return {};
      return figureFont(kLabelSize, true);
    }
    case Qt::AccessibleTextRole:
      if (run < 0) return row.key;
      return tr("%1 of %2: %3")
          .arg(row.key, columns_[static_cast<std::size_t>(run)].label, row.values.at(run));
    default:
      return {};
  }
}

QVariant ConfigurationModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical) {
    const bool shown = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    return shown && section < rowCount() ? QVariant(rows_[static_cast<std::size_t>(section)].key)
                                         : QVariant();
  }
  if (section > static_cast<int>(columns_.size())) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (section == 0) return role == Qt::DisplayRole ? QVariant(heading()) : QVariant();
  const ConfigurationColumn& column = columns_[static_cast<std::size_t>(section - 1)];
  if (role == Qt::DisplayRole && section <= headings_.size()) return headings_[section - 1];
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return column.label;
  if (role == Qt::DecorationRole) {
    QPixmap swatch(kSwatch, kSwatch);  // headers draw pictures, no colours
    swatch.fill(curvePen(theme_, column.colourIndex).color());
    return swatch;
  }
  return {};
}

QByteArray ConfigurationModel::toCsv() const {
  CsvWriter csv;
  csv << "field";
  for (const ConfigurationColumn& column : columns_) csv << column.label;
  csv.endRow();
  for (const ConfigurationRow& row : rows_) {
    csv << row.key;
    for (const QString& value : row.values) csv << value;
    csv.endRow();
  }
  return csv.text();
}

QByteArray ConfigurationModel::toLatex() const {
  QString tex = QStringLiteral("% needs \\usepackage{booktabs}\n\\begin{tabular}{l") +
                QString(static_cast<int>(columns_.size()), QLatin1Char('l')) +
                QStringLiteral("}\n\\toprule\n");
  QStringList cells{texText(heading())};
  for (const ConfigurationColumn& column : columns_) cells << texText(column.label);
  tex += cells.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n\\midrule\n");
  for (const ConfigurationRow& row : rows_) {
    cells = {QStringLiteral("\\texttt{") + texText(row.key) + QLatin1Char('}')};
    for (const QString& value : row.values) cells << texText(shortValue(value));
    tex += cells.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
  }
  return (tex + QStringLiteral("\\bottomrule\n\\end{tabular}\n")).toUtf8();
}

QString ConfigurationModel::printed() const {
  if (!empty().isEmpty()) return empty().title + '\n';
  QString text;
  for (const ConfigurationRow& row : rows_)
    text += row.key + ": " + row.values.join(QStringLiteral(" | ")) + '\n';
  return text;
}

}  // namespace entroscope
