#include "core/base/sentence.h"

namespace entroscope {

std::string Sentence::english() const {
  return said([](const char* pattern) { return std::string(pattern); });
}

std::string Sentence::said(std::string (*translated)(const char*)) const {
  if (pattern_ == nullptr) return text_;
  const std::string words = translated(pattern_);
  std::string line;
  for (const char* c = words.c_str(); *c != '\0'; ++c) {
    const std::size_t place = isPlace(c) ? static_cast<std::size_t>(c[1] - '0') : 0;
    if (place == 0 || place > parts_.size()) {
      line += *c;
    } else {
      line += parts_[place - 1].said(translated);
      ++c;
    }
  }
  return line;
}

Sentence Sentence::changed(std::string (*change)(std::string_view)) const {
  Sentence other = *this;
  other.text_ = change(text_);
  for (Sentence& part : other.parts_) part = part.changed(change);
  return other;
}

}  // namespace entroscope
