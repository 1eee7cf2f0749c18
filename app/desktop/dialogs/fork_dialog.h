// Plan a fork: which run, which checkpoint, what is changed; shows the difference before it starts.
// GUI thread only.
#pragma once

#include <QDialog>
#include <cstdint>
#include <optional>

#include "app/desktop/session/fork_model.h"
#include "views/plot/run_set.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTreeView;

namespace entroscope {

class ForkFilter;

class ForkDialog : public QDialog {
  Q_OBJECT
 public:
  /// Offers the open runs that are folders; `folder` is chosen when it is among them.
  ForkDialog(const RunSet& runs, const QString& folder, QWidget* parent = nullptr);

  ForkModel& model() { return *model_; }
  /// @throws Error when the fork cannot start as it is.
  RunRequest request() const;

 private:
  void chooseRun();
  void fillCheckpoints();
  void chooseCheckpoint(int index);
  void showState();

  std::vector<RunPtr> runs_;
  std::optional<std::int64_t> chosen_;  ///< step of the checkpoint that was asked for; nothing: the newest
  ForkModel* model_;
  ForkFilter* filter_;
  QComboBox *run_, *checkpoint_;
  QLineEdit *search_, *folder_;
  QCheckBox* onlyChanged_;
  QTreeView* table_;
  QPlainTextEdit* difference_;
  QLabel* problem_;
  QDialogButtonBox* buttons_;
};

}  // namespace entroscope
