#include "app/desktop/arguments.h"

#include <CLI/CLI.hpp>
#include <string_view>

#include "core/base/error.h"

namespace entroscope {

namespace {

constexpr int kMostColumns = 12, kMostColours = 1000;

constexpr const char* kSettingsHelp = R"(What --set takes (the first value is the usual one):
  every figure of runs over steps:
    axis=steps|tokens        of curves, and what `at` and `window` count
    at=newest|N              the cursor; a run that ends before shows its newest
  loss-curves, layer-entropy, slopes, training-signals:
    window=all|FIRST:LAST    stretch of the horizontal axis (nan-map, too)
    log=off|on               logarithmic vertical axis
    smoothing=10             steps of the average, 0 for none (loss-curves)
    seed-means=off|on        seeds as mean and standard deviation (loss-curves)
  entropy-map:               scale=theory|data  mark-overload=off|on
  entropy-difference:        a=RUN b=RUN  scale=data|theory
  overload-histogram:        maximum=pooled|run|theory (entropy-map, head-inspector, spectrogram, too)
  entropy-map, head-inspector, entropy-spectrogram:
    threshold=off|PERCENT    of M, from which heads light up
  head-inspector, entropy-spectrogram:
    head=none|LAYER:HEAD     layer=0 (entropy-spectrogram)
  nan-map:                   site=probabilities|scores|residual|gradients
  nan-trace:                 steps=32|16|64|128
  perplexity-table:          baseline=RUN
A RUN is its folder, reference, name or configuration. The window's figure style shows the command of any figure.)";

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
  app.add_option("--set", arguments.settings,
                 "what the figure's view is set to in the window, NAME=VALUE, see below; FIGURE.NAME=VALUE "
                 "for one figure of several")
      ->expected(1, -1)
      ->type_name("NAME=VALUE")
      ->excludes(reproduce);
  app.add_option("--colours", arguments.colours,
                 "which of the theme's colours each run has, from 1, such as 2,1; without it 1,2,3 and so on")
      ->delimiter(',')
      ->check(CLI::Range(1, kMostColours))
      ->excludes(reproduce);
  app.add_option("--language", arguments.language, "of the figure's texts: en, de or zh_CN")
      ->check(CLI::IsMember({"en", "de", "zh_CN"}))
      ->excludes(reproduce)
      ->capture_default_str();
  app.footer(kSettingsHelp);
  Information information;
  if (parsed(app, std::move(words), information)) return information;
  if (!arguments.colours.empty() && arguments.colours.size() != arguments.runs.size())
    throw Error(ErrorCode::BadUsage, "--colours: expected one for each of " +
                                         std::to_string(arguments.runs.size()) + " runs, found " +
                                         std::to_string(arguments.colours.size()));
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
