#include "app/desktop/window/nan_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <charconv>

#include "app/desktop/session/session.h"
#include "app/desktop/style/appearance.h"
#include "core/runs/run_writer.h"
#include "views/plot/translated.h"

namespace entroscope {

NanBar::NanBar(Session& session, QWidget* parent)
    : QFrame(parent),
      session_(session),
      icon_(new QLabel),
      text_(new QLabel),
      back_(new QPushButton),
      carry_(new QPushButton),
      fork_(new QPushButton),
      trace_(new QPushButton),
      checkpoints_(new QMenu(this)),
      ways_(new QMenu(this)) {
  setObjectName(QStringLiteral("nanBar"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 6, 8, 6);
  row->setSpacing(8);
  row->addWidget(icon_);
  row->addWidget(text_, 1);
  for (QPushButton* button : {trace_, back_, fork_, carry_}) row->addWidget(button);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  back_->setMenu(checkpoints_);
  carry_->setMenu(ways_);
  for (const char* policy : {static_cast<const char*>(nullptr), "skip", "continue"}) {
    connect(ways_->addAction(QString()), &QAction::triggered, this, [this, policy] { carryOn(policy); });
  }
  connect(checkpoints_, &QMenu::aboutToShow, this, &NanBar::fillCheckpoints);
  connect(fork_, &QPushButton::clicked, this,
          [this] { Q_EMIT forkRequested(QString::fromStdString(session_.latest().runPath)); });
  connect(trace_, &QPushButton::clicked, this, &NanBar::traceRequested);
  connect(&session_, &Session::stateChanged, this, &NanBar::follow);
  connect(&session_, &Session::progressed, this, &NanBar::follow);
  setTheme(lightTheme());
  retranslate();
  hide();
  follow();
}

void NanBar::follow() {
  const Snapshot& latest = session_.latest();
  const bool held = session_.isActive() && latest.state == EngineState::Paused && !latest.held.empty();
  const QString sentence = held ? translated(latest.held) : QString();
  if (sentence == held_ && isHidden() != held) return;
  held_ = sentence;
  text_->setText(sentence);
  setAccessibleName(sentence);
  setVisible(held);
}

void NanBar::fillCheckpoints() {
  checkpoints_->clear();
  for (const auto& folder : checkpointsOf(session_.latest().runPath)) {
    const std::string name = folder.filename().string();
    std::int64_t step = 0;
    std::from_chars(name.data(), name.data() + name.size(), step);
    const QString text = tr("To step %1").arg(QLocale().toString(static_cast<qlonglong>(step)));
    connect(checkpoints_->addAction(text), &QAction::triggered, this, [this, step] {
      session_.rollBack(step);
      session_.resume();
    });
  }
  if (checkpoints_->isEmpty()) checkpoints_->addAction(tr("There is no checkpoint"))->setEnabled(false);
}

void NanBar::carryOn(const char* policy) {
  if (policy != nullptr) session_.setHyperparameter("train.on_nan", std::string(policy));
  session_.resume();
}

void NanBar::setTheme(const Theme& theme) { styleWarning(*this, *icon_, theme); }

void NanBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void NanBar::retranslate() {
  follow();
  trace_->setText(tr("Show the &trace"));
  trace_->setToolTip(tr("What scores, residual stream and gradients were in the last steps"));
  back_->setText(tr("Roll &back"));
  back_->setToolTip(tr("Return to a checkpoint and go on with the batches after this one"));
  fork_->setText(tr("&Fork with a smaller rate…"));
  fork_->setToolTip(tr("Start a new run from the last good weights with half the learning rate"));
  carry_->setText(tr("&Carry on"));
  carry_->setToolTip(tr("Go on from the weights before this step"));
  const QList<QAction*> ways = ways_->actions();
  ways[0]->setText(tr("Leave this update out"));
  ways[1]->setText(tr("Leave such updates out, do not ask again"));
  ways[2]->setText(tr("Let NaNs through from now on"));
}

}  // namespace entroscope
