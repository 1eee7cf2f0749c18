#include "views/perplexity/perplexity_model.h"

#include <algorithm>
#include <cmath>

#include "views/plot/csv.h"
#include "views/plot/latex.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

const QString kDash = QStringLiteral("–");

QString numberText(double value, int decimals, const QLocale& locale) {
  if (std::isnan(value)) return QStringLiteral("NaN");
  if (std::isinf(value)) return QStringLiteral("∞");
  return locale.toString(value, 'f', decimals);
}

/// "12.345", of a mean "12.345 ± 0.021".
QString spreadText(double value, double deviation, int decimals, bool mean, const QLocale& locale) {
  const QString number = numberText(value, decimals, locale);
  return mean ? number + QStringLiteral(" ± ") + numberText(deviation, decimals, locale) : number;
}

/// Three decimals as in the paper; fewer where the whole part says enough.
int perplexityDecimals(double value) { return value < 100 ? 3 : value < 1000 ? 2 : 0; }

bool sameRows(const std::vector<PerplexityRow>& a, const std::vector<PerplexityRow>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const PerplexityRow& x, const PerplexityRow& y) { return x.id == y.id; });
}

}  // namespace

PerplexityModel::PerplexityModel(RunSet& runs, QObject* parent)
    : QAbstractTableModel(parent), runs_(runs), locale_(QLocale::c()), theme_(lightTheme()) {
  refresh();
}

void PerplexityModel::setBaseline(const std::string& runId) {
  if (runId == baseline_) return;
  baseline_ = runId;
  refresh();
}

void PerplexityModel::setNumberLocale(const QLocale& locale) {
  locale_ = locale;
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
}

void PerplexityModel::setTheme(const Theme& theme) {
  theme_ = theme;
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::DecorationRole});
}

void PerplexityModel::refresh() {
  std::vector<PerplexityRow> rows = perplexityRows(runs_, baseline_);
  if (sameRows(rows, rows_)) {
    // Same runs: selection and scroll position stay.
    rows_ = std::move(rows);
    if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int PerplexityModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int PerplexityModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QString PerplexityModel::text(const PerplexityRow& row, Column column, const QLocale& locale) const {
  switch (column) {
    case Configuration:
      return row.configuration.isEmpty() ? kDash : row.configuration;
    case RunName:
      return row.run;
    case Last:
      if (!row.evaluated) return kDash;
      return spreadText(row.perplexity, row.deviation, perplexityDecimals(row.perplexity), row.seeds > 0,
                        locale);
    case Best:
      if (!row.evaluated) return kDash;
      return spreadText(row.best, row.bestDeviation, perplexityDecimals(row.best), row.seeds > 0, locale);
    case Loss:
      if (!row.evaluated) return kDash;
      return spreadText(row.loss, row.lossDeviation, 4, row.seeds > 0, locale);
    case Step:
      return row.evaluated ? locale.toString(static_cast<qlonglong>(row.step)) : kDash;
    case Change: {
      if (!row.change) return row.baseline ? tr("baseline") : kDash;
      const QString number = numberText(*row.change, 2, locale);
      return *row.change >= 0 ? QLatin1Char('+') + number : number;
    }
    case kColumns:
      break;
  }
  return {};
}

QString PerplexityModel::heading(Column column) {
  switch (column) {
    case Configuration:
      return tr("Configuration");
    case RunName:
      return tr("Run");
    case Last:
      return tr("Perplexity");
    case Best:
      return tr("Best");
    case Loss:
      return tr("Loss (nats)");
    case Step:
      return tr("Step");
    case Change:
      return tr("Δ %");
    case kColumns:
      break;
  }
  return {};
}

QVariant PerplexityModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const PerplexityRow& row = rows_[static_cast<std::size_t>(index.row())];
  const auto column = static_cast<Column>(index.column());
  switch (role) {
    case Qt::DisplayRole: {
      const QString mark = column == Change ? footnoteMark(row) : QString();
      return mark.isEmpty() ? text(row, column, locale_)
                            : text(row, column, locale_) + QStringLiteral(" (") + mark + QLatin1Char(')');
    }
    case Qt::ToolTipRole:
      if (column == Change && !row.remark.isEmpty()) return row.remark;
      if (row.seeds > 0 && column >= Last && column != Step)
        return tr("Mean over the seeds ± sample standard deviation (n − 1)");
      if (column != Last || !row.evaluated) return {};
      return tr("exp(loss) at the last evaluation up to the cursor: %1 nats at step %2; the best so far is "
                "%3")
          .arg(text(row, Loss, locale_), text(row, Step, locale_), text(row, Best, locale_));
    case Qt::FontRole:
      return row.seeds > 0 ? QVariant(figureFont(kLabelSize, true)) : QVariant();
    case Qt::DecorationRole:
      return column == Configuration && row.seeds == 0
                 ? QVariant(theme_.runColours[static_cast<std::size_t>(row.colourIndex) % 8])
                 : QVariant();
    case Qt::AccessibleTextRole:
      if (column != Change || row.remark.isEmpty()) return text(row, column, locale_);
      return text(row, column, locale_) + QStringLiteral(": ") + row.remark;
    case Qt::TextAlignmentRole:
      return QVariant(column >= Last ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant PerplexityModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  const auto column = static_cast<Column>(section);
  if (role == Qt::DisplayRole) return heading(column);
  if (role == Qt::TextAlignmentRole) {
    return QVariant(column >= Last ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole && column == Change) {
    return tr(
        "100 (p / p₀ − 1): change of the perplexity p against the baseline’s p₀. Only between runs with "
        "the same tokenizer and validation data. Paper: Table 2.");
  }
  return {};
}

QStringList PerplexityModel::footnotes() const {
  QStringList notes;
  for (const PerplexityRow& row : rows_) {
    if (!row.remark.isEmpty() && !notes.contains(row.remark)) notes += row.remark;
  }
  return notes;
}

QString PerplexityModel::footnoteMark(const PerplexityRow& row) const {
  if (row.remark.isEmpty()) return {};
  return QString(QChar(static_cast<char16_t>(u'a' + footnotes().indexOf(row.remark) % 26)));
}

QByteArray PerplexityModel::toCsv() const {
  CsvWriter csv({"configuration", "run", "perplexity", "change_percent", "best_perplexity", "loss", "step",
                 "tokens", "remark", "seeds", "perplexity_std", "best_std", "loss_std"});
  const auto number = [&csv](bool known, double value) { known ? csv << value : csv << ""; };
  const auto whole = [&csv](bool known, std::int64_t value) { known ? csv << value : csv << ""; };
  for (const PerplexityRow& row : rows_) {
    csv << row.configuration << row.run;
    number(row.evaluated, row.perplexity);
    number(row.change.has_value(), row.change.value_or(0));
    number(row.evaluated, row.best);
    number(row.evaluated, row.loss);
    whole(row.evaluated, row.step);
    whole(row.evaluated, row.tokens);
    csv << row.remark;
    whole(row.seeds > 0, row.seeds);
    number(row.seeds > 0, row.deviation);
    number(row.seeds > 0, row.bestDeviation);
    number(row.seeds > 0, row.lossDeviation);
    csv.endRow();
  }
  return csv.text();
}

QByteArray PerplexityModel::toLatex() const {
  const QLocale c = [] {
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale;
  }();
  QString tex = QStringLiteral("% needs \\usepackage{booktabs}\n\\begin{tabular}{llrrrrr}\n\\toprule\n");
  QStringList cells;
  for (int column = 0; column < kColumns; ++column) {
    const auto which = static_cast<Column>(column);
    cells += which == Change ? QStringLiteral("$\\Delta$ \\%") : texText(heading(which));
  }
  tex += cells.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n\\midrule\n");
  for (const PerplexityRow& row : rows_) {
    cells.clear();
    for (int column = 0; column < kColumns; ++column) {
      cells += texText(text(row, static_cast<Column>(column), c));
      const QString mark = column == Change ? footnoteMark(row) : QString();
      if (!mark.isEmpty()) cells.back() += QStringLiteral("\\textsuperscript{") + mark + QLatin1Char('}');
    }
    tex += cells.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
  }
  tex += QStringLiteral("\\bottomrule\n");
  char16_t mark = u'a';
  for (const QString& note : footnotes()) {
    tex += QStringLiteral("\\multicolumn{7}{l}{\\footnotesize\\textsuperscript{") + QChar(mark++) +
           QStringLiteral("} ") + texText(note) + QStringLiteral("} \\\\\n");
  }
  tex += QStringLiteral("\\end{tabular}\n");
  return tex.toUtf8();
}

}  // namespace entroscope
