#include "core/data/pack_writer.h"

#include <cmath>

#include "core/base/error.h"
#include "core/base/random.h"

namespace entroscope {
namespace {

std::uint64_t saved(const Json& state, const char* key) {
  return state.is_null() ? 0 : state.at(key).get<std::uint64_t>();
}

}  // namespace

bool isValidationDocument(std::uint64_t document, double fraction, std::uint64_t seed) {
  if (fraction <= 0) return false;
  const auto groupBegin = [&](std::uint64_t group) {
    return static_cast<std::uint64_t>(std::ceil(static_cast<double>(group) / fraction));
  };
  auto group = static_cast<std::uint64_t>(static_cast<double>(document) * fraction);
  while (group > 0 && groupBegin(group) > document) --group;
  while (groupBegin(group + 1) <= document) ++group;
  const std::uint64_t begin = groupBegin(group), size = groupBegin(group + 1) - begin;
  Random random(Random(seed).next() ^ (group * 0x9E3779B97F4A7C15ull));
  return document == begin + random.below(size);
}

PackWriter::PackWriter(const std::filesystem::path& folder, std::size_t vocabulary, const PackRule& rule,
                       const Json& state)
    : rule_(rule),
      train_(folder / "train.bin", vocabulary, saved(state, "train_tokens")),
      validation_(folder / "validation.bin", vocabulary, saved(state, "validation_tokens")) {
  if (state.is_null()) return;
  count_ = {saved(state, "documents"),  saved(state, "validation_documents"),
            saved(state, "empty"),      saved(state, "dropped"),
            saved(state, "text_bytes"), saved(state, "last_train_begin")};
  document_ = {state.at("open").get<bool>(),          state.at("ignored").get<bool>(),
               state.at("in_validation").get<bool>(), saved(state, "begin"),
               saved(state, "document_tokens"),       saved(state, "document_bytes")};
  pending_ = state.at("pending").get<std::vector<TokenId>>();
}

Json PackWriter::saveState() {
  train_.flush();
  validation_.flush();
  return {{"train_tokens", train_.size()},
          {"validation_tokens", validation_.size()},
          {"documents", count_.documents},
          {"validation_documents", count_.validation},
          {"empty", count_.empty},
          {"dropped", count_.dropped},
          {"text_bytes", count_.textBytes},
          {"last_train_begin", count_.lastTrainBegin},
          {"open", document_.open},
          {"ignored", document_.ignored},
          {"in_validation", document_.validation},
          {"begin", document_.begin},
          {"document_tokens", document_.tokens},
          {"document_bytes", document_.textBytes},
          {"pending", pending_}};
}

bool PackWriter::add(const EncodedItem& item) {
  if (item.first) beginDocument();
  if (document_.ignored) return true;
  if (!item.problem.empty()) {
    cancelDocument();
    return false;
  }
  TokenWriter& file = document_.validation ? validation_ : train_;
  document_.tokens += item.ids.size();
  document_.textBytes += item.textBytes;
  if (rule_.chunking == Chunking::Packed) {
    file.append(item.ids);
  } else {
    pending_.insert(pending_.end(), item.ids.begin(), item.ids.end());
    const std::size_t whole = pending_.size() - pending_.size() % static_cast<std::size_t>(rule_.context);
    file.append(std::span(pending_).first(whole));
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(whole));
  }
  if (item.last) endDocument();
  return true;
}

void PackWriter::beginDocument() {
  const bool validation = isValidationDocument(count_.documents, rule_.validFraction, rule_.seed);
  document_ = {true, false, validation, (validation ? validation_ : train_).size(), 0, 0};
  pending_.clear();
}

void PackWriter::endDocument() {
  document_.open = false;
  count_.textBytes += document_.textBytes;
  if (document_.tokens == 0) {
    ++count_.empty;
    return;
  }
  count_.dropped += pending_.size();
  pending_.clear();
  ++count_.documents;
  if (document_.validation) {
    ++count_.validation;
  } else {
    count_.lastTrainBegin = document_.begin;
  }
  if (rule_.chunking == Chunking::Packed && rule_.endOfText >= 0) {
    const auto end = static_cast<TokenId>(rule_.endOfText);
    (document_.validation ? validation_ : train_).append({&end, 1});
  }
}

void PackWriter::cancelDocument() {
  (document_.validation ? validation_ : train_).truncate(document_.begin);
  pending_.clear();
  document_.open = false;
  document_.ignored = true;  // what follows of it is of no use
}

void PackWriter::finish() {
  const std::uint64_t unit =
      rule_.chunking == Chunking::Paper ? static_cast<std::uint64_t>(rule_.context) : 1;
  if (rule_.validFraction > 0 && validation_.size() == 0 && train_.size() > 0) {
    std::uint64_t cut = count_.lastTrainBegin;
    if (count_.documents > 1 && cut > 0 && cut < train_.size()) {
      ++count_.validation;  // the last document
    } else {
      const std::uint64_t units = train_.size() / unit;
      const auto moved =
          static_cast<std::uint64_t>(std::ceil(static_cast<double>(units) * rule_.validFraction));
      cut = (units - std::min(moved, units)) * unit;
    }
    train_.moveTail(cut, validation_);
  }
  if (train_.size() == 0) {
    const Sentence expected =
        rule_.chunking == Chunking::Paper
            ? Sentence(Sentence::tr("at least one document of %1 tokens"), rule_.context)
            : Sentence(Sentence::tr("at least one document with text"));
    throw Error(ErrorCode::BadInput,
                Sentence::tr("corpus: expected %1 for training, found %2 documents and %3 tokens"), expected,
                count_.documents, validation_.size() + count_.dropped);
  }
  train_.finish();
  validation_.finish();
}

}  // namespace entroscope
