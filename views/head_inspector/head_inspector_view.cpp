#include "views/head_inspector/head_inspector_view.h"

#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>
#include <cmath>

#include "views/plot/figure_parts.h"
#include "views/plot/left_edge.h"
#include "views/plot/mini_plot.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 200;
constexpr double kMargin = 12, kGap = 16, kTitle = 20, kCaption = 16;
constexpr double kLeastMatrix = 48;   // px a side; smaller ones are too small to read
constexpr double kTokens = 60;        // px for the words beside a matrix
constexpr double kLeastForBar = 220;  // px of the matrices' room; less is needed for the cells
constexpr double kLeastBar = 120;     // px of its height, where that is more than a matrix has

QColor runColour(const Theme& theme, int index) {
  return theme.runColours[static_cast<std::size_t>(index) % theme.runColours.size()];
}

void paintTitle(QPainter& painter, const QRectF& area, const QString& text, const Theme& theme) {
  painter.setFont(figureFont(kTitleSize, true));
  painter.setPen(theme.foreground);
  drawFromLeft(painter, QRectF(area.left(), area.top(), area.width(), kTitle),
               QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, area.width()));
}

void paintAdvice(QPainter& painter, const QRectF& area, const QString& text, const Theme& theme) {
  painter.setFont(figureFont(kTickSize));
  painter.setPen(theme.mutedText);
  drawFromLeft(painter, area.adjusted(0, kTitle + 4, 0, 0), text, Qt::TextWordWrap);
}

/// Where a weight lies on the colours. The square root opens up small weights: an even row of 32 gives 0.03
/// each.
double placeOf(double weight) { return std::sqrt(std::clamp(weight, 0.0, 1.0)); }

ColourBar attentionBar(const QLocale& locale) {
  ColourBar bar;
  bar.label = HeadInspectorView::tr("Attention aᵢⱼ");
  bar.map = [](double t) { return viridis(t); };
  for (const double weight : {0.0, 0.02, 0.1, 0.25, 0.5, 1.0})
    bar.ticks.emplace_back(placeOf(weight), locale.toString(weight));
  return bar;
}

struct MatrixGrid {
  int count = 0, columns = 1;
  QSizeF slot;  ///< of one matrix with its caption
};

/// The columns that make the squares largest; of so many matrices as are large enough to read, at least one.
MatrixGrid matrixGrid(QSizeF room, int count) {
  double largest = 0;
  MatrixGrid best;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const QSizeF slot((room.width() - (columns - 1) * kGap) / columns,
                      (room.height() - (rows - 1) * kGap / 2) / rows);
    const double side = std::min(slot.width(), slot.height() - kCaption);
    if (best.count > 0 && side <= largest) continue;
    largest = side;
    best = {count, columns, slot};
  }
  if (largest < kLeastMatrix && count > 1) return matrixGrid(room, count - 1);
  best.slot.setWidth(std::min(best.slot.width(), largest + kTokens));
  return best;
}

MiniPlot overSteps(const HeadInspectorModel& model, const Theme& theme) {
  MiniPlot plot;
  plot.title =
      HeadInspectorView::tr("Entropy of layer %1, head %2").arg(model.head().layer).arg(model.head().head);
  plot.xLabel = HeadInspectorView::tr("Step");
  plot.yLabel = HeadInspectorView::tr("nats");
  plot.markColour = theme.accent;
  double low = 0, high = 1, most = 0;
  for (const HeadPanel& panel : model.panels()) {
    MiniLine line;
    line.colour = runColour(theme, panel.colourIndex);
    line.label = panel.title;
    for (std::size_t s = 0; s < panel.step.size(); ++s) {
      line.points.emplace_back(double(panel.step[s]), double(panel.entropy[s]));
    }
    if (panel.shown != RunSet::kFollow) plot.marks.push_back(double(panel.shown));
    low = double(panel.step.front());
    high = std::max(high, double(panel.step.back()));
    most = std::max(most, panel.maximum);
    plot.lines.push_back(std::move(line));
  }
  MiniLine bound;
  bound.colour = theme.mutedText;
  bound.style = Qt::DashLine;
  bound.width = 1;
  bound.label = QStringLiteral("ln(T!)/T");
  bound.points = {{low, most}, {high, most}};
  plot.lines.push_back(std::move(bound));
  return plot;
}

MiniPlot byPosition(const HeadInspectorModel& model, const Theme& theme) {
  MiniPlot plot;
  plot.title = HeadInspectorView::tr("Entropy by position");
  plot.xLabel = HeadInspectorView::tr("Tokens seen, i");
  plot.yLabel = HeadInspectorView::tr("nats");
  int longest = 0;
  for (const HeadPanel& panel : model.panels()) {
    if (panel.positionEntropy.empty()) continue;
    MiniLine line;
    line.colour = runColour(theme, panel.colourIndex);
    for (std::size_t i = 0; i < panel.positionEntropy.size(); ++i) {
      line.points.emplace_back(panel.position[i], double(panel.positionEntropy[i]));
    }
    longest = std::max(longest, panel.position.back());
    plot.lines.push_back(std::move(line));
  }
  MiniLine bound;
  bound.colour = theme.mutedText;
  bound.style = Qt::DashLine;
  bound.width = 1;
  bound.label = HeadInspectorView::tr("ln i, attention spread evenly");
  for (int i = 1; i <= longest; i += std::max(1, longest / 128))
    bound.points.emplace_back(i, std::log(double(i)));
  if (longest > 0) plot.lines.push_back(std::move(bound));
  return plot;
}

}  // namespace

HeadInspectorView::HeadInspectorView(RunSet& runs, QWidget* parent)
    : PaintedView(runs, kReloadMs, parent),
      layerLabel_(new QLabel(this)),
      headLabel_(new QLabel(this)),
      layer_(new QSpinBox(this)),
      headBox_(new QSpinBox(this)) {
  layerLabel_->setBuddy(layer_);
  headLabel_->setBuddy(headBox_);
  controls().addWidget(layerLabel_);
  controls().addWidget(layer_);
  controls().addWidget(headLabel_);
  controls().addWidget(headBox_);
  controls().addStretch(1);
  connect(layer_, &QSpinBox::valueChanged, this, [this](int layer) { choose(layer, headBox_->value()); });
  connect(headBox_, &QSpinBox::valueChanged, this, [this](int head) { choose(layer_->value(), head); });
  retranslate();
}

QString HeadInspectorView::whatItShows() const {
  return tr(
      "One head: its mean entropy over the steps, the entropy of each query position beside ln i, the most "
      "that i tokens allow (paper, Eq. 8), its attention aᵢⱼ on a fixed snippet of the validation data at "
      "the newest evaluation, and the heads around it. Click a cell of the entropy map to choose a head.");
}

void HeadInspectorView::choose(int layer, int head) { runs().selectHead(HeadId{layer, head}); }

void HeadInspectorView::read() {
  model_.update(runs());
  showHead();
}

void HeadInspectorView::showHead() {
  int layers = 1, heads = 1;
  for (const OpenRun* open : runs().visible()) {
    layers = std::max(layers, open->run->config().model.layers);
    heads = std::max(heads, open->run->config().model.heads);
  }
  const QSignalBlocker first(layer_), second(headBox_);
  layer_->setRange(0, layers - 1);
  headBox_->setRange(0, heads - 1);
  layer_->setValue(model_.head().layer);
  headBox_->setValue(model_.head().head);
}

EmptyText HeadInspectorView::emptyText() const {
  if (!model_.panels().empty()) return {};
  if (!model_.anyRun()) return noRunsText();
  return {
      tr("No entropy of this head"),
      tr("No visible run has recorded layer %1, head %2. Click a cell of the entropy map to choose another.")
          .arg(model_.head().layer)
          .arg(model_.head().head)};
}

QByteArray HeadInspectorView::csv() const {
  HeadInspectorModel model;
  model.update(runs());
  return model.csv();
}

ViewSettings HeadInspectorView::settings() {
  ViewSettings all = momentSettings(runs());
  for (ViewSetting& setting : overloadSettings(runs())) all.push_back(std::move(setting));
  all.push_back(headSetting(runs()));
  return all;
}

void HeadInspectorView::paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) {
  matrices_.clear();
  neighbours_.clear();
  if (model_.panels().empty()) return;
  const QRectF page = QRectF(QPointF(0, 0), size).adjusted(kMargin, kMargin, -kMargin, -kMargin);
  const double left = std::floor(page.width() * 0.56), upper = std::floor(page.height() * 0.46);
  const QRectF topLeft(page.left(), page.top(), left, upper);
  const QRectF topRight(page.left() + left + kGap, page.top(), page.width() - left - kGap, upper);
  const QRectF lower(page.left(), page.top() + upper + kGap, page.width(), page.height() - upper - kGap);
  paintMiniPlot(painter, topLeft, overSteps(model_, theme), theme, locale);
  const MiniPlot positions = byPosition(model_, theme);
  if (positions.lines.empty()) {
    paintTitle(painter, topRight, positions.title, theme);
    paintAdvice(painter, topRight,
                tr("Recorded at each evaluation of runs with train.snippet_tokens above 0; not in these."),
                theme);
  } else {
    paintMiniPlot(painter, topRight, positions, theme, locale);
  }
  const double side = std::min({lower.height(), lower.width() * 0.3, 220.0});
  const QRectF around(lower.right() - side, lower.top(), side, lower.height());
  paintMatrices(painter, QRectF(lower.left(), lower.top(), lower.width() - side - kGap, lower.height()),
                theme, locale);
  paintNeighbours(painter, around, theme, locale);
}

void HeadInspectorView::paintMatrices(QPainter& painter, const QRectF& area, const Theme& theme,
                                      const QLocale& locale) {
  std::vector<std::size_t> recorded;
  for (std::size_t i = 0; i < model_.panels().size(); ++i) {
    if (model_.panels()[i].attention) recorded.push_back(i);
  }
  if (recorded.empty()) {
    paintTitle(painter, area, tr("Attention on the snippet"), theme);
    paintAdvice(painter, area,
                tr("Recorded at each evaluation of runs with train.snippet_tokens above 0; not in these."),
                theme);
    return;
  }
  const ColourBar bar = attentionBar(locale);
  const double barRoom = area.width() >= kLeastForBar ? kGap + colourBarWidth(bar) : 0;
  const QSizeF room(area.width() - barRoom, area.height() - kTitle);
  const MatrixGrid grid = matrixGrid(room, static_cast<int>(recorded.size()));
  const auto shown = static_cast<std::size_t>(grid.count);
  const auto stepOf = [&](std::size_t i) { return model_.panels()[recorded[i]].attention->step; };
  bool oneStep = shown == recorded.size();
  for (std::size_t i = 1; i < shown; ++i) oneStep = oneStep && stepOf(i) == stepOf(0);
  QString title = tr("Attention on the snippet");
  if (oneStep) title = tr("Attention on the snippet, step %1").arg(locale.toString(qlonglong(stepOf(0))));
  if (shown < recorded.size()) title = tr("Attention, %1 of %2 runs").arg(shown).arg(recorded.size());
  paintTitle(painter, area, title, theme);
  for (std::size_t i = 0; i < shown; ++i) {
    const double column = static_cast<double>(i % static_cast<std::size_t>(grid.columns));
    const double row = static_cast<double>(i / static_cast<std::size_t>(grid.columns));
    const QRectF slot(area.left() + column * (grid.slot.width() + kGap),
                      area.top() + kTitle + row * (grid.slot.height() + kGap / 2), grid.slot.width(),
                      grid.slot.height());
    paintMatrix(painter, slot, recorded[i], !oneStep, theme);
  }
  double right = 0;
  for (const Matrix& matrix : matrices_) right = std::max(right, matrix.cells.right());
  const QRectF& first = matrices_.front().cells;
  if (barRoom > 0) {
    const double height = std::max(first.height(), std::min(kLeastBar, area.bottom() - first.top()));
    paintColourBar(painter, QRectF(right + kGap, first.top(), colourBarWidth(bar), height), bar, theme);
  }
}

void HeadInspectorView::paintMatrix(QPainter& painter, const QRectF& area, std::size_t index, bool withStep,
                                    const Theme& theme) {
  const HeadPanel& panel = model_.panels()[index];
  const SnippetAttention& attention = *panel.attention;
  const int n = attention.tokens;
  const QFont small = figureFont(kTickSize - 1);
  const QFontMetricsF metrics(small);
  painter.setFont(figureFont(kTickSize));
  painter.setPen(runColour(theme, panel.colourIndex));
  drawFromLeft(
      painter, QRectF(area.left(), area.top(), area.width(), kCaption),
      QFontMetricsF(painter.font())
          .elidedText(withStep ? tr("%1, step %2").arg(panel.title).arg(attention.step) : panel.title,
                      Qt::ElideRight, area.width()));
  // Words at the rows where these are high enough to read them.
  double side = std::min(area.width() - kTokens, area.height() - kCaption);
  const bool words = side >= 7 * n && !panel.tokens.empty();
  const double room = words ? kTokens : 0;
  if (!words) side = std::max(double(n), std::min(area.width(), area.height() - kCaption));
  const double cell = side / n;
  const QRectF map(area.left() + room, area.top() + kCaption, side, side);
  // Edges on whole pixels: cells that share parts of one come out with a seam between them.
  const auto edge = [&](double from, int i) { return std::round(from + i * cell); };
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j) {
      const float weight = attention.at(i, j);
      const QRectF square(QPointF(edge(map.left(), j), edge(map.top(), i)),
                          QPointF(edge(map.left(), j + 1), edge(map.top(), i + 1)));
      painter.fillRect(square, std::isnan(weight) ? theme.nanColour : viridis(placeOf(double(weight))));
    }
  }
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(theme.grid, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(map);
  if (words) {
    painter.setFont(small);
    painter.setPen(theme.mutedText);
    const int stride = labelStride(cell, metrics.height() - 2);
    for (int i = 0; i < n && i < static_cast<int>(panel.tokens.size()); i += stride) {
      painter.drawText(
          QRectF(area.left(), map.top() + i * cell - 4, room - 4, cell + 8),
          Qt::AlignRight | Qt::AlignVCenter,
          metrics.elidedText(panel.tokens[static_cast<std::size_t>(i)], Qt::ElideRight, room - 6));
    }
  }
  matrices_.push_back({index, map});
}

void HeadInspectorView::paintNeighbours(QPainter& painter, const QRectF& area, const Theme& theme,
                                        const QLocale& locale) {
  const HeadPanel& panel = model_.panels().front();
  paintTitle(painter, area, tr("Neighbours"), theme);
  painter.setFont(figureFont(kTickSize));
  painter.setPen(runColour(theme, panel.colourIndex));
  drawFromLeft(painter, QRectF(area.left(), area.top() + kTitle, area.width(), kCaption),
               QFontMetricsF(painter.font()).elidedText(panel.title, Qt::ElideRight, area.width()));
  if (panel.now.empty()) return;
  constexpr double kAxis = 26;
  const double cell = std::floor(
      std::min({(area.width() - kAxis) / 3, (area.height() - kTitle - kCaption - kAxis) / 3, 58.0}));
  if (cell < 14) return;
  const QPointF origin(area.left() + kAxis, area.top() + kTitle + kCaption);
  // At the map's edge the chosen head is not in the middle: three layers and heads are shown as long as there
  // are.
  const int firstLayer = std::max(0, std::min(model_.head().layer - 1, panel.layers - 3));
  const int firstHead = std::max(0, std::min(model_.head().head - 1, panel.heads - 3));
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const HeadId head{firstLayer + row, firstHead + column};
      if (head.layer >= panel.layers || head.head >= panel.heads) continue;
      const float value = panel.nowAt(head.layer, head.head);
      const QRectF square(origin.x() + column * cell, origin.y() + row * cell, cell - 1, cell - 1);
      QColor colour = cividis(std::clamp(double(value) / std::max(panel.maximum, 1e-9), 0.0, 1.0));
      if (panel.lit > 0 && !(value >= panel.lit)) colour = mixed(colour, theme.background, 0.78);
      if (std::isnan(value)) {
        paintNanCell(painter, square, theme);
      } else {
        painter.fillRect(square, colour);
        painter.setPen(textOn(colour));
        if (cell >= 26) painter.drawText(square, Qt::AlignCenter, locale.toString(double(value), 'f', 2));
      }
      if (head == model_.head()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.foreground, 2));
        painter.drawRect(square);
      }
      neighbours_.push_back({head, square});
    }
  }
  painter.setPen(theme.mutedText);
  for (int i = 0; i < 3; ++i) {
    const int layer = firstLayer + i, head = firstHead + i;
    if (layer < panel.layers) {
      painter.drawText(QRectF(area.left(), origin.y() + i * cell, kAxis - 5, cell),
                       Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("L%1").arg(layer));
    }
    if (head < panel.heads) {
      painter.drawText(QRectF(origin.x() + i * cell, origin.y() + 3 * cell + 1, cell, 16), Qt::AlignCenter,
                       QStringLiteral("H%1").arg(head));
    }
  }
}

QString HeadInspectorView::tipAt(QPointF point) const {
  for (const Matrix& matrix : matrices_) {
    if (!matrix.cells.contains(point) || matrix.panel >= model_.panels().size()) continue;
    const HeadPanel& panel = model_.panels()[matrix.panel];
    const int n = panel.attention->tokens;
    const int i =
        std::min(n - 1, static_cast<int>((point.y() - matrix.cells.top()) / matrix.cells.height() * n));
    const int j =
        std::min(n - 1, static_cast<int>((point.x() - matrix.cells.left()) / matrix.cells.width() * n));
    if (j > i) return {};
    const auto word = [&](int k) {
      return k < static_cast<int>(panel.tokens.size()) ? panel.tokens[static_cast<std::size_t>(k)]
                                                       : QString::number(k);
    };
    return tr("Token %1 “%2” attends to %3 “%4”: %5")
        .arg(i)
        .arg(word(i))
        .arg(j)
        .arg(word(j), QLocale().toString(double(panel.attention->at(i, j)), 'f', 3));
  }
  for (const Neighbour& neighbour : neighbours_) {
    if (!neighbour.cell.contains(point)) continue;
    return tr("Layer %1, head %2: %3 nats")
        .arg(neighbour.head.layer)
        .arg(neighbour.head.head)
        .arg(QLocale().toString(
            double(model_.panels().front().nowAt(neighbour.head.layer, neighbour.head.head)), 'f', 3));
  }
  return {};
}

void HeadInspectorView::pressed(QPointF point) {
  for (const Neighbour& neighbour : neighbours_) {
    if (neighbour.cell.contains(point)) return choose(neighbour.head.layer, neighbour.head.head);
  }
}

bool HeadInspectorView::keyPressed(QKeyEvent* event) {
  const int key = event->key();
  const int layers = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
  const int heads = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
  if (layers == 0 && heads == 0) return false;
  const HeadId now = runs().selectedHead().value_or(HeadId{});
  choose(std::clamp(now.layer + layers, 0, layer_->maximum()),
         std::clamp(now.head + heads, 0, headBox_->maximum()));
  return true;
}

void HeadInspectorView::retranslate() {
  layerLabel_->setText(tr("&Layer:"));
  headLabel_->setText(tr("&Head:"));
  layer_->setAccessibleName(tr("Layer"));
  headBox_->setAccessibleName(tr("Head"));
  layer_->setToolTip(tr("Layer of the inspected head, counted from 0"));
  headBox_->setToolTip(tr("Inspected head of the layer, counted from 0"));
  later();
}

}  // namespace entroscope
