#include "views/plot/plot_style.h"

#include <cmath>
#include <cstdlib>

namespace entroscope {
namespace {

class CountTicker : public QCPAxisTicker {
 protected:
  double getTickStep(const QCPRange& range) override {
    return std::ceil(QCPAxisTicker::getTickStep(range));  // 2.5 would be labelled 3, 5, 8
  }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
    return shortCount(tick, locale);
  }
};

}  // namespace

QLocale localeFor(Numbers numbers) {
  QLocale locale = numbers == Numbers::File ? QLocale::c() : QLocale();
  locale.setNumberOptions(QLocale::OmitGroupSeparator);
  return locale;
}

void applyTheme(QCPAxis& axis, const Theme& theme) {
  const QPen line(theme.mutedText, 1);
  axis.setBasePen(line);
  axis.setTickPen(line);
  axis.setSubTickPen(QPen(theme.grid, 1));
  axis.setTickLength(0, 4);
  axis.setSubTickLength(0, 2);
  axis.setTickLabelColor(theme.foreground);
  axis.setTickLabelFont(figureFont(kTickSize));
  axis.setLabelColor(theme.foreground);
  axis.setLabelFont(figureFont(kLabelSize));
  axis.setTickLabelPadding(4);
  axis.setLabelPadding(5);
  axis.grid()->setPen(QPen(theme.grid, 1));
  axis.grid()->setSubGridVisible(false);
  axis.grid()->setZeroLinePen(Qt::NoPen);
}

void applyTheme(QCustomPlot& plot, const Theme& theme, Numbers numbers) {
  plot.setBackground(QBrush(theme.background));
  plot.setLocale(localeFor(numbers));
  for (QCPAxisRect* rect : plot.axisRects()) {
    rect->setBackground(QBrush(Qt::NoBrush));
    for (QCPAxis* axis : rect->axes()) applyTheme(*axis, theme);
  }
  if (plot.legend != nullptr) {
    QColor paper = theme.background;
    paper.setAlphaF(0.85F);
    plot.legend->setBrush(paper);
    plot.legend->setBorderPen(QPen(theme.grid, 1));
    plot.legend->setTextColor(theme.foreground);
    plot.legend->setFont(figureFont(kTickSize));
    plot.legend->setIconSize(22, 12);
    plot.legend->setRowSpacing(1);
  }
}

QPen curvePen(const Theme& theme, int colourIndex, Qt::PenStyle style) {
  const auto count = static_cast<int>(theme.runColours.size());
  QPen pen(theme.runColours[static_cast<std::size_t>(std::abs(colourIndex) % count)], 1.5, style);
  pen.setJoinStyle(Qt::RoundJoin);
  return pen;
}

QString shortCount(std::int64_t count, const QLocale& locale) {
  const auto exactly = [&](std::int64_t unit, const char* letter) -> QString {
    // Two decimals at most: what does not fit is written out in full.
    if ((count < unit && count > -unit) || count % (unit / 100) != 0) return {};
    QString text = locale.toString(static_cast<double>(count) / static_cast<double>(unit), 'f', 2);
    while (text.endsWith('0')) text.chop(1);
    if (!text.isEmpty() && !text.back().isDigit()) text.chop(1);
    return text + QLatin1String(letter);
  };
  if (count < 10'000 && count > -10'000) return locale.toString(static_cast<qlonglong>(count));
  for (const auto& [unit, letter] :
       {std::pair<std::int64_t, const char*>{1'000'000'000, "G"}, {1'000'000, "M"}, {1'000, "k"}}) {
    if (QString text = exactly(unit, letter); !text.isEmpty()) return text;
  }
  return locale.toString(static_cast<qlonglong>(count));
}

QString shortCount(double count, const QLocale& locale) {
  constexpr double kMost = 9e18;  // a std::int64_t holds a little more
  return std::abs(count) < kMost ? shortCount(static_cast<std::int64_t>(std::llround(count)), locale)
                                 : QString();
}

QSharedPointer<QCPAxisTicker> countTicker() { return QSharedPointer<QCPAxisTicker>(new CountTicker); }

}  // namespace entroscope
