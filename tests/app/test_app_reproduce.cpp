// `entroscope-cli reproduce` and `entroscope export --reproduce` as a user calls them: a whole figure at the
// smallest size, an interruption, the pages, refusals with exit status 2 and one line.
#include <signal.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

struct Answer {
  int status = -1;
  QByteArray out, error;
};

Answer call(const char* program, const QStringList& arguments) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
    environment.remove(name);
  process.setProcessEnvironment(environment);
  process.start(qEnvironmentVariable(program), arguments);
  if (!process.waitForFinished(240000)) return {};
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
          process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The bundled sample with a model of two layers; `steps` steps of 256 tokens.
QStringList tiny(const QStringList& figures, const QString& out, int steps) {
  QStringList words{"reproduce"};
  words << figures << "--preset"
        << "sample"
        << "--device"
        << "cpu"
        << "--out" << out << "--budget" << QString::number(steps * 256) << "--models"
        << "gpt2";
  for (const char* setting : {"model.layers=2", "model.heads=2", "model.width=16", "train.batch=2",
                              "train.threads=1", "train.evaluation_batches=2"})
    words << "--set" << setting;
  return words;
}

/// All texts of an SVG in one line; what is wrong with it instead, if anything is.
QString textsOf(const QByteArray& svg) {
  QXmlStreamReader xml(svg);
  QString texts;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.name() == QLatin1String("image")) return QStringLiteral("holds an image");
    if (xml.isStartElement() && xml.name() == QLatin1String("text"))
      texts += xml.readElementText(QXmlStreamReader::IncludeChildElements) + ' ';
  }
  return xml.hasError() ? xml.errorString() : texts.simplified();
}

}  // namespace

class TestAppReproduce : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    for (const char* program : {"ENTROSCOPE_CLI", "ENTROSCOPE_DESKTOP"})
      QVERIFY2(QFile::exists(qEnvironmentVariable(program)), program);
    made_ = folder_.filePath("made");
    const Answer answer = call("ENTROSCOPE_CLI", tiny({"all"}, made_, 4) << "--json"
                                                                         << "-");
    QVERIFY2(answer.status == 0, answer.error.constData());
    manifest_ = QJsonDocument::fromJson(answer.out).object();
  }

  void answersInJson() {
    QCOMPARE(manifest_["out"].toString(), made_);
    QCOMPARE(manifest_["settings"].toObject()["budget_tokens_per_run"].toInt(), 4 * 256);
    QCOMPARE(manifest_["runs"].toArray().size(), 4 + 2 + 4);
    QCOMPARE(manifest_["figures"].toArray().size(), 6);
    for (const QJsonValue figure : manifest_["figures"].toArray())
      QVERIFY(figure.toObject()["complete"].toBool());
  }

  void drawsEveryFigure() {
    const QString out = folder_.filePath("pages");
    const Answer answer =
        call("ENTROSCOPE_DESKTOP", {"export", "--reproduce", made_, "--out", out, "--format", "svg,csv"});
    QCOMPARE(answer.error, QByteArray());
    QCOMPARE(answer.status, 0);
    QCOMPARE(QDir(out).entryList({"*.svg"}), QStringList({"fig1.svg", "fig2a.svg", "fig2b.svg", "fig3.svg",
                                                          "fig4.svg", "fig5.svg", "table2.svg"}));
    for (const QString& name : QDir(out).entryList({"*.svg"})) {
      const QString texts = textsOf(contents(out + '/' + name));
      for (const char* part : {"Trained here", "Budget", "--budget 1,024 tokens a run", "32,300",
                               "bundled sample", "Departures from the paper", "model.width is 16"})
        QVERIFY2(texts.contains(part), qPrintable(name + ": " + part + ": " + texts));
      // Either the published figure stands beside ours, or the page says why not.
      QVERIFY2(texts.contains("Published (Jha and Reagen") != texts.contains("ours are drawn alone"),
               qPrintable(name));
      QVERIFY(!texts.contains("Unfinished"));
    }
    QVERIFY(textsOf(contents(out + "/table2.svg")).contains("3.197"));
    QCOMPARE(contents(out + "/fig2a.csv"), contents(made_ + "/fig2a.csv"));
  }

  void aPageIsScaledToAWidth() {
    const QString out = folder_.filePath("narrow");
    QCOMPARE(
        call("ENTROSCOPE_DESKTOP", {"export", "--reproduce", made_, "--out", out, "--width", "180"}).status,
        0);
    QXmlStreamReader xml(contents(out + "/fig1.svg"));
    xml.readNextStartElement();
    const QStringList box = xml.attributes().value("viewBox").toString().split(' ');
    QVERIFY(std::abs(box.value(2).toDouble() - 180 / 25.4 * 96) < 1);
  }

  void ctrlCLeavesAFolderToGoOnWith() {
    const QString out = folder_.filePath("interrupted");
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    process.start(qEnvironmentVariable("ENTROSCOPE_CLI"), tiny({"fig4"}, out, 150));
    QByteArray said;
    while (!said.contains("step 0/150")) {
      QVERIFY(process.waitForReadyRead(60000));
      said += process.readAllStandardError();
    }
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60000));
    said += process.readAllStandardError();
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(said.contains("fig4 not complete; the same command goes on"), said.constData());
    QVERIFY(QDir(out).exists("reproduction.json") && !QDir(out).exists("fig4.csv"));

    // What there is can be looked at, and says that it is not all.
    const Answer drawn =
        call("ENTROSCOPE_DESKTOP", {"export", "--reproduce", out, "--out", folder_.filePath("early")});
    QVERIFY2(drawn.status == 0, drawn.error.constData());
    QVERIFY(textsOf(contents(folder_.filePath("early/fig4.svg"))).contains("Unfinished"));

    const Answer again = call("ENTROSCOPE_CLI", tiny({"fig4"}, out, 150) << "--quiet");
    QVERIFY2(again.status == 0, again.error.constData());
    QVERIFY(again.error.contains("fig4 complete: fig4.csv fig4.tex fig4.json"));
  }

  void refuses_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const QString cli = QStringLiteral("ENTROSCOPE_CLI"), desktop = QStringLiteral("ENTROSCOPE_DESKTOP");
    const QString out = folder_.filePath("refused"), empty = folder_.filePath("empty");
    QDir().mkpath(empty);
    QTest::newRow("unknown figure") << cli << tiny({"fig9"}, out, 4) << "figure \"fig9\"";
    QTest::newRow("no figure") << cli << tiny({}, out, 4) << "FIGURE";
    QTest::newRow("missing data") << cli
                                  << (tiny({"fig1"}, out, 4) << "--data"
                                                             << "/no/data")
                                  << "/no/data: no such data set";
    QTest::newRow("small budget") << cli << tiny({"fig1"}, out, 0) << "--budget";
    QTest::newRow("unwritable") << cli << tiny({"fig1"}, "/proc/reproduction", 4) << "/proc/reproduction";
    QTest::newRow("other settings") << cli << tiny({"fig1"}, made_, 5) << "budget: expected 1024";
    QTest::newRow("slopes") << cli
                            << (tiny({"fig5"}, out, 4) << "--slopes"
                                                       << "a,b")
                            << "--slopes";
    QTest::newRow("no reproduction") << desktop << QStringList{"export", "--reproduce", empty, "--out", out}
                                     << "found no reproduction.json in it";
    QTest::newRow("nothing there") << desktop
                                   << QStringList{"export", "--reproduce", "/no/such", "--out", out}
                                   << "/no/such";
    QTest::newRow("with a run") << desktop
                                << QStringList{"export", "--reproduce", made_, "--run", "x", "--out", out}
                                << "--reproduce";
    QTest::newRow("format") << desktop << QStringList{"export",  "--reproduce", made_, "--format",
                                                      "svg,gif", "--out",       out}
                            << "gif";
    QTest::newRow("pages unwritable")
        << desktop << QStringList{"export", "--reproduce", made_, "--out", "/proc/pages"} << "/proc/pages";
    QTest::newRow("neither") << desktop << QStringList{"export", "--format", "svg", "--out", out} << "--run";
  }
  void refuses() {
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Answer answer = call(program.toLatin1().constData(), arguments);
    QCOMPARE(answer.status, 2);
    QVERIFY2(answer.error.contains(said.toUtf8()), answer.error.constData());
    QVERIFY2(answer.error.count('\n') == 1, answer.error.constData());
    QVERIFY(!QFile::exists(folder_.filePath("refused")));
  }

 private:
  QTemporaryDir folder_;
  QString made_;
  QJsonObject manifest_;
};

QTEST_GUILESS_MAIN(TestAppReproduce)
#include "test_app_reproduce.moc"
