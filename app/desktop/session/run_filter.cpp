#include "app/desktop/session/run_filter.h"

#include <algorithm>

#include "app/desktop/session/run_list_model.h"

namespace entroscope {

void RunFilter::setText(const QString& text) {
  words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void RunFilter::setShowsArchived(bool shows) {
  showsArchived_ = shows;
  invalidateFilter();
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, RunListModel::Name, parent);
  if (!showsArchived_ && index.data(RunListModel::ArchivedRole).toBool()) return false;
  const QString text = index.data(RunListModel::SearchRole).toString();
  return std::ranges::all_of(words_, [&](const QString& word) {
    const bool unwanted = word.size() > 1 && word.startsWith(QLatin1Char('-'));
    return text.contains(unwanted ? word.mid(1) : word, Qt::CaseInsensitive) != unwanted;
  });
}

}  // namespace entroscope
