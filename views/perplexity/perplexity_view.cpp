#include "views/perplexity/perplexity_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "views/perplexity/perplexity_model.h"
#include "views/perplexity/perplexity_page.h"
#include "views/plot/figure_parts.h"
#include "views/plot/figure_table.h"
#include "views/plot/plot_style.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kAir = 14;           // px between a column's widest text and the next column
constexpr int kSmallestName = 70;  // px
/// What goes first where there is little room. The loss says what the perplexity says; a file has every
/// column.
constexpr std::array kLeftOut{PerplexityModel::Loss, PerplexityModel::Step, PerplexityModel::Best};

}  // namespace

PerplexityView::PerplexityView(RunSet& runs, QWidget* parent) : PanelView(runs, 0, parent) {
  model_ = new PerplexityModel(runs, this);
  table_ = new QTableView(this);
  table_->setModel(model_);
  styleTable(*table_);
  fitTo(*table_);
  table_->setIconSize(QSize(10, 10));
  table_->setTextElideMode(Qt::ElideMiddle);  // the end of a run's name tells it from others
  notes_ = new QLabel(this);
  notes_->setWordWrap(true);
  notes_->setMargin(8);
  notes_->setFont(figureFont(kTickSize));
  notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* filled = new QWidget(this);
  auto* rows = new QVBoxLayout(filled);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(table_, 1);
  rows->addWidget(notes_);
  setScreen(filled);
  makeControls();
  // Evaluations are recorded rows: live snapshots add nothing to the table.
  for (const auto changed : {&RunSet::runsChanged, &RunSet::recordsChanged, &RunSet::cursorChanged}) {
    connect(&runs, changed, this, [this] {
      outdated_ = true;
      later();
    });
  }
  setTheme(lightTheme());
  retranslate();
}

QString PerplexityView::whatItShows() const {
  return tr(
      "Evaluation perplexity exp(loss) of each run and its change against the baseline, SM+LN+G unless "
      "chosen otherwise; only between runs with the same tokenizer and validation data. Paper: Table 2.");
}

void PerplexityView::makeControls() {
  baseline_ = new QComboBox(this);
  baseline_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  baseline_->setMinimumContentsLength(22);
  connect(baseline_, &QComboBox::currentIndexChanged, this, [this] {
    model_->setBaseline(baseline_->currentData().toString().toStdString());
    outdated_ = true;
    reload();
  });
  controls().addWidget(baseline_);
  controls().addStretch(1);
  latex_ = new QToolButton(this);
  connect(latex_, &QToolButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(toLatex())); });
  controls().addWidget(latex_);
}

void PerplexityView::retranslate() {
  setAccessibleName(title());
  setAccessibleDescription(whatItShows());
  table_->setAccessibleName(tr("Perplexity of the runs shown"));
  notes_->setAccessibleName(tr("Footnotes of the perplexity table"));
  baseline_->setAccessibleName(tr("Baseline of the comparison"));
  baseline_->setToolTip(tr("Run that the others are compared with"));
  latex_->setText(tr("Copy LaTeX"));
  latex_->setToolTip(tr("Copy the table as a LaTeX tabular (booktabs)"));
  latex_->setAccessibleName(tr("Copy the table as LaTeX"));
  model_->setNumberLocale(localeFor(Numbers::Screen));
  outdated_ = true;  // remarks are in the user's language
  reload();
}

void PerplexityView::fillBaselines() {
  const QSignalBlocker block(baseline_);
  baseline_->clear();
  baseline_->addItem(tr("Baseline: SM+LN+G"), QString());
  for (const OpenRun* open : runs().visible()) {
    baseline_->addItem(tr("Baseline: %1").arg(open->label()), QString::fromStdString(open->run->info().id));
  }
  const int chosen = baseline_->findData(QString::fromStdString(model_->baseline()));
  baseline_->setCurrentIndex(std::max(chosen, 0));
  if (chosen >= 0) return;
  model_->setBaseline({});
  outdated_ = true;
}

PerplexityModel& PerplexityView::fresh() const {
  if (std::exchange(outdated_, false)) model_->refresh();
  return *model_;
}

void PerplexityView::fitScreen() {
  // Numbers get what they need, the run's name what is left.
  QHeaderView& header = *table_->horizontalHeader();
  for (const int column : kLeftOut) table_->setColumnHidden(column, false);
  std::array<int, PerplexityModel::kColumns> widths{};
  for (int column = 0; column < PerplexityModel::kColumns; ++column) {
    if (column == PerplexityModel::RunName) continue;
    int width = header.sectionSizeHint(column);
    for (int row = 0; row < model_->rowCount(); ++row) {
      width = std::max(width, table_->sizeHintForIndex(model_->index(row, column)).width());
    }
    header.resizeSection(column, width + kAir);
    widths.at(static_cast<std::size_t>(column)) = width + kAir;
  }
  const int room = table_->viewport()->width();
  int numbers = std::accumulate(widths.begin(), widths.end(), 0);
  for (const int column : kLeftOut) {
    if (numbers + kSmallestName <= room) break;
    table_->setColumnHidden(column, true);
    numbers -= widths.at(static_cast<std::size_t>(column));
  }
  header.resizeSection(PerplexityModel::RunName, std::max(kSmallestName / 2, room - numbers));
}

void PerplexityView::reload() {
  fillBaselines();
  fresh();
  QStringList lines;
  char16_t mark = u'a';
  for (const QString& note : model_->footnotes())
    lines += QStringLiteral("(%1) %2").arg(QChar(mark++)).arg(note);
  notes_->setText(lines.join(QLatin1Char('\n')));
  notes_->setVisible(!lines.isEmpty());
  showEmpty(model_->rows().empty(), noRunsText());
  fitScreen();
}

void PerplexityView::setTheme(const Theme& theme) {
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  QPalette muted = themePalette(theme);
  muted.setColor(QPalette::WindowText, theme.mutedText);
  notes_->setPalette(muted);
  QPalette sheet = themePalette(theme);
  sheet.setColor(QPalette::Base, theme.background);
  table_->setPalette(sheet);
  model_->setTheme(theme);
  emptyState().setTheme(theme);
}

void PerplexityView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  if (fresh().rows().empty()) {
    const EmptyText text = noRunsText();
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
    paintEmptyState(painter, QRectF(QPointF(0, 0), size), text.title, text.advice, theme);
  } else {
    paintPerplexityPage(painter, size, theme, *model_);
  }
}

QSizeF PerplexityView::figureSize() const {
  return fresh().rows().empty() ? QSizeF(480, 200) : perplexityPageSize(*model_);
}

double PerplexityView::leastFigureWidth() const {
  return fresh().rows().empty() ? 0 : perplexityPageLeastWidth(*model_);
}

QByteArray PerplexityView::csv() const { return fresh().toCsv(); }

ViewSettings PerplexityView::settings() {
  fillBaselines();
  ViewSettings all = momentSettings(runs());
  all.push_back(runSetting(
      QStringLiteral("baseline"), runs(), [this] { return model_->baseline(); },
      [this](const std::string& id) {
        baseline_->setCurrentIndex(baseline_->findData(QString::fromStdString(id)));
        return true;
      }));
  return all;
}

QByteArray PerplexityView::toLatex() const { return fresh().toLatex(); }

}  // namespace entroscope
