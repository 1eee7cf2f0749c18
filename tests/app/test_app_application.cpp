// What goes wrong while the window is open is said there and ends nothing: damage that shows only when it is
// read.
#include <QSignalSpy>
#include <QTimer>
#include <QtTest>
#include <memory>

#include "app/desktop/application.h"
#include "core/base/error.h"
#include "tests/support/memory_run.h"
#include "views/curves/curves_view.h"

using namespace entroscope;

namespace {

class DamagedRun : public MemoryRun {
 public:
  using MemoryRun::MemoryRun;
  ScalarSeries scalar(std::string_view name, StepRange range, int points) const override {
    if (damaged) throw Error(ErrorCode::Corrupt, "run.db: the database is damaged: malformed");
    return MemoryRun::scalar(name, range, points);
  }
  bool damaged = true;
};

}  // namespace

class TestAppApplication : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void anExceptionIsSaidAndEndsNothing() {
    QSignalSpy failed(qApp, SIGNAL(failed(QString)));
    QTimer::singleShot(0, this, [] { throw Error(ErrorCode::Io, "run.db: gone"); });
    bool wentOn = false;
    QTimer::singleShot(20, this, [&] { wentOn = true; });
    QTRY_VERIFY(wentOn);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().toString(), QString("run.db: gone"));
  }

  void aViewOfADamagedRunSaysSoAndRecovers() {
    QSignalSpy failed(qApp, SIGNAL(failed(QString)));
    const auto run = std::make_shared<DamagedRun>("SM+G");
    for (int step = 0; step < 20; ++step) run->addScalar(measure::kLoss, step, 3);
    RunSet runs;
    const std::unique_ptr<CurvesView> view(makeLossCurvesView(runs));
    runs.add(run);
    view->resize(600, 400);
    view->show();
    auto* empty = view->findChild<EmptyState*>();
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(failed.size(), 0);
    run->damaged = false;
    run->addScalar(measure::kLoss, 20, 3);
    runs.refreshAll();
    QTRY_VERIFY(!empty->isVisible());
  }
};

int main(int argc, char** argv) {
  Application application(argc, argv);
  TestAppApplication test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_app_application.moc"
