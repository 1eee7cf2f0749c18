// Where the figures of a composed page lie. No widgets; lengths are px at 96 dpi.
#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <functional>
#include <vector>

namespace entroscope {

inline constexpr double kPageGap = 16;          ///< between neighbouring panels
inline constexpr double kPanelHeadHeight = 22;  ///< letter and title above each figure

struct PagePanel {
  QRectF head;    ///< letter and title
  QRectF figure;  ///< below the head
};

struct PageLayout {
  QSizeF size;  ///< of the whole page
  std::vector<PagePanel> panels;
};

/// Height that figure `index` wants at `width`.
using HeightOf = std::function<double(int index, double width)>;

/// Row by row in `columns` columns (at most as many as there are figures), each figure as wide as its
/// column, each row as high as its highest figure wants to be.
PageLayout layoutPage(int figures, int columns, double width, const HeightOf& heightOf);

/// "a" … "z", then "aa" …: the panels' letters.
QString panelLetter(int index);

}  // namespace entroscope
