// Fields that more than one dialog asks for. GUI thread only.
#pragma once

#include <QString>

class QComboBox;
class QLineEdit;
class QWidget;

namespace entroscope::fields {

/// Which device computes; an item's data is what `train.device` takes ("auto", "cpu", "cuda").
QComboBox* newDeviceChoice();

/// `line` with a button beside it that asks for a folder, beginning at the line's own or else the documents'.
/// @param title of what is asked for; names line and button to a screen reader.
QWidget* newFolderRow(QLineEdit& line, const QString& title);

}  // namespace entroscope::fields
