// Every text of the window is translated into every shipped language: lupdate reads the sources into
// copies of the committed files, in which nothing may be left unfinished. Core's sentences are among them.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "views/plot/translated.h"

namespace {

const QString kSource = QStringLiteral(ENTROSCOPE_SOURCE);

struct Message {
  QString context, source, type;
  QStringList translations;
};

QList<Message> messagesOf(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  QXmlStreamReader xml(&file);
  QList<Message> messages;
  QString context;
  while (!xml.atEnd()) {
    if (!xml.readNextStartElement() && xml.tokenType() != QXmlStreamReader::EndElement) break;
    if (xml.tokenType() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("name")) context = xml.readElementText();
    if (xml.name() == QLatin1String("message")) messages.append({context, {}, {}, {}});
    if (xml.name() == QLatin1String("source")) messages.last().source = xml.readElementText();
    if (xml.name() == QLatin1String("translation")) {
      messages.last().type = xml.attributes().value(QLatin1String("type")).toString();
      messages.last().translations << xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
    }
  }
  return messages;
}

/// What the window shows for what `work` throws.
template <typename Work>
QString shown(Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    return entroscope::translated(error);
  }
  return {};
}

QStringList placeholders(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("%(?:L?[1-9]|n)"));
  QStringList found;
  for (auto match = pattern.globalMatch(text); match.hasNext();) found << match.next().captured();
  found.removeDuplicates();
  found.sort();
  return found;
}

}  // namespace

class TestAppTranslations : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyTextIsTranslated_data() {
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << "de";
    QTest::newRow("Simplified Chinese") << "zh_CN";
  }
  void everyTextIsTranslated() {
    QFETCH(QString, language);
    const QTemporaryDir folder;
    const QString name = QStringLiteral("entroscope_%1.ts").arg(language);
    const QString copy = folder.filePath(name);
    QVERIFY(QFile::copy(kSource + "/translations/" + name, copy));
    QProcess lupdate;
    lupdate.start(QStringLiteral(ENTROSCOPE_LUPDATE),
                  {"-silent", "-no-obsolete", "-locations", "none", "-I", kSource, kSource + "/app/desktop",
                   kSource + "/views", kSource + "/core", "-ts", copy});
    QVERIFY(lupdate.waitForFinished(60000));
    QCOMPARE(lupdate.exitCode(), 0);
    const QList<Message> messages = messagesOf(copy);
    QVERIFY(messages.size() > 100);
    QStringList wrong;
    for (const Message& message : messages) {
      const QString where = message.context + ": " + message.source;
      if (!message.type.isEmpty()) wrong << message.type + ": " + where;
      for (const QString& translation : message.translations) {
        if (translation.isEmpty()) wrong << "empty: " + where;
        // Plural forms may leave the number out; everything else keeps its places.
        if (!message.source.contains(QLatin1String("%n")) &&
            placeholders(translation) != placeholders(message.source)) {
          wrong << "places differ: " + where;
        }
      }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
  }

  void coreSpeaksTheLanguage_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("folder");
    QTest::newRow("English") << "en"
                             << "model.layers: expected a number from 1 to 1024, found 0"
                             << "%1: expected a file, found a folder";
    QTest::newRow("German") << "de"
                            << "model.layers: Zahl von 1 bis 1024 erwartet, 0 gefunden"
                            << "%1: Datei erwartet, Ordner gefunden";
    QTest::newRow("Simplified Chinese") << "zh_CN"
                                        << "model.layers：应为 1 到 1024 之间的数，实为 0"
                                        << "%1：应为文件，实为文件夹";
  }
  void coreSpeaksTheLanguage() {
    QFETCH(QString, language);
    QFETCH(QString, range);
    QFETCH(QString, folder);
    const QTemporaryDir made;
    QTranslator catalogue;
    if (language != QLatin1String("en")) {
      const QString file = made.filePath(QStringLiteral("catalogue.qm"));
      const QString texts = QStringLiteral("%1/translations/entroscope_%2.ts").arg(kSource, language);
      QCOMPARE(QProcess::execute(QStringLiteral(ENTROSCOPE_LRELEASE), {"-silent", texts, "-qm", file}), 0);
      QVERIFY(catalogue.load(file));
      QVERIFY(QCoreApplication::installTranslator(&catalogue));
    }
    // A phrase within a sentence; a path that looks like a place; what no catalogue has; what is no Error.
    entroscope::RunConfig config;
    QCOMPARE(shown([&] { entroscope::setFieldFromText(config, "model.layers", "0"); }), range);
    const QString path = made.filePath(QStringLiteral("%2 %1"));
    QVERIFY(QDir().mkpath(path));
    QCOMPARE(shown([&] { entroscope::readTextFile(path.toStdString()); }),
             QString(folder).replace("%1", path));
    using entroscope::Sentence;
    QCOMPARE(entroscope::translated({Sentence::tr("said by this test alone: %1"), "%1"}),
             QStringLiteral("said by this test alone: %1"));
    QCOMPARE(shown([] { throw std::runtime_error("%1: expected a file, found a folder"); }),
             QStringLiteral("%1: expected a file, found a folder"));
  }

  void nothingObsoleteIsShipped_data() { everyTextIsTranslated_data(); }
  void nothingObsoleteIsShipped() {
    QFETCH(QString, language);
    const QList<Message> messages =
        messagesOf(QStringLiteral("%1/translations/entroscope_%2.ts").arg(kSource, language));
    QVERIFY(messages.size() > 100);
    for (const Message& message : messages) QVERIFY2(message.type.isEmpty(), qPrintable(message.source));
  }
};

QTEST_GUILESS_MAIN(TestAppTranslations)
#include "test_app_translations.moc"
