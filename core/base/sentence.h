// A sentence for people, kept as a pattern and its parts so that the window can say it in its language while
// a command line says it in English. A plain value, any thread. Torch- and Qt-free.
#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace entroscope {

template <typename T>
concept PlainNumber =
    !std::same_as<T, bool> && !std::same_as<T, char> && (std::integral<T> || std::floating_point<T>);
/// std::filesystem::path, whose header is heavy.
template <typename T>
concept PathLike = std::same_as<decltype(std::declval<const T&>().string()), std::string>;

class Sentence {
#ifdef ENTROSCOPE_READ_BY_LUPDATE  // by nobody else: one context, whether or not it knows of the namespace
  Q_DECLARE_TR_FUNCTIONS(Sentence)
#endif
 public:
  /// English with places %1 to %9; `text` is a literal, and the key under which catalogues have it.
  struct Pattern {
    const char* text;
    std::size_t places;
  };
  /// Marks a pattern: lupdate finds Sentence::tr("…") in sources without Qt, too, and puts it in the context
  /// "Sentence".
  static consteval Pattern tr(const char* text) {
    std::size_t places = 0;
    for (const char* c = text; *c != '\0'; ++c) {
      if (isPlace(c)) places = std::max(places, static_cast<std::size_t>(c[1] - '0'));
    }
    return {text, places};
  }
  /// A pattern with as many places as there are parts: anything else does not compile.
  template <typename... Parts>
  struct Fitting {
    consteval Fitting(Pattern p) : pattern(p) {
      if (p.places != sizeof...(Parts)) throw "the pattern's places are not as many as the parts";
    }
    Pattern pattern;
  };

  Sentence() = default;  ///< nothing to say
  Sentence(Pattern pattern) : pattern_(pattern.text) {}
  template <typename First, typename... Rest>
  Sentence(Fitting<std::type_identity_t<First>, std::type_identity_t<Rest>...> fitting, const First& first,
           const Rest&... rest)
      : pattern_(fitting.pattern.text), parts_{Sentence(first), Sentence(rest)...} {}

  /// What is said as it is in every language: a name, a path, a number, the words of a library.
  Sentence(std::string text) : text_(std::move(text)) {}
  Sentence(std::string_view text) : text_(text) {}
  Sentence(const char* text) : text_(text) {}
  template <PlainNumber Number>
  Sentence(Number number) : text_(std::to_string(number)) {}
  template <PathLike Path>
  Sentence(const Path& path) : text_(path.string()) {}

  bool empty() const { return pattern_ == nullptr && text_.empty(); }
  void clear() { *this = Sentence(); }
  std::string english() const;
  /// In the language of `translated`, which gives a pattern's text in it, or the pattern where it knows none.
  /// What stands in a part is never taken for a place.
  std::string said(std::string (*translated)(const char* pattern)) const;
  /// The same sentence with every text that is said as it is changed.
  Sentence changed(std::string (*change)(std::string_view text)) const;

 private:
  static constexpr bool isPlace(const char* c) { return c[0] == '%' && c[1] >= '1' && c[1] <= '9'; }

  const char* pattern_ = nullptr;
  std::string text_;  ///< without a pattern
  std::vector<Sentence> parts_;
};

}  // namespace entroscope
