#include "app/desktop/session/row_drag.h"

#include <algorithm>
#include <memory>

namespace entroscope {

QMimeData* dragOfRow(const QString& type, const QModelIndexList& indexes) {
  if (indexes.isEmpty()) return nullptr;
  auto data = std::make_unique<QMimeData>();
  data->setData(type, QByteArray::number(indexes.front().row()));
  return data.release();
}

RowMove moveOfDrop(const QString& type, const QMimeData& data, Qt::DropAction action, int row,
                   const QModelIndex& parent, int rows) {
  if (action != Qt::MoveAction || !data.hasFormat(type)) return {};
  const int from = data.data(type).toInt();
  int to = row >= 0 ? row : (parent.isValid() ? parent.row() : rows);
  if (to > from) --to;  // the row leaves its old place first
  if (from < 0 || from >= rows || to < 0) return {};
  return {from, std::min(to, rows - 1)};
}

}  // namespace entroscope
