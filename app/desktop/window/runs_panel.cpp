#include "app/desktop/window/runs_panel.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "app/desktop/style/icons.h"

namespace entroscope {

namespace {

/// Draws the run's colour as a small round swatch and the closing cross of the row under the pointer.
class RunDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void setIcon(const QIcon& icon) { close_ = icon; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() != RunListModel::Close) return;
    const bool wanted = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    const QRect cross = QStyle::alignedRect(option.direction, Qt::AlignCenter, {14, 14}, option.rect);
    close_.paint(painter, cross, Qt::AlignCenter, wanted ? QIcon::Normal : QIcon::Disabled);
  }

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant decoration = index.data(Qt::DecorationRole);
    if (!decoration.canConvert<QColor>() || index.column() != RunListModel::Name) return;
    const qreal ratio = option->widget != nullptr ? option->widget->devicePixelRatioF() : 1.0;
    QPixmap swatch(QSize(12, 12) * ratio);
    swatch.setDevicePixelRatio(ratio);
    swatch.fill(Qt::transparent);
    QPainter painter(&swatch);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(decoration.value<QColor>());
    painter.drawEllipse(QRectF(1, 1, 10, 10));
    option->icon = QIcon(swatch);
    option->decorationSize = {12, 12};
  }

 private:
  QIcon close_;
};

}  // namespace

RunsPanel::RunsPanel(RunSet& runs, QWidget* parent)
    : QWidget(parent), model_(new RunListModel(runs, this)), list_(new QTreeView), close_(new QAction(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(list_);
  list_->setModel(model_);
  list_->setItemDelegate(new RunDelegate(list_));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setMouseTracking(true);
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  QHeaderView* header = list_->header();
  header->setStretchLastSection(false);
  header->setSectionsMovable(false);
  header->setMinimumSectionSize(24);
  header->setSectionResizeMode(QHeaderView::ResizeToContents);
  header->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
  header->setSectionResizeMode(RunListModel::Close, QHeaderView::Fixed);
  header->resizeSection(RunListModel::Close, 24);
  close_->setShortcut(QKeySequence::Delete);
  close_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addAction(close_);
  connect(close_, &QAction::triggered, this, &RunsPanel::closeCurrent);
  connect(list_, &QTreeView::customContextMenuRequested, this, &RunsPanel::showMenu);
  connect(list_, &QTreeView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == RunListModel::Close) Q_EMIT closeRequested(index.row());
  });
  retranslate();
}

void RunsPanel::setTheme(const Theme& theme) {
  model_->setTheme(theme);
  static_cast<RunDelegate*>(list_->itemDelegate())
      ->setIcon(themedIcon(QStringLiteral("close"), theme.foreground));
  list_->viewport()->update();
}

void RunsPanel::showMenu(const QPoint& at) {
  if (!list_->indexAt(at).isValid()) return;
  QMenu menu;
  menu.addAction(close_);
  menu.exec(list_->viewport()->mapToGlobal(at));
}

void RunsPanel::closeCurrent() {
  if (list_->currentIndex().isValid()) Q_EMIT closeRequested(list_->currentIndex().row());
}

void RunsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void RunsPanel::retranslate() {
  list_->setAccessibleName(tr("Open runs"));
  list_->setToolTip(tr("Check to show a run, drag to change the order"));
  close_->setText(tr("Close run"));
  model_->retranslate();
}

}  // namespace entroscope
