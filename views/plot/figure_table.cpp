#include "views/plot/figure_table.h"

#include <QHeaderView>

#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr int kRowHeight = 26;  // px

}  // namespace

void styleTable(QTableView& table) {
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.setAlternatingRowColors(true);
  table.setShowGrid(false);
  table.setFrameShape(QFrame::NoFrame);
  table.setWordWrap(false);
  table.setTabKeyNavigation(false);  // arrows go from cell to cell; Tab must lead out of the table
  table.setFont(figureFont(kLabelSize));
  table.verticalHeader()->hide();
  table.verticalHeader()->setDefaultSectionSize(kRowHeight);
  table.horizontalHeader()->setFont(figureFont(kLabelSize, true));
  table.horizontalHeader()->setHighlightSections(false);
}

}  // namespace entroscope
