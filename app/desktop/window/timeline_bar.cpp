#include "app/desktop/window/timeline_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <array>

#include "app/desktop/style/icons.h"
#include "app/desktop/window/timeline_track.h"
#include "views/plot/plot_style.h"

namespace entroscope {

namespace {

constexpr int kTickMilliseconds = 33;
// By the length of the axis first, then by steps.
constexpr std::array<ReplaySpeed, 8> kSpeeds{
    {{0, 10}, {0, 20}, {0, 60}, {0, 300}, {1, 0}, {10, 0}, {100, 0}, {1000, 0}}};
constexpr int kUsualSpeed = 1;

}  // namespace

TimelineBar::TimelineBar(RunSet& runs, QWidget* parent)
    : QWidget(parent),
      model_(new TimelineModel(runs, this)),
      track_(new TimelineTrack(*model_)),
      play_(new QAction(this)),
      live_(new QToolButton),
      axis_(new QComboBox),
      speed_(new QComboBox),
      reading_(new QLabel) {
  setObjectName(QStringLiteral("timeline"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 2, 10, 2);
  row->setSpacing(4);
  play_->setShortcut(Qt::Key_F5);
  connect(play_, &QAction::triggered, this,
          [this] { model_->isPlaying() ? model_->stop() : model_->play(); });
  back_ = addStep(Qt::ALT | Qt::Key_Left, &TimelineModel::stepBy, -1);
  forward_ = addStep(Qt::ALT | Qt::Key_Right, &TimelineModel::stepBy, 1);
  previous_ = addStep(Qt::ALT | Qt::SHIFT | Qt::Key_Left, &TimelineModel::moveToMark, -1);
  next_ = addStep(Qt::ALT | Qt::SHIFT | Qt::Key_Right, &TimelineModel::moveToMark, 1);
  for (QAction* action : {previous_, back_, play_, forward_, next_}) row->addWidget(addButton(action));
  row->addWidget(track_, 1);
  reading_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  row->addWidget(reading_);
  row->addSpacing(6);
  live_->setCheckable(true);
  live_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  row->addWidget(live_);
  axis_->addItem(QString(), static_cast<int>(XAxis::Step));
  axis_->addItem(QString(), static_cast<int>(XAxis::Tokens));
  row->addWidget(axis_);
  for (std::size_t i = 0; i < kSpeeds.size(); ++i) speed_->addItem(QString());
  speed_->setCurrentIndex(kUsualSpeed);
  row->addWidget(speed_);

  // Clicked while it follows the button stays down: there is nothing to follow but the newest.
  connect(live_, &QToolButton::clicked, this, [this] {
    model_->stop();
    model_->follow();
    update();
  });
  connect(axis_, &QComboBox::currentIndexChanged, this,
          [this] { model_->setAxis(static_cast<XAxis>(axis_->currentData().toInt())); });
  connect(speed_, &QComboBox::currentIndexChanged, this,
          [this](int index) { model_->setSpeed(kSpeeds.at(static_cast<std::size_t>(index))); });
  connect(model_, &TimelineModel::changed, this, &TimelineBar::update);
  connect(model_, &TimelineModel::playingChanged, this, &TimelineBar::showPlaying);
  tick_.setInterval(kTickMilliseconds);
  connect(&tick_, &QTimer::timeout, this, [this] { model_->advance(double(since_.restart()) / 1000); });
  retranslate();
}

QAction* TimelineBar::addStep(const QKeySequence& shortcut, void (TimelineModel::*move)(int), int by) {
  auto* action = new QAction(this);
  action->setShortcut(shortcut);
  connect(action, &QAction::triggered, model_, [model = model_, move, by] {
    model->stop();
    (model->*move)(by);
  });
  return action;
}

QToolButton* TimelineBar::addButton(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setIconSize({18, 18});
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  return button;
}

void TimelineBar::update() {
  const QSignalBlocker block(axis_);
  axis_->setCurrentIndex(axis_->findData(static_cast<int>(model_->axis())));
  live_->setChecked(model_->follows());
  const bool any = model_->last() > 0;
  play_->setEnabled(any);
  back_->setEnabled(any && model_->place() > 0);
  forward_->setEnabled(any && model_->place() < model_->last());
  previous_->setEnabled(model_->hasMark(-1));
  next_->setEnabled(model_->hasMark(1));
  const QString reading = model_->reading(localeFor(Numbers::Screen));
  reading_->setText(reading);
  // Grows with the numbers, never shrinks while a replay runs: the track must not jitter.
  reading_->setMinimumWidth(std::max(reading_->minimumWidth(), reading_->sizeHint().width()));
  track_->setAccessibleDescription(reading);
}

void TimelineBar::showPlaying() {
  const bool playing = model_->isPlaying();
  if (playing) {
    since_.start();
    tick_.start();
  } else {
    tick_.stop();
  }
  retranslate();
  setTheme(*theme_);
}

void TimelineBar::setTheme(const Theme& theme) {
  theme_ = &theme;
  track_->setTheme(theme);
  play_->setIcon(
      themedIcon(model_->isPlaying() ? QStringLiteral("pause") : QStringLiteral("start"), theme.foreground));
  back_->setIcon(themedIcon(QStringLiteral("back"), theme.foreground));
  forward_->setIcon(themedIcon(QStringLiteral("forward"), theme.foreground));
  previous_->setIcon(themedIcon(QStringLiteral("mark-previous"), theme.foreground));
  next_->setIcon(themedIcon(QStringLiteral("mark-next"), theme.foreground));
}

void TimelineBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    reading_->setMinimumWidth(0);
    retranslate();
  }
  QWidget::changeEvent(event);
}

void TimelineBar::retranslate() {
  const auto set = [](QAction* action, const QString& text, const QString& toolTip) {
    action->setText(text);
    action->setToolTip(
        QStringLiteral("%1 (%2)").arg(toolTip, action->shortcut().toString(QKeySequence::NativeText)));
  };
  if (model_->isPlaying()) {
    set(play_, tr("Hold the replay"), tr("Hold the replay at this step"));
  } else {
    set(play_, tr("&Replay"), tr("Play the shown runs from the cursor on, in every view"));
  }
  set(back_, tr("One step &back"), tr("Move the cursor one step back"));
  set(forward_, tr("One step f&orward"), tr("Move the cursor one step forward"));
  set(previous_, tr("Pre&vious mark"),
      tr("Go to the previous checkpoint, NaN, fork, pause or changed setting"));
  set(next_, tr("&Next mark"), tr("Go to the next checkpoint, NaN, fork, pause or changed setting"));
  live_->setText(tr("Live"));
  live_->setToolTip(tr("Let every view follow the newest step"));
  live_->setAccessibleName(tr("Follow the newest step"));
  axis_->setItemText(0, tr("Steps"));
  axis_->setItemText(1, tr("Tokens"));
  axis_->setToolTip(
      tr("Compare runs at equal steps or at equal tokens; with other batch sizes these differ"));
  axis_->setAccessibleName(tr("Unit of the time line"));
  const QLocale locale = localeFor(Numbers::Screen);
  for (std::size_t i = 0; i < kSpeeds.size(); ++i) {
    const ReplaySpeed& speed = kSpeeds[i];
    speed_->setItemText(static_cast<int>(i), speed.stepsPerSecond > 0
                                                 ? tr("%1 steps/s").arg(locale.toString(speed.stepsPerSecond))
                                                 : tr("All in %1 s").arg(locale.toString(speed.seconds)));
  }
  speed_->setToolTip(tr("Speed of the replay"));
  speed_->setAccessibleName(tr("Speed of the replay"));
  track_->setToolTip(tr("Drag, or step with the arrow keys; the end follows the newest step"));
  track_->setAccessibleName(tr("Time line"));
  setAccessibleName(tr("Time line"));
  update();
}

}  // namespace entroscope
