#include "app/desktop/application.h"

#include <exception>

#include "views/plot/translated.h"

namespace entroscope {

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (const std::exception& error) {
    // A page of a run's database may turn out damaged only when it is read to be drawn.
    Q_EMIT failed(translated(error));
    return false;
  }
}

}  // namespace entroscope
