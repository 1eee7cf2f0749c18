#include "views/page/page_view.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kColumnWidth = 560;  // px of a column on a page of its own size
constexpr double kLetterGap = 6;

void paintHead(QCPPainter& painter, const QRectF& head, const QString& letter, const QString& title,
               const Theme& theme) {
  const QFont bold = figureFont(kTitleSize, true);
  painter.setPen(theme.foreground);
  painter.setFont(bold);
  drawFromLeft(painter, head, letter);
  const double taken = QFontMetricsF(bold).horizontalAdvance(letter) + kLetterGap;
  const QFont plain = figureFont(kTitleSize);
  painter.setFont(plain);
  const QString shown = QFontMetricsF(plain).elidedText(title, Qt::ElideRight, head.width() - taken);
  drawFromLeft(painter, head.adjusted(taken, 0, 0, 0), shown);
}

}  // namespace

PageView::PageView(RunSet& runs, std::vector<View*> figures, int columns, QWidget* parent)
    : View(runs, parent), figures_(std::move(figures)), columns_(columns) {}

QString PageView::title() const { return tr("Page of %1 figures").arg(figures_.size()); }

QString PageView::whatItShows() const { return tr("Several figures with panel letters."); }

PageLayout PageView::layoutFor(double width) const {
  return layoutPage(static_cast<int>(figures_.size()), columns_, width, [this](int i, double column) {
    return figureHeightAt(*figures_[static_cast<std::size_t>(i)], column);
  });
}

QSizeF PageView::figureSize() const {
  const int columns = std::clamp(columns_, 1, static_cast<int>(figures_.size()));
  return layoutFor(columns * (kColumnWidth + kPageGap) - kPageGap).size;
}

double PageView::figureHeight(double width) const { return layoutFor(width).size.height(); }

void PageView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  const PageLayout layout = layoutFor(size.width());
  painter.fillRect(QRectF(QPointF(), size), theme.background);
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    const PagePanel& panel = layout.panels[i];
    paintHead(painter, panel.head, panelLetter(static_cast<int>(i)), figures_[i]->title(), theme);
    painter.save();
    painter.translate(panel.figure.topLeft());
    painter.setClipRect(QRectF(QPointF(), panel.figure.size()));
    paintFigureInto(*figures_[i], painter, panel.figure.size(), theme);
    painter.restore();
  }
}

QByteArray PageView::csv() const {
  throw Error(ErrorCode::BadUsage,
              Sentence::tr("a page of several figures has no CSV: export the figures one by one"));
}

}  // namespace entroscope
