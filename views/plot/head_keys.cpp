#include "views/plot/head_keys.h"

#include <Qt>
#include <algorithm>

namespace entroscope {
namespace {

/// Layers and heads that an arrow key moves by; nothing for any other key.
std::optional<HeadId> stepOf(int key) {
  switch (key) {
    case Qt::Key_Left:
      return HeadId{0, -1};
    case Qt::Key_Right:
      return HeadId{0, 1};
    case Qt::Key_Up:
      return HeadId{-1, 0};
    case Qt::Key_Down:
      return HeadId{1, 0};
    default:
      return std::nullopt;
  }
}

}  // namespace

bool chooseHeadByKey(RunSet& runs, int key, std::optional<HeadId> last) {
  if (key == Qt::Key_Escape) {
    runs.selectHead(std::nullopt);
    return true;
  }
  const auto step = stepOf(key);
  if (!step) return false;
  if (!last) return true;
  HeadId head;
  if (const auto selected = runs.selectedHead()) {
    head.layer = std::clamp(selected->layer + step->layer, 0, last->layer);
    head.head = std::clamp(selected->head + step->head, 0, last->head);
  }
  runs.selectHead(head);
  return true;
}

}  // namespace entroscope
