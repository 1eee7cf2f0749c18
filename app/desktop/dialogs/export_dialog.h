// Choose figures, format and style, see the page, write it. GUI thread only.
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "app/desktop/publish/figure_batch.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace entroscope {

class FigurePreview;
class PageView;

class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param chosen checked at first; all views when null.
  ExportDialog(RunSet& runs, const std::vector<View*>& views, const View* chosen, QWidget* parent = nullptr);
  ~ExportDialog() override;

  std::vector<View*> figures() const;  ///< the checked ones
  FigureRequest request() const;
  int pageColumns() const;  ///< 0: a file each
  std::vector<View*> outputs()
      const;  ///< those of figures() that can be of the format, or the page they make

 Q_SIGNALS:
  void written(const QStringList& files);

 private:
  void update();
  void askWhere();
  void chooseStyle();
  View* previewed() const;  ///< null where none is chosen

  RunSet& runs_;
  std::vector<View*> views_;
  std::unique_ptr<PageView> page_;  ///< of the checked figures; null where each has a file of its own
  QListWidget* figures_;
  QComboBox *format_, *several_;
  QPushButton* style_;
  QLabel *look_, *answer_;
  FigurePreview* preview_;
  QDialogButtonBox* buttons_;
};

}  // namespace entroscope
