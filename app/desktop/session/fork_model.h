// A fork being planned: the configuration of a run beside a changed copy of it, as an editable table of
// settings, and what differs. GUI thread only. No widgets.
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/config_fields.h"
#include "core/engine/engine.h"
#include "core/runs/run.h"

namespace entroscope {

class ForkModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Setting, Parent, Fork, Columns };
  enum Role {
    ChoicesRole = Qt::UserRole,  ///< QStringList; empty: any text
    ChangedRole,                 ///< bool
    KeyRole,                     ///< the field's key
  };
  struct Checkpoint {
    std::int64_t step = 0;
    std::filesystem::path folder;
  };

  explicit ForkModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  /// Plans a fork of this run from its newest checkpoint, unchanged so far.
  void setRun(const Run& run);
  const std::vector<Checkpoint>& checkpoints() const { return checkpoints_; }  ///< oldest first
  /// Until the number of steps is changed by hand it is the parent's; a checkpoint at the parent's end would
  /// leave nothing to train, so there it is as many again.
  void chooseCheckpoint(int index);
  /// Looks for checkpoints saved meanwhile; true when there are others than before.
  bool refreshCheckpoints();

  /// False: not a value that the setting can have; problem() says why.
  bool change(const std::string& key, const QString& text);
  QString problem() const;  ///< why the fork cannot start as it is; empty when it can

  const RunConfig& config() const { return config_; }
  /// Only what differs from the parent: "− key = before" and "+ key = after", a line each.
  QString difference() const;
  bool isChanged() const { return !changes().empty(); }
  /// @throws Error when problem() is not empty.
  RunRequest request(const std::filesystem::path& folder) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void edited();  ///< problem() or difference() may be others

 private:
  std::vector<FieldDifference> changes() const;
  void check() const;

  std::filesystem::path folder_;  ///< of the parent
  std::string id_;                ///< of the parent
  RunConfig parent_, config_;
  std::vector<Checkpoint> checkpoints_;
  int checkpoint_ = -1;
  bool stepsChosen_ = false;  ///< by hand
  std::vector<std::string> keys_;
  QString refused_;  ///< the last text that was no value
};

}  // namespace entroscope
