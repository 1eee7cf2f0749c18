#include "views/perplexity/perplexity_page.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "views/perplexity/perplexity_model.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

constexpr double kMargin = 16, kColumnGap = 18, kRow = 22, kSwatch = 9, kRuleGap = 6, kMark = 8;
constexpr double kHeavyRule = 1.4, kLightRule = 0.7;
constexpr double kSmallestName = 60;
constexpr int kFirstNumber = PerplexityModel::Last;

using Widths = std::array<double, PerplexityModel::kColumns>;

double noteHeight() { return QFontMetricsF(figureFont(kTickSize)).height() + 2; }

Widths columnWidths(const PerplexityModel& model, const QFontMetricsF& head, const QFontMetricsF& body,
                    double room) {
  Widths widths{};
  for (int k = 0; k < PerplexityModel::kColumns; ++k) {
    const auto column = static_cast<PerplexityModel::Column>(k);
    auto& width = widths[static_cast<std::size_t>(k)];
    width = head.horizontalAdvance(PerplexityModel::heading(column));
    for (const PerplexityRow& row : model.rows()) {
      double text =
          (row.seeds > 0 ? head : body).horizontalAdvance(model.text(row, column, localeFor(Numbers::File)));
      if (k == 0) text += kSwatch + 6;
      width = std::max(width, text);
    }
  }
  // Room for a footnote mark behind the last number.
  if (!model.footnotes().isEmpty()) widths[PerplexityModel::Change] += kMark;
  const double all = std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * kColumnGap);
  auto& name = widths[PerplexityModel::RunName];
  name = std::max(kSmallestName, name - std::max(0.0, all - room));
  return widths;
}

}  // namespace

QSizeF perplexityPageSize(const PerplexityModel& model) {
  const Widths widths =
      columnWidths(model, QFontMetricsF(figureFont(kLabelSize, true)), QFontMetricsF(figureFont(kLabelSize)),
                   std::numeric_limits<double>::max());
  const double width = std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * kColumnGap);
  const double height = kRow * (static_cast<double>(model.rows().size()) + 1) + 2 * kRuleGap +
                        noteHeight() * static_cast<double>(model.footnotes().size());
  return {std::ceil(width + 2 * kMargin), std::ceil(height + 2 * kMargin)};
}

double perplexityPageLeastWidth(const PerplexityModel& model) {
  const Widths widths = columnWidths(model, QFontMetricsF(figureFont(kLabelSize, true)),
                                     QFontMetricsF(figureFont(kLabelSize)), 0);
  return std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * kColumnGap) + 2 * kMargin;
}

void paintPerplexityPage(QPainter& painter, QSizeF size, const Theme& theme, const PerplexityModel& model) {
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
  const QFont headFont = figureFont(kLabelSize, true), bodyFont = figureFont(kLabelSize);
  const QFontMetricsF head(headFont), body(bodyFont);
  const Widths widths = columnWidths(model, head, body, size.width() - 2 * kMargin);
  const double width = std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * kColumnGap);
  const double left = std::max(kMargin, (size.width() - width) / 2);
  double y = std::max(kMargin, (size.height() - perplexityPageSize(model).height()) / 2 + kMargin);

  const double markRoom = model.footnotes().isEmpty() ? 0 : kMark;
  const auto rule = [&](double thickness) {
    painter.setPen(QPen(theme.foreground, thickness));
    painter.drawLine(QLineF(left, y, left + width, y));
  };
  const auto cell = [&](int column, const QString& text, const QFontMetricsF& metrics, double shift) {
    double x = left;
    for (int k = 0; k < column; ++k) x += widths[static_cast<std::size_t>(k)] + kColumnGap;
    const double room =
        widths[static_cast<std::size_t>(column)] - shift - (column == PerplexityModel::Change ? markRoom : 0);
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, room + 0.5);
    if (column >= kFirstNumber) x += room - metrics.horizontalAdvance(shown);
    painter.drawText(QPointF(x + shift, y + kRow / 2 + metrics.capHeight() / 2), shown);
    return x + shift + metrics.horizontalAdvance(shown);
  };

  rule(kHeavyRule);
  painter.setFont(headFont);
  painter.setPen(theme.foreground);
  for (int k = 0; k < PerplexityModel::kColumns; ++k) {
    const auto column = static_cast<PerplexityModel::Column>(k);
    cell(k, PerplexityModel::heading(column), head, 0);
  }
  y += kRow;
  rule(kLightRule);
  y += kRuleGap / 2;
  for (const PerplexityRow& row : model.rows()) {
    if (row.seeds == 0) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(curvePen(theme, row.colourIndex).color());
      painter.drawRect(QRectF(left, y + (kRow - kSwatch) / 2, kSwatch, kSwatch));
    }
    for (int k = 0; k < PerplexityModel::kColumns; ++k) {
      const auto column = static_cast<PerplexityModel::Column>(k);
      painter.setFont(row.seeds > 0 ? headFont : bodyFont);
      painter.setPen(theme.foreground);
      const double end = cell(k, model.text(row, column, localeFor(Numbers::File)),
                              row.seeds > 0 ? head : body, k == 0 ? kSwatch + 6 : 0);
      const QString mark = column == PerplexityModel::Change ? model.footnoteMark(row) : QString();
      if (mark.isEmpty()) continue;
      painter.setFont(figureFont(kTickSize - 1.5));
      painter.setPen(theme.mutedText);
      painter.drawText(QPointF(end + 1.5, y + kRow / 2 - 1), mark);
    }
    y += kRow;
  }
  y += kRuleGap / 2;
  rule(kHeavyRule);
  painter.setFont(figureFont(kTickSize));
  painter.setPen(theme.mutedText);
  char16_t mark = u'a';
  const QFontMetricsF notes(figureFont(kTickSize));
  for (const QString& note : model.footnotes()) {
    y += noteHeight();
    painter.drawText(QPointF(left, y), notes.elidedText(QString(QChar(mark++)) + QStringLiteral("  ") + note,
                                                        Qt::ElideRight, size.width() - left - kMargin));
  }
}

}  // namespace entroscope
