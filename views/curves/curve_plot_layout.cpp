// Where everything of a CurvePlot goes: columns of small multiples, equal panels, the legend.
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/curves/curve_plot.h"
#include "views/plot/left_edge.h"

namespace entroscope {
namespace {

constexpr double kAspect = 1.25;       // width to height that small multiples aim at
constexpr double kLegendShare = 0.5;   // of a panel's width that a legend's text may take
constexpr double kLegendHeight = 0.3;  // of the plot's height that it may take above the panels
constexpr double kKeyWidth = 34;       // px of the line beside a name and the air around both
constexpr double kAroundName = kKeyWidth + 12, kShortestName = 70;  // px; with the gap between columns

/// The name begins beside the line, in whatever font a reader of the file has.
class LegendKey final : public QCPPlottableLegendItem {
 public:
  using QCPPlottableLegendItem::QCPPlottableLegendItem;

 protected:
  void draw(QCPPainter* painter) override {
    const LeftEdgeOfTexts flush;
    QCPPlottableLegendItem::draw(painter);
  }
};

QCPScatterStyle markScatter(const QColor& outline, const QColor& fill) {
  QPainterPath triangle;
  triangle.addPolygon(QPolygonF{{-3.5, 3.5}, {3.5, 3.5}, {0, -3.5}});
  triangle.closeSubpath();
  QCPScatterStyle style(triangle, QPen(outline, 1), fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
  style.setSize(6);  // custom paths are drawn at size / 6
  return style;
}

}  // namespace

int CurvePlot::wantedColumns() const {
  const int count = static_cast<int>(figure_.panels.size());
  if (figure_.arrangement == Arrangement::Stack || count < 2) return 1;
  int best = 1;
  double bestSize = 0;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double size = std::min((width() - 70.0) / columns, kAspect * (height() - 50.0) / rows);
    if (size >= bestSize) {
      best = columns;
      bestSize = size;
    }
  }
  return best;
}

void CurvePlot::addLegendKey(const QString& text, const QPen& pen, const QCPScatterStyle& scatter) {
  QCPGraph* key = addGraph(panels_.front().x, panels_.front().y);
  const double room = kLegendShare * width() / columns_;
  key->setName(QFontMetricsF(figureFont(kTickSize)).elidedText(text, Qt::ElideMiddle, std::max(60.0, room)));
  key->setPen(pen);
  key->setScatterStyle(scatter);
  if (pen.style() == Qt::NoPen) key->setLineStyle(QCPGraph::lsNone);
  legend->addItem(new LegendKey(legend, key));
  legendNames_ << text;
}

void CurvePlot::addLegend() {
  legend = new QCPLegend;
  legendNames_.clear();
  plotLayout()->addElement(0, 0, legend);
  legend->setLayer(QStringLiteral("legend"));
  for (const CurvePanel& panel : figure_.panels) {
    for (const CurveLine& line : panel.lines) {
      if (line.inLegend)
        addLegendKey(line.run, QPen(colourOf(line), 2, dashOf(line)),
                     QCPScatterStyle(QCPScatterStyle::ssNone));
    }
  }
  if (!figure_.markedLegend.isEmpty()) {
    addLegendKey(figure_.markedLegend, QPen(theme_.mutedText, 1),
                 QCPScatterStyle(QCPScatterStyle::ssDisc, theme_.mutedText, theme_.mutedText, 5.5));
  }
  if (!figure_.referenceLegend.isEmpty()) {
    addLegendKey(figure_.referenceLegend, QPen(theme_.mutedText, 1.3, Qt::DashLine),
                 QCPScatterStyle(QCPScatterStyle::ssNone));
  }
  const CurvePanel& first = figure_.panels.front();
  if (first.level && !roomForLevelLabel()) {
    addLegendKey(first.levelLabel, QPen(theme_.mutedText, 1, Qt::DashLine),
                 QCPScatterStyle(QCPScatterStyle::ssNone));
  }
  bool nan = false, notPositive = false;
  for (const auto* marks : findChildren<MissingMarks*>(QString(), Qt::FindDirectChildrenOnly)) {
    for (const MissingMarks::Row& row : marks->rows) {
      nan = nan || !row.nan.empty();
      notPositive = notPositive || !row.notPositive.empty();
    }
  }
  if (nan) addLegendKey(tr("NaN"), Qt::NoPen, markScatter(theme_.nanColour, theme_.mutedText));
  if (notPositive) addLegendKey(tr("≤ 0, not on this axis"), Qt::NoPen, markScatter(theme_.nanColour, {}));
  if (legend->itemCount() == 0) {
    plotLayout()->remove(legend);
  } else {
    seatLegend();
  }
  plotLayout()->simplify();
}

void CurvePlot::seatLegend() {
  const QFontMetricsF metrics(figureFont(kTickSize));
  double widest = 0;
  for (int i = 0; i < legend->itemCount(); ++i) {
    auto* item = qobject_cast<QCPPlottableLegendItem*>(legend->item(i));
    widest = std::max(widest, metrics.horizontalAdvance(item->plottable()->name()) + kKeyWidth);
  }
  // Inside a single, large enough panel; else in rows above all panels.
  const double inside = legend->itemCount() * (metrics.height() + 1) + 8;
  legendInside_ = panels_.size() == 1 && figure_.shades.empty() && inside < 0.45 * (height() - 60) &&
                  widest < 0.6 * (width() - 60);
  legend->setMargins(legendInside_ ? QMargins(6, 4, 6, 4) : QMargins(6, 3, 6, 0));
  if (legendInside_) {
    plotLayout()->take(legend);
    panels_.front().rect->insetLayout()->addElement(legend, legendCorner_);
    panels_.front().rect->insetLayout()->setMargins(QMargins(8, 6, 8, 6));
    return;
  }
  // Where many long names would leave the curves no room, they are shortened to stand in more columns.
  const double line = metrics.height() + 3, room = width() - 20.0;
  const auto columnsOf = [&](double name) {
    return std::max(1, static_cast<int>(room / (name + kAroundName)));
  };
  int columns = columnsOf(widest - kKeyWidth);
  while (columns < columnsOf(kShortestName) &&
         std::ceil(double(legend->itemCount()) / columns) * line > kLegendHeight * height())
    ++columns;
  const double longest = room / columns - kAroundName;
  for (int i = 0; columns > 1 && i < legend->itemCount(); ++i) {
    auto* key = qobject_cast<QCPPlottableLegendItem*>(legend->item(i))->plottable();
    if (metrics.horizontalAdvance(key->name()) > longest)
      key->setName(metrics.elidedText(legendNames_[i], Qt::ElideMiddle, longest));
  }
  legend->setWrap(columns);
  legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);  // puts the items where the wrap wants them
  legend->setColumnSpacing(12);
  const int rows = (legend->itemCount() + legend->wrap() - 1) / legend->wrap();
  legend->setMaximumSize(QWIDGETSIZE_MAX, static_cast<int>(rows * (metrics.height() + 3)));
  plotLayout()->setRowStretchFactor(0, 0.001);
}

void CurvePlot::placeLegend() {
  if (legend == nullptr || !legendInside_) return;
  const Panel& panel = panels_.front();
  const QSize size = legend->minimumOuterSizeHint() + QSize(16, 12);
  const QRect room = panel.rect->rect();
  const auto covered = [&](Qt::Alignment corner) {
    QRect box(room.topLeft(), size);
    if (corner & Qt::AlignRight) box.moveRight(room.right());
    if (corner & Qt::AlignBottom) box.moveBottom(room.bottom());
    int hits = 0;
    for (const CurveLine& line : figure_.panels.front().lines) {
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (!std::isfinite(line.value[i])) continue;
        const QPointF at(panel.x->coordToPixel(line.x(i, figure_.xAxis)),
                         panel.y->coordToPixel(line.value[i]));
        hits += box.contains(at.toPoint());
      }
    }
    return hits;
  };
  // The corner changes only for one that hides far less, so that the legend does not hop about live.
  int least = covered(legendCorner_);
  Qt::Alignment best = legendCorner_;
  for (const Qt::Alignment corner : {Qt::AlignTop | Qt::AlignRight, Qt::AlignTop | Qt::AlignLeft,
                                     Qt::AlignBottom | Qt::AlignRight, Qt::AlignBottom | Qt::AlignLeft}) {
    const int hits = covered(corner);
    if (2 * hits < least) {
      least = hits;
      best = corner;
    }
  }
  legendCorner_ = best;
  panel.rect->insetLayout()->setInsetAlignment(0, best);
}

void CurvePlot::equalisePanels() {
  const auto share = [this](int sections, int room, const auto& marginOf, const auto& setStretch) {
    std::vector<int> margins(static_cast<std::size_t>(sections), 0);
    int sum = 0;
    for (std::size_t i = 0; i < panels_.size(); ++i) {
      auto& margin = margins[static_cast<std::size_t>(marginOf(i).first)];
      margin = std::max(margin, marginOf(i).second);
    }
    for (const int margin : margins) sum += margin;
    const double inner = std::max(10.0, static_cast<double>(room - sum) / sections);
    for (int k = 0; k < sections; ++k) setStretch(k, inner + margins[static_cast<std::size_t>(k)]);
  };
  const int rows = (static_cast<int>(panels_.size()) + columns_ - 1) / columns_;
  const bool titled = !figure_.panels.front().title.isEmpty();
  const int titles = titled ? rows * grid_->element(0, 0)->outerRect().height() : 0;
  const int gridRows = titled ? 2 * rows : rows;
  share(
      columns_, grid_->rect().width() - (columns_ - 1) * grid_->columnSpacing(),
      [this](std::size_t i) {
        const QMargins m = panels_[i].rect->margins();
        return std::pair(static_cast<int>(i) % columns_, m.left() + m.right());
      },
      [this](int column, double factor) { grid_->setColumnStretchFactor(column, factor); });
  share(
      rows, grid_->rect().height() - (gridRows - 1) * grid_->rowSpacing() - titles,
      [this](std::size_t i) {
        const QMargins m = panels_[i].rect->margins();
        return std::pair(static_cast<int>(i) / columns_, m.top() + m.bottom());
      },
      [&](int row, double factor) { grid_->setRowStretchFactor(titled ? 2 * row + 1 : row, factor); });
}

void CurvePlot::updateLayout() {
  QCustomPlot::updateLayout();
  if (grid_ == nullptr) return;
  // A second pass with what the first one found: margins, and where the curves leave room.
  equalisePanels();
  placeLegend();
  QCustomPlot::updateLayout();
}

}  // namespace entroscope
