#include "views/configuration/configuration_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <vector>

#include "views/configuration/configuration_model.h"
#include "views/configuration/configuration_page.h"
#include "views/plot/figure_parts.h"
#include "views/plot/figure_table.h"
#include "views/plot/plot_style.h"
#include "views/plot/qcp.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 80;
constexpr int kAir = 14, kWidest = 260, kNarrowest = 100, kAroundLabel = 30;  // px

}  // namespace

ConfigurationView::ConfigurationView(RunSet& runs, QWidget* parent)
    : PanelView(runs, kReloadMs, parent),
      model_(new ConfigurationModel(runs, this)),
      table_(new QTableView(this)),
      count_(new QLabel(this)),
      copyCsv_(new QToolButton(this)),
      copyLatex_(new QToolButton(this)) {
  table_->setModel(model_);
  styleTable(*table_);
  fitTo(*table_);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->setTextElideMode(Qt::ElideMiddle);  // the end of a run's name tells it from others
  // The fields are the rows' headers, which stay where they are while many runs scroll past them.
  table_->hideColumn(0);
  table_->verticalHeader()->show();
  table_->verticalHeader()->setFont(figureFont(kLabelSize));
  table_->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->verticalHeader()->setHighlightSections(false);
  controls().addWidget(count_);
  controls().addStretch(1);
  controls().addWidget(copyCsv_);
  controls().addWidget(copyLatex_);
  const auto copy = [](const QByteArray& text) {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
  };
  connect(copyCsv_, &QToolButton::clicked, this, [this, copy] { copy(csv()); });
  connect(copyLatex_, &QToolButton::clicked, this, [this, copy] { copy(toLatex()); });
  setScreen(table_);
  // A run's configuration changes while it trains: a setting changed live, hashes known late.
  for (const auto signal : {&RunSet::runsChanged, &RunSet::recordsChanged}) {
    connect(&runs, signal, this, &ConfigurationView::later);
  }
  setTheme(lightTheme());
  retranslate();
}

QString ConfigurationView::whatItShows() const {
  return tr(
      "Only the fields of run.toml in which the runs shown differ; bold where a value is another than the "
      "first run’s.");
}

void ConfigurationView::reload() {
  model_->refresh();
  const EmptyText empty = model_->empty();
  showEmpty(!empty.isEmpty(), empty);
  for (QToolButton* button : {copyCsv_, copyLatex_}) button->setEnabled(empty.isEmpty());
  count_->setText(empty.isEmpty() ? tr("Fields that differ: %1").arg(model_->rowCount()) : QString());
  fitScreen();
}

/// As wide as the values; where they have no room together the widest shrink first, until they scroll.
void ConfigurationView::fitScreen() {
  table_->setColumnHidden(0, true);
  const QAbstractItemView& cells = *table_;
  const QFontMetrics head(table_->horizontalHeader()->font());
  std::vector<int> widths;
  for (int column = 1; column < model_->columnCount(); ++column) {
    const QString& label = model_->columns()[static_cast<std::size_t>(column - 1)].label;
    widths.push_back(
        std::max(head.horizontalAdvance(label) + kAroundLabel, cells.sizeHintForColumn(column) + kAir));
  }
  const auto sumAt = [&](int limit) {
    int sum = 0;
    for (const int width : widths) sum += std::min(width, limit);
    return sum;
  };
  int limit = kWidest;
  while (limit > kNarrowest && sumAt(limit) > table_->viewport()->width()) --limit;
  int column = 1;
  QStringList headings;
  for (const int width : widths) {
    const QString& label = model_->columns()[static_cast<std::size_t>(column - 1)].label;
    headings << head.elidedText(label, Qt::ElideMiddle, std::min(width, limit) - kAroundLabel);
    table_->setColumnWidth(column++, std::min(width, limit));
  }
  model_->setHeadings(headings);
}

void ConfigurationView::setTheme(const Theme& theme) {
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  QPalette sheet = themePalette(theme);
  sheet.setColor(QPalette::Base, theme.background);
  table_->setPalette(sheet);
  model_->setTheme(theme);
  emptyState().setTheme(theme);
}

const ConfigurationModel& ConfigurationView::fresh() const {
  model_->refresh();  // what was gathered for the screen may still be on its way
  return *model_;
}

void ConfigurationView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  const EmptyText empty = fresh().empty();
  if (empty.isEmpty()) return paintConfigurationPage(painter, size, theme, *model_);
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
  paintEmptyState(painter, QRectF(QPointF(0, 0), size), empty.title, empty.advice, theme);
}

QSizeF ConfigurationView::figureSize() const {
  return fresh().empty().isEmpty() ? configurationPageSize(*model_) : QSizeF(480, 200);
}

double ConfigurationView::leastFigureWidth() const {
  return fresh().empty().isEmpty() ? configurationPageLeastWidth(*model_) : 0;
}

QByteArray ConfigurationView::csv() const { return fresh().toCsv(); }
QByteArray ConfigurationView::toLatex() const { return fresh().toLatex(); }

void ConfigurationView::retranslate() {
  setAccessibleName(title());
  setAccessibleDescription(whatItShows());
  table_->setAccessibleName(tr("Fields that differ"));
  copyCsv_->setText(tr("Copy CSV"));
  copyCsv_->setToolTip(tr("Copy the table as comma-separated values"));
  copyCsv_->setAccessibleName(tr("Copy the table as CSV"));
  copyLatex_->setText(tr("Copy LaTeX"));
  copyLatex_->setToolTip(tr("Copy the table as a LaTeX tabular (booktabs)"));
  copyLatex_->setAccessibleName(tr("Copy the table as LaTeX"));
  reload();
}

}  // namespace entroscope
