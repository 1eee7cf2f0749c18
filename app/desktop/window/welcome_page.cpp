#include "app/desktop/window/welcome_page.h"

#include <QCommandLinkButton>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

#include "app/desktop/style/icons.h"

namespace entroscope {

namespace {

constexpr int kColumnWidth = 560, kRecentShown = 5, kIconSize = 72;

/// "20260302-101500-sample / SM+G": the folder and the one above it say which run it is.
QString shortName(const QString& pathOrAddress) {
  const QFileInfo info(pathOrAddress);
  const QString parent = QFileInfo(info.path()).fileName();
  return parent.isEmpty() ? info.fileName() : parent + QStringLiteral(" / ") + info.fileName();
}

/// Qt paints the title bold, of which the window's font has no cut: it would come out smeared.
class Choice final : public QCommandLinkButton {
 public:
  using QCommandLinkButton::QCommandLinkButton;

 protected:
  void paintEvent(QPaintEvent*) override {
    constexpr int kLeft = 12, kTop = 9, kText = 40;  // px
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    painter.drawControl(QStyle::CE_PushButton, option);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics title(strong), words(font());
    const QRect first(kText, kTop, width() - kText - kLeft, title.height());
    icon().paint(&painter, QRect(kLeft, first.center().y() - iconSize().height() / 2 + 1, iconSize().width(),
                                 iconSize().height()));
    painter.setPen(palette().color(QPalette::ButtonText));
    painter.setFont(strong);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(first.adjusted(0, title.height() + 3, 0, height()),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, description());
  }
};

}  // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel),
      sentence_(new QLabel),
      recentTitle_(new QLabel),
      hint_(new QLabel),
      train_(new Choice),
      open_(new Choice),
      reference_(new Choice),
      recentColumn_(new QVBoxLayout) {
  auto* icon = new QLabel;
  icon->setPixmap(applicationIcon().pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 2.1);
  large.setWeight(QFont::DemiBold);
  title_->setFont(large);
  QFont strong = recentTitle_->font();
  strong.setWeight(QFont::DemiBold);
  recentTitle_->setFont(strong);
  sentence_->setWordWrap(true);

  auto* column = new QWidget;
  column->setFixedWidth(kColumnWidth);
  auto* rows = new QVBoxLayout(column);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addStretch(2);
  rows->addWidget(icon);
  rows->addSpacing(6);
  rows->addWidget(title_);
  rows->addWidget(sentence_);
  rows->addSpacing(18);
  for (QCommandLinkButton* button : {train_, open_, reference_}) rows->addWidget(button);
  rows->addSpacing(14);
  rows->addWidget(recentTitle_);
  recentColumn_->setSpacing(0);
  rows->addLayout(recentColumn_);
  rows->addSpacing(14);
  rows->addWidget(hint_);
  rows->addStretch(3);

  auto* page = new QHBoxLayout(this);
  page->addStretch(1);
  page->addWidget(column);
  page->addStretch(1);
  connect(train_, &QPushButton::clicked, this, &WelcomePage::trainRequested);
  connect(open_, &QPushButton::clicked, this, &WelcomePage::openRequested);
  connect(reference_, &QPushButton::clicked, this, &WelcomePage::referenceRequested);
  setRecent({});
  retranslate();
}

void WelcomePage::setRecent(const QStringList& recent) {
  recent_ = recent.mid(0, kRecentShown);
  while (QLayoutItem* item = recentColumn_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  recentTitle_->setVisible(!recent_.isEmpty());
  for (const QString& path : recent_) {
    auto* button = new QPushButton(shortName(path).replace(QLatin1Char('&'), QStringLiteral("&&")));
    button->setObjectName(QStringLiteral("recentRun"));
    button->setFlat(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setToolTip(path);
    connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentRequested(path); });
    recentColumn_->addWidget(button, 0, Qt::AlignLeft);
  }
}

void WelcomePage::setTheme(const Theme& theme) {
  train_->setIcon(themedIcon(QStringLiteral("start"), theme.accent));
  open_->setIcon(themedIcon(QStringLiteral("open"), theme.accent));
  reference_->setIcon(themedIcon(QStringLiteral("reference"), theme.accent));
  setStyleSheet(QStringLiteral("#recentRun { border: 0; padding: 4px 0; text-align: left; color: %1; }"
                               "#recentRun:hover, #recentRun:focus { text-decoration: underline; }")
                    .arg(theme.accent.name()));
  const QString muted = QStringLiteral("color: %1;").arg(theme.mutedText.name());
  hint_->setStyleSheet(muted);
  sentence_->setStyleSheet(muted);
}

void WelcomePage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void WelcomePage::retranslate() {
  title_->setText(QStringLiteral("Entroscope"));
  sentence_->setText(
      tr("Train small language models and watch, while it happens, what every attention head does."));
  train_->setText(tr("Train the sample"));
  train_->setDescription(tr("Five small models on bundled Python source, a few minutes in all"));
  open_->setText(tr("Open a run…"));
  open_->setDescription(tr("A run folder trained before, here or on another machine"));
  reference_->setText(tr("Open the paper's reference runs"));
  reference_->setDescription(tr("The published heat maps and perplexities, to compare with"));
  recentTitle_->setText(tr("Recent runs"));
  hint_->setText(tr("Or drop run folders anywhere on this window."));
}

}  // namespace entroscope
