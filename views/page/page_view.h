// Several figures on one page, in rows and columns with panel letters: exported like any other figure.
// Not shown as a panel of the window. Figure "page". GUI thread.
#pragma once

#include <vector>

#include "views/page/page_layout.h"
#include "views/plot/view.h"

namespace entroscope {

class PageView : public View {
  Q_OBJECT
 public:
  /// @param figures not owned; they must outlive the page. At least one.
  PageView(RunSet& runs, std::vector<View*> figures, int columns, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("page"); }
  QString title() const override;
  QString whatItShows() const override;
  void setTheme(const Theme&) override {}  // drawn for export only
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;
  double figureHeight(double width) const override;
  const std::vector<View*>& figures() const { return figures_; }
  int columns() const { return columns_; }
  /// @throws Error{BadUsage}: tables of different shapes make no table.
  QByteArray csv() const override;

 protected:
  void retranslate() override {}

 private:
  PageLayout layoutFor(double width) const;

  std::vector<View*> figures_;
  int columns_;
};

}  // namespace entroscope
