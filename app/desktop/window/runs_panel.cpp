#include "app/desktop/window/runs_panel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "app/desktop/dialogs/run_details_dialog.h"
#include "app/desktop/dialogs/truncate_dialog.h"
#include "app/desktop/style/icons.h"

namespace entroscope {

namespace {

constexpr int kIndent = 16;

/// A run in two lines, its colour as a round swatch, and the closing cross.
class RunDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void setTheme(const Theme& theme) {
    close_ = themedIcon(QStringLiteral("close"), theme.foreground);
    muted_ = theme.mutedText;
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem filled = option;
    initStyleOption(&filled, index);
    const int depth = index.column() == RunListModel::Close ? 0 : index.data(RunListModel::DepthRole).toInt();
    // A fork hangs from its parent: an angle at the depth of the tree.
    filled.rect.adjust(depth * kIndent, 0, 0, 0);
    const QStyle* style = filled.widget->style();
    // The style draws frame and check box; swatch and words follow below.
    filled.text = QStringLiteral(" ");
    filled.icon = {};
    filled.features &= ~QStyleOptionViewItem::HasDecoration;
    style->drawControl(QStyle::CE_ItemViewItem, &filled, painter, filled.widget);
    const bool selected = option.state & QStyle::State_Selected;
    if (depth > 0) {
      painter->save();
      painter->setPen(QPen(muted_, 1));
      const double x = option.rect.left() + (depth - 1) * kIndent + 10.5, y = option.rect.center().y();
      painter->drawLine(QLineF(x, option.rect.top(), x, y));
      painter->drawLine(QLineF(x, y, x + 7, y));
      painter->restore();
    }
    if (index.column() == RunListModel::Close) {
      const bool wanted = selected || (option.state & QStyle::State_MouseOver);
      const QRect cross = QStyle::alignedRect(option.direction, Qt::AlignCenter, {14, 14}, option.rect);
      close_.paint(painter, cross, Qt::AlignCenter, wanted ? QIcon::Normal : QIcon::Disabled);
      return;
    }
    QRect words = style->subElementRect(QStyle::SE_ItemViewItemText, &filled, filled.widget);
    const QRectF swatch(words.left() + 5, option.rect.center().y() - 4.5, 10, 10);
    words.adjust(22, 0, -2, 0);
    const QFontMetrics metrics(filled.font);
    QRect line(words.left(), option.rect.center().y() - metrics.height(), words.width(), metrics.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // A ring keeps a run's colour apart from that of the selection.
    painter->setPen(selected ? QPen(filled.palette.color(QPalette::HighlightedText), 1.5) : QPen(Qt::NoPen));
    painter->setBrush(index.data(Qt::DecorationRole).value<QColor>());
    painter->drawEllipse(swatch);
    QFont strong = filled.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(filled.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    const auto draw = [&](const QString& text, Qt::TextElideMode elide) {
      const QString fitting = painter->fontMetrics().elidedText(text, elide, line.width());
      painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, fitting);
    };
    draw(index.data().toString(), Qt::ElideRight);
    line.translate(0, metrics.height() + 1);
    painter->setFont(filled.font);
    if (!selected) painter->setPen(muted_);
    // Runs of one name are told apart at its end, in brackets.
    const QString detail = index.data(RunListModel::DetailRole).toString();
    draw(detail, detail.endsWith(QLatin1Char(')')) ? Qt::ElideMiddle : Qt::ElideRight);
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {120, 2 * QFontMetrics(option.font).height() + 12};
  }

 private:
  QColor muted_;
  QIcon close_;
};

}  // namespace

RunsPanel::RunsPanel(RunSet& runs, QWidget* parent)
    : QWidget(parent),
      runs_(runs),
      model_(new RunListModel(runs, this)),
      filter_(new RunFilter(this)),
      editor_(new RunEditor(runs, openRun, this)),
      search_(new QLineEdit),
      archived_(new QCheckBox),
      list_(new QTreeView),
      onlyListed_(new QAction(this)) {
  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(6, 4, 6, 4);
  bar->setSpacing(8);
  bar->addWidget(search_, 1);
  bar->addWidget(archived_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(bar);
  column->addWidget(list_, 1);
  search_->setClearButtonEnabled(true);
  filter_->setSourceModel(model_);
  list_->setModel(filter_);
  list_->setItemDelegate(new RunDelegate(list_));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setMouseTracking(true);
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->setHeaderHidden(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setMinimumSectionSize(24);
  list_->header()->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(RunListModel::Close, QHeaderView::Fixed);
  list_->header()->resizeSection(RunListModel::Close, 28);
  details_ = addEdit(Qt::Key_F2, &RunsPanel::editDetails);
  archive_ = addEdit({}, &RunsPanel::toggleArchived);
  truncate_ = addEdit({}, &RunsPanel::truncate);
  trash_ = addEdit(Qt::SHIFT | Qt::Key_Delete, &RunsPanel::moveToTrash);
  close_ = addEdit(QKeySequence::Delete, &RunsPanel::closeRun);
  connect(onlyListed_, &QAction::triggered, this, &RunsPanel::showOnlyListed);
  connect(editor_, &RunEditor::refused, this, &RunsPanel::refused);
  connect(search_, &QLineEdit::textChanged, filter_, &RunFilter::setText);
  connect(search_, &QLineEdit::returnPressed, list_, qOverload<>(&QWidget::setFocus));
  connect(archived_, &QCheckBox::toggled, filter_, &RunFilter::setShowsArchived);
  connect(list_, &QTreeView::customContextMenuRequested, this, &RunsPanel::showMenu);
  connect(list_, &QTreeView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == RunListModel::Close) Q_EMIT closeRequested(filter_->mapToSource(index).row());
  });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunsPanel::updateActions);
  for (const auto signal : {&RunSet::runsChanged, &RunSet::recordsChanged})
    connect(&runs_, signal, this, &RunsPanel::updateActions);
  retranslate();
}

QAction* RunsPanel::addEdit(const QKeySequence& shortcut, void (RunsPanel::*act)(int)) {
  auto* action = new QAction(this);
  action->setShortcut(shortcut);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  list_->addAction(action);
  connect(action, &QAction::triggered, this, [this, act] {
    if (const int index = currentRun(); index >= 0) (this->*act)(index);
  });
  return action;
}

void RunsPanel::setTheme(const Theme& theme) {
  model_->setTheme(theme);
  static_cast<RunDelegate*>(list_->itemDelegate())->setTheme(theme);
  list_->viewport()->update();
}

int RunsPanel::currentRun() const {
  const QModelIndex index = filter_->mapToSource(list_->currentIndex());
  return index.isValid() && index.row() < static_cast<int>(runs_.runs().size()) ? index.row() : -1;
}

void RunsPanel::updateActions() {
  const int index = currentRun();
  const OpenRun* run = index >= 0 ? &runs_.runs()[static_cast<std::size_t>(index)] : nullptr;
  const bool editable = run != nullptr && RunEditor::canEdit(*run);
  for (QAction* action : {details_, archive_, trash_}) action->setEnabled(editable);
  truncate_->setEnabled(editable && !TruncateDialog::stepsFor(*run->run).empty());
  close_->setEnabled(run != nullptr);
  archive_->setText(run != nullptr && RunEditor::isArchived(*run) ? tr("Bring back from the archive")
                                                                  : tr("Archive"));
}

void RunsPanel::showMenu(const QPoint& at) {
  if (!list_->indexAt(at).isValid()) return;
  updateActions();
  QMenu menu;
  const int run = currentRun();
  connect(menu.addAction(tr("Fork this run…")), &QAction::triggered, this,
          [this, run] { Q_EMIT forkRequested(run); });
  connect(menu.addAction(tr("Export this run…")), &QAction::triggered, this,
          [this, run] { Q_EMIT exportRequested(run); });
  menu.addSeparator();
  menu.addActions({details_, archive_, truncate_, trash_});
  menu.addSeparator();
  menu.addActions({onlyListed_, close_});
  menu.exec(list_->viewport()->mapToGlobal(at));
}

void RunsPanel::editDetails(int index) {
  const OpenRun& open = runs_.runs()[static_cast<std::size_t>(index)];
  if (!RunEditor::canEdit(open)) return;
  const QString folder = QString::fromStdString(open.run->info().path.filename().string());
  auto* dialog = new RunDetailsDialog(annotationsOf(*open.run), folder, this);
  whenAccepted(*dialog, open.run, [this, dialog](int now) { editor_->annotate(now, dialog->annotations()); });
}

void RunsPanel::truncate(int index) {
  const OpenRun& open = runs_.runs()[static_cast<std::size_t>(index)];
  if (!RunEditor::canEdit(open) || TruncateDialog::stepsFor(*open.run).empty()) return;
  auto* dialog = new TruncateDialog(open.run, this);
  whenAccepted(*dialog, open.run, [this, dialog](int now) { editor_->truncate(now, dialog->step()); });
}

void RunsPanel::whenAccepted(QDialog& dialog, const RunPtr& run, std::function<void(int)> act) {
  dialog.setAttribute(Qt::WA_DeleteOnClose);
  connect(&dialog, &QDialog::accepted, this, [this, act = std::move(act), path = run->info().path] {
    const auto& runs = runs_.runs();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (runs[i].run->info().path == path) return act(static_cast<int>(i));
    }
  });
  dialog.open();
}

void RunsPanel::toggleArchived(int index) {
  editor_->setArchived(index, !RunEditor::isArchived(runs_.runs()[static_cast<std::size_t>(index)]));
}

void RunsPanel::showOnlyListed() {
  for (int row = 0; row < model_->rowCount(); ++row) {
    const bool listed = filter_->mapFromSource(model_->index(row, RunListModel::Name)).isValid();
    runs_.setVisible(row, listed);
  }
}

void RunsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void RunsPanel::retranslate() {
  search_->setPlaceholderText(tr("Filter runs"));
  search_->setAccessibleName(tr("Filter runs"));
  search_->setToolTip(tr("Words of name, configuration, tag, note, status or folder; -word leaves out"));
  archived_->setText(tr("Archived"));
  archived_->setToolTip(tr("List archived runs too"));
  list_->setAccessibleName(tr("Open runs"));
  list_->setToolTip(tr("Check to show a run, drag to change the order"));
  details_->setText(tr("Name, tags, note…"));
  truncate_->setText(tr("Cut back to a checkpoint…"));
  trash_->setText(tr("Move to the trash"));
  close_->setText(tr("Close run"));
  onlyListed_->setText(tr("Show only the runs listed"));
  model_->retranslate();
  updateActions();
}

}  // namespace entroscope
