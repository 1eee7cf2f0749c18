#include "app/desktop/dialogs/fork_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include "app/desktop/style/settings.h"

namespace entroscope {

/// The settings whose words or key hold the text searched for, all of them or only what is changed.
class ForkFilter final : public QSortFilterProxyModel {
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  void set(const QString& text, bool onlyChanged) {
    text_ = text;
    onlyChanged_ = onlyChanged;
    invalidateFilter();
  }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
    const QModelIndex index = sourceModel()->index(row, ForkModel::Setting, parent);
    if (onlyChanged_ && !index.data(ForkModel::ChangedRole).toBool()) return false;
    return index.data().toString().contains(text_, Qt::CaseInsensitive) ||
           index.data(ForkModel::KeyRole).toString().contains(text_, Qt::CaseInsensitive);
  }

 private:
  QString text_;
  bool onlyChanged_ = false;
};

namespace {

constexpr int kLookMs = 500;

/// A list where a setting has a few values, a line elsewhere.
class ValueDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override {
    const QStringList choices = index.data(ForkModel::ChoicesRole).toStringList();
    if (choices.isEmpty()) return QStyledItemDelegate::createEditor(parent, option, index);
    auto* box = new QComboBox(parent);
    box->addItems(choices);
    // Activations may also be a list, one a layer.
    box->setEditable(index.data(ForkModel::KeyRole).toString() == QLatin1String("model.activation"));
    return box;
  }
  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setEditorData(editor, index);
    box->setCurrentText(index.data(Qt::EditRole).toString());
  }
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    const auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setModelData(editor, model, index);
    model->setData(index, box->currentText());
  }
};

}  // namespace

ForkDialog::ForkDialog(const RunSet& runs, const QString& folder, QWidget* parent)
    : QDialog(parent),
      model_(new ForkModel(this)),
      filter_(new ForkFilter(this)),
      run_(new QComboBox),
      checkpoint_(new QComboBox),
      search_(new QLineEdit),
      folder_(new QLineEdit),
      onlyChanged_(new QCheckBox(tr("Only what is &changed"))),
      table_(new QTreeView),
      difference_(new QPlainTextEdit),
      problem_(new QLabel),
      buttons_(new QDialogButtonBox) {
  setWindowTitle(tr("Fork a run"));
  for (const OpenRun& open : runs.runs()) {
    if (open.run->info().path.empty()) continue;
    runs_.push_back(open.run);
    run_->addItem(open.label(), QString::fromStdString(open.run->info().path.string()));
  }
  filter_->setSourceModel(model_);
  table_->setModel(filter_);
  table_->setItemDelegate(new ValueDelegate(table_));
  table_->setRootIsDecorated(false);
  table_->setUniformRowHeights(true);
  table_->setAlternatingRowColors(true);
  table_->setEditTriggers(QAbstractItemView::AllEditTriggers);
  table_->setAccessibleName(tr("Settings of the fork"));
  table_->setMinimumSize(620, 260);
  search_->setPlaceholderText(tr("Search the settings"));
  search_->setAccessibleName(tr("Search the settings"));
  search_->setClearButtonEnabled(true);
  difference_->setReadOnly(true);
  difference_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  difference_->setPlaceholderText(tr("Nothing is changed yet: the fork would repeat its parent."));
  difference_->setFixedHeight(96);
  difference_->setAccessibleName(tr("What the fork changes"));
  problem_->setWordWrap(true);
  folder_->setText(settings::newRunsFolder(QStringLiteral("fork")));
  folder_->setAccessibleName(tr("Folder"));

  auto* form = new QFormLayout;
  form->addRow(tr("&Run"), run_);
  form->addRow(tr("From its check&point"), checkpoint_);
  auto* bar = new QHBoxLayout;
  bar->addWidget(search_, 1);
  bar->addWidget(onlyChanged_);
  auto* below = new QFormLayout;
  below->addRow(tr("&Folder"), folder_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(18, 18, 18, 14);
  column->setSpacing(10);
  column->addLayout(form);
  column->addLayout(bar);
  column->addWidget(table_, 1);
  column->addWidget(difference_);
  column->addLayout(below);
  column->addWidget(problem_);
  column->addWidget(buttons_);
  buttons_->addButton(tr("Start the fork"), QDialogButtonBox::AcceptRole);
  buttons_->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);

  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(run_, &QComboBox::currentIndexChanged, this, &ForkDialog::chooseRun);
  connect(checkpoint_, &QComboBox::currentIndexChanged, this, &ForkDialog::chooseCheckpoint);
  // The newest one is chosen as well by whoever opens the list and takes it.
  connect(checkpoint_, &QComboBox::activated, this, &ForkDialog::chooseCheckpoint);
  const auto filter = [this] { filter_->set(search_->text(), onlyChanged_->isChecked()); };
  connect(search_, &QLineEdit::textChanged, this, filter);
  connect(onlyChanged_, &QCheckBox::toggled, this, filter);
  connect(model_, &ForkModel::edited, this, &ForkDialog::showState);
  connect(folder_, &QLineEdit::textChanged, this, &ForkDialog::showState);
  const int wanted = run_->findData(folder);
  if (wanted > 0) run_->setCurrentIndex(wanted);
  chooseRun();
  // One that trains saves more while the dialog is open.
  auto* look = new QTimer(this);
  connect(look, &QTimer::timeout, this, [this] {
    if (model_->refreshCheckpoints()) fillCheckpoints();
  });
  look->start(kLookMs);
  table_->header()->setStretchLastSection(true);
  table_->header()->resizeSection(ForkModel::Setting, 270);
  table_->header()->resizeSection(ForkModel::Parent, 150);
}

void ForkDialog::chooseRun() {
  const int index = run_->currentIndex();
  if (index < 0) return showState();
  model_->setRun(*runs_[static_cast<std::size_t>(index)]);
  chosen_.reset();
  fillCheckpoints();
}

void ForkDialog::chooseCheckpoint(int index) {
  const auto& checkpoints = model_->checkpoints();
  if (index >= 0 && index < std::ssize(checkpoints))
    chosen_ = checkpoints[static_cast<std::size_t>(index)].step;
  model_->chooseCheckpoint(index);
  showState();
}

void ForkDialog::fillCheckpoints() {
  const QSignalBlocker block(checkpoint_);
  checkpoint_->clear();
  int wanted = -1;
  for (const ForkModel::Checkpoint& checkpoint : model_->checkpoints()) {
    if (!chosen_ || checkpoint.step == *chosen_) wanted = checkpoint_->count();
    checkpoint_->addItem(tr("step %1").arg(QLocale().toString(static_cast<qlonglong>(checkpoint.step))));
  }
  checkpoint_->setCurrentIndex(wanted);
  model_->chooseCheckpoint(wanted);
  showState();
}

void ForkDialog::showState() {
  difference_->setPlainText(model_->difference());
  QString problem =
      runs_.empty() ? tr("Open a run first: a fork starts from one of its checkpoints.") : model_->problem();
  if (chosen_ && checkpoint_->currentIndex() < 0 && checkpoint_->count() > 0) {
    problem = tr("The checkpoint of step %1 has been removed meanwhile: choose another.")
                  .arg(QLocale().toString(static_cast<qlonglong>(*chosen_)));
  }
  if (problem.isEmpty() && folder_->text().trimmed().isEmpty()) problem = tr("The fork needs a folder.");
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
  for (QAbstractButton* button : buttons_->buttons()) {
    if (buttons_->buttonRole(button) == QDialogButtonBox::AcceptRole) button->setEnabled(problem.isEmpty());
  }
}

RunRequest ForkDialog::request() const { return model_->request(folder_->text().trimmed().toStdString()); }

}  // namespace entroscope
