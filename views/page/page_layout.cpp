#include "views/page/page_layout.h"

#include <algorithm>

namespace entroscope {

PageLayout layoutPage(int count, int columns, double width, const HeightOf& heightOf) {
  columns = std::clamp(columns, 1, std::max(1, count));
  const double column = (width - kPageGap * (columns - 1)) / columns;
  PageLayout layout;
  double top = 0;
  for (int first = 0; first < count; first += columns) {
    const int end = std::min(first + columns, count);
    double height = 0;
    for (int i = first; i < end; ++i) height = std::max(height, heightOf(i, column));
    if (first > 0) top += kPageGap;
    for (int i = first; i < end; ++i) {
      const QRectF head((i - first) * (column + kPageGap), top, column, kPanelHeadHeight);
      layout.panels.push_back({head, QRectF(head.bottomLeft(), QSizeF(column, height))});
    }
    top += kPanelHeadHeight + height;
  }
  layout.size = QSizeF(width, top);
  return layout;
}

QString panelLetter(int index) {
  QString letters;
  for (++index; index > 0; index = (index - 1) / 26) {
    letters.prepend(QLatin1Char(static_cast<char>('a' + (index - 1) % 26)));
  }
  return letters;
}

}  // namespace entroscope
