#include "app/desktop/window/desktop_notice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QStringList>
#include <QVariantMap>

namespace entroscope {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
constexpr uint kNew = 0;               // replaces no earlier one
constexpr int kAsTheDesktopSays = -1;  // how long it stays

}  // namespace

bool notifyDesktop(const QString& sentence) {
  const QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected() || !bus.interface()->isServiceRegistered(kService)) return false;
  QDBusMessage call = QDBusMessage::createMethodCall(
      kService, QStringLiteral("/org/freedesktop/Notifications"), kService, QStringLiteral("Notify"));
  // The sentence as the summary, which is plain text; a body may be read as markup.
  call << QStringLiteral("Entroscope") << kNew << QStringLiteral("entroscope") << sentence << QString()
       << QStringList() << QVariantMap{{QStringLiteral("desktop-entry"), QStringLiteral("entroscope")}}
       << kAsTheDesktopSays;
  return bus.send(call);
}

}  // namespace entroscope
