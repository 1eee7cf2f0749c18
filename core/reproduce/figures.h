// The paper's figures as sets of runs: what each compares, and which of its numbers are published as data
// (arXiv 2410.09637; resources/paper). Plain values; torch- and Qt-free.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entroscope {

struct PaperFigure {
  std::string_view name;   ///< "table2", "fig1" …: as on the command line
  std::string_view title;  ///< "Table 2: evaluation perplexity"
  bool publishedAsData;    ///< the built-in reference runs hold its numbers
};

/// Table 2 and Figures 1 to 5, in that order.
const std::vector<PaperFigure>& paperFigures();
/// @throws Error{BadUsage} naming the figures there are.
const PaperFigure& paperFigureNamed(std::string_view name);

/// One column of Table 2.
struct PaperModel {
  std::string_view name;       ///< the preset: "gpt2", "pythia-70m", "pythia-70m-256"
  std::string_view title;      ///< "GPT-2, T=128"
  std::string_view reference;  ///< address of its published runs, without the configuration
};
const std::vector<PaperModel>& paperModels();
/// @throws Error{BadUsage} naming the models there are.
const PaperModel& paperModelNamed(std::string_view name);

/// Configurations that a figure compares: the paper's four; for fig3 layer-wise and shared learnable
/// slopes; for fig5 one fixed slope each.
std::vector<std::string> configurationsIn(std::string_view figure, const std::vector<double>& slopes);

}  // namespace entroscope
