// Numbers into a run folder and out of one, as the window does it: whole or not at all, one sentence either
// way.
#include <QSignalSpy>
#include <QWidget>
#include <QtTest>

#include "app/desktop/window/run_files.h"
#include "tests/app/test_home.h"

using namespace entroscope;

class TestAppRunFiles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(home_.isValid());
    qputenv("ENTROSCOPE_RUNS", home_.filePath("runs").toUtf8());
  }

  void importsAndExports() {
    const QString source = write("losses.csv", "step,loss\n1,7.5\n2,6.5\n3,nan\n");
    QVERIFY(files_.import(source));
    QVERIFY(files_.import(source));  // within the same second
    QCOMPARE(imported_.size(), 2);
    const QString folder = imported_.takeFirst().front().toString();
    QVERIFY(folder.startsWith(home_.filePath("runs")) && folder.contains("losses"));
    QVERIFY(imported_.takeFirst().front().toString() != folder);
    const RunPtr run = openRun(folder.toStdString());
    const ScalarSeries loss = run->scalar(measure::kLoss, {}, 10);
    QCOMPARE(loss.step.size(), std::size_t{3});
    QCOMPARE(loss.value.at(1), 6.5F);

    files_.exportTo(*run, home_.filePath("out.csv"), false);
    files_.exportTo(*run, home_.filePath("out.jsonl"), false);
    files_.exportTo(*run, home_.filePath("events"), false);
    QCOMPARE(written_.size(), 3);
    for (const auto& answer : written_) QVERIFY(answer.front().toString().startsWith("Written: "));
    QCOMPARE(said_.size(), 0);  // which warns
    QVERIFY(contents("out.csv").contains("loss,2,"));
    QVERIFY(contents("out.jsonl").contains("\"loss\""));
    QCOMPARE(QDir(home_.filePath("events")).entryList(QDir::Files).size(), 1);
    // What was exported comes back.
    QVERIFY(files_.import(home_.filePath("events")));
    const RunPtr back = openRun(imported_.takeFirst().front().toString().toStdString());
    QCOMPARE(back->scalar(measure::kLoss, {}, 10).value.at(1), 6.5F);
  }

  void oneLogStandsForItsFolder() {
    imported_.clear();
    QVERIFY(QDir().mkpath(home_.filePath("logs")));
    for (const char* layer : {"0", "1"})
      write(qPrintable(QStringLiteral("logs/layer_%1_entropy.txt").arg(layer)),
            QByteArray("Step 10 - Layer ") + layer + ": 3.5\n");
    QVERIFY2(files_.import(home_.filePath("logs/layer_1_entropy.txt")),
             qPrintable(said_.isEmpty() ? QString() : said_.last().front().toString()));
    const RunPtr run = openRun(imported_.takeFirst().front().toString().toStdString());
    QCOMPARE(run->info().name, std::string("logs"));
    QVERIFY(run->frameAt(measure::kEntropy, 10).has_value());
  }

  /// The time before a name that is as long as names may be makes one that no file system takes.
  void longNames() {
    imported_.clear();
    const QByteArray name(240, 'n');
    QVERIFY2(files_.import(write((name + ".csv").constData(), "step,loss\n1,7.5\n")),
             qPrintable(said_.isEmpty() ? QString() : said_.last().front().toString()));
    QVERIFY(imported_.takeFirst().front().toString().endsWith('-' + QString(200, QLatin1Char('n'))));
    // Between characters, never within one: 1 + 2 · 99 bytes are left of 1 + 2 · 150.
    const QString cut = QFileInfo(settings::newRunsFolder("a" + QString(150, QChar(0x00E4)))).fileName();
    QVERIFY2(cut.endsWith("-a" + QString(99, QChar(0x00E4))), qPrintable(cut));
    QVERIFY(settings::newRunsFolder("short/name").endsWith("-short-name"));
  }

  void refusesWithASentence() {
    said_.clear();
    imported_.clear();
    const QStringList before =
        QDir(home_.filePath("runs")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const QString& source :
         {write("notes.txt", "nothing\n"), write("empty.csv", ""), write("bad.csv", "step,loss\n1,x\n"),
          home_.filePath("missing.csv"), QStringLiteral("/dev/null")}) {
      QVERIFY(!files_.import(source));
      QCOMPARE(said_.size(), 1);
      const QString sentence = said_.takeFirst().front().toString();
      QVERIFY2(sentence.contains(source) && sentence.contains("expected") && !sentence.contains('\n'),
               qPrintable(sentence));
    }
    QVERIFY(!files_.import(home_.filePath("missing"), QStringLiteral("no run")));
    QCOMPARE(said_.takeFirst().front().toString(), QStringLiteral("no run"));
    // A log that is damaged says where; other folders are what whoever asked takes them for.
    QVERIFY(QDir().mkpath(home_.filePath("damaged")));
    write("damaged/layer_0_entropy.txt", "Step 10 - Layer 0: 3.5\nStep ten - Layer 0: 3.5\n");
    QVERIFY(!files_.import(home_.filePath("damaged"), QStringLiteral("no run")));
    const QString damaged = said_.takeFirst().front().toString();
    QVERIFY2(damaged.contains("layer_0_entropy.txt: line 2") && damaged.contains("Step ten"),
             qPrintable(damaged));
    QVERIFY(QDir().mkpath(home_.filePath("gpt2")));
    write("gpt2/config.json", "{}");
    // A model, or a part of it, is none of these; it can be measured.
    write("gpt2/model.safetensors", "");
    QSignalSpy model(&files_, &RunFiles::modelChosen);
    for (const char* chosen : {"gpt2", "gpt2/config.json", "gpt2/model.safetensors"}) {
      QVERIFY(!files_.import(home_.filePath(QLatin1String(chosen)), QStringLiteral("no run")));
      QCOMPARE(model.takeFirst().front().toString(), home_.filePath("gpt2"));
    }
    QCOMPARE(said_.size(), 0);
    QCOMPARE(imported_.size(), 0);
    QCOMPARE(QDir(home_.filePath("runs")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), before);

    const RunPtr published = openRun("reference:paper/SM+G");
    files_.exportTo(*published, home_.filePath("model"), true);
    QVERIFY(!said_.takeFirst().front().toString().startsWith("Written"));
    QVERIFY(!QFile::exists(home_.filePath("model")));
    files_.exportTo(*published, QStringLiteral("/no/such/folder/x.csv"), false);
    QVERIFY(said_.takeFirst().front().toString().contains("/no/such/folder"));
  }

 private:
  QString write(const char* name, const QByteArray& text) const {
    QFile file(home_.filePath(QString::fromLatin1(name)));
    if (file.open(QIODevice::WriteOnly)) file.write(text);
    return file.fileName();
  }
  QByteArray contents(const char* name) const {
    QFile file(home_.filePath(QString::fromLatin1(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  const TestHome home_;
  QWidget window_;
  RunFiles files_{window_};
  QSignalSpy imported_{&files_, &RunFiles::imported}, said_{&files_, &RunFiles::said},
      written_{&files_, &RunFiles::written};
};

QTEST_MAIN(TestAppRunFiles)
#include "test_app_run_files.moc"
