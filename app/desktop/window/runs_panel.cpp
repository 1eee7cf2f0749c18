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
    const QStyle* style = filled.widget->style();
    // The style draws frame and check box; swatch and words follow below.
    filled.text = QStringLiteral(" ");
    filled.icon = {};
    filled.features &= ~QStyleOptionViewItem::HasDecoration;
    style->drawControl(QStyle::CE_ItemViewItem, &filled, painter, filled.widget);
    const bool selected = option.state & QStyle::State_Selected;
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
    painter->setPen(Qt::NoPen);
    painter->setBrush(index.data(Qt::DecorationRole).value<QColor>());
    painter->drawEllipse(swatch);
    QFont strong = filled.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(filled.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    const auto draw = [&](const QString& text) {
      const QString fitting = painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width());
      painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, fitting);
    };
    draw(index.data().toString());
    line.translate(0, metrics.height() + 1);
    painter->setFont(filled.font);
    if (!selected) painter->setPen(muted_);
    draw(index.data(RunListModel::DetailRole).toString());
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
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->setHeaderHidden(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setMinimumSectionSize(24);
  list_->header()->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(RunListModel::Close, QHeaderView::Fixed);
  list_->header()->resizeSection(RunListModel::Close, 28);
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
  static_cast<RunDelegate*>(list_->itemDelegate())->setTheme(theme);
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
