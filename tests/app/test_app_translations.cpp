// Every text of the window is translated into every shipped language: lupdate reads the sources into
// copies of the committed files, in which nothing may be left unfinished.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

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
                   kSource + "/views", "-ts", copy});
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
