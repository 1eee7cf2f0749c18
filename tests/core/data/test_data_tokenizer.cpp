// Token ids against golden values of Hugging Face `tokenizers`, and the tokenizer's file formats.
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>

#include "core/base/json.h"
#include "core/data/byte_alphabet.h"
#include "core/data/corpus_reader.h"
#include "core/data/json_document.h"
#include "core/data/pre_tokenizer.h"
#include "core/data/tokenizer.h"
#include "core/data/utf8.h"
#include "data_fixture.h"

using namespace entroscope;
using namespace entroscope::test;

namespace {

std::string idText(const std::vector<TokenId>& ids) {
  std::string text;
  for (const TokenId id : ids) text += std::to_string(id) + " ";
  return text;
}

std::string hex(const QCryptographicHash& hash) { return hash.result().toHex().toStdString(); }

void add(QCryptographicHash& hash, std::string_view bytes) {
  hash.addData(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
}

/// A tokenizer of the 256 bytes, "ab" and "abc"; `merges` in either spelling, `extra` after the model.
std::string smallTokenizer(const std::string& merges, const std::string& extra = "",
                           const std::string& model = "") {
  Json vocabulary = Json::object();
  for (unsigned byte = 0; byte < 256; ++byte)
    vocabulary[symbolFromBytes(std::string(1, static_cast<char>(byte)))] = byte;
  vocabulary["ab"] = 256;
  vocabulary["abc"] = 257;
  return R"({"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},"model":{"type":"BPE",)" + model +
         R"("vocab":)" + vocabulary.dump() + R"(,"merges":)" + merges + "}" + extra + "}";
}

}  // namespace

class TestDataTokenizer : public QObject {
  Q_OBJECT

  Json golden_;

 private Q_SLOTS:
  void initTestCase() {
    const std::string file = QFINDTESTDATA("golden/tokenizer.json").toStdString();
    golden_ = parseJson(readTextFile(file), file);
  }

  void goldenStrings() {
    const Tokenizer tokenizer = Tokenizer::load(sampleFile("tokenizer.json"));
    QVERIFY(golden_["strings"].size() > 300);
    for (const Json& row : golden_["strings"]) {
      const auto text = row["text"].get<std::string>();
      const auto ids = tokenizer.encode(text);
      QCOMPARE(QString::fromStdString(idText(ids)),
               QString::fromStdString(idText(row["ids"].get<std::vector<TokenId>>())));
      QVERIFY2(tokenizer.decode(ids) == text, text.c_str());
    }
  }

  void goldenSample() {
    const Tokenizer tokenizer = Tokenizer::load(sampleFile("tokenizer.json"));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::size_t count = 0;
    CorpusReader reader(listCorpus({sampleFile("corpus.jsonl.zst")}, {}, CorpusFormat::Auto), 1u << 25);
    RawBlock block;
    while (reader.next(block)) {
      for (RawItem& item : block.items) {
        resolveText(item, "content");
        QCOMPARE(item.problem, std::string());
        const auto ids = tokenizer.encode(item.text);
        count += ids.size();
        add(hash, {reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof ids[0]});
      }
    }
    QCOMPARE(count, golden_["sample"]["ids"].get<std::size_t>());
    QCOMPARE(hex(hash), golden_["sample"]["sha256"].get<std::string>());
  }

  void everyCodePoint() {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (char32_t point = 0; point < 0x110000; ++point) {
      if (point >= 0xD800 && point < 0xE000) continue;
      std::string character;
      appendUtf8(character, point);
      const std::string text =
          "a" + character + "1" + character + "!" + character + " " + character + character + "\n";
      std::string lengths;
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = wordEnd(text, begin);
        lengths += static_cast<char>(end - begin);
        begin = end;
      }
      lengths += '\0';
      add(hash, lengths);
    }
    QCOMPARE(hex(hash), golden_["sweep_sha256"].get<std::string>());
  }

  void anyBytesComeBack() {
    const Tokenizer tokenizer = Tokenizer::load(sampleFile("tokenizer.json"));
    std::string bytes;
    for (unsigned value = 0; value < 65536; ++value) {
      bytes += static_cast<char>(value >> 8);
      bytes += static_cast<char>(value);
    }
    QVERIFY(tokenizer.decode(tokenizer.encode(bytes)) == bytes);
  }

  void bothSpellingsOfMerges() {
    const Tokenizer strings = Tokenizer::fromJson(smallTokenizer(R"(["a b","ab c"])"), "strings");
    const Tokenizer pairs = Tokenizer::fromJson(smallTokenizer(R"([["a","b"],["ab","c"]])"), "pairs");
    QCOMPARE(strings.toJson(), pairs.toJson());
    QCOMPARE(strings.hash(), pairs.hash());
    QCOMPARE(idText(pairs.encode("abcab")), std::string("257 256 "));
    QCOMPARE(pairs.size(), std::size_t{258});
    QCOMPARE(pairs.endOfText(), std::int64_t{-1});
  }

  void vocabularyAndMergesFiles() {
    const Folder folder;
    const Json document = parseJson(smallTokenizer(R"(["a b","ab c"])"), "small");
    folder.write("vocab.json", document["model"]["vocab"].dump());
    folder.write("merges.txt", "#version: 0.2\na b\nab c\n");
    QCOMPARE(Tokenizer::load(folder.path()).hash(), Tokenizer::fromJson(document.dump(), "small").hash());
    folder.write("merges.txt", "#version: 0.2\na b\nab zz\n");
    const std::string message = messageOf([&] { Tokenizer::load(folder.path()); });
    QVERIFY2(contains(message, "merges.txt: line 3: ") && contains(message, "'zz'"), message.c_str());
  }

  void writtenFileReadsBackTheSame() {
    const std::string text = readTextFile(sampleFile("tokenizer.json"));
    QCOMPARE(Tokenizer::fromJson(text, "sample").toJson(), text);
  }

  void addedTokensAreFoundFirst() {
    const std::string added =
        R"(,"added_tokens":[{"id":258,"content":"<x>","special":true},{"id":259,"content":"<x><y>","special":true}])";
    const Tokenizer tokenizer = Tokenizer::fromJson(smallTokenizer(R"(["a b"])", added), "added");
    QCOMPARE(idText(tokenizer.encode("ab<x>ab<x><y>")), std::string("256 258 256 259 "));
    QCOMPARE(tokenizer.decode(tokenizer.encode("ab<x>ab<x><y>")), std::string("ab<x>ab<x><y>"));
  }

  /// A token that does not occur is not looked for again behind each that does.
  void addedTokensTakeTimeByTheLength() {
    const std::string added =
        R"(,"added_tokens":[{"id":258,"content":"<x>","special":true},{"id":259,"content":"<absent>","special":true}])";
    const Tokenizer tokenizer = Tokenizer::fromJson(smallTokenizer(R"(["a b"])", added), "added");
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += "<x>a";
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(tokenizer.encode(text).size(), std::size_t{600'000});
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed()) + " ms"));
  }

  void refused_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const std::string& text, const char* expected) {
      QTest::newRow(name) << QString::fromStdString(text) << QString(expected);
    };
    row("not JSON", "{\"model\":\n oops", "line 2");
    std::string cut = "{\"model\":{\"vocab\":{\"a\":0";
    for (int i = 1; i < 2000; ++i) cut += ",\n\"" + std::to_string(i) + "\":" + std::to_string(i);
    row("cut off", cut, "line 2000");
    row("no model", "{}", "model: expected an object");
    row("other model", R"({"model":{"type":"WordPiece"}})", "model.type: expected BPE");
    row("merge outside", smallTokenizer(R"(["a zz"])"),
        "model.merges[0]: expected tokens of the vocabulary, found 'zz'");
    row("merge of three", smallTokenizer(R"([["a","b","c"]])"), "model.merges[0]");
    row("merges missing",
        R"({"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},"model":{"vocab":{"a":0}}})",
        "model.merges");
    row("prefix space", R"({"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true},"model":{}})",
        "add_prefix_space");
    row("normalizer", smallTokenizer("[]", R"(,"normalizer":{"type":"NFC"})"), "normalizer: expected null");
    row("dropout", smallTokenizer("[]", "", R"("dropout":0.1,)"), "model.dropout");
    row("id twice",
        R"({"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},"model":{"vocab":{"a":0,"b":0},"merges":[]}})",
        "one token an id");
    row("huge id",
        R"({"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},"model":{"vocab":{"a":4000000000},"merges":[]}})",
        "expected an id below");
  }
  void refused() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const std::string message = messageOf([&] { Tokenizer::fromJson(text.toStdString(), "t.json"); });
    QVERIFY2(message.starts_with("t.json: ") && contains(message, expected.toStdString()), message.c_str());
  }

  void unknownIdIsRefused() {
    const Tokenizer tokenizer = Tokenizer::load(sampleFile("tokenizer.json"));
    const TokenId id = 2048;
    QVERIFY(contains(messageOf([&] { tokenizer.decode({&id, 1}); }), "found 2048"));
  }
};

QTEST_GUILESS_MAIN(TestDataTokenizer)
#include "test_data_tokenizer.moc"
