#include "app/desktop/dialogs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <algorithm>

#include "app/desktop/dialogs/figure_preview.h"
#include "app/desktop/dialogs/style_dialog.h"
#include "app/desktop/style/settings.h"
#include "core/base/error.h"
#include "views/page/page_view.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

constexpr int kMostColumns = 3;

}  // namespace

ExportDialog::ExportDialog(RunSet& runs, const std::vector<View*>& views, const View* chosen, QWidget* parent)
    : QDialog(parent),
      runs_(runs),
      views_(views),
      figures_(new QListWidget),
      format_(new QComboBox),
      several_(new QComboBox),
      style_(new QPushButton),
      look_(new QLabel),
      answer_(new QLabel),
      preview_(new FigurePreview),
      buttons_(new QDialogButtonBox) {
  setWindowTitle(tr("Export figures"));
  for (const View* view : views_) {
    auto* item = new QListWidgetItem(view->title(), figures_);
    item->setToolTip(view->whatItShows());
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(chosen == nullptr || chosen == view ? Qt::Checked : Qt::Unchecked);
    if (chosen == view || figures_->currentRow() < 0) figures_->setCurrentItem(item);
  }
  format_->addItem(tr("SVG, true vectors"), static_cast<int>(FigureFormat::Svg));
  format_->addItem(tr("PDF"), static_cast<int>(FigureFormat::Pdf));
  format_->addItem(tr("PNG, twice the resolution"), static_cast<int>(FigureFormat::Png));
  format_->addItem(tr("CSV, the numbers shown"), static_cast<int>(FigureFormat::Csv));
  format_->addItem(tr("LaTeX, tables only"), static_cast<int>(FigureFormat::Latex));
  style_->setText(tr("St&yle…"));
  style_->setObjectName(QStringLiteral("style"));
  style_->setToolTip(tr("Choose theme, font and width of exported and copied figures"));
  look_->setWordWrap(true);
  format_->setObjectName(QStringLiteral("format"));
  several_->setObjectName(QStringLiteral("several"));
  several_->addItem(tr("A file each"), 0);
  several_->addItem(tr("One page, one column"), 1);
  for (int columns = 2; columns <= kMostColumns; ++columns) {
    several_->addItem(tr("One page, %1 columns").arg(columns), columns);
  }

  auto* form = new QFormLayout;
  form->setSpacing(8);
  form->addRow(tr("F&ormat"), format_);
  form->addRow(tr("&Several"), several_);
  form->addRow(style_, look_);
  auto* left = new QVBoxLayout;
  auto* heading = new QLabel(tr("&Figures"));
  heading->setBuddy(figures_);
  figures_->setAccessibleName(tr("Figures"));
  left->addWidget(heading);
  left->addWidget(figures_, 1);
  left->addLayout(form);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(16);
  columns->addLayout(left);
  columns->addWidget(preview_, 1);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(16, 16, 16, 12);
  rows->addLayout(columns, 1);
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(answer_, 1);
  bottom->addWidget(buttons_);
  rows->addLayout(bottom);
  answer_->setWordWrap(true);
  figures_->setFixedWidth(260);
  resize(900, 560);

  buttons_->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
  buttons_->addButton(tr("Close"), QDialogButtonBox::RejectRole);
  connect(buttons_, &QDialogButtonBox::accepted, this, &ExportDialog::askWhere);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(figures_, &QListWidget::currentRowChanged, this, &ExportDialog::update);
  connect(figures_, &QListWidget::itemChanged, this, &ExportDialog::update);
  connect(style_, &QPushButton::clicked, this, &ExportDialog::chooseStyle);
  for (QComboBox* box : {format_, several_}) {
    connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::update);
  }
  update();
}

ExportDialog::~ExportDialog() = default;

std::vector<View*> ExportDialog::figures() const {
  std::vector<View*> checked;
  for (std::size_t i = 0; i < views_.size(); ++i) {
    if (figures_->item(static_cast<int>(i))->checkState() == Qt::Checked) checked.push_back(views_[i]);
  }
  return checked;
}

FigureRequest ExportDialog::request() const {
  return {.format = static_cast<FigureFormat>(format_->currentData().toInt()),
          .style = settings::figureStyle()};
}

int ExportDialog::pageColumns() const { return several_->currentData().toInt(); }

std::vector<View*> ExportDialog::outputs() const {
  if (page_) return {page_.get()};
  std::vector<View*> possible = figures();
  std::erase_if(possible, [&](const View* view) { return !canExport(*view, request().format); });
  return possible;
}

void ExportDialog::update() {
  const FigureRequest wanted = request();
  const bool drawn = wanted.format != FigureFormat::Csv && wanted.format != FigureFormat::Latex;
  const std::vector<View*> chosen = figures();
  style_->setEnabled(drawn);
  look_->setEnabled(drawn);
  look_->setText(styleText(wanted.style));
  several_->setEnabled(drawn && chosen.size() > 1);
  page_ = several_->isEnabled() && pageColumns() > 0
              ? std::make_unique<PageView>(runs_, chosen, pageColumns())
              : nullptr;
  preview_->show(previewed(), wanted.style);
  const bool possible =
      std::ranges::any_of(chosen, [&](const View* view) { return canExport(*view, wanted.format); });
  for (QAbstractButton* button : buttons_->buttons()) {
    if (buttons_->buttonRole(button) == QDialogButtonBox::AcceptRole) button->setEnabled(possible);
  }
}

View* ExportDialog::previewed() const {
  if (page_) return page_.get();
  const int row = figures_->currentRow();
  return row < 0 ? nullptr : views_[static_cast<std::size_t>(row)];
}

void ExportDialog::chooseStyle() {
  const std::vector<View*> shown = page_ ? std::vector<View*>{page_.get()} : views_;
  auto* dialog = new StyleDialog(shown, previewed(), settings::figureStyle(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    settings::setFigureStyle(dialog->style());
    update();
  });
  dialog->open();
}

void ExportDialog::askWhere() {
  const std::vector<View*> chosen = outputs();
  const FigureRequest wanted = request();
  const QString suffix = suffixOf(wanted.format);
  const QString home = settings::documentsFolder();
  QString target;
  if (chosen.size() == 1) {
    target = QFileDialog::getSaveFileName(
        this, tr("Export figure"),
        home + QLatin1Char('/') + chosen.front()->figureName() + QLatin1Char('.') + suffix,
        QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
  } else {
    target = QFileDialog::getExistingDirectory(this, tr("Folder for the figures"), home);
  }
  if (target.isEmpty()) return;
  try {
    QStringList files{target};
    if (chosen.size() == 1) {
      writeFigure(*chosen.front(), target, wanted);
    } else {
      files = writeFigures(chosen, target, wanted);
    }
    answer_->setText(
        files.size() == 1
            ? tr("Written: %1").arg(files.front())
            : tr("%n figures written to %1", nullptr, static_cast<int>(files.size())).arg(target));
    Q_EMIT written(files);
  } catch (const Error& error) {
    answer_->setText(translated(error));
  }
}

}  // namespace entroscope
