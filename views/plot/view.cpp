#include "views/plot/view.h"

#include "views/plot/run_set.h"

namespace entroscope {

View::View(RunSet& runs, QWidget* parent) : QWidget(parent), runs_(runs) { setFocusPolicy(Qt::StrongFocus); }

}  // namespace entroscope
