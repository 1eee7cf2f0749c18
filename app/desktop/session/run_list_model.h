// The open runs as a list for the window: colour, name, status, step, a check box for visibility, rows
// that can be dragged into another order. GUI thread only. No widgets.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include "views/plot/run_set.h"
#include "views/plot/theme.h"

namespace entroscope {

/// "training", "finished" … in the user's language.
QString statusText(RunStatus status);

class RunListModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Close, Columns };
  /// Of Name: its second line, "training · step 120" (the first line is the display text); everything that a
  /// filter looks in; whether the run is archived; its depth in the tree of forks.
  enum Role { DetailRole = Qt::UserRole, SearchRole, ArchivedRole, DepthRole };

  explicit RunListModel(RunSet& runs, QObject* parent = nullptr);

  void setTheme(const Theme& theme);
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 private:
  void rebuild();
  void update();
  static QString titleOf(const OpenRun& open);
  static QString detailOf(const OpenRun& open);
  static QString searchTextOf(const OpenRun& open);
  RunSet& runs_;
  const Theme* theme_ = &lightTheme();
  int rows_ = 0;  ///< as last told to the views
};

}  // namespace entroscope
