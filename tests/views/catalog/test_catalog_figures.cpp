// Every figure there is, in every format: what holds for all views is checked for all of them here.
#include <QApplication>
#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "tests/support/figure_checks.h"
#include "tests/support/head_records.h"
#include "tests/support/memory_run.h"
#include "views/catalog/all_views.h"
#include "views/export/figure_export.h"
#include "views/plot/run_set.h"

using namespace entroscope;

namespace {

constexpr int kLayers = 6, kHeads = 6;

/// A run with every measure there is, 200 steps, NaNs near its end.
std::shared_ptr<MemoryRun> fullRun(const char* configuration, const char* name, double offset) {
  auto run = std::make_shared<MemoryRun>(configuration, name);
  run->editConfig().model.layers = kLayers;
  run->editConfig().model.heads = kHeads;
  run->editConfig().model.context = 128;
  run->editConfig().data.tokenizerHash = run->editConfig().data.validationHash = "same";
  for (int step = 1; step <= 200; ++step) {
    const double done = step / 200.0;
    run->addScalar(measure::kLoss, step, float(7 - 3 * done + offset + 0.2 * std::sin(step * 1.7)));
    run->addScalar(measure::kGradientNorm, step, float(1 + std::cos(step * 0.9)));
    run->addScalar(measure::kLearningRate, step, float(1e-3 * (1 - done)));
    run->addScalar(measure::kTokensPerSecond, step, float(2000 + step));
    std::vector<float> entropy, share, slope, nan;
    for (int i = 0; i < kLayers * kHeads; ++i) {
      entropy.push_back(float(1.9 + 1.9 * std::sin(i * 1.3 + done + offset)));
      share.push_back(0);
    }
    for (int layer = 0; layer < kLayers; ++layer) {
      slope.push_back(float(0.01 * (layer + 1) * (1 - done)));
      nan.push_back(step > 170 && layer > 2 ? float(step * layer) : 0);
    }
    run->add(measure::kEntropy, step, kLayers, kHeads, entropy);
    run->add(measure::kNanRowShare, step, kLayers, kHeads, share);
    run->add(measure::kSlope, step, kLayers, 1, slope);
    for (const char* site : {"scores", "probabilities", "residual", "gradients"}) {
      run->add(std::string(measure::kNanPrefix) + site, step, kLayers, 1, nan);
    }
    recordRanges(*run, step, kLayers, kHeads, step > 170 ? 3 : -1);
    if (step % 50 == 0) recordAttention(*run, step, kLayers, kHeads, 128, 32);
    if (step % 50 == 0) run->addEvaluation(step, 6 - 2 * done + offset);
  }
  return run;
}

void fill(RunSet& runs) {
  runs.add(fullRun("SM+LN+G", "first", 0));
  runs.add(fullRun("SM+G", "second, <without> norms & \"quoted\"", 0.4));
}

/// One row a view; the index names it.
void addViewRows() {
  QTest::addColumn<int>("index");
  RunSet runs;
  QWidget parent;
  int index = 0;
  for (const View* view : makeAllViews(runs, &parent))
    QTest::newRow(qPrintable(view->figureName())) << index++;
}

/// What a run that went wrong may have recorded; values of one such kind, in turn.
const std::vector<std::pair<const char*, std::vector<float>>>& badNumbers() {
  using Limits = std::numeric_limits<float>;
  static const std::vector<std::pair<const char*, std::vector<float>>> kinds{
      {"NaN", {Limits::quiet_NaN()}},
      {"infinities", {Limits::infinity(), -Limits::infinity()}},
      {"the largest", {Limits::max(), -Limits::max(), 65504, -65504}},
      {"the smallest", {Limits::denorm_min(), -Limits::denorm_min(), -0.0F}},
      {"all of them", {Limits::quiet_NaN(), 1, Limits::infinity(), -Limits::max(), 0, -Limits::infinity()}}};
  return kinds;
}

/// Every measure there is, recorded as `values` in turn.
std::shared_ptr<MemoryRun> brokenRun(const char* configuration, const std::vector<float>& values) {
  const auto whole = fullRun(configuration, configuration, 0);
  auto run = std::make_shared<MemoryRun>(configuration);
  run->editConfig() = whole->config();
  std::size_t next = 0;
  const auto value = [&] { return values[next++ % values.size()]; };
  for (const std::string& name : whole->measures()) {
    const FrameSeries rows = whole->frames(name, {}, 20);
    for (const std::int64_t step : rows.step) {
      std::vector<float> broken(static_cast<std::size_t>(rows.rows) * static_cast<std::size_t>(rows.columns));
      std::generate(broken.begin(), broken.end(), value);
      if (name != measure::kEvaluationLoss) run->add(name, step, rows.rows, rows.columns, std::move(broken));
    }
  }
  for (const Evaluation& evaluation : whole->evaluations())
    run->addEvaluation(evaluation.step, static_cast<double>(value()));
  return run;
}

/// Every matrix that a view reads, each in one of these shapes in turn, beginning with the `first`: what an
/// imported file or a run folder from elsewhere may hold under the names. What is wide has its one count, or
/// its one NaN, in the last column.
std::shared_ptr<MemoryRun> oddlyShapedRun(const char* configuration, std::size_t first) {
  constexpr std::pair<int, int> kNone{0, 0};
  static const std::vector<std::pair<int, int>> shapes{{12, 2}, {1, 16384}, {1, 1}, {2, 1}, kNone};
  static const std::vector<std::string> names{"residual_range", "score_maximum",     "layer_gradient_norm",
                                              "nan.scores",     "nan.probabilities", "nan.residual",
                                              "nan.gradients",  "entropy",           "nan_row_share",
                                              "slope",          "attention",         "position_entropy",
                                              "snippet_tokens"};
  auto run = std::make_shared<MemoryRun>(configuration, "oddly shaped");
  run->editConfig().model.layers = kLayers;
  run->editConfig().model.heads = kHeads;
  run->editConfig().model.context = 128;
  for (const std::int64_t step : {1, 2}) {
    run->addScalar(measure::kLoss, step, 3);
    run->addScalar(measure::kLearningRate, step, 1e-3F);
    run->addEvaluation(step, 3);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto [rows, columns] = shapes[(first + i) % shapes.size()];
      if (rows == 0) continue;
      std::vector<float> values(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns),
                                names[i].starts_with("nan") ? 0.0F : 0.5F);
      values.back() = names[i].starts_with("nan") ? 3.0F : std::numeric_limits<float>::quiet_NaN();
      run->add(names[i], step, rows, columns, std::move(values));
    }
  }
  run->addEvent({2, "", "nan", "Step 2: layer 0, attention scores: NaN"});
  return run;
}

struct Shown {
  RunSet runs;
  std::unique_ptr<QWidget> parent = std::make_unique<QWidget>();
  View& view(int index) { return *makeAllViews(runs, parent.get()).at(static_cast<std::size_t>(index)); }
};

}  // namespace

class TestCatalogFigures : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void namesAndTexts();
  void svg_data() { addViewRows(); }
  void svg();
  void sameBytes_data() { addViewRows(); }
  void sameBytes();
  void csv_data() { addViewRows(); }
  void csv();
  void numbersThatGoWrong_data() { addViewRows(); }
  void numbersThatGoWrong();
  void unexpectedShapes_data() { addViewRows(); }
  void unexpectedShapes();
  void pictures_data() { addViewRows(); }
  void pictures();
  void empty_data() { addViewRows(); }
  void empty();
  void tablesAsLatex();
  void filesAreWholeOrAbsent();
  void unknownFormat();
};

void TestCatalogFigures::namesAndTexts() {
  Shown shown;
  QSet<QString> names;
  for (const View* view : makeAllViews(shown.runs, shown.parent.get())) {
    QVERIFY2(!names.contains(view->figureName()), qPrintable(view->figureName()));
    names << view->figureName();
    QVERIFY(!view->title().isEmpty());
    QVERIFY(view->whatItShows().size() > 20);
    QVERIFY(view->parent() == shown.parent.get());
  }
  for (const char* name : {"entropy-map", "overload-histogram", "nan-map", "perplexity-table"}) {
    QVERIFY2(names.contains(QString::fromLatin1(name)), name);
  }
}

void TestCatalogFigures::svg() {
  QFETCH(int, index);
  Shown shown;
  fill(shown.runs);
  View& view = shown.view(index);
  for (const char* theme : {"print", "light", "dark"}) {
    FigureOptions options;
    options.style.theme = QString::fromLatin1(theme);
    const QByteArray svg = renderFigure(view, FigureFormat::Svg, options);
    const QString fault = svgFaults(svg);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QVERIFY(svg.size() < 500'000);
    QVERIFY2(svgTexts(svg).contains(QStringLiteral("SM+G")), qPrintable(svgTexts(svg)));
  }
  const QImage theirs = renderedByRsvg(renderFigure(view, FigureFormat::Svg));
  if (theirs.isNull()) QSKIP("rsvg-convert is not installed: the second renderer was not asked");
  const QImage ours = QImage::fromData(renderFigure(view, FigureFormat::Png, {{}, {}, 1}));
  QCOMPARE(theirs.size(), ours.size());
}

void TestCatalogFigures::sameBytes() {
  QFETCH(int, index);
  Shown one, other;
  fill(one.runs);
  fill(other.runs);
  View& hidden = one.view(index);
  // Shown, themed, resized and in another locale: the file is the same.
  View& used = other.view(index);
  used.setTheme(darkTheme());
  used.resize(501, 333);
  used.grab();
  for (FigureFormat format : {FigureFormat::Svg, FigureFormat::Png, FigureFormat::Pdf, FigureFormat::Csv}) {
    const QByteArray first = renderFigure(hidden, format);
    QLocale::setDefault(QLocale(QLocale::German));
    const QByteArray second = renderFigure(used, format);
    QLocale::setDefault(QLocale::c());
    QVERIFY(first == second);
    QVERIFY(renderFigure(hidden, format) == first);
  }
}

void TestCatalogFigures::csv() {
  QFETCH(int, index);
  Shown shown;
  fill(shown.runs);
  const QString csv = QString::fromUtf8(renderFigure(shown.view(index), FigureFormat::Csv));
  const QStringList lines = csv.split('\n');
  QVERIFY2(lines.size() > 2, qPrintable(csv));
  QVERIFY2(lines.front().contains(','), qPrintable(lines.front()));
  QVERIFY(csv.endsWith('\n'));
}

void TestCatalogFigures::numbersThatGoWrong() {
  QFETCH(int, index);
  for (const auto& [kind, values] : badNumbers()) {
    Shown shown;
    shown.runs.add(brokenRun("SM+G", values));
    shown.runs.add(brokenRun("SM+LN+G", values));
    View& view = shown.view(index);
    view.resize(500, 400);
    view.grab();
    const QString fault = svgFaults(renderFigure(view, FigureFormat::Svg));
    QVERIFY2(fault.isEmpty(), qPrintable(QLatin1String(kind) + ": " + fault));
    QVERIFY(renderFigure(view, FigureFormat::Pdf).startsWith("%PDF-"));
    QVERIFY(!QImage::fromData(renderFigure(view, FigureFormat::Png)).isNull());
    QVERIFY2(renderFigure(view, FigureFormat::Csv).count('\n') > 0, kind);
  }
}

/// Nothing is read outside of what was recorded, and each format still gives a file.
void TestCatalogFigures::unexpectedShapes() {
  QFETCH(int, index);
  FigureOptions options;
  options.size = {800, 500};
  options.pngScale = 1;
  for (std::size_t first = 0; first < 5; ++first) {
    Shown shown;
    shown.runs.add(oddlyShapedRun("SM+G", first));
    shown.runs.add(oddlyShapedRun("SM+LN+G", first + 1));
    View& view = shown.view(index);
    view.resize(500, 400);
    view.grab();
    QVERIFY(renderFigure(view, FigureFormat::Svg, options).contains("<svg"));
    QVERIFY(renderFigure(view, FigureFormat::Pdf, options).startsWith("%PDF-"));
    QVERIFY(!QImage::fromData(renderFigure(view, FigureFormat::Png, options)).isNull());
    QVERIFY(renderFigure(view, FigureFormat::Csv, options).count('\n') > 0);
    if (canExport(view, FigureFormat::Latex))
      QVERIFY(renderFigure(view, FigureFormat::Latex, options).contains("\\begin{tabular}"));
  }
}

void TestCatalogFigures::pictures() {
  QFETCH(int, index);
  Shown shown;
  fill(shown.runs);
  View& view = shown.view(index);
  FigureOptions options;
  options.size = {800, 500};
  for (double scale : {1.0, 3.0}) {
    options.pngScale = scale;
    const QImage image = QImage::fromData(renderFigure(view, FigureFormat::Png, options));
    QCOMPARE(image.size(), (QSizeF(800, 500) * scale).toSize());
    QVERIFY(image.pixelColor(1, 1) == QColor(Qt::white));
  }
  const QByteArray pdf = renderFigure(view, FigureFormat::Pdf, options);
  QVERIFY(pdf.startsWith("%PDF-"));
  QVERIFY(pdf.contains("Inter"));  // the font is embedded
  QVERIFY(!pdf.contains("/Subtype /Image"));
  QVERIFY(pdf.contains("/MediaBox [0 0 600.000000 375.000000]"));
}

void TestCatalogFigures::empty() {
  QFETCH(int, index);
  Shown shown;
  const QByteArray svg = renderFigure(shown.view(index), FigureFormat::Svg);
  const QString fault = svgFaults(svg);
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
  QVERIFY(svgTexts(svg).size() > 20);  // says what to do
}

void TestCatalogFigures::tablesAsLatex() {
  Shown shown;
  fill(shown.runs);
  QStringList tables;
  for (View* view : makeAllViews(shown.runs, shown.parent.get())) {
    if (canExport(*view, FigureFormat::Latex)) {
      const QByteArray latex = renderFigure(*view, FigureFormat::Latex);
      QVERIFY2(latex.contains("\\begin{tabular}") && latex.contains("\\toprule"), latex.constData());
      tables << view->figureName();
      continue;
    }
    try {
      renderFigure(*view, FigureFormat::Latex);
      QFAIL("a figure became LaTeX");
    } catch (const Error& error) {
      QVERIFY2(QByteArray(error.what()).contains(view->figureName().toUtf8() + "\" is no table"),
               error.what());
    }
  }
  QCOMPARE(tables, (QStringList{"perplexity-table", "configuration-differences"}));
}

void TestCatalogFigures::filesAreWholeOrAbsent() {
  Shown shown;
  fill(shown.runs);
  View& view = shown.view(0);
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("figure.svg"));
  exportFigure(view, FigureFormat::Svg, path);
  QFile file(path);
  QVERIFY(file.open(QIODevice::ReadOnly));
  QCOMPARE(file.readAll(), renderFigure(view, FigureFormat::Svg));
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
  const QString nowhere = folder.filePath(QStringLiteral("no/such/figure.svg"));
  try {
    exportFigure(view, FigureFormat::Svg, nowhere);
    QFAIL("wrote into a missing folder");
  } catch (const Error& error) {
    QVERIFY(error.code() == ErrorCode::Io);
    QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("no/such")), error.what());
  }
}

void TestCatalogFigures::unknownFormat() {
  QCOMPARE(figureFormatNamed(QStringLiteral("SVG")), FigureFormat::Svg);
  try {
    figureFormatNamed(QStringLiteral("jpeg"));
    QFAIL("accepted");
  } catch (const Error& error) {
    QCOMPARE(error.what(), "figure format \"jpeg\" is unknown; there are svg, pdf, png, csv, tex");
  }
}

QTEST_MAIN(TestCatalogFigures)
#include "test_catalog_figures.moc"
