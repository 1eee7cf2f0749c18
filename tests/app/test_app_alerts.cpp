// Alerts by rule: when each speaks, when it keeps silent, and the dialog that sets them.
#include <QDBusConnection>
#include <QProcess>
#include <QtTest>
#include <cmath>
#include <optional>

#include "app/desktop/dialogs/alert_dialog.h"
#include "app/desktop/session/alerts.h"
#include "app/desktop/style/settings.h"
#include "app/desktop/window/desktop_notice.h"
#include "tests/app/test_home.h"

using namespace entroscope;
using Seconds = AlertWatch::Seconds;

namespace {

Snapshot at(std::int64_t step, double loss) {
  Snapshot snapshot;
  snapshot.state = EngineState::Running;
  snapshot.runPath = "/run";
  snapshot.configuration = "SM+G";
  snapshot.step = step;
  snapshot.loss = loss;
  snapshot.context = 128;
  return snapshot;
}

/// Everything said about steps first … last of loss 3, a second each.
QStringList calm(AlertWatch& watch, int first, int last) {
  QStringList said;
  for (int step = first; step <= last; ++step) {
    for (const QString& sentence : watch.look(at(step, 3), Seconds(step))) said << sentence;
  }
  return said;
}

}  // namespace

/// Takes notifications as a desktop does.
class Desktop : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
 public:
  QStringList told;

 public Q_SLOTS:
  uint Notify(const QString&, uint, const QString&, const QString& summary, const QString&,
              const QStringList&, const QVariantMap&, int) {
    told << summary;
    return static_cast<uint>(told.size());
  }
};

class TestAppAlerts : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void notifiesTheDesktop() {
    QProcess bus;
    bus.start(QStringLiteral("dbus-daemon"), {"--session", "--nofork", "--print-address"});
    if (!bus.waitForStarted()) QSKIP("dbus-daemon is not installed: no desktop was notified");
    QVERIFY(bus.waitForReadyRead());
    const QByteArray address = bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);  // read at the first use of the bus
    QVERIFY(!notifyDesktop(QStringLiteral("nobody listens")));
    {
      QDBusConnection other =
          QDBusConnection::connectToBus(QString::fromLatin1(address), QStringLiteral("desktop"));
      Desktop desktop;
      QVERIFY(other.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop,
                                   QDBusConnection::ExportAllSlots));
      QVERIFY(other.registerService(QStringLiteral("org.freedesktop.Notifications")));
      const QString sentence = QStringLiteral("SM+R: first NaN at step 41 <&>");
      QVERIFY(notifyDesktop(sentence));
      QTRY_COMPARE(desktop.told, QStringList{sentence});
    }
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    bus.kill();
    bus.waitForFinished();
  }

  void calmRunSaysNothing() {
    AlertWatch watch;
    QCOMPARE(calm(watch, 0, 500), QStringList());
  }

  void nanOnceARun() {
    AlertWatch watch;
    calm(watch, 0, 5);
    Snapshot bad = at(6, 3);
    bad.nanCounts = {0, 2, 0};
    // The records were written ahead of what the window sees.
    std::optional<std::int64_t> recorded = 4;
    watch.setFirstNanStep([&](const Snapshot&) { return recorded; });
    QCOMPARE(watch.look(bad, Seconds(6)), (std::vector<QString>{"SM+G: first NaN at step 4"}));
    QVERIFY(watch.look(at(7, NAN), Seconds(7)).empty());
    QCOMPARE(calm(watch, 8, 9), QStringList());
    Snapshot other = at(1, NAN);
    other.runPath = "/other";
    QCOMPARE(watch.look(other, Seconds(10)).size(), 1U);
    // Before the first step there is no loss yet.
    Snapshot fresh = at(0, NAN);
    fresh.runPath = "/fresh";
    QVERIFY(watch.look(fresh, Seconds(11)).empty());
  }

  void nanWaitsForTheRecords() {
    AlertWatch watch;
    std::optional<std::int64_t> recorded;
    watch.setFirstNanStep([&](const Snapshot&) { return recorded; });
    calm(watch, 0, 5);
    QVERIFY(watch.look(at(60, NAN), Seconds(6)).empty());
    QVERIFY(watch.look(at(60, NAN), Seconds(7)).empty());
    recorded = 41;
    QCOMPARE(watch.look(at(60, NAN), Seconds(8)), (std::vector<QString>{"SM+G: first NaN at step 41"}));
    // Records that never say are not waited for forever, nor is a run that has come to rest.
    Snapshot other = at(9, NAN);
    other.runPath = "/other";
    recorded.reset();
    QVERIFY(watch.look(other, Seconds(10)).empty());
    QCOMPARE(watch.look(other, Seconds(10 + AlertWatch::kNanPatience)),
             (std::vector<QString>{"SM+G: NaN seen at step 9"}));
    Snapshot last = at(3, NAN);
    last.runPath = "/last";
    last.state = EngineState::Failed;
    QCOMPARE(watch.look(last, Seconds(20)), (std::vector<QString>{"SM+G: NaN seen at step 3"}));
  }

  void jumpOfTheLoss() {
    AlertWatch watch;
    calm(watch, 0, 20);
    QVERIFY(watch.look(at(21, 9), Seconds(21)).empty());  // too early: the mean is not known yet
    AlertWatch later;
    calm(later, 0, 60);
    QVERIFY(later.look(at(61, 3.9), Seconds(61)).empty());
    const auto said = later.look(at(62, 6), Seconds(62));
    QCOMPARE(said.size(), 1U);
    QVERIFY(said.front().contains(QStringLiteral("step 62")));
    QVERIFY(later.look(at(63, 6), Seconds(63)).empty());  // still up
    calm(later, 64, 64);
    QCOMPARE(later.look(at(65, 8), Seconds(65)).size(), 1U);  // again
  }

  void overload() {
    AlertWatch watch;
    AlertRules rules;
    rules.overload = true;
    rules.overloadPercent = 50;
    watch.setRules(rules);
    Snapshot half = at(1, 3);
    half.entropy = {3.8F, 3.8F, 1, 1};
    QVERIFY(watch.look(half, Seconds(1)).empty());  // 50 % is not more than 50 %
    half.step = 2;
    half.entropy[2] = 3.7F;
    QCOMPARE(watch.look(half, Seconds(2)),
             (std::vector<QString>{"SM+G: 75 % of the heads are overloaded at step 2"}));
    rules.overload = false;
    watch.setRules(rules);
    half.step = 3;
    QVERIFY(watch.look(half, Seconds(3)).empty());
  }

  void standstill() {
    AlertWatch watch;
    calm(watch, 0, 10);
    QVERIFY(watch.look(at(10, 3), Seconds(310)).empty());
    QCOMPARE(watch.look(at(10, 3), Seconds(311)).size(), 1U);
    QVERIFY(watch.look(at(10, 3), Seconds(900)).empty());
    // A pause is no standstill.
    Snapshot paused = at(11, 3);
    paused.state = EngineState::Paused;
    QVERIFY(watch.look(paused, Seconds(901)).empty());
    QVERIFY(watch.look(paused, Seconds(2000)).empty());
    QVERIFY(watch.look(at(11, 3), Seconds(2001)).empty());
  }

  void dialogKeepsRules() {
    const TestHome home;
    QVERIFY(settings::alertRules() == AlertRules());
    const AlertRules rules{.nan = false,
                           .jump = true,
                           .jumpNats = 0.25,
                           .overload = true,
                           .overloadPercent = 75,
                           .standstill = false,
                           .standstillSeconds = 60};
    const AlertDialog dialog(rules);
    QVERIFY(dialog.rules() == rules);
    settings::setAlertRules(dialog.rules());
    QVERIFY(settings::alertRules() == rules);
  }
};

QTEST_MAIN(TestAppAlerts)
#include "test_app_alerts.moc"
