#include "core/reproduce/figures.h"

#include "core/base/error.h"
#include "core/base/paper_recipe.h"
#include "core/runs/csv.h"

namespace entroscope {
namespace {

template <typename Entry>
const Entry& named(const std::vector<Entry>& entries, std::string_view name, const std::string& kind) {
  std::string known;
  for (const Entry& entry : entries) {
    if (entry.name == name) return entry;
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw Error(ErrorCode::BadUsage,
              kind + " \"" + std::string(name) + "\" is not in the paper; there are " + known);
}

}  // namespace

const std::vector<PaperFigure>& paperFigures() {
  static const std::vector<PaperFigure> figures = {
      {"table2", "Table 2: evaluation perplexity", true},
      {"fig1", "Figure 1: entropy of every attention head", true},
      {"fig2", "Figure 2: entropic overload and evaluation loss", true},
      {"fig3", "Figure 3: learnable negative slopes", false},
      {"fig4", "Figure 4: mean entropy of each layer", false},
      {"fig5", "Figure 5: NaNs and entropy with fixed negative slopes in half precision", false},
  };
  return figures;
}

const PaperFigure& paperFigureNamed(std::string_view name) { return named(paperFigures(), name, "figure"); }

const std::vector<PaperModel>& paperModels() {
  static const std::vector<PaperModel> models = {
      {"gpt2", "GPT-2, T=128", "reference:paper/"},
      {"pythia-70m", "Pythia-70M, T=128", "reference:paper/pythia-70m/"},
      {"pythia-70m-256", "Pythia-70M, T=256", "reference:paper/pythia-70m-256/"},
  };
  return models;
}

const PaperModel& paperModelNamed(std::string_view name) { return named(paperModels(), name, "model"); }

std::vector<std::string> configurationsIn(std::string_view figure, const std::vector<double>& slopes) {
  if (figure == "fig3") return {"SM+LR", "SM+LR-global"};
  if (figure != "fig5") return paperConfigurations();
  std::vector<std::string> labels;
  for (const double slope : slopes) labels.push_back("SM+LR=" + numberText(slope));
  return labels;
}

}  // namespace entroscope
