// Sentences in parts: their English, another language's order of words, parts that look like places.
#include <QTest>
#include <filesystem>
#include <map>
#include <string>

#include "core/base/error.h"
#include "core/base/printable.h"

using namespace entroscope;

namespace {

std::string reversed(const char* pattern) {
  static const std::map<std::string, std::string> catalogue{
      {"%1: expected %2, found %3", "%3 statt %2: %1"},
      {"a number from %1 to %2", "%1 bis %2"},
      {"twice: %1", "%1 und %1"},
  };
  const auto found = catalogue.find(pattern);
  return found != catalogue.end() ? found->second : pattern;
}

}  // namespace

class TestSentence : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void partsAreSaidAsTheyAre() {
    const std::filesystem::path path("/runs/%2 of %1");
    const Sentence sentence(Sentence::tr("%1: %2 bytes, %3, 100 %, %4"), path, std::uint64_t{1} << 40, -1,
                            "a");
    QCOMPARE(sentence.english(), std::string("/runs/%2 of %1: 1099511627776 bytes, -1, 100 %, a"));
    QCOMPARE(Sentence(0.5).english(), std::to_string(0.5));
    QVERIFY(Sentence().empty() && Sentence("").empty());
    QVERIFY(!Sentence(Sentence::tr("none")).empty());
  }

  void phrasesAreSaidInTheLanguageToo() {
    const Sentence sentence(Sentence::tr("%1: expected %2, found %3"), "%3",
                            Sentence(Sentence::tr("a number from %1 to %2"), 1, "%1"), "%2");
    QCOMPARE(sentence.english(), std::string("%3: expected a number from 1 to %1, found %2"));
    QCOMPARE(sentence.said(reversed), std::string("%2 statt 1 bis %1: %3"));
    QCOMPARE(Sentence(Sentence::tr("twice: %1"), "%1").said(reversed), std::string("%1 und %1"));
    QCOMPARE(Sentence(Sentence::tr("unknown: %1"), 7).said(reversed), std::string("unknown: 7"));
    QCOMPARE(Sentence("not a pattern: %1").said(reversed), std::string("not a pattern: %1"));
  }

  void errorsKeepTheirParts() {
    const Error inner(ErrorCode::BadInput, Sentence::tr("%1: expected %2, found %3"), "x", "y", "z");
    const Error outer(ErrorCode::Io, Sentence::tr("twice: %1"), inner.sentence());
    const Error copy = outer;
    QCOMPARE(std::string(copy.what()), std::string("twice: x: expected y, found z"));
    QCOMPARE(copy.sentence().english(), std::string(outer.what()));
    QCOMPARE(copy.sentence().said(reversed), std::string("z statt y: x und z statt y: x"));
    QCOMPARE(Error(ErrorCode::Io, "as it is").sentence().said(reversed), std::string("as it is"));
  }

  void foreignPartsBecomePrintable() {
    try {
      withPrintableErrors([] { throw Error(ErrorCode::Corrupt, Sentence::tr("twice: %1"), "a\nb\x1B"); });
      QFAIL("nothing was thrown");
    } catch (const Error& error) {
      QCOMPARE(error.code(), ErrorCode::Corrupt);
      QCOMPARE(std::string(error.what()), std::string("twice: a?b?"));
      QCOMPARE(error.sentence().said(reversed), std::string("a?b? und a?b?"));
    }
  }

  void whatMovesOtherLettersIsNotPrinted() {
    for (const char* control : {"\u2028", "\u2029", "\u202A", "\u202E", "\u2066", "\u2069"}) {
      QCOMPARE(printable(std::string("run ") + control + "gpj"), std::string("run ???gpj"));
    }
    QCOMPARE(printable("\u0080 \u009F"), std::string("?? ??"));
    for (const char* text : {"\u2027 \u202F \u2065 \u206A", "\u00A0 \u05D0 \u0627 …", "\xE2\x80", ""}) {
      QCOMPARE(printable(text), std::string(text));
    }
  }
};

QTEST_GUILESS_MAIN(TestSentence)
#include "test_sentence.moc"
