#include "views/configuration/configuration_page.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kMargin = 16, kColumnGap = 18, kRow = 22, kSwatch = 9, kSwatchGap = 6, kRuleGap = 6;
constexpr double kHeavyRule = 1.4, kLightRule = 0.7;
constexpr double kWidest = 220, kNarrowest = 48;

/// Of the field's column and each run's.
std::vector<double> columnWidths(const ConfigurationModel& model) {
  const QFontMetricsF head(figureFont(kLabelSize, true)), body(figureFont(kLabelSize));
  std::vector<double> widths{head.horizontalAdvance(ConfigurationModel::heading())};
  for (const ConfigurationRow& row : model.rows())
    widths[0] = std::max(widths[0], body.horizontalAdvance(row.key));
  for (int c = 0; c < static_cast<int>(model.columns().size()); ++c) {
    double width =
        kSwatch + kSwatchGap + head.horizontalAdvance(model.columns()[static_cast<std::size_t>(c)].label);
    for (const ConfigurationRow& row : model.rows()) {
      width = std::max(width, head.horizontalAdvance(ConfigurationModel::shortValue(row.values.at(c))));
    }
    widths.push_back(std::min(width, kWidest));
  }
  return widths;
}

double sum(const std::vector<double>& widths) {
  return std::accumulate(widths.begin(), widths.end(), (double(widths.size()) - 1) * kColumnGap);
}

}  // namespace

QSizeF configurationPageSize(const ConfigurationModel& model) {
  const double height = kRow * (double(model.rows().size()) + 1) + 2 * kRuleGap;
  return {std::ceil(sum(columnWidths(model)) + 2 * kMargin), std::ceil(height + 2 * kMargin)};
}

double configurationPageLeastWidth(const ConfigurationModel& model) {
  std::vector<double> widths = columnWidths(model);
  for (std::size_t c = 1; c < widths.size(); ++c) widths[c] = std::min(widths[c], kNarrowest);
  return std::ceil(sum(widths) + 2 * kMargin);
}

void paintConfigurationPage(QPainter& painter, QSizeF size, const Theme& theme,
                            const ConfigurationModel& model) {
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
  const QFont headFont = figureFont(kLabelSize, true), bodyFont = figureFont(kLabelSize);
  std::vector<double> widths = columnWidths(model);
  const double room = size.width() - 2 * kMargin;
  // Too many runs for the page: their columns shrink alike, those that can.
  const std::vector<double> whole = widths;
  for (std::size_t pass = 0; pass < widths.size(); ++pass) {
    const auto canShrink = [&](std::size_t c) { return widths[c] > std::min(kNarrowest, whole[c]); };
    int count = 0;
    for (std::size_t c = 1; c < widths.size(); ++c) count += canShrink(c);
    const double over = sum(widths) - room;
    if (over <= 0 || count == 0) break;
    for (std::size_t c = 1; c < widths.size(); ++c) {
      if (canShrink(c)) widths[c] = std::max(std::min(kNarrowest, whole[c]), widths[c] - over / count);
    }
  }
  const double width = sum(widths), left = std::max(kMargin, (size.width() - width) / 2);
  double y = std::max(kMargin, (size.height() - configurationPageSize(model).height()) / 2 + kMargin);
  const auto rule = [&](double thickness) {
    painter.setPen(QPen(theme.foreground, thickness));
    painter.drawLine(QLineF(left, y, left + width, y));
  };
  const auto write = [&](double x, double available, const QString& text, const QFont& font) {
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme.foreground);
    painter.drawText(QPointF(x, y + kRow / 2 + metrics.capHeight() / 2),
                     metrics.elidedText(text, Qt::ElideMiddle, available + 0.5));
  };
  rule(kHeavyRule);
  double x = left;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (c == 0) {
      write(x, widths[c], ConfigurationModel::heading(), headFont);
    } else {
      const ConfigurationColumn& column = model.columns()[c - 1];
      painter.fillRect(QRectF(x, y + (kRow - kSwatch) / 2, kSwatch, kSwatch),
                       curvePen(theme, column.colourIndex).color());
      write(x + kSwatch + kSwatchGap, widths[c] - kSwatch - kSwatchGap, column.label, headFont);
    }
    x += widths[c] + kColumnGap;
  }
  y += kRow;
  rule(kLightRule);
  y += kRuleGap / 2;
  for (const ConfigurationRow& row : model.rows()) {
    x = left;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const int run = static_cast<int>(c) - 1;
      write(x, widths[c], run < 0 ? row.key : ConfigurationModel::shortValue(row.values.at(run)),
            run > 0 && row.differs(run) ? headFont : bodyFont);
      x += widths[c] + kColumnGap;
    }
    y += kRow;
  }
  y += kRuleGap / 2;
  rule(kHeavyRule);
}

}  // namespace entroscope
