#include "app/desktop/window/queue_panel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "app/desktop/session/session.h"
#include "app/desktop/window/steer_panel.h"

namespace entroscope {

namespace {

/// A thin bar under the numbers of a run that has begun.
class ProgressDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyledItemDelegate::paint(painter, option, index);
    const double share = index.data(QueueModel::ProgressRole).toDouble();
    if (index.column() != QueueModel::State || share < 0) return;
    QRectF bar(option.rect.left() + 4, option.rect.bottom() - 2.5, option.rect.width() - 8, 2.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(option.palette.color(QPalette::Mid));
    painter->drawRoundedRect(bar, 1.2, 1.2);
    bar.setWidth(bar.width() * qBound(0.0, share, 1.0));
    painter->setBrush(option.palette.color(QPalette::Highlight));
    painter->drawRoundedRect(bar, 1.2, 1.2);
    painter->restore();
  }
};

}  // namespace

QueuePanel::QueuePanel(Session& session, const RunSet& runs, QWidget* parent)
    : QWidget(parent),
      session_(session),
      empty_(new QLabel),
      list_(new QTreeView),
      buttons_(new QWidget),
      steering_(new SteerPanel(session, runs)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(empty_, 1);
  column->addWidget(list_, 1);
  empty_->setWordWrap(true);
  empty_->setMargin(8);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  empty_->setBackgroundRole(QPalette::Base);
  empty_->setAutoFillBackground(true);
  auto* row = new QHBoxLayout(buttons_);
  row->setContentsMargins(6, 2, 6, 2);
  row->setSpacing(2);
  earlier_ = addButton(Qt::UpArrow, Qt::ALT | Qt::Key_Up);
  later_ = addButton(Qt::DownArrow, Qt::ALT | Qt::Key_Down);
  remove_ = addButton(Qt::NoArrow, QKeySequence::Delete);
  row->addStretch();
  column->addWidget(buttons_);
  column->addWidget(steering_);
  list_->setModel(&session_.queue());
  list_->setItemDelegate(new ProgressDelegate(list_));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(QueueModel::Configuration, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(QueueModel::State, QHeaderView::ResizeToContents);
  connect(earlier_, &QAction::triggered, this, [this] { move(-1); });
  connect(later_, &QAction::triggered, this, [this] { move(1); });
  connect(remove_, &QAction::triggered, this, &QueuePanel::remove);
  connect(&session_.queue(), &QueueModel::moveRequested, &session_, &Session::moveQueued);
  connect(list_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QueuePanel::updateActions);
  connect(&session_.queue(), &QAbstractItemModel::modelReset, this, &QueuePanel::updateActions);
  connect(&session_.queue(), &QAbstractItemModel::dataChanged, this, &QueuePanel::updateActions);
  connect(&session_.queue(), &QAbstractItemModel::rowsInserted, this, &QueuePanel::updateActions);
  connect(&session_.queue(), &QAbstractItemModel::rowsRemoved, this, &QueuePanel::updateActions);
  connect(&session_.queue(), &QAbstractItemModel::rowsMoved, this, &QueuePanel::updateActions);
  retranslate();
  updateActions();
}

QAction* QueuePanel::addButton(Qt::ArrowType arrow, const QKeySequence& shortcut) {
  auto* action = new QAction(this);
  action->setShortcut(shortcut);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  list_->addAction(action);
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setArrowType(arrow);
  button->setAutoRaise(true);
  buttons_->layout()->addWidget(button);
  return action;
}

int QueuePanel::row() const { return list_->currentIndex().isValid() ? list_->currentIndex().row() : -1; }

void QueuePanel::move(int places) { session_.moveQueued(row(), places); }

void QueuePanel::remove() { session_.removeQueued(row()); }

void QueuePanel::updateActions() {
  const QueueModel& queue = session_.queue();
  const bool waiting = queue.isWaiting(row());
  earlier_->setEnabled(waiting && queue.isWaiting(row() - 1));
  later_->setEnabled(waiting && queue.isWaiting(row() + 1));
  remove_->setEnabled(waiting);
  bool any = false;
  for (int i = 0; i < queue.rowCount(); ++i) any = any || queue.isWaiting(i);
  buttons_->setVisible(any);
  empty_->setVisible(queue.rowCount() == 0);
  list_->setVisible(queue.rowCount() > 0);
}

void QueuePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void QueuePanel::retranslate() {
  const auto set = [](QAction* action, const QString& text, const QString& toolTip) {
    action->setText(text);
    action->setToolTip(
        QStringLiteral("%1 (%2)").arg(toolTip, action->shortcut().toString(QKeySequence::NativeText)));
  };
  set(earlier_, tr("Earlier"), tr("Train the chosen run earlier"));
  set(later_, tr("Later"), tr("Train the chosen run later"));
  set(remove_, tr("Remove"), tr("Take the chosen run out of the queue"));
  list_->setAccessibleName(tr("Queue"));
  list_->setToolTip(tr("Drag a waiting run to change the order"));
  empty_->setText(tr("Nothing is queued. File → Train a preset… adds runs, Training → Fork a run… one."));
  session_.queue().retranslate();
}

}  // namespace entroscope
