#include "app/desktop/session/queue_model.h"

#include <QLocale>
#include <algorithm>

#include "app/desktop/session/row_drag.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

const QString kRowMime = QStringLiteral("application/x-entroscope-queue-row");

bool settled(QueueState state) { return state >= QueueState::Finished; }

}  // namespace

void QueueModel::append(const std::vector<RunRequest>& queue) {
  if (queue.empty()) return;
  const int first = rowCount();
  beginInsertRows({}, first, first + static_cast<int>(queue.size()) - 1);
  for (const RunRequest& request : queue) {
    std::string label = request.config.configuration;
    if (label.empty()) label = request.config.name;
    if (label.empty()) label = request.folder.filename().string();
    entries_.push_back({.configuration = label,
                        .folder = request.folder.string(),
                        .totalSteps = request.config.train.steps,
                        .error = {}});
  }
  endInsertRows();
}

int QueueModel::indexOf(const std::string& folder) const {
  for (int i = rowCount() - 1; i >= 0; --i) {
    if (entries_[static_cast<std::size_t>(i)].folder == folder) return i;
  }
  return -1;
}

void QueueModel::setState(const std::string& folder, QueueState state, const Sentence& error) {
  const int row = indexOf(folder);
  if (row < 0) return;
  QueueEntry& entry = entries_[static_cast<std::size_t>(row)];
  entry.state = state;
  entry.error = error;
  if (state == QueueState::Finished) entry.step = entry.totalSteps;
  Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

void QueueModel::setProgress(const std::string& folder, std::int64_t step, std::int64_t totalSteps) {
  const int row = indexOf(folder);
  if (row < 0) return;
  QueueEntry& entry = entries_[static_cast<std::size_t>(row)];
  if (entry.step == step && entry.totalSteps == totalSteps) return;
  entry.step = step;
  entry.totalSteps = totalSteps;
  Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

bool QueueModel::isWaiting(int row) const {
  return row >= 0 && row < rowCount() && entries_[static_cast<std::size_t>(row)].state == QueueState::Waiting;
}

int QueueModel::moveWaiting(int row, int places) {
  int to = row;
  while (places < 0 && isWaiting(to - 1)) --to, ++places;
  while (places > 0 && isWaiting(to + 1)) ++to, --places;
  if (to == row) return row;
  beginMoveRows({}, row, row, {}, to > row ? to + 1 : to);
  const auto first = entries_.begin();
  if (to > row) {
    std::rotate(first + row, first + row + 1, first + to + 1);
  } else {
    std::rotate(first + to, first + row, first + row + 1);
  }
  endMoveRows();
  return to;
}

void QueueModel::remove(int row) {
  beginRemoveRows({}, row, row);
  entries_.erase(entries_.begin() + row);
  endRemoveRows();
}

void QueueModel::dropWaiting() {
  for (QueueEntry& entry : entries_) {
    if (entry.state == QueueState::Waiting) entry.state = QueueState::Dropped;
  }
  if (!entries_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

void QueueModel::clearSettled() {
  beginResetModel();
  std::erase_if(entries_, [](const QueueEntry& entry) { return settled(entry.state); });
  endResetModel();
}

bool QueueModel::hasSettled() const {
  return std::ranges::any_of(entries_, [](const QueueEntry& entry) { return settled(entry.state); });
}

int QueueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int QueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant QueueModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const QueueEntry& entry = entries_[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole) {
    return entry.error.empty() ? QString::fromStdString(entry.folder) : translated(entry.error);
  }
  if (index.column() == Configuration) {
    return role == Qt::DisplayRole ? QString::fromStdString(entry.configuration) : QVariant();
  }
  if (role == ProgressRole) {
    const bool started = entry.state == QueueState::Training || entry.state == QueueState::Paused ||
                         entry.state == QueueState::Interrupted;
    if (!started || entry.totalSteps <= 0) return -1.0;
    return static_cast<double>(entry.step) / static_cast<double>(entry.totalSteps);
  }
  if (role != Qt::DisplayRole) return {};
  switch (entry.state) {
    case QueueState::Waiting:
      return tr("waiting");
    case QueueState::Preparing:
      return tr("preparing");
    case QueueState::Training:
    case QueueState::Paused:
    case QueueState::Interrupted: {
      const QLocale locale;
      return QStringLiteral("%1 / %2").arg(locale.toString(static_cast<qlonglong>(entry.step)),
                                           locale.toString(static_cast<qlonglong>(entry.totalSteps)));
    }
    case QueueState::Finished:
      return tr("finished");
    case QueueState::Failed:
      return tr("failed");
    case QueueState::Dropped:
      return tr("not started");
  }
  return {};
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == Configuration ? tr("Configuration") : tr("Progress");
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return isWaiting(index.row()) ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList QueueModel::mimeTypes() const { return {kRowMime}; }

QMimeData* QueueModel::mimeData(const QModelIndexList& indexes) const { return dragOfRow(kRowMime, indexes); }

bool QueueModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                              const QModelIndex& parent) {
  const RowMove move = moveOfDrop(kRowMime, *data, action, row, parent, rowCount());
  if (move.from >= 0 && move.from != move.to) Q_EMIT moveRequested(move.from, move.to - move.from);
  return false;
}

void QueueModel::retranslate() {
  if (!entries_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
}

}  // namespace entroscope
