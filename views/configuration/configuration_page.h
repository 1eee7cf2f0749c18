// The table of configuration differences as a figure. Logical pixels at 96 dpi. GUI thread.
#pragma once

#include <QPainter>
#include <QSizeF>

#include "views/configuration/configuration_model.h"
#include "views/plot/theme.h"

namespace entroscope {

/// What the table needs so that nothing but very long values is shortened.
QSizeF configurationPageSize(const ConfigurationModel& model);
/// Below this width the columns cannot shrink further.
double configurationPageLeastWidth(const ConfigurationModel& model);
/// The model has a table.
void paintConfigurationPage(QPainter& painter, QSizeF size, const Theme& theme,
                            const ConfigurationModel& model);

}  // namespace entroscope
