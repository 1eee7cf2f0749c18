#include "app/desktop/window/queue_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include "app/desktop/session/queue_model.h"

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

QueuePanel::QueuePanel(QueueModel& model, QWidget* parent)
    : QWidget(parent), model_(model), list_(new QTreeView) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(list_);
  list_->setModel(&model_);
  list_->setItemDelegate(new ProgressDelegate(list_));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setSelectionMode(QAbstractItemView::NoSelection);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(QueueModel::Configuration, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(QueueModel::State, QHeaderView::ResizeToContents);
  retranslate();
}

void QueuePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void QueuePanel::retranslate() {
  list_->setAccessibleName(tr("Queue"));
  model_.retranslate();
}

}  // namespace entroscope
