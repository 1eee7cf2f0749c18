#include "app/desktop/arguments.h"

#include <CLI/CLI.hpp>
#include <string_view>

#include "core/base/error.h"

namespace entroscope {

namespace {

constexpr int kMostColumns = 12;

/// True when the arguments ask for information, which is then in `information`.
bool parsed(CLI::App& app, std::vector<std::string> words, Information& information) {
  app.set_version_flag("--version", "entroscope " ENTROSCOPE_VERSION);
  std::ranges::reverse(words);  // CLI11 takes them from the back
  try {
    app.parse(words);
    return false;
  } catch (const CLI::CallForHelp&) {
    information.text = app.help();
  } catch (const CLI::CallForVersion&) {
    information.text = app.version() + "\n";
  } catch (const CLI::ParseError& error) {
    std::string sentence = error.what();
    std::ranges::replace(sentence, '\n', ' ');
    throw Error(ErrorCode::BadUsage, sentence + " (see " + app.get_name() + " --help)");
  }
  return true;
}

Arguments parseExport(std::vector<std::string> words) {
  CLI::App app("Draws figures of saved runs; needs neither a window nor a display.", "entroscope export");
  ExportArguments arguments;
  CLI::Option* run =
      app.add_option("--run", arguments.runs, "run folders, or reference runs such as reference:paper/SM+G")
          ->expected(1, -1);
  CLI::Option* figure =
      app.add_option("--figure", arguments.figure,
                     "name of a figure; several, with commas between, on one page; or all, a file each");
  CLI::Option* format =
      app.add_option("--format", arguments.format,
                     "svg, pdf, png, csv, or tex for tables; with --reproduce a list, svg when not given");
  CLI::Option* reproduce =
      app.add_option("--reproduce", arguments.reproduction,
                     "folder made by entroscope-cli reproduce: every figure of it beside the published one")
          ->type_name("DIR")
          ->excludes(run)
          ->excludes(figure);
  app.add_option("--out", arguments.out, "file to write; with --figure all or --reproduce a folder")
      ->required();
  app.add_option("--theme", arguments.theme, "print, light or dark")->capture_default_str();
  app.add_option("--width", arguments.widthMillimetres,
                 "width in mm, such as 85 (one column) or 175 (two); without it the figure's own size")
      ->check(CLI::Range(kNarrowestMillimetres, kWidestMillimetres));
  app.add_option(
      "--font", arguments.font,
      "family installed on this machine; without it the bundled Inter, with which the file has the "
      "same bytes everywhere");
  app.add_option("--font-size", arguments.fontPoints,
                 "of axis labels, in points; all other text keeps its proportion to them")
      ->check(CLI::Range(kSmallestPoints, kLargestPoints))
      ->excludes(reproduce)
      ->capture_default_str();
  app.add_option("--columns", arguments.columns, "of a page of several figures")
      ->check(CLI::Range(1, kMostColumns))
      ->capture_default_str();
  Information information;
  if (parsed(app, std::move(words), information)) return information;
  if (arguments.reproduction.empty()) {
    for (const CLI::Option* option : {run, figure, format}) {
      if (option->count() == 0)
        throw Error(ErrorCode::BadUsage,
                    option->get_name() + " is required (see " + app.get_name() + " --help)");
    }
  }
  return arguments;
}

Arguments parseWindow(std::vector<std::string> words) {
  CLI::App app("A lab that shows what every attention head does while language models train.", "entroscope");
  WindowArguments arguments;
  app.add_option("RUN", arguments.runs, "run folders to open");
  CLI::Option* train = app.add_option("--train", arguments.train, "open already training this preset");
  app.add_option("--set", arguments.set, "change a field of every run, e.g. --set train.threads=1")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false)
      ->needs(train);
  app.add_option("--out", arguments.out, "folder for the trained runs")->needs(train);
  app.footer("entroscope export --help: figures without a window");
  Information information;
  if (parsed(app, std::move(words), information)) return information;
  return arguments;
}

}  // namespace

Arguments parseArguments(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words.front() == "export") {
    words.erase(words.begin());
    return parseExport(std::move(words));
  }
  return parseWindow(std::move(words));
}

}  // namespace entroscope
