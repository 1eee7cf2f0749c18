// Holds the canvas of a view with small multiples: fills what room there is, and scrolls where the panels
// would otherwise be too low to read or run into each other. GUI thread.
#pragma once

#include <QScrollArea>

namespace entroscope {

class TallScreen final : public QScrollArea {
  Q_OBJECT
 public:
  TallScreen(QWidget* canvas, QWidget* parent);

  void setLeastHeight(double pixels);
};

}  // namespace entroscope
