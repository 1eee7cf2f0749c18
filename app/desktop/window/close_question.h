// What to do with a run that trains when the window is closed. GUI thread only.
#pragma once

#include <functional>

class QWidget;

namespace entroscope {

enum class CloseChoice {
  KeepTraining,  ///< the window is minimised and goes on
  StopAndKeep,   ///< checkpoint, close the run folder, then the window
  Cancel,        ///< the window stays as it is
};

/// Asks and returns at once; `answered` is called later, or at once by a test.
using CloseQuestion = std::function<void(QWidget* parent, std::function<void(CloseChoice)> answered)>;

/// The question as a message box.
void askOnClose(QWidget* parent, std::function<void(CloseChoice)> answered);

}  // namespace entroscope
