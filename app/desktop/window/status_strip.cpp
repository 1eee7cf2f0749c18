#include "app/desktop/window/status_strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <cmath>

#include "views/plot/translated.h"

namespace entroscope {

namespace {

/// As everywhere else in the window: "NaN" and not the C library's "nan".
QString lossText(double loss, const QLocale& locale) {
  if (std::isnan(loss)) return QStringLiteral("NaN");
  if (std::isinf(loss)) return loss > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  return locale.toString(loss, 'f', 4);
}

}  // namespace

QString durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return {};
  const auto whole = static_cast<int>(std::lround(std::min(seconds, 3.0e8)));
  if (whole >= 3600) return StatusStrip::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
  if (whole >= 60) return StatusStrip::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
  return StatusStrip::tr("%1 s").arg(whole);
}

QString stateText(EngineState state) {
  switch (state) {
    case EngineState::Idle:
      return StatusStrip::tr("Ready");
    case EngineState::Preparing:
      return StatusStrip::tr("Preparing");
    case EngineState::Running:
      return StatusStrip::tr("Training");
    case EngineState::Paused:
      return StatusStrip::tr("Paused");
    case EngineState::Finished:
      return StatusStrip::tr("Finished");
    case EngineState::Interrupted:
      return StatusStrip::tr("Stopped");
    case EngineState::Failed:
      return StatusStrip::tr("Failed");
  }
  return {};
}

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent),
      state_(new QLabel),
      step_(new QLabel),
      loss_(new QLabel),
      rate_(new QLabel),
      left_(new QLabel),
      device_(new QLabel),
      progress_(new QProgressBar) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 3, 10, 3);
  row->setSpacing(18);
  progress_->setTextVisible(false);
  progress_->setFixedSize(110, 6);
  for (QWidget* widget :
       {static_cast<QWidget*>(state_), static_cast<QWidget*>(progress_), static_cast<QWidget*>(step_),
        static_cast<QWidget*>(loss_), static_cast<QWidget*>(rate_), static_cast<QWidget*>(left_)}) {
    row->addWidget(widget);
  }
  row->addStretch(1);
  row->addWidget(device_);
  QFont bold = state_->font();
  bold.setWeight(QFont::DemiBold);
  state_->setFont(bold);
  update();
}

void StatusStrip::show(const Snapshot& snapshot, bool active) {
  snapshot_ = snapshot;
  active_ = active;
  update();
}

void StatusStrip::setNotice(const QString& notice) {
  notice_ = notice;
  update();
}

QString StatusStrip::text() const {
  QStringList parts;
  for (const QLabel* label : {state_, step_, loss_, rate_, left_, device_}) {
    if (!label->text().isEmpty()) parts << label->text();
  }
  return parts.join(QStringLiteral(" · "));
}

void StatusStrip::update() {
  const QLocale locale;
  const bool known = snapshot_.totalSteps > 0;
  QString state = notice_.isEmpty() ? stateText(snapshot_.state) : notice_;
  if (notice_.isEmpty() && active_ && snapshot_.queueSize > 1 && !snapshot_.configuration.empty()) {
    state = tr("%1 %2 (%3 of %4)")
                .arg(state, QString::fromStdString(snapshot_.configuration))
                .arg(snapshot_.queueIndex + 1)
                .arg(snapshot_.queueSize);
  }
  // A run that is paused because the disk refuses says why.
  if (snapshot_.state == EngineState::Paused && !snapshot_.error.empty())
    state += QStringLiteral(": ") + translated(snapshot_.error);
  state_->setText(state);
  progress_->setVisible(known && active_);
  progress_->setRange(0, 1000);
  if (known) progress_->setValue(static_cast<int>(1000 * snapshot_.step / snapshot_.totalSteps));
  progress_->setAccessibleName(tr("Progress of this run"));
  step_->setText(known ? tr("step %1 / %2")
                             .arg(locale.toString(static_cast<qlonglong>(snapshot_.step)),
                                  locale.toString(static_cast<qlonglong>(snapshot_.totalSteps)))
                       : QString());
  loss_->setText(snapshot_.step > 0 ? tr("loss %1").arg(lossText(snapshot_.loss, locale)) : QString());
  const bool fast = active_ && snapshot_.tokensPerSecond > 0;
  rate_->setText(fast ? tr("%1 tokens/s").arg(locale.toString(snapshot_.tokensPerSecond, 'f', 0))
                      : QString());
  const QString left = active_ && snapshot_.step > 0 ? durationText(snapshot_.secondsLeft) : QString();
  left_->setText(left.isEmpty() ? QString() : tr("%1 left").arg(left));
  device_->setText(QString::fromStdString(snapshot_.device));
  for (QLabel* label : {step_, loss_, rate_, left_, device_}) label->setVisible(!label->text().isEmpty());
  setAccessibleName(text());
}

void StatusStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) update();
  QWidget::changeEvent(event);
}

}  // namespace entroscope
