// QCustomPlot's header, for which the project's QT_NO_KEYWORDS must be lifted: it says `signals`
// and `foreach`.
#pragma once

#include <QObject>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef foreach
#undef slots
#undef signals
