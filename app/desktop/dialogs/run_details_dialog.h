// Name, tags and note of one run. GUI thread only.
#pragma once

#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "core/runs/annotate.h"

namespace entroscope {

class RunDetailsDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param folderName shown while the name is empty.
  RunDetailsDialog(const Annotations& annotations, const QString& folderName, QWidget* parent = nullptr);

  /// As typed: tags are parted by commas, each once, in the order typed.
  Annotations annotations() const;

 private:
  QLineEdit *name_, *tags_;
  QPlainTextEdit* note_;
};

}  // namespace entroscope
