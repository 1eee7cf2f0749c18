#include "core/reproduce/caption.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "core/reproduce/figures.h"

namespace entroscope {
namespace {

std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (auto place = static_cast<std::int64_t>(text.size()) - 3; place > 0; place -= 3)
    text.insert(static_cast<std::size_t>(place), ",");
  return text;
}

using Runs = std::vector<const ReproducedRun*>;

std::string joined(const std::vector<std::string>& texts, const char* between) {
  std::string text;
  for (const std::string& one : texts) text += (text.empty() ? "" : between) + one;
  return text;
}

/// Distinct texts in the order of the runs, joined.
template <typename Text>
std::string distinct(const Runs& runs, const char* between, const Text& text) {
  std::vector<std::string> seen;
  for (const ReproducedRun* run : runs) {
    const std::string one = text(*run);
    if (std::ranges::find(seen, one) == seen.end()) seen.push_back(one);
  }
  return joined(seen, between);
}

std::string budgetText(const ReproductionManifest& manifest, const Runs& runs) {
  const std::int64_t budget = manifest.settings.budget;
  const std::string asked = budget > 0 ? "--budget " + grouped(budget) + " tokens a run: "
                                       : "no --budget was given, the steps are the preset's: ";
  return asked +
         distinct(runs, "; ",
                  [](const ReproducedRun& run) {
                    if (run.steps == run.paperSteps && run.steps * run.tokensPerStep == run.paperTokens)
                      return "the paper's " + grouped(run.steps) + " steps of " + grouped(run.tokensPerStep) +
                             " tokens";
                    return grouped(run.steps) + " steps of " + grouped(run.tokensPerStep) + " tokens (" +
                           grouped(run.steps * run.tokensPerStep) + " in all) where the paper's recipe has " +
                           grouped(run.paperSteps) + " of " + grouped(run.paperTokens / run.paperSteps) +
                           " (" + grouped(run.paperTokens) + ")";
                  }) +
         ". One seed (" + std::to_string(manifest.settings.seed) + ").";
}

std::string modelText(const ReproductionManifest& manifest, const Runs& runs) {
  const std::string& preset = manifest.settings.preset;
  std::string text = "Preset " + preset + ": " +
                     distinct(runs, "; ", [](const ReproducedRun& run) { return run.shape; }) + ".";
  if (preset.starts_with("sample"))
    text += " This is a model of the bundled sample's size in the place of the paper's, not the paper's.";
  if (!manifest.settings.set.empty()) {
    text += " Changed with --set:";
    for (const std::string& setting : manifest.settings.set) text += " " + setting;
    text += ".";
  }
  Runs begun;
  std::ranges::copy_if(runs, std::back_inserter(begun),
                       [](const ReproducedRun* run) { return !run->device.empty(); });
  if (begun.empty()) return text;
  return text + " Trained on " + distinct(begun, ", ", [](const ReproducedRun& run) { return run.device; }) +
         ".";
}

std::string dataText(const ReproductionManifest& manifest) {
  const ReproductionSettings& s = manifest.settings;
  const std::string name = s.data.substr(s.data.find_last_of('/') + 1);
  return (s.data.empty() ? "The bundled sample of Python source" : "The data set \"" + name + '"') + ": " +
         grouped(manifest.trainTokens) + " training and " + grouped(manifest.validationTokens) +
         " validation tokens; tokenizer " + s.tokenizerHash.substr(0, 8) + ", validation data " +
         s.validationHash.substr(0, 8) +
         ". The paper's are CodeParrot's; perplexities compare only within one "
         "tokenizer and one validation set.";
}

/// Configurations in the order of the runs, by model.
using Holders = std::vector<std::pair<std::string, std::vector<std::string>>>;

Holders holdersOf(const Runs& runs) {
  Holders holders;
  for (const ReproducedRun* run : runs) {
    auto found = std::ranges::find(holders, run->model, &Holders::value_type::first);
    if (found == holders.end()) found = holders.insert(found, {run->model, {}});
    found->second.push_back(run->configuration);
  }
  return holders;
}

/// Whom of `all` a sentence concerns: configurations where each model's are the same, else the models.
std::string whom(const Holders& some, const Holders& all) {
  const bool alike = some.size() == all.size() && std::ranges::all_of(some, [&](const auto& model) {
                       return model.second == some.front().second;
                     });
  if (alike) return joined(some.front().second, ", ");
  std::vector<std::string> names;
  for (const auto& [model, configurations] : some) {
    const std::string title(paperModelNamed(model).title);
    const auto whole = std::ranges::find(all, model, &Holders::value_type::first);
    names.push_back(whole->second == configurations ? title : title + ": " + joined(configurations, ", "));
  }
  return joined(names, "; ");
}

/// Every departure once; behind one that not all runs share, whom it concerns.
std::string departuresText(const Runs& runs) {
  std::vector<std::string> order;
  std::map<std::string, Runs> who;
  for (const ReproducedRun* run : runs) {
    for (const std::string& sentence : run->departures) {
      if (!who.contains(sentence)) order.push_back(sentence);
      who[sentence].push_back(run);
    }
  }
  if (order.empty()) return "None.";
  const Holders all = holdersOf(runs);
  std::string text;
  for (const std::string& sentence : order) {
    text += text.empty() ? "" : " ";
    const Runs& holders = who[sentence];
    text += holders.size() == runs.size()
                ? sentence
                : sentence.substr(0, sentence.size() - 1) + " (" + whom(holdersOf(holders), all) + ").";
  }
  return text;
}

std::string remarkOn(const std::string& part) {
  if (part == "fig2b" || part == "fig4")
    return "The paper's curves are not published as data: ours are drawn alone.";
  if (part == "fig3") {
    return "The paper's curves are not published as data: ours are drawn alone. The slope that the released "
           "code calls global is layer 0's of a layer-wise run; the shared one is truly one slope.";
  }
  if (part == "fig5") {
    return "The paper's maps are not published as data: ours are drawn alone. Of its four slopes only 0.1 is "
           "legible; the list is ours. Entropies are means over rows without NaN; the released code counts a "
           "NaN row as 0, which looks like collapse.";
  }
  return {};
}

std::string unfinishedText(const Runs& runs) {
  const bool several = holdersOf(runs).size() > 1;
  std::string text;
  for (const ReproducedRun* run : runs) {
    if (run->finished()) continue;
    text += (text.empty() ? "" : "; ") +
            (several ? std::string(paperModelNamed(run->model).title) + " " : std::string()) +
            run->configuration + " " + run->state + " at step " + grouped(run->stepsMade) + " of " +
            grouped(run->steps);
  }
  return text.empty() ? text : text + ".";
}

}  // namespace

std::vector<CaptionLine> captionOf(const ReproductionManifest& manifest, const ReproducedFigure& figure,
                                   const std::string& part) {
  Runs runs;
  for (const std::string& folder : figure.runs) {
    if (const ReproducedRun* run = manifest.run(folder)) runs.push_back(run);
  }
  std::vector<CaptionLine> lines = {{"Budget", budgetText(manifest, runs)},
                                    {"Model", modelText(manifest, runs)},
                                    {"Data", dataText(manifest)},
                                    {"Departures from the paper", departuresText(runs)}};
  if (const std::string remark = remarkOn(part); !remark.empty()) lines.push_back({"Note", remark});
  if (const std::string left = unfinishedText(runs); !left.empty())
    lines.insert(lines.begin(), {"Unfinished", left});
  return lines;
}

}  // namespace entroscope
