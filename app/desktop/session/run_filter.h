// Which of the open runs the list shows: those that hold every word typed, archived ones only on request. No
// widgets. GUI thread only.
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace entroscope {

class RunFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  /// Words parted by blanks, in any order and case; a word that begins with - must not occur.
  void setText(const QString& text);
  void setShowsArchived(bool shows);
  bool isActive() const { return !words_.isEmpty(); }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList words_;
  bool showsArchived_ = false;
};

}  // namespace entroscope
