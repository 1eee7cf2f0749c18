// One page of a reproduced figure: what was trained here, the published figure beside it where there is
// one, and a caption with budget, model, data and departures. A view made of views, so that it leaves in
// every format that a view does. GUI thread; logical pixels at 96 dpi.
#pragma once

#include <vector>

#include "core/reproduce/caption.h"
#include "core/reproduce/table.h"
#include "views/plot/view.h"

namespace entroscope {

/// A figure on the page, under a heading of its own.
struct PagePart {
  QString heading;
  View* view = nullptr;  ///< outlives the page
  QSizeF size;           ///< that it is drawn at
};

struct PageContent {
  std::vector<PagePart> parts;
  bool sideBySide = false;  ///< else one below the other
  Table table;              ///< names the page; its numbers are the page's CSV
  std::vector<CaptionLine> caption;
};

class ReproductionPage : public View {
  Q_OBJECT
 public:
  ReproductionPage(RunSet& runs, PageContent content, QWidget* parent = nullptr);

  QString figureName() const override { return QString::fromStdString(content_.table.name); }
  QString title() const override { return QString::fromStdString(content_.table.title); }
  QString whatItShows() const override { return title(); }
  void setTheme(const Theme& theme) override;
  /// Laid out at figureSize() and scaled from there: a narrow page is the same page, smaller.
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;
  QByteArray csv() const override { return QByteArray::fromStdString(toCsv(content_.table)); }

 protected:
  void retranslate() override {}  ///< has no controls

 private:
  QSizeF partsSize() const;
  void paintParts(QCPPainter& painter, double top, const Theme& theme);
  void paintCaption(QPainter& painter, double top, const Theme& theme) const;

  PageContent content_;
};

}  // namespace entroscope
