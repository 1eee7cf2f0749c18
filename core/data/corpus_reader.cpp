#include "core/data/corpus_reader.h"

#include <algorithm>
#include <cstring>

#include "core/base/error.h"

namespace entroscope {
namespace {

constexpr std::uint64_t kBlockBytes = 1 << 20;
constexpr std::size_t kPieceBytes = 1 << 20;
constexpr std::size_t kPieceTokens = 1 << 18;

/// Last place in `text` where a word surely ends: white space after a character that is none.
/// (Only ASCII is looked at; no word of the pre-tokenizer holds such a place.) 0: nowhere.
std::size_t lastSafeCut(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  for (std::size_t i = text.size(); i-- > 1;) {
    const char before = text[i - 1];
    if (space(text[i]) && before > ' ' && before < 0x7F) return i;
  }
  return 0;
}

std::string tooLong(std::uint64_t limit) {
  return "expected a document of at most " + std::to_string(limit) + " bytes (--max-document)";
}

}  // namespace

struct CorpusReader::Open {
  std::unique_ptr<ByteStream> stream;
  std::unique_ptr<TokenFile> tokens;
  std::uint64_t tokenPosition = 0;
  std::string buffer;  ///< read, not yet handed out from `begin` on
  std::size_t begin = 0;
  bool ended = false;
  std::uint64_t line = 0;
  std::uint64_t documentBytes = 0;
  bool first = true;
};

CorpusReader::CorpusReader(std::vector<CorpusSource> sources, std::uint64_t maxDocument)
    : sources_(std::move(sources)), maxDocument_(maxDocument) {}
CorpusReader::~CorpusReader() = default;

RawItem& CorpusReader::add(RawBlock& block, RawItem item) {
  item.source = index_;
  block.bytes += item.text.size() + item.tokens.size() * sizeof(std::int64_t) + sizeof(RawItem);
  return block.items.emplace_back(std::move(item));
}

void CorpusReader::openSource() {
  const CorpusSource& source = sources_[index_];
  open_ = std::make_unique<Open>();
  if (source.format == CorpusFormat::Tokens) {
    open_->tokens = std::make_unique<TokenFile>(source.path);
  } else {
    open_->stream = ByteStream::open(source.path);
  }
}

void CorpusReader::closeSource() {
  open_.reset();
  consumedBefore_ += sources_[index_].bytes;
  ++index_;
}

bool CorpusReader::next(RawBlock& block) {
  block = {};
  while (block.bytes < kBlockBytes && index_ < sources_.size()) {
    try {
      if (!open_) openSource();
      readItem(block);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::Io) throw;
      // The rest of a damaged file cannot be read; its last document ends here, and badly.
      RawItem item;
      item.line = open_ && sources_[index_].format == CorpusFormat::JsonLines ? open_->line + 1 : 0;
      item.first = !open_ || open_->first;
      const std::string name = sources_[index_].path.string() + ": ";
      const std::string message = error.what();
      item.problem = message.starts_with(name) ? message.substr(name.size()) : message;
      add(block, std::move(item));
      closeSource();
    }
  }
  block.consumed = consumedBefore_ + (open_ && open_->stream ? open_->stream->consumed() : 0);
  return !block.items.empty() || index_ < sources_.size();
}

void CorpusReader::readItem(RawBlock& block) {
  switch (sources_[index_].format) {
    case CorpusFormat::JsonLines:
      return readLine(block);
    case CorpusFormat::Tokens:
      return readTokens(block);
    default:
      return readPiece(block);
  }
}

bool CorpusReader::fill() {
  if (open_->ended) return false;
  open_->buffer.erase(0, open_->begin);
  open_->begin = 0;
  const std::size_t held = open_->buffer.size();
  open_->buffer.resize(held + kReadBlock);
  const std::size_t got = open_->stream->read(open_->buffer.data() + held, kReadBlock);
  open_->buffer.resize(held + got);
  open_->ended = got == 0;
  return got > 0;
}

void CorpusReader::readLine(RawBlock& block) {
  Open& open = *open_;
  std::size_t searched = 0, end = 0;
  bool dropped = false;
  for (;;) {
    end = open.buffer.find('\n', open.begin + searched);
    if (end != std::string::npos) break;
    if (open.buffer.size() - open.begin > maxDocument_) {
      dropped = true;
      open.begin = open.buffer.size();
    }
    searched = open.buffer.size() - open.begin;
    if (!fill()) break;
  }
  const bool finished = end == std::string::npos;
  const auto line = std::string_view(open.buffer).substr(open.begin, finished ? end : end - open.begin);
  if (finished && line.empty() && !dropped) return closeSource();
  RawItem item;
  item.line = ++open.line;
  if (dropped || line.size() > maxDocument_) {
    item.problem = tooLong(maxDocument_);
    add(block, std::move(item));
  } else if (line.find_first_not_of(" \t\r") != line.npos) {
    item.text = line;
    add(block, std::move(item));
  }
  open.begin = finished ? open.buffer.size() : end + 1;
  if (finished) closeSource();
}

void CorpusReader::readPiece(RawBlock& block) {
  const bool compressed =
      sources_[index_].path.extension() == ".gz" || sources_[index_].path.extension() == ".zst";
  std::size_t wanted = kPieceBytes, cut = 0;
  for (;;) {
    while (open_->buffer.size() - open_->begin < wanted && fill()) {
    }
    const std::string_view rest = std::string_view(open_->buffer).substr(open_->begin);
    if (open_->ended) {
      cut = rest.size();
      break;
    }
    cut = lastSafeCut(rest);
    if (cut > 0) break;
    if (rest.size() > maxDocument_) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("expected white space at least every %1 bytes (--max-document)"),
                  maxDocument_);
    }
    wanted = rest.size() * 2;
  }
  open_->documentBytes += cut;
  if (compressed && open_->documentBytes > maxDocument_)
    throw Error(ErrorCode::BadInput, tooLong(maxDocument_));
  RawItem item;
  item.text = open_->buffer.substr(open_->begin, cut);
  item.first = open_->first;
  item.last = open_->ended;
  open_->begin += cut;
  open_->first = false;
  const bool last = item.last;
  add(block, std::move(item));
  if (last) closeSource();
}

void CorpusReader::readTokens(RawBlock& block) {
  RawItem item;
  item.tokens.resize(std::min<std::uint64_t>(kPieceTokens, open_->tokens->size() - open_->tokenPosition));
  open_->tokens->copy(open_->tokenPosition, item.tokens.size(), item.tokens.data());
  open_->tokenPosition += item.tokens.size();
  item.first = open_->first;
  item.last = open_->tokenPosition == open_->tokens->size();
  open_->first = false;
  const bool last = item.last;
  add(block, std::move(item));
  if (last) closeSource();
}

}  // namespace entroscope
