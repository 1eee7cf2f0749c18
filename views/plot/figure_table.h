// The look that all tables of the views share. GUI thread.
#pragma once

#include <QTableView>

namespace entroscope {

/// Read-only, whole rows selected, striped, no grid and no row numbers, in the figures' font.
void styleTable(QTableView& table);

}  // namespace entroscope
