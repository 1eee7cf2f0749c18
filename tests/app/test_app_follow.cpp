// The real window beside a process that trains: it follows the run live, and neither the window nor a third
// process may write there meanwhile. After a kill the same folder opens, and goes on.
#include <signal.h>

#include <QDir>
#include <QSignalSpy>
#include <QtTest>

#include "app/desktop/window/banner.h"
#include "app/desktop/window/main_window.h"
#include "tests/app/test_home.h"
#include "tests/support/command_line.h"

using namespace entroscope;

namespace {

constexpr int kLimit = 60000;

}  // namespace

class TestAppFollow : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void followsARunThatAnotherProcessTrains() {
    const QString folder = home_.filePath(QStringLiteral("followed"));
    QProcess trainer;
    trainer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QStringList saving{"--quiet", "--set", "train.checkpoint_interval=50"};
    trainer.start(cli_, tinyTraining(folder, 1'000'000) + saving);
    QVERIFY(trainer.waitForStarted());
    const auto saved = [&] { return !QDir(folder + "/checkpoints").isEmpty(); };
    QTRY_VERIFY_WITH_TIMEOUT(saved() || trainer.state() == QProcess::NotRunning, kLimit);
    QVERIFY(saved());

    MainWindow window;
    window.show();
    window.openRun(folder);
    QCOMPARE(window.runs().runs().size(), std::size_t{1});
    const RunPtr run = window.runs().runs().front().run;
    QCOMPARE(run->info().status, RunStatus::Training);
    const std::int64_t first = run->info().lastStep;
    QSignalSpy grew(&window.runs(), &RunSet::recordsChanged);
    QTRY_VERIFY_WITH_TIMEOUT(run->info().lastStep > first + 20, kLimit);
    QVERIFY(!grew.isEmpty());  // the views heard of it
    QVERIFY(window.runs().runs().front().end(XAxis::Step) > first + 20);

    // Nobody else may write there, and each is told who does.
    const QString holder = "already written by process " + QString::number(trainer.processId());
    const CliAnswer second = runCli({"train", "--resume", "--out", folder});
    const QString refusal = QString::fromUtf8(second.error);
    QCOMPARE(second.status, 2);
    QVERIFY2(refusal.contains(holder) && refusal.count('\n') == 1, qPrintable(refusal));
    window.train({{run->config(), folder.toStdString(), true}});
    QTRY_VERIFY_WITH_TIMEOUT(window.banner().sentence().contains(holder), kLimit);

    ::kill(static_cast<pid_t>(trainer.processId()), SIGKILL);
    QVERIFY(trainer.waitForFinished(kLimit));
    QTRY_COMPARE_WITH_TIMEOUT(run->info().status, RunStatus::Crashed, kLimit);
    const std::int64_t last = run->info().lastStep;
    trainer.start(cli_,
                  {"train", "--resume", "--quiet", "--out", folder, "--steps", QString::number(last + 30)});
    QVERIFY(trainer.waitForFinished(kLimit));
    QCOMPARE(trainer.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(run->info().status, RunStatus::Finished, kLimit);
    QCOMPARE(run->info().lastStep, last + 30);
  }

 private:
  const TestHome home_;
  const QString cli_ = qEnvironmentVariable("ENTROSCOPE_CLI");
};

QTEST_MAIN(TestAppFollow)
#include "test_app_follow.moc"
