// The merges that the trainer learns, against those of Hugging Face's BpeTrainer.
#include <QCryptographicHash>
#include <QTest>

#include "core/base/json.h"
#include "core/data/bpe_trainer.h"
#include "core/data/corpus_reader.h"
#include "core/data/json_document.h"
#include "data_fixture.h"

using namespace entroscope;
using namespace entroscope::test;

namespace {

std::vector<std::string> sampleDocuments(std::size_t count) {
  std::vector<std::string> documents;
  CorpusReader reader(listCorpus({sampleFile("corpus.jsonl.zst")}, {}, CorpusFormat::Auto), 1u << 25);
  RawBlock block;
  while (documents.size() < count && reader.next(block)) {
    for (RawItem& item : block.items) {
      resolveText(item, "content");
      if (documents.size() < count) documents.push_back(std::move(item.text));
    }
  }
  return documents;
}

Tokenizer trained(const std::vector<std::string>& documents, const BpeTrainerOptions& options) {
  BpeTrainer trainer;
  for (const std::string& document : documents) trainer.add(document);
  return trainer.train(options);
}

}  // namespace

class TestDataTrainer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goldenMerges() {
    const std::string file = QFINDTESTDATA("golden/tokenizer.json").toStdString();
    const Json golden = parseJson(readTextFile(file), file);
    for (const Json& row : golden["training"]) {
      BpeTrainerOptions options;
      options.vocabulary = row["vocabulary"].get<std::size_t>();
      options.minFrequency = row["min_frequency"].get<std::uint64_t>();
      const bool own = row.contains("documents");
      const auto documents = own ? row["documents"].get<std::vector<std::string>>()
                                 : sampleDocuments(row["sample_documents"].get<std::size_t>());
      const nlohmann::json merges =
          parseJson<nlohmann::json>(trained(documents, options).toJson(), "trained")["model"]["merges"];
      if (own) {
        QCOMPARE(merges.dump(), row["merges"].dump());
        continue;
      }
      std::string text;
      for (const nlohmann::json& merge : merges) {
        text += (text.empty() ? "" : " ") + merge[0].get<std::string>() + "," + merge[1].get<std::string>();
      }
      const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256);
      QCOMPARE(hash.toHex().toStdString(), row["merges_sha256"].get<std::string>());
    }
  }

  void sampleTokenizerIsReproduced() {
    const Tokenizer tokenizer = trained(sampleDocuments(SIZE_MAX), {});
    QVERIFY(tokenizer.toJson() == readTextFile(sampleFile("tokenizer.json")));
    QCOMPARE(tokenizer.endOfText(), std::int64_t{0});
  }

  void tooSmallVocabularyIsRefused() {
    BpeTrainerOptions options;
    options.vocabulary = 100;
    QVERIFY(contains(messageOf([&] { trained({"text"}, options); }), "expected at least 257"));
  }

  void emptyCorpusIsRefused() {
    QVERIFY(contains(messageOf([] { trained({""}, {}); }), "expected text to learn from"));
  }
};

QTEST_GUILESS_MAIN(TestDataTrainer)
#include "test_data_trainer.moc"
