// Rows of a list dragged to another place in it, for models whose rows move within what they show. No
// widgets.
#pragma once

#include <QAbstractItemModel>
#include <QMimeData>
#include <QString>

namespace entroscope {

/// What the view carries: the number of the first row dragged. Owned by the caller; null for none.
QMimeData* dragOfRow(const QString& type, const QModelIndexList& indexes);

struct RowMove {
  int from = -1, to = -1;  ///< −1: nothing to move
};
/// What dropMimeData() of a model is asked for. That must then return false: the view would remove the row
/// that it dragged, which has moved already.
RowMove moveOfDrop(const QString& type, const QMimeData& data, Qt::DropAction action, int row,
                   const QModelIndex& parent, int rows);

}  // namespace entroscope
