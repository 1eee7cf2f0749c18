#include "app/desktop/window/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

#include "app/desktop/style/appearance.h"
#include "app/desktop/style/icons.h"

namespace entroscope {

Banner::Banner(QWidget* parent)
    : QFrame(parent), icon_(new QLabel), text_(new QLabel), more_(new QLabel), close_(new QToolButton) {
  setObjectName(QStringLiteral("banner"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 6, 8, 6);
  row->setSpacing(10);
  row->addWidget(icon_);
  row->addWidget(text_, 1);
  row->addWidget(more_);
  row->addWidget(close_);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  close_->setAutoRaise(true);
  connect(close_, &QToolButton::clicked, this, &Banner::dismiss);
  setTheme(lightTheme());
  retranslate();
  hide();
}

void Banner::say(const QString& sentence, const QString& subject) {
  add(subject.isEmpty() ? sentence : subject, sentence, false);
}

void Banner::tell(const QString& sentence) { add(sentence, sentence, true); }

void Banner::add(const QString& subject, const QString& sentence, bool good) {
  if (sentence.isEmpty()) return;
  const Waiting wanted{subject, sentence, good};
  const auto same = std::ranges::find(waiting_, wanted.subject, &Waiting::subject);
  if (same != waiting_.end()) {
    *same = wanted;
  } else {
    waiting_ << wanted;
  }
  showFirst();
}

QString Banner::sentence() const { return waiting_.isEmpty() ? QString() : waiting_.front().sentence; }

void Banner::dismiss() {
  if (!waiting_.isEmpty()) waiting_.removeFirst();
  showFirst();
}

void Banner::showFirst() {
  setTheme(*theme_);
  text_->setText(sentence());
  setAccessibleName(sentence());
  const auto others = waiting_.size() - 1;
  more_->setVisible(others > 0);
  more_->setText(tr("%n more", nullptr, static_cast<int>(others)));
  setVisible(!waiting_.isEmpty());
}

void Banner::setTheme(const Theme& theme) {
  theme_ = &theme;
  const bool good = !waiting_.isEmpty() && waiting_.front().good;
  good ? styleNote(*this, *icon_, theme) : styleWarning(*this, *icon_, theme);
  close_->setIcon(themedIcon(QStringLiteral("close"), theme.foreground));
}

void Banner::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void Banner::retranslate() {
  close_->setToolTip(tr("Dismiss"));
  close_->setAccessibleName(tr("Dismiss"));
  if (!waiting_.isEmpty()) showFirst();
}

}  // namespace entroscope
