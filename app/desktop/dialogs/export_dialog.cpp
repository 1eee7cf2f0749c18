#include "app/desktop/dialogs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>

#include "app/desktop/dialogs/figure_preview.h"
#include "core/base/error.h"
#include "views/page/page_view.h"

namespace entroscope {

namespace {

// The text widths of the usual two-column papers.
constexpr double kOneColumn = 85, kTwoColumns = 175;
constexpr int kMostColumns = 3;

}  // namespace

ExportDialog::ExportDialog(RunSet& runs, const std::vector<View*>& views, const View* chosen, QWidget* parent)
    : QDialog(parent),
      runs_(runs),
      views_(views),
      figures_(new QListWidget),
      format_(new QComboBox),
      theme_(new QComboBox),
      width_(new QComboBox),
      several_(new QComboBox),
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
  theme_->addItem(tr("Print"), QStringLiteral("print"));
  theme_->addItem(tr("Light"), QStringLiteral("light"));
  theme_->addItem(tr("Dark"), QStringLiteral("dark"));
  width_->addItem(tr("The figure's own"), 0.0);
  width_->addItem(tr("One column, %1 mm").arg(kOneColumn), kOneColumn);
  width_->addItem(tr("Two columns, %1 mm").arg(kTwoColumns), kTwoColumns);
  several_->setObjectName(QStringLiteral("several"));
  several_->addItem(tr("A file each"), 0);
  several_->addItem(tr("One page, one column"), 1);
  for (int columns = 2; columns <= kMostColumns; ++columns) {
    several_->addItem(tr("One page, %1 columns").arg(columns), columns);
  }

  auto* form = new QFormLayout;
  form->setSpacing(8);
  form->addRow(tr("F&ormat"), format_);
  form->addRow(tr("&Theme"), theme_);
  form->addRow(tr("&Width"), width_);
  form->addRow(tr("&Several"), several_);
  auto* left = new QVBoxLayout;
  auto* heading = new QLabel(tr("&Figures"));
  heading->setBuddy(figures_);
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
  for (QComboBox* box : {format_, theme_, width_, several_}) {
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
          .theme = theme_->currentData().toString(),
          .widthMillimetres = width_->currentData().toDouble()};
}

int ExportDialog::pageColumns() const { return several_->currentData().toInt(); }

std::vector<View*> ExportDialog::outputs() const {
  return page_ ? std::vector<View*>{page_.get()} : figures();
}

void ExportDialog::update() {
  const FigureRequest wanted = request();
  const bool drawn = wanted.format != FigureFormat::Csv;
  const std::vector<View*> chosen = figures();
  theme_->setEnabled(drawn);
  width_->setEnabled(drawn);
  several_->setEnabled(drawn && chosen.size() > 1);
  page_ = several_->isEnabled() && pageColumns() > 0
              ? std::make_unique<PageView>(runs_, chosen, pageColumns())
              : nullptr;
  const int row = figures_->currentRow();
  View* view = page_ ? page_.get() : row < 0 ? nullptr : views_[static_cast<std::size_t>(row)];
  preview_->show(view, themeNamed(wanted.theme),
                 view != nullptr ? figureSizeFor(*view, wanted.widthMillimetres) : QSizeF());
  for (QAbstractButton* button : buttons_->buttons()) {
    if (buttons_->buttonRole(button) == QDialogButtonBox::AcceptRole) button->setEnabled(!chosen.empty());
  }
}

void ExportDialog::askWhere() {
  const std::vector<View*> chosen = outputs();
  const FigureRequest wanted = request();
  const QString suffix = suffixOf(wanted.format);
  const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
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
    answer_->setText(QString::fromUtf8(error.what()));
  }
}

}  // namespace entroscope
