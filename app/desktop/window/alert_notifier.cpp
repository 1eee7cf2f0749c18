#include "app/desktop/window/alert_notifier.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>
#include <chrono>

#include "app/desktop/dialogs/alert_dialog.h"
#include "app/desktop/session/session.h"
#include "app/desktop/style/icons.h"
#include "app/desktop/style/settings.h"
#include "app/desktop/window/banner.h"
#include "app/desktop/window/desktop_notice.h"
#include "views/nan_map/nan_map_model.h"

namespace entroscope {

namespace {

constexpr int kStandstillLookMs = 2000;

}  // namespace

AlertNotifier::AlertNotifier(Session& session, RunSet& runs, Banner& banner, QWidget& window)
    : QObject(&window), session_(session), banner_(banner), window_(window) {
  watch_.setRules(settings::alertRules());
  watch_.setFirstNanStep([&runs](const Snapshot& snapshot) -> std::optional<std::int64_t> {
    for (const OpenRun& open : runs.runs()) {
      if (open.run->info().path == snapshot.runPath) return firstNanStep(*open.run);
    }
    return std::nullopt;
  });
  connect(&session_, &Session::progressed, this, &AlertNotifier::look);
  connect(&standstill_, &QTimer::timeout, this, &AlertNotifier::look);
  connect(&session_, &Session::stateChanged, this, [this] {
    if (session_.isActive()) {
      standstill_.start(kStandstillLookMs);
    } else {
      standstill_.stop();
    }
  });
}

void AlertNotifier::chooseRules() {
  auto* dialog = new AlertDialog(watch_.rules(), &window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    watch_.setRules(dialog->rules());
    settings::setAlertRules(watch_.rules());
  });
  dialog->open();
}

void AlertNotifier::look() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  for (const QString& sentence : watch_.look(session_.latest(), now)) tell(sentence);
}

void AlertNotifier::tell(const QString& sentence) {
  banner_.say(sentence);
  QApplication::alert(&window_);  // marks the window in the task bar, whatever desktop this is
  if (window_.isActiveWindow() || notifyDesktop(sentence)) return;
  if (!QSystemTrayIcon::isSystemTrayAvailable()) return;
  if (tray_ == nullptr) tray_ = new QSystemTrayIcon(applicationIcon(), this);
  tray_->show();
  tray_->showMessage(QStringLiteral("Entroscope"), sentence, QSystemTrayIcon::Warning);
}

}  // namespace entroscope
