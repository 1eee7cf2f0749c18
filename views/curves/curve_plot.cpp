#include "views/curves/curve_plot.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <utility>

namespace entroscope {
namespace {

constexpr float kGhost = 0.35F;         // opacity of a raw line behind its average
constexpr float kBand = 0.18F;          // opacity of a band of minimum and maximum
constexpr double kRightEdge = 0.012;    // of the window, kept free so that marks on the last point are whole
constexpr int kLevelLabelHeight = 170;  // px of a panel with its axis; less has no room for a label in it
const QString kReadings = QStringLiteral("readings");

QColor faint(QColor colour, float opacity) {
  colour.setAlphaF(opacity);
  return colour;
}

bool finite(double value) { return std::isfinite(value); }

}  // namespace

CurvePlot::CurvePlot(Theme theme, Numbers numbers, QWidget* parent)
    : QCustomPlot(parent), theme_(std::move(theme)), numbers_(numbers) {
  setAutoAddPlottableToLegend(false);
  // Thick antialiased polylines are what a repaint spends its time on; on the page only looks count.
  setPlottingHint(QCP::phFastPolylines, numbers_ == Numbers::Screen);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 90);
  plotLayout()->clear();
  addLayer(kReadings, layer(QStringLiteral("legend")), QCustomPlot::limAbove);
  layer(kReadings)->setMode(QCPLayer::lmBuffered);
  readings_ = new ReadingLayer(this, kReadings);
  readings_->theme = theme_;
}

void CurvePlot::setTheme(const Theme& theme) {
  theme_ = theme;
  readings_->theme = theme;
  rebuild();
}

void CurvePlot::setFigure(CurveFigure figure) {
  figure_ = std::move(figure);
  rebuild();
}

void CurvePlot::setCursorKey(std::optional<double> key) {
  if (readings_->cursor == key) return;
  readings_->cursor = key;
  layer(kReadings)->replot();
}

QColor CurvePlot::colourOf(const CurveLine& line) const {
  if (line.style == LineStyle::Reference) return theme_.mutedText;
  return line.runColour >= 0 ? curvePen(theme_, line.runColour).color()
                             : sequentialColour(line.shade, theme_);
}

Qt::PenStyle CurvePlot::dashOf(const CurveLine& line) const {
  // Runs beyond the theme's colours take them a second time, dashed.
  return line.runColour >= static_cast<int>(theme_.runColours.size()) ? Qt::DashLine : Qt::SolidLine;
}

void CurvePlot::rebuild() {
  readings_->panel = nullptr;
  clearPlottables();
  clearItems();
  // Marks and margin groups belong to the plot, not to the axis rects they serve.
  for (auto* marks : findChildren<MissingMarks*>(QString(), Qt::FindDirectChildrenOnly)) delete marks;
  plotLayout()->clear();
  plotLayout()->simplify();
  legend = nullptr;
  panels_.clear();
  grid_ = nullptr;
  for (auto* group : findChildren<QCPMarginGroup*>(QString(), Qt::FindDirectChildrenOnly)) delete group;
  setBackground(QBrush(theme_.background));
  if (!figure_.panels.empty()) {
    columns_ = wantedColumns();
    grid_ = addPanels();
    plotLayout()->setColumnSpacing(6);
    if (!figure_.shades.empty()) {
      auto* keys = new ShadeColumn(this, figure_.shadeTitle, figure_.shades, theme_);
      keys->setMargins(QMargins(0, 8, 4, 8));
      plotLayout()->addElement(1, 1, keys);
    }
    scaleValues();
    for (std::size_t i = 0; i < panels_.size(); ++i) {
      for (const CurveLine& line : figure_.panels[i].lines) addLine(panels_[i], line);
      addMarks(panels_[i], figure_.panels[i]);
      addLevel(panels_[i], figure_.panels[i]);
    }
    addLegend();
    applyTheme(*this, theme_, numbers_);
    if (legend != nullptr && !legendInside_) legend->setBorderPen(Qt::NoPen);
  }
  replot(QCustomPlot::rpQueuedReplot);
}

QCPLayoutGrid* CurvePlot::addPanels() {
  auto* grid = new QCPLayoutGrid;
  plotLayout()->addElement(1, 0, grid);
  grid->setRowSpacing(2);
  grid->setColumnSpacing(2);
  const int count = static_cast<int>(figure_.panels.size());
  const bool shared = figure_.arrangement == Arrangement::Grid;
  const bool titled = !figure_.panels.front().title.isEmpty();
  auto* sides = new QCPMarginGroup(this);
  std::vector<QCPMarginGroup*> rowGroups;
  for (int i = 0; i < count; ++i) {
    const CurvePanel& shown = figure_.panels[static_cast<std::size_t>(i)];
    const int row = i / columns_, column = i % columns_;
    const bool lowest = i + columns_ >= count;
    if (column == 0) rowGroups.push_back(new QCPMarginGroup(this));
    auto* rect = new QCPAxisRect(this, false);
    Panel panel{rect, rect->addAxis(QCPAxis::atBottom), rect->addAxis(QCPAxis::atLeft)};
    rect->setMinimumMargins(QMargins(4, titled ? 0 : 8, 18, 4));
    rect->setMinimumSize(30, 20);
    rect->setMarginGroup(QCP::msBottom | QCP::msTop, rowGroups.back());
    if (column == 0) rect->setMarginGroup(QCP::msLeft, sides);
    panel.x->setLayer(QStringLiteral("axes"));
    panel.y->setLayer(QStringLiteral("axes"));
    panel.x->grid()->setLayer(QStringLiteral("grid"));
    panel.y->grid()->setLayer(QStringLiteral("grid"));
    panel.x->setTicker(countTicker());
    panel.x->ticker()->setTickCount(std::clamp(width() / columns_ / 90, 2, 6));
    panel.x->setRange(keyRange());
    panel.x->setTickLabels(lowest);
    if (lowest) panel.x->setLabel(figure_.xAxis == XAxis::Step ? tr("Step") : tr("Tokens"));
    panel.y->setTickLabels(!shared || column == 0);
    if (!shared || column == 0) {
      const int rows = (count + columns_ - 1) / columns_;
      const double room = static_cast<double>(height()) / rows - (titled ? 50 : 30);
      panel.y->setLabel(fittingLabel(shown.yLabel, room));
    }
    panel.x->setSubTicks(false);
    panel.y->setSubTicks(false);
    panel.x->grid()->setVisible(true);
    panel.y->grid()->setVisible(true);
    if (titled) {
      const QFont font = figureFont(kLabelSize, true);
      const QString title =
          QFontMetricsF(font).elidedText(shown.title, Qt::ElideMiddle, std::max(40, width() / columns_ - 50));
      auto* text = new QCPTextElement(this, title, font);
      text->setTextColor(theme_.foreground);
      text->setMargins(QMargins(0, 4, 0, 2));
      grid->addElement(2 * row, column, text);
    }
    grid->addElement(titled ? 2 * row + 1 : row, column, rect);
    panels_.push_back(panel);
  }
  return grid;
}

QCPRange CurvePlot::keyRange() const {
  return {figure_.window.first, figure_.window.last + kRightEdge * figure_.window.width()};
}

QString CurvePlot::fittingLabel(const QString& label, double room) const {
  const QFontMetricsF metrics(figureFont(kLabelSize));
  if (metrics.horizontalAdvance(label) <= room) return label;
  // Without its unit rather than cut.
  return metrics.elidedText(label.section(QStringLiteral(" ("), 0, 0), Qt::ElideRight, std::max(20.0, room));
}

bool CurvePlot::roomForLevelLabel() const {
  const int rows = (static_cast<int>(figure_.panels.size()) + columns_ - 1) / columns_;
  return height() / rows >= kLevelLabelHeight;
}

std::pair<double, double> CurvePlot::valueRange(const CurvePanel& panel) const {
  double lower = INFINITY, upper = -INFINITY;
  const auto include = [&](double value) {
    if (!finite(value) || (figure_.logarithmic && value <= 0)) return;
    lower = std::min(lower, value);
    upper = std::max(upper, value);
  };
  for (const CurveLine& line : panel.lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const double x = line.x(i, figure_.xAxis);
      if (x < figure_.window.first || x > figure_.window.last) continue;
      include(line.value[i]);
      if (line.minimum.empty()) continue;
      include(line.minimum[i]);
      include(line.maximum[i]);
    }
  }
  if (panel.level) include(*panel.level);
  if (panel.fromZero && !figure_.logarithmic) include(0);
  return {lower, upper};
}

void CurvePlot::scaleValues() {
  // Not QCPRange before there is a value: it would put the ends of an empty range in order.
  std::vector<std::pair<double, double>> ranges;
  std::pair<double, double> all(INFINITY, -INFINITY);
  for (const CurvePanel& panel : figure_.panels) {
    ranges.push_back(valueRange(panel));
    all.first = std::min(all.first, ranges.back().first);
    all.second = std::max(all.second, ranges.back().second);
  }
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    const CurvePanel& shown = figure_.panels[i];
    const auto [lower, upper] = figure_.arrangement == Arrangement::Grid ? all : ranges[i];
    QCPRange range(lower, upper);
    if (!(lower <= upper)) range = figure_.logarithmic ? QCPRange(0.1, 1) : QCPRange(0, 1);
    const double head = shown.level ? 0.12 : 0.06;
    if (figure_.logarithmic) {
      const double factor = std::max(std::pow(range.upper / range.lower, 0.06), 1.02);
      range = QCPRange(range.lower / factor, range.upper * factor);
    } else {
      const double size = range.size() > 0 ? range.size() : std::max(1e-3, std::abs(range.upper) * 0.1);
      const bool floor = shown.fromZero && range.lower == 0;
      range = QCPRange(floor ? 0 : range.lower - 0.06 * size, range.upper + head * size);
    }
    if (values_ && figure_.arrangement == Arrangement::Grid) range = *values_;
    QCPAxis* y = panels_[i].y;
    const bool decades = figure_.logarithmic && range.upper / range.lower >= 100;
    y->setScaleType(figure_.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    const bool counts = !decades && range.upper >= 10'000;
    y->setTicker(counts ? countTicker()
                        : QSharedPointer<QCPAxisTicker>(decades ? new QCPAxisTickerLog : new QCPAxisTicker));
    const int rows = (static_cast<int>(panels_.size()) + columns_ - 1) / columns_;
    y->ticker()->setTickCount(std::clamp(height() / rows / 45, 2, 7));
    y->setNumberPrecision(4);
    y->setRange(range);
  }
}

void CurvePlot::addLine(const Panel& panel, const CurveLine& line) {
  QVector<double> keys, values, lower, upper, aloneKeys, aloneValues;
  bool band = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    keys.push_back(line.x(i, figure_.xAxis));
    values.push_back(line.value[i]);
    // Between two gaps a line has no length: such a value is drawn as a dot, never lost.
    const bool left = i > 0 && finite(line.value[i - 1]);
    const bool right = i + 1 < line.size() && finite(line.value[i + 1]);
    if (finite(line.value[i]) && !left && !right) {
      aloneKeys.push_back(keys.back());
      aloneValues.push_back(line.value[i]);
    }
    if (line.minimum.empty()) continue;
    lower.push_back(line.minimum[i]);
    upper.push_back(line.maximum[i]);
    band = band || line.maximum[i] > line.minimum[i];
  }
  const QColor colour = colourOf(line);
  if (band) {
    QCPGraph* bottom = addGraph(panel.x, panel.y);
    bottom->setData(keys, lower, true);
    bottom->setPen(Qt::NoPen);
    QCPGraph* top = addGraph(panel.x, panel.y);
    top->setData(keys, upper, true);
    top->setPen(Qt::NoPen);
    top->setBrush(faint(colour, kBand));
    top->setAntialiasedFill(false);
    top->setChannelFillGraph(bottom);
  }
  QCPGraph* graph = addGraph(panel.x, panel.y);
  graph->setData(keys, values, true);
  QPen pen(colour, 1.5, dashOf(line));
  pen.setJoinStyle(Qt::RoundJoin);
  switch (line.style) {
    case LineStyle::Plain:
      break;
    case LineStyle::Ghost:
      pen = QPen(faint(colour, kGhost), 1);
      break;
    case LineStyle::Marked:
      pen.setWidthF(1);
      graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 5.5));
      break;
    case LineStyle::Emphasised:
      pen.setWidthF(2.6);
      break;
    case LineStyle::Reference:
      pen = QPen(colour, 1.3, Qt::DashLine);
      break;
  }
  graph->setPen(pen);
  if (!aloneKeys.isEmpty() && line.style != LineStyle::Marked) {
    QCPGraph* alone = addGraph(panel.x, panel.y);
    alone->setData(aloneKeys, aloneValues, true);
    alone->setLineStyle(QCPGraph::lsNone);
    alone->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 3.5));
  }
}

void CurvePlot::addMarks(const Panel& panel, const CurvePanel& shown) {
  auto marks = std::make_unique<MissingMarks>(panel.rect, theme_.nanColour);
  for (const CurveLine& line : shown.lines) {
    MissingMarks::Row row{colourOf(line), {}, {}};
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!line.hasNan.empty() && line.hasNan[i]) row.nan.push_back(line.x(i, figure_.xAxis));
      const float lowest = line.minimum.empty() ? line.value[i] : line.minimum[i];
      if (figure_.logarithmic && lowest <= 0) row.notPositive.push_back(line.x(i, figure_.xAxis));
    }
    if (!row.nan.empty() || !row.notPositive.empty()) marks->rows.push_back(std::move(row));
  }
  if (!marks->rows.empty()) marks.release();  // owned by the plot, its QObject parent
}

void CurvePlot::addLevel(const Panel& panel, const CurvePanel& shown) {
  if (!shown.level) return;
  QCPGraph* graph = addGraph(panel.x, panel.y);
  // Far beyond the window, so that the line stays whole while the window is dragged.
  const double reach = 2 * figure_.window.width();
  graph->setData({figure_.window.first - reach, figure_.window.last + reach}, {*shown.level, *shown.level},
                 true);
  graph->setPen(QPen(theme_.mutedText, 1, Qt::DashLine));
  // Said once is enough; in small panels the legend says it.
  if (panel.rect != panels_.front().rect || !roomForLevelLabel()) return;
  auto* text = new QCPItemText(this);
  text->setClipToAxisRect(false);
  text->position->setAxes(panel.x, panel.y);
  text->position->setAxisRect(panel.rect);
  text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
  text->position->setTypeY(QCPItemPosition::ptPlotCoords);
  text->position->setCoords(0.99, *shown.level);
  text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
  text->setPadding(QMargins(0, 0, 0, 1));
  text->setText(shown.levelLabel);
  text->setFont(figureFont(kTickSize));
  text->setColor(theme_.mutedText);
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
  QCustomPlot::resizeEvent(event);
  if (!figure_.panels.empty()) rebuild();  // columns, tick counts and elided texts depend on the size
  Q_EMIT resized();
}

}  // namespace entroscope
