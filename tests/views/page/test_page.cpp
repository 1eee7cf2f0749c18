// Figures composed into a page: where they lie, what the page says, and that it stays a figure.
#include <QRegularExpression>
#include <QTest>
#include <algorithm>

#include "core/base/error.h"
#include "tests/support/figure_checks.h"
#include "views/catalog/all_views.h"
#include "views/export/figure_export.h"
#include "views/page/page_view.h"
#include "views/plot/run_set.h"

using namespace entroscope;

class TestPage : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void letters() {
    QCOMPARE(panelLetter(0), QStringLiteral("a"));
    QCOMPARE(panelLetter(25), QStringLiteral("z"));
    QCOMPARE(panelLetter(26), QStringLiteral("aa"));
    QCOMPARE(panelLetter(27), QStringLiteral("ab"));
  }

  void rowsAndColumns() {
    // Figures of the proportions 2:1, 1:1 and 3:1.
    const auto heightOf = [](int i, double width) { return width / (i == 0 ? 2 : i == 1 ? 1 : 3); };
    const PageLayout page = layoutPage(3, 2, 416, heightOf);
    QCOMPARE(page.panels.size(), 3U);
    QCOMPARE(page.panels[0].figure, QRectF(0, kPanelHeadHeight, 200, 200));  // as high as its neighbour
    QCOMPARE(page.panels[1].figure, QRectF(216, kPanelHeadHeight, 200, 200));
    QCOMPARE(page.panels[2].head.top(), kPanelHeadHeight + 200 + kPageGap);
    QCOMPARE(page.panels[2].figure.width(), 200.0);
    QCOMPARE(page.size, QSizeF(416, page.panels[2].figure.bottom()));
    // Never more columns than figures, never fewer than one.
    QCOMPARE(layoutPage(3, 7, 332, heightOf).panels[2].figure.right(), 332.0);
    QCOMPARE(layoutPage(3, 0, 100, heightOf).panels[2].figure.width(), 100.0);
  }

  void figuresOfAPage() {
    RunSet runs;
    for (const std::string& address : referenceRuns()) runs.add(openRun(address));
    QWidget parent;
    const std::vector<View*> all = makeAllViews(runs, &parent);
    const auto named = [&](const char* name) {
      return *std::ranges::find_if(all,
                                   [&](View* view) { return view->figureName() == QLatin1String(name); });
    };
    const std::vector<View*> chosen{named("entropy-map"), named("overload-histogram"),
                                    named("perplexity-table")};
    PageView page(runs, chosen, 2);
    const QByteArray svg = renderFigure(page, FigureFormat::Svg);
    QVERIFY2(svgFaults(svg).isEmpty(), qPrintable(svgFaults(svg)));
    const QStringList texts = svgTexts(svg).split(QLatin1Char('\n'));
    for (const char* letter : {"a", "b", "c"}) QVERIFY(texts.contains(QLatin1String(letter)));
    for (const View* view : chosen) QVERIFY(texts.contains(view->title()));
    QVERIFY(texts.contains(QStringLiteral("2.688")));  // the paper's Table 2 inside the page
    QCOMPARE(renderFigure(page, FigureFormat::Svg), svg);
    QVERIFY(renderFigure(page, FigureFormat::Pdf).startsWith("%PDF"));
    QVERIFY_EXCEPTION_THROWN(renderFigure(page, FigureFormat::Csv), Error);
  }

  /// A panel on a page is the figure by itself, moved.
  void panelIsTheFigure() {
    RunSet runs;
    runs.add(openRun(referenceRuns().front()));
    QWidget parent;
    const std::vector<View*> all = makeAllViews(runs, &parent);
    PageView page(runs, {all[0], all[1]}, 1);
    FigureOptions options;
    options.pngScale = 1;
    options.size = QSizeF(560, page.figureHeight(560));
    const QImage whole = QImage::fromData(renderFigure(page, FigureFormat::Png, options), "PNG");
    const PageLayout layout = layoutPage(2, 1, 560, [&](int i, double width) {
      return figureHeightAt(*all[static_cast<std::size_t>(i)], width);
    });
    // Whole pixels: a panel at a fraction of one is shaded differently.
    const QRect place = layout.panels[0].figure.toAlignedRect();
    FigureOptions alone = options;
    alone.size = layout.panels[0].figure.size();
    const QImage figure = QImage::fromData(renderFigure(*all[0], FigureFormat::Png, alone), "PNG");
    QCOMPARE(whole.copy(place).copy(0, 0, figure.width(), figure.height()).convertToFormat(figure.format()),
             figure);
  }
};

QTEST_MAIN(TestPage)
#include "test_page.moc"
