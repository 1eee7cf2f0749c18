#include "app/desktop/publish/reproduction_export.h"

#include <QCoreApplication>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <deque>

#include "app/desktop/publish/reproduction_page.h"
#include "core/base/error.h"
#include "core/reproduce/figure_tables.h"
#include "core/reproduce/manifest.h"
#include "views/catalog/all_views.h"
#include "views/curves/curves_view.h"
#include "views/plot/run_set.h"

namespace entroscope {
namespace {

// Cells of a map hold two decimals at this size, and are at most so much wider than high; four maps stand
// in a row, one a configuration.
constexpr double kCellWidth = 26, kCellHeight = 21, kCellAspect = 1.7;
constexpr double kMapFrame = 104, kRowFrame = 190, kMapGap = 40;  // room around and between them

/// A figure's runs, ours or the published, with every view on them.
class Side {
 public:
  /// `set` outlives the views, which `owner` holds.
  Side(const std::vector<RunPtr>& runs, RunSet& set, QWidget& owner) : runs_(set) {
    for (const RunPtr& run : runs) runs_.add(run);
    views_ = makeAllViews(runs_, &owner);
    evaluationLoss_ = makeEvaluationLossView(runs_, &owner);
  }

  RunSet& runs() const { return runs_; }
  bool empty() const { return runs_.runs().empty(); }
  View* view(const char* figure) const { return figuresNamed(views_, QLatin1String(figure)).front(); }
  View* evaluationLoss() const { return evaluationLoss_; }
  int layers() const { return largest(&ModelConfig::layers); }
  int heads() const { return largest(&ModelConfig::heads); }

 private:
  int largest(int ModelConfig::*member) const {
    int most = 1;
    for (const OpenRun& open : runs_.runs()) most = std::max(most, open.run->config().model.*member);
    return most;
  }

  RunSet& runs_;
  std::vector<View*> views_;
  View* evaluationLoss_ = nullptr;
};

/// The pages of one figure.
class PageMaker {
  Q_DECLARE_TR_FUNCTIONS(ReproductionPage)

 public:
  PageMaker(const Side& ours, const Side& published) : ours_(ours), published_(published) {}

  PageContent content(const std::string& part) const {
    PageContent page;
    if (part == "fig1") {
      addBoth(page, "entropy-map", [this](const Side& side) { return mapSize(side); });
    } else if (part == "fig2a") {
      page.sideBySide = true;
      addBoth(page, "overload-histogram", [](const Side&) { return QSizeF(590, 380); });
    } else if (part == "fig2b") {
      page.parts.push_back({tr("Trained here"), ours_.evaluationLoss(), QSizeF(960, 480)});
    } else if (part == "fig3") {
      addOurs(page, "slopes", {1040, 420});
    } else if (part == "fig4") {
      addOurs(page, "layer-entropy", {1120, 640});
    } else if (part == "fig5") {
      addOurs(page, "nan-map", ours_.view("nan-map")->figureSize());
      addOurs(page, "layer-entropy", {960, 560});
      page.parts.front().heading = tr("Trained here: NaNs by layer and step");
      page.parts.back().heading = tr("Trained here: mean entropy of each layer");
    } else {
      addBoth(page, "perplexity-table",
              [](const Side& side) { return side.view("perplexity-table")->figureSize(); });
    }
    return page;
  }

 private:
  template <typename Size>
  void addBoth(PageContent& page, const char* figure, const Size& size) const {
    page.parts.push_back({tr("Trained here"), ours_.view(figure), size(ours_)});
    if (published_.empty()) return;
    page.parts.push_back(
        {tr("Published (Jha and Reagen, arXiv 2410.09637)"), published_.view(figure), size(published_)});
  }

  void addOurs(PageContent& page, const char* figure, QSizeF size) const {
    page.parts.push_back({tr("Trained here"), ours_.view(figure), size});
  }

  /// Both rows of maps as wide as the one with more heads, so that configurations stand above each other.
  QSizeF mapSize(const Side& side) const {
    const int heads = std::max(ours_.heads(), published_.empty() ? 1 : published_.heads());
    const double maps = static_cast<double>(std::max<std::size_t>(side.runs().runs().size(), 1));
    const double map = heads * kCellWidth;
    // Maps with fewer heads get larger cells.
    const double cellHeight = std::max(kCellHeight, std::ceil(map / side.heads() / kCellAspect));
    return {kRowFrame + maps * (map + kMapGap), kMapFrame + side.layers() * cellHeight};
  }

  const Side& ours_;
  const Side& published_;
};

}  // namespace

QStringList exportReproduction(const std::filesystem::path& reproduction, const QString& out,
                               const std::vector<FigureFormat>& formats, const FigureRequest& look) {
  ReproductionManifest manifest = readReproduction(reproduction);
  refreshRuns(reproduction, manifest);
  std::deque<RunSet> sets;
  QWidget owner;
  std::vector<View*> pages;
  for (const ReproducedFigure& figure : manifest.figures) {
    const FigureRuns runs = openFigureRuns(reproduction, manifest, figure);
    if (runs.ours.empty()) continue;
    const Side ours(runs.ours, sets.emplace_back(), owner);
    const Side published(runs.published, sets.emplace_back(), owner);
    for (Table& table : figureTables(manifest, figure, runs)) {
      PageContent content = PageMaker(ours, published).content(table.name);
      content.caption = captionOf(manifest, figure, table.name);
      content.table = std::move(table);
      pages.push_back(new ReproductionPage(ours.runs(), std::move(content), &owner));
    }
  }
  if (pages.empty()) {
    throw Error(ErrorCode::BadInput,
                reproduction.string() + ": expected at least one run that has begun, found none");
  }
  QStringList files;
  for (const FigureFormat format : formats) {
    FigureRequest request = look;
    request.format = format;
    files += writeFigures(pages, out, request);
  }
  return files;
}

}  // namespace entroscope
