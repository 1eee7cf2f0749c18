// Choose figures, format, theme and width, see the page, write it. GUI thread only.
#pragma once

#include <QDialog>
#include <vector>

#include "app/desktop/publish/figure_batch.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QListWidget;

namespace entroscope {

class FigurePreview;

class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param chosen checked at first; all views when null.
  ExportDialog(const std::vector<View*>& views, const View* chosen, QWidget* parent = nullptr);

  std::vector<View*> figures() const;  ///< the checked ones
  FigureRequest request() const;

 Q_SIGNALS:
  void written(const QStringList& files);

 private:
  void update();
  void askWhere();

  std::vector<View*> views_;
  QListWidget* figures_;
  QComboBox *format_, *theme_, *width_;
  QLabel* answer_;
  FigurePreview* preview_;
  QDialogButtonBox* buttons_;
};

}  // namespace entroscope
