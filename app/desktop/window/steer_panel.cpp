#include "app/desktop/window/steer_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/desktop/session/session.h"
#include "core/engine/engine.h"
#include "views/plot/setting_labels.h"

namespace entroscope {

SteerPanel::SteerPanel(Session& session, const RunSet& runs, QWidget* parent)
    : QWidget(parent),
      session_(session),
      runs_(runs),
      setting_(new QComboBox),
      choice_(new QComboBox),
      text_(new QLineEdit),
      apply_(new QPushButton),
      hint_(new QLabel) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 6, 8, 6);
  column->setSpacing(4);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(choice_, 1);
  row->addWidget(text_, 1);
  row->addWidget(apply_);
  column->addWidget(setting_);
  column->addLayout(row);
  column->addWidget(hint_);
  setting_->setMinimumContentsLength(8);
  setting_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choice_->setMinimumContentsLength(5);
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  text_->setMinimumWidth(60);
  hint_->setWordWrap(true);
  connect(setting_, &QComboBox::currentIndexChanged, this, &SteerPanel::showSetting);
  connect(text_, &QLineEdit::returnPressed, this, &SteerPanel::apply);
  connect(apply_, &QPushButton::clicked, this, &SteerPanel::apply);
  connect(&session_, &Session::stateChanged, this, &SteerPanel::follow);
  connect(&runs, &RunSet::runsChanged, this, &SteerPanel::follow);
  // Others change settings, too: the answer to a NaN does.
  connect(&runs, &RunSet::recordsChanged, this, &SteerPanel::follow);
  retranslate();
  follow();
}

std::string SteerPanel::key() const { return setting_->currentData().toString().toStdString(); }

void SteerPanel::follow() {
  const std::string& folder = session_.latest().runPath;
  for (const OpenRun& open : runs_.runs()) {
    if (folder.empty() || open.run->info().path != folder) continue;
    const bool another = folder != steering_.folder();
    const QString before = another || key().empty() ? QString() : steering_.value(key());
    steering_.follow(folder, open.run->config());
    if (setting_->count() == 0) fillSettings();
    if (another) {
      showSetting();
    } else if (!key().empty() && steering_.value(key()) != before) {
      showValue();
    }
  }
  // A panel of greyed controls says nothing: it is there while there is something to steer.
  setVisible(session_.isActive() && folder == steering_.folder() && !folder.empty());
}

void SteerPanel::fillSettings() {
  const QSignalBlocker block(setting_);
  setting_->clear();
  bool live = true;
  for (const Steering::Setting& setting : steering_.settings()) {
    if (live && !setting.live) setting_->insertSeparator(setting_->count());
    live = setting.live;
    setting_->addItem(settingLabel(setting.key), QString::fromStdString(setting.key));
  }
}

/// What the user is typing stays.
void SteerPanel::showValue() {
  choice_->setCurrentText(steering_.value(key()));
  if (!text_->isModified()) text_->setText(steering_.value(key()));
}

void SteerPanel::showSetting() {
  if (steering_.folder().empty() || key().empty()) return;
  const bool live = canChangeLive(key()).applied == Applied::Applied;
  const QStringList choices = Steering::choices(key());
  choice_->clear();
  choice_->addItems(choices);
  choice_->setVisible(!choices.isEmpty());
  text_->setModified(false);
  text_->setVisible(choices.isEmpty());
  showValue();
  apply_->setText(live ? tr("Apply") : tr("Fork…"));
  hint_->setText(live ? tr("From the next step on; a mark is recorded.")
                      : tr("Needs a restart: a fork starts with the new value."));
}

void SteerPanel::apply() {
  const QString text = text_->isHidden() ? choice_->currentText() : text_->text();
  Steering::Answer answer = steering_.change(key(), text);
  if (answer.needsRestart) {
    Q_EMIT forkRequested(QString::fromStdString(session_.latest().runPath),
                         setting_->currentData().toString(), text);
    return;
  }
  if (!answer.value) {
    hint_->setText(answer.sentence);
    return;
  }
  if (!session_.setHyperparameter(key(), std::move(*answer.value))) {
    steering_.forget(key());
    return showSetting();
  }
  text_->setModified(false);
  hint_->setText(tr("%1 = %2 from step %3 on.")
                     .arg(settingLabel(key()), text)
                     .arg(QLocale().toString(static_cast<qlonglong>(session_.latest().step + 1))));
}

void SteerPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void SteerPanel::retranslate() {
  setting_->setAccessibleName(tr("Setting to change"));
  setting_->setToolTip(tr("Settings above the line change while the run trains, those below need a fork"));
  for (QWidget* value : {static_cast<QWidget*>(choice_), static_cast<QWidget*>(text_)})
    value->setAccessibleName(tr("New value"));
  hint_->setAccessibleName(tr("Effect of the change"));
  for (int i = 0; i < setting_->count(); ++i) {
    if (!setting_->itemData(i).isNull()) {
      setting_->setItemText(i, settingLabel(setting_->itemData(i).toString().toStdString()));
    }
  }
  showSetting();
}

}  // namespace entroscope
