// The runs that were asked for, in order, with how far each has come. GUI thread only. No widgets.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/snapshot.h"

namespace entroscope {

enum class QueueState { Waiting, Preparing, Training, Paused, Finished, Interrupted, Failed, Dropped };

struct QueueEntry {
  std::string configuration, folder;
  QueueState state = QueueState::Waiting;
  std::int64_t step = 0, totalSteps = 0;
  Sentence error;
};

class QueueModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Configuration, State, Columns };
  enum Role { ProgressRole = Qt::UserRole };  ///< 0…1, or −1 when there is nothing to show

  explicit QueueModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  const std::vector<QueueEntry>& entries() const { return entries_; }
  void append(const std::vector<RunRequest>& queue);
  /// Sets the newest entry of that folder; unknown folders are ignored.
  void setState(const std::string& folder, QueueState state, const Sentence& error = {});
  void setProgress(const std::string& folder, std::int64_t step, std::int64_t totalSteps);
  bool isWaiting(int row) const;
  /// Moves a waiting entry among the waiting ones. @return its new row.
  int moveWaiting(int row, int places);
  void remove(int row);
  void dropWaiting();   ///< waiting entries become Dropped
  void clearSettled();  ///< removes entries that are over
  bool hasSettled() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void retranslate();

  Qt::ItemFlags flags(const QModelIndex& index) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 Q_SIGNALS:
  void moveRequested(int row, int places);  ///< a waiting entry was dragged; who trains moves it

 private:
  int indexOf(const std::string& folder) const;
  std::vector<QueueEntry> entries_;
};

}  // namespace entroscope
