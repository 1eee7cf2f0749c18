#include "views/plot/left_edge.h"

#include <utility>

namespace entroscope {
namespace {

bool& keepsLeftEdge() {
  static bool keeps = false;
  return keeps;
}

}  // namespace

LeftEdgeOfTexts::LeftEdgeOfTexts() : before_(std::exchange(keepsLeftEdge(), true)) {}

LeftEdgeOfTexts::~LeftEdgeOfTexts() { keepsLeftEdge() = before_; }

bool LeftEdgeOfTexts::inForce() { return keepsLeftEdge(); }

void drawFromLeft(QPainter& painter, const QRectF& box, const QString& text, int flags) {
  const LeftEdgeOfTexts flush;
  painter.drawText(box, int(Qt::AlignLeft) | flags, text);
}

}  // namespace entroscope
