// The desktop program's command line. Parsed before there is a QApplication: a wrong argument is
// answered on a machine without a display, too. Qt-free.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "views/export/figure_limits.h"

namespace entroscope {

struct WindowArguments {
  std::vector<std::string> runs;  ///< opened at start
  std::string train;              ///< preset whose queue is trained at once; empty: none
  std::vector<std::string> set;   ///< "KEY=VALUE" changes of every run in it
  std::string out;                ///< folder of its run folders; empty: the user's data folder
};

/// Either a figure of runs, or every figure of a reproduction; then `format` may be a list, "svg,pdf".
struct ExportArguments {
  std::vector<std::string> runs;
  std::string reproduction;                          ///< folder made by `entroscope-cli reproduce`
  std::string figure, format, out, theme = "print";  ///< figure: a name, several with commas, or all
  std::string font;                                  ///< family; empty: the bundled one
  double fontPoints = kDesignedPoints;               ///< of axis labels
  double widthMillimetres = 0;                       ///< 0: the figure's own size
  int columns = 2;                                   ///< of the page that several figures make
  std::vector<std::string> settings;                 ///< NAME=VALUE, for applySettings
  std::vector<int> colours;                          ///< of the runs, from 1; empty: in order
  std::string language = "en";                       ///< of the texts in the figure
};

/// --help or --version: to be printed on stdout.
struct Information {
  std::string text;
};

using Arguments = std::variant<WindowArguments, ExportArguments, Information>;

/// @throws Error{BadUsage} with one sentence.
Arguments parseArguments(int argc, const char* const* argv);

}  // namespace entroscope
