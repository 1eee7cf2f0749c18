#include "views/plot/tall_screen.h"

#include <cmath>

namespace entroscope {

TallScreen::TallScreen(QWidget* canvas, QWidget* parent) : QScrollArea(parent) {
  setWidget(canvas);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);  // the canvas has it, and passes on the keys that scroll
}

void TallScreen::setLeastHeight(double pixels) {
  widget()->setMinimumHeight(static_cast<int>(std::ceil(pixels)));
}

}  // namespace entroscope
