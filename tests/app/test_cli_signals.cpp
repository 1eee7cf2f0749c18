// A terminal that goes away and readers that end: a training keeps what it has, and no answer that nobody
// reads seems to be written.
#include <signal.h>

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include "core/runs/run.h"
#include "core/runs/run_writer.h"
#include "tests/support/command_line.h"

using namespace entroscope;

namespace {

constexpr int kLimit = 60000;

}  // namespace

class TestCliSignals : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void aReaderOfTheProgressMayEnd() {
    const QString out = home_.filePath("unread");
    QProcess cli;
    cli.start("bash", QStringList{"-c", unread("2"), "bash", cli_} + tinyTraining(out, 20));
    QVERIFY(cli.waitForFinished(kLimit));
    QCOMPARE(cli.exitStatus(), QProcess::NormalExit);
    QCOMPARE(cli.exitCode(), 0);
    QCOMPARE(openRun(out.toStdString())->info().status, RunStatus::Finished);
  }

  void hangingUpStopsWithACheckpoint() {
    const QString out = home_.filePath("hung-up");
    QProcess cli;
    cli.start(cli_, tinyTraining(out, 1'000'000));
    QVERIFY(trains(cli));
    // A terminal that closes sends it twice: from the shell and from the kernel.
    ::kill(static_cast<pid_t>(cli.processId()), SIGHUP);
    QTest::qWait(20);
    ::kill(static_cast<pid_t>(cli.processId()), SIGHUP);
    QVERIFY(cli.waitForFinished(kLimit));
    QCOMPARE(cli.exitStatus(), QProcess::NormalExit);
    QCOMPARE(cli.exitCode(), 0);
    QCOMPARE(openRun(out.toStdString())->info().status, RunStatus::Interrupted);
    QCOMPARE(checkpointsOf(out.toStdString()).size(), std::size_t{1});
  }

  void nohupGoesOn() {
    const QString out = home_.filePath("nohup");
    QProcess cli;
    cli.start("sh", QStringList{"-c", "trap '' HUP; exec \"$@\"", "sh", cli_} + tinyTraining(out, 1'000'000));
    QVERIFY(trains(cli));
    ::kill(static_cast<pid_t>(cli.processId()), SIGHUP);
    QVERIFY(!cli.waitForFinished(500));
    ::kill(static_cast<pid_t>(cli.processId()), SIGTERM);
    QVERIFY(cli.waitForFinished(kLimit));
    QCOMPARE(cli.exitCode(), 0);
    QCOMPARE(openRun(out.toStdString())->info().status, RunStatus::Interrupted);
  }

  void anAnswerThatNobodyReadsIsNotWritten_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("redirection");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said");
    const QStringList list{"runs", "list", home_.path()}, json = list + QStringList{"--json", "-"};
    const QString full = "entroscope-cli: standard output: cannot write the answer\n";
    // A pipe whose only reader has ended before the first word is written.
    const QString pipe = unread("1");
    QTest::newRow("a table, no reader") << list << pipe << 128 + SIGPIPE << QString();
    QTest::newRow("JSON, no reader") << json << pipe << 128 + SIGPIPE << QString();
    QTest::newRow("help, no reader") << QStringList{"--help"} << pipe << 128 + SIGPIPE << QString();
    QTest::newRow("a table, full disk") << list << "exec \"$@\" >/dev/full" << 2 << full;
    QTest::newRow("JSON, full disk") << json << "exec \"$@\" >/dev/full" << 2 << full;
    QTest::newRow("a table, read") << list << "exec \"$@\" >/dev/null" << 0 << QString();
  }
  void anAnswerThatNobodyReadsIsNotWritten() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, redirection);
    QFETCH(int, status);
    QFETCH(QString, said);
    QProcess cli;
    cli.start("bash", QStringList{"-c", redirection, "bash", cli_} + arguments);
    QVERIFY(cli.waitForFinished(kLimit));
    const QString error = QString::fromUtf8(cli.readAllStandardError());
    QVERIFY2(cli.exitStatus() == QProcess::NormalExit, qPrintable(error));
    QCOMPARE(error, said);
    QCOMPARE(cli.exitCode(), status);
  }

 private:
  /// Runs a command whose words go into a pipe that nobody reads any more.
  QString unread(const QString& channel) const {
    return QString("mkfifo '%1'; exec 3<>'%1' 4>'%1' 3<&-; rm '%1'; exec \"$@\" %2>&4 4>&-")
        .arg(home_.filePath("fifo"), channel);
  }

  /// Waits for the progress line that says it is training.
  static bool trains(QProcess& cli) {
    QByteArray said;
    return QTest::qWaitFor(
               [&] {
                 said += cli.readAllStandardError();
                 return said.contains("loss") || cli.state() == QProcess::NotRunning;
               },
               kLimit) &&
           cli.state() == QProcess::Running;
  }

  const QTemporaryDir home_;
  const QString cli_ = qEnvironmentVariable("ENTROSCOPE_CLI");
};

QTEST_GUILESS_MAIN(TestCliSignals)
#include "test_cli_signals.moc"
