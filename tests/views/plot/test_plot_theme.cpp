// Palettes, themes, the figure font, tick texts.
#include <QFontInfo>
#include <QTest>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/base/error.h"
#include "views/plot/csv.h"
#include "views/plot/figure_parts.h"
#include "views/plot/plot_style.h"

using namespace entroscope;

namespace {

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

double luminance(const QColor& c) {
  return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// CIE L*, 0…100.
double lightness(const QColor& c) {
  const double y = luminance(c);
  return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

}  // namespace

class TestPlotTheme : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void palettesGrowLighter();
  void publishedColours();
  void divergingIsCentred();
  void textReadsOnEveryCell();
  void longSubtitlesKeepTheirEnd();
  void runColoursShow_data();
  void runColoursShow();
  void unknownTheme();
  void fontIsTheBundledOne();
  void counts_data();
  void counts();
  void whatCannotBeCounted();
  void ticks();
  void plotWearsTheTheme();
  void csvFields();
};

void TestPlotTheme::palettesGrowLighter() {
  for (QColor (*map)(double) : {&cividis, &viridis}) {
    for (int i = 1; i <= 100; ++i) {
      const double before = lightness(map((i - 1) / 100.0)), now = lightness(map(i / 100.0));
      QVERIFY2(now > before, qPrintable(QString::number(i)));
    }
  }
}

void TestPlotTheme::publishedColours() {
  QCOMPARE(cividis(0), QColor(0x00224e));
  QCOMPARE(cividis(1), QColor(0xfee838));
  QCOMPARE(viridis(0), QColor(0x440154));
  QCOMPARE(viridis(1), QColor(0xfde725));
  QCOMPARE(cividis(-3), cividis(0));
  QCOMPARE(cividis(7), cividis(1));
}

void TestPlotTheme::divergingIsCentred() {
  QCOMPARE(diverging(0), QColor(0xf7f7f7));
  for (int i = 1; i <= 10; ++i) {
    const double t = i / 10.0;
    QVERIFY(lightness(diverging(t)) < lightness(diverging(t - 0.1)));
    QVERIFY(lightness(diverging(-t)) < lightness(diverging(0.1 - t)));
    QVERIFY(diverging(t).red() > diverging(t).blue());
    QVERIFY(diverging(-t).blue() > diverging(-t).red());
  }
}

void TestPlotTheme::longSubtitlesKeepTheirEnd() {
  const QFontMetricsF metrics(figureFont(7.5));
  const QString whole = QStringLiteral("a name that is rather long · step 60");
  const double full = metrics.horizontalAdvance(whole);
  QCOMPARE(elidedButEnd(metrics, whole, full + 1), whole);
  for (const double width : {0.9 * full, 0.6 * full}) {
    const QString shown = elidedButEnd(metrics, whole, width);
    QVERIFY2(shown.endsWith(QStringLiteral(" · step 60")), qPrintable(shown));
    QVERIFY(metrics.horizontalAdvance(shown) <= width);
  }
  const double last = metrics.horizontalAdvance(QStringLiteral("step 60"));
  QCOMPARE(elidedButEnd(metrics, whole, last + 1), QStringLiteral("step 60"));
  QVERIFY(elidedButEnd(metrics, QStringLiteral("no end"), 20).size() < 6);
}

void TestPlotTheme::textReadsOnEveryCell() {
  QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
  QVERIFY(std::abs(contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);  // WCAG's own example
  // WCAG's 4.5:1 for small text.
  for (int i = 0; i <= 100; ++i) QVERIFY(contrast(textOn(cividis(i / 100.0)), cividis(i / 100.0)) >= 4.5);
}

void TestPlotTheme::runColoursShow_data() {
  QTest::addColumn<QString>("theme");
  for (const char* theme : {"light", "dark", "print"}) QTest::newRow(theme) << QString::fromLatin1(theme);
}

void TestPlotTheme::runColoursShow() {
  QFETCH(QString, theme);
  const Theme& t = themeNamed(theme);
  QCOMPARE(t.name, theme);
  for (const QColor& colour : t.runColours) {
    QVERIFY2(contrast(colour, t.background) >= 3, qPrintable(colour.name()));  // WCAG for graphics
  }
  QVERIFY(contrast(t.foreground, t.background) >= 7);
  QVERIFY(contrast(t.mutedText, t.background) >= 4.5);
  QVERIFY(contrast(t.nanColour, t.background) >= 3);
}

void TestPlotTheme::unknownTheme() {
  try {
    themeNamed(QStringLiteral("sepia"));
    QFAIL("accepted");
  } catch (const Error& error) {
    QCOMPARE(error.what(), "theme \"sepia\" is unknown; there are light, dark, print");
  }
}

void TestPlotTheme::fontIsTheBundledOne() {
  QCOMPARE(QFontInfo(figureFont(9)).family(), QStringLiteral("Inter"));
  QVERIFY(QFontInfo(figureFont(9)).exactMatch());
  QCOMPARE(figureFont(9).pixelSize(), 12);
  QCOMPARE(figureFont(9, true).weight(), QFont::DemiBold);
}

void TestPlotTheme::counts_data() {
  QTest::addColumn<qint64>("count");
  QTest::addColumn<QString>("text");
  QTest::newRow("0") << qint64(0) << "0";
  QTest::newRow("9999") << qint64(9999) << "9999";
  QTest::newRow("10k") << qint64(10'000) << "10k";
  QTest::newRow("12.5k") << qint64(12'500) << "12.5k";
  QTest::newRow("12345 is not rounded") << qint64(12'345) << "12345";
  QTest::newRow("1.5M") << qint64(1'500'000) << "1.5M";
  QTest::newRow("2.1G") << qint64(2'100'000'000) << "2.1G";
  QTest::newRow("negative") << qint64(-20'000) << "-20k";
}

void TestPlotTheme::counts() {
  QFETCH(qint64, count);
  QFETCH(QString, text);
  QCOMPARE(shortCount(std::int64_t{count}, localeFor(Numbers::File)), text);
  QCOMPARE(shortCount(double(count) + 0.25, localeFor(Numbers::File)), text);
}

void TestPlotTheme::whatCannotBeCounted() {
  const QLocale locale = localeFor(Numbers::File);
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  QCOMPARE(shortCount(least, locale), QStringLiteral("-9223372036854775808"));
  for (const double place : {9.3e18, -1e300, std::numeric_limits<double>::infinity(), std::nan("")})
    QCOMPARE(shortCount(place, locale), QString());
}

void TestPlotTheme::ticks() {
  QCOMPARE(roundTicks(0, 3.878, 6), (std::vector<double>{0, 1, 2, 3}));
  QCOMPARE(roundTicks(-1, 1, 5), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
  QCOMPARE(roundTicks(7, 7, 5), std::vector<double>());
  QVERIFY(roundTicks(0.013, 977, 8).size() <= 8);

  // A step has no halves: a label stands where it says.
  QVector<double> ticks;
  QVector<QString> labels;
  const auto ticker = countTicker();
  ticker->setTickCount(6);
  for (const double last : {3.0, 15.0, 27.0, 62.0, 150.0}) {
    ticker->generate(QCPRange(0, last), QLocale::c(), QLatin1Char('g'), 6, ticks, nullptr, &labels);
    QVERIFY(ticks.size() >= 3);
    for (qsizetype i = 0; i < ticks.size(); ++i) QCOMPARE(labels[i], QString::number(ticks[i]));
  }
}

void TestPlotTheme::plotWearsTheTheme() {
  QCustomPlot plot;
  applyTheme(plot, darkTheme(), Numbers::File);
  QCOMPARE(plot.xAxis->labelColor(), darkTheme().foreground);
  QCOMPARE(plot.locale().language(), QLocale::C);
  QCOMPARE(curvePen(lightTheme(), 9).color(), lightTheme().runColours[1]);
}

void TestPlotTheme::csvFields() {
  CsvWriter out({"a", "b"});
  out << QStringLiteral("x, \"y\"") << 0.1F;
  out.endRow();
  out << 7 << std::nan("");
  out.endRow();
  QCOMPARE(out.text(), QByteArray("a,b\n\"x, \"\"y\"\"\",0.1\n7,NaN\n"));
}

QTEST_MAIN(TestPlotTheme)
#include "test_plot_theme.moc"
