#include "app/desktop/publish/reproduction_page.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <utility>

#include "views/export/svg_device.h"
#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"
#include "views/plot/qcp.h"

namespace entroscope {
namespace {

constexpr double kMargin = 24, kGap = 14;
constexpr double kNarrowest = 900;  // a caption is read at this width
constexpr double kTitlePoints = 15, kTitle = 38;
constexpr double kHeading = 28;
constexpr double kRule = 16;  // room around the line above the caption
constexpr double kHeadWidth = 122, kLineGap = 5;

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// Height of a text wrapped to `width`.
double wrappedHeight(const QString& words, const QFont& font, double width) {
  return std::ceil(QFontMetricsF(font)
                       .boundingRect(QRectF(0, 0, width, 1e5), Qt::AlignLeft | Qt::TextWordWrap, words)
                       .height());
}

struct CaptionRow {
  QString head, words;
  double height = 0;
};

std::vector<CaptionRow> captionRows(const std::vector<CaptionLine>& lines, double pageWidth) {
  const double room = pageWidth - 2 * kMargin - kHeadWidth;
  std::vector<CaptionRow> rows;
  for (const CaptionLine& line : lines) {
    CaptionRow row{text(line.head), text(line.text), 0};
    row.height = std::max(wrappedHeight(row.words, figureFont(kTickSize), room),
                          wrappedHeight(row.head, figureFont(kTickSize, true), kHeadWidth - 12));
    rows.push_back(std::move(row));
  }
  return rows;
}

double captionHeight(const std::vector<CaptionLine>& lines, double pageWidth) {
  double height = 0;
  for (const CaptionRow& row : captionRows(lines, pageWidth)) height += row.height + kLineGap;
  return height;
}

}  // namespace

ReproductionPage::ReproductionPage(RunSet& runs, PageContent content, QWidget* parent)
    : View(runs, parent), content_(std::move(content)) {}

void ReproductionPage::setTheme(const Theme& theme) {
  for (const PagePart& part : content_.parts) part.view->setTheme(theme);
}

QSizeF ReproductionPage::partsSize() const {
  double width = 0, height = 0;
  for (const PagePart& part : content_.parts) {
    const QSizeF own(part.size.width(), part.size.height() + kHeading);
    if (content_.sideBySide) {
      width += own.width() + (width > 0 ? kGap : 0);
      height = std::max(height, own.height());
    } else {
      width = std::max(width, own.width());
      height += own.height() + (height > 0 ? kGap : 0);
    }
  }
  return {width, height};
}

QSizeF ReproductionPage::figureSize() const {
  const QSizeF parts = partsSize();
  const double width = std::max(kNarrowest, parts.width() + 2 * kMargin);
  return {std::ceil(width), std::ceil(2 * kMargin + kTitle + parts.height() + 2 * kRule +
                                      captionHeight(content_.caption, width))};
}

void ReproductionPage::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  const QSizeF own = figureSize();
  const double scale = std::min(size.width() / own.width(), size.height() / own.height());
  painter.save();
  painter.scale(scale, scale);
  painter.setPen(theme.foreground);
  painter.setFont(figureFont(kTitlePoints, true));
  {
    const LeftEdgeOfTexts flush;
    painter.drawText(QRectF(kMargin, kMargin - 6, own.width() - 2 * kMargin, kTitle),
                     Qt::AlignLeft | Qt::AlignTop, title());
  }
  const double top = kMargin + kTitle;
  paintParts(painter, top, theme);
  paintCaption(painter, top + partsSize().height() + kRule, theme);
  painter.restore();
}

void ReproductionPage::paintParts(QCPPainter& painter, double top, const Theme& theme) {
  const double page = figureSize().width(), parts = partsSize().width();
  double x = (page - parts) / 2, y = top;
  for (const PagePart& part : content_.parts) {
    const double left = content_.sideBySide ? x : (page - part.size.width()) / 2;
    // Headings stand at the page's margin, so that those below one another line up.
    const double heading = content_.sideBySide ? left + 8 : kMargin;
    painter.setPen(theme.foreground);
    painter.setFont(figureFont(kTitleSize + 1, true));
    {
      const LeftEdgeOfTexts flush;
      painter.drawText(QRectF(heading, y, page - heading - kMargin, kHeading),
                       Qt::AlignLeft | Qt::AlignVCenter, part.heading);
    }
    painter.save();
    painter.translate(left, y + kHeading);
    part.view->paintFigure(painter, part.size, theme);
    painter.restore();
    if (content_.sideBySide) {
      x += part.size.width() + kGap;
    } else {
      y += part.size.height() + kHeading + kGap;
    }
  }
}

void ReproductionPage::paintCaption(QPainter& painter, double top, const Theme& theme) const {
  const double page = figureSize().width();
  painter.setPen(QPen(theme.grid, 1));
  painter.drawLine(QLineF(kMargin, top, page - kMargin, top));
  const LeftEdgeOfTexts flush;
  double y = top + kRule;
  for (const CaptionRow& row : captionRows(content_.caption, page)) {
    painter.setPen(theme.foreground);
    painter.setFont(figureFont(kTickSize, true));
    painter.drawText(QRectF(kMargin, y, kHeadWidth - 12, row.height), Qt::AlignLeft | Qt::TextWordWrap,
                     row.head);
    painter.setFont(figureFont(kTickSize));
    painter.drawText(QRectF(kMargin + kHeadWidth, y, page - 2 * kMargin - kHeadWidth, row.height),
                     Qt::AlignLeft | Qt::TextWordWrap, row.words);
    y += row.height + kLineGap;
  }
}

}  // namespace entroscope
