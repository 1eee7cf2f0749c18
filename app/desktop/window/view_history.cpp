#include "app/desktop/window/view_history.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEvent>
#include <QSpinBox>
#include <QUndoCommand>
#include <utility>

namespace entroscope {

namespace {

/// Changes of one thing within this time are one: a drag, the held arrow of a spin box.
constexpr int kOneGestureMs = 1000;

enum Part : unsigned { Head = 1, Brush = 2, Maximum = 4, Axis = 8, Shown = 16 };
enum Id { ChoicesId = 1, ControlId = 2 };

QString keyOf(const OpenRun& open) {
  const RunInfo& info = open.run->info();
  return QString::fromStdString(info.path.empty() ? info.id : info.path.string());
}

unsigned difference(const Choices& a, const Choices& b) {
  unsigned parts = (a.head != b.head ? Head : 0U) | (a.brush != b.brush ? Brush : 0U) |
                   (a.maximum != b.maximum ? Maximum : 0U) | (a.axis != b.axis ? Axis : 0U);
  // A run that was opened or closed in between is no choice of what to show.
  for (auto run = a.shown.begin(); run != a.shown.end(); ++run) {
    if (b.shown.value(run.key(), run.value()) != run.value()) parts |= Shown;
  }
  return parts;
}

QString nameOf(unsigned parts) {
  if (parts & Shown) return ViewHistory::tr("shown runs");
  if (parts & Axis) return ViewHistory::tr("steps or tokens");
  if (parts & Head) return ViewHistory::tr("chosen head");
  return parts & Maximum ? ViewHistory::tr("upper end M") : ViewHistory::tr("overload threshold");
}

/// Writes only the parts that differed, so that what came into being since stays as it is.
class ChoicesCommand final : public QUndoCommand {
 public:
  ChoicesCommand(RunSet& runs, Choices before, Choices after)
      : runs_(runs),
        before_(std::move(before)),
        after_(std::move(after)),
        parts_(difference(before_, after_)) {
    setText(nameOf(parts_));
    age_.start();
  }
  void undo() override { write(before_); }
  void redo() override { write(after_); }
  int id() const override { return ChoicesId; }
  bool mergeWith(const QUndoCommand* other) override {
    const auto& next = *static_cast<const ChoicesCommand*>(other);
    if (parts_ != Brush || next.parts_ != Brush || age_.restart() > kOneGestureMs) return false;
    after_ = next.after_;
    return true;
  }

 private:
  void write(const Choices& wanted) {
    if (parts_ & Head) runs_.selectHead(wanted.head);
    if (parts_ & Brush) runs_.setBrush(wanted.brush);
    if (parts_ & Maximum) runs_.setOverloadMaximum(wanted.maximum);
    if (parts_ & Axis) runs_.setAxis(wanted.axis);
    if (!(parts_ & Shown)) return;
    for (int i = 0; i < static_cast<int>(runs_.runs().size()); ++i) {
      const QString key = keyOf(runs_.runs()[static_cast<std::size_t>(i)]);
      if (before_.shown.value(key) == after_.shown.value(key)) continue;
      runs_.setVisible(i, wanted.shown.value(key));
    }
  }

  RunSet& runs_;
  Choices before_, after_;
  unsigned parts_;
  QElapsedTimer age_;
};

/// A combo box is known by its entry's data: the entries of runs come and go.
QVariant valueOf(const QObject* control) {
  if (const auto* box = qobject_cast<const QComboBox*>(control))
    return box->currentData().isValid() ? box->currentData() : box->currentIndex();
  if (const auto* spin = qobject_cast<const QSpinBox*>(control)) return spin->value();
  return static_cast<const QAbstractButton*>(control)->isChecked();
}

/// @return false where the entry is gone.
bool setValue(QWidget* control, const QVariant& value) {
  if (auto* box = qobject_cast<QComboBox*>(control)) {
    const int index = box->itemData(0).isValid() ? box->findData(value) : value.toInt();
    if (index < 0 || index >= box->count()) return false;
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);  // as if it were chosen: some views listen to that alone
  } else if (auto* spin = qobject_cast<QSpinBox*>(control)) {
    spin->setValue(value.toInt());
  } else {
    static_cast<QAbstractButton*>(control)->setChecked(value.toBool());
  }
  return true;
}

class ControlCommand final : public QUndoCommand {
 public:
  ControlCommand(const QString& text, QWidget* control, QVariant before)
      : QUndoCommand(text), control_(control), before_(std::move(before)), after_(valueOf(control)) {
    age_.start();
  }
  void undo() override { write(before_); }
  void redo() override {
    if (std::exchange(done_, true)) write(after_);
  }
  int id() const override { return ControlId; }
  bool mergeWith(const QUndoCommand* other) override {
    const auto& next = *static_cast<const ControlCommand*>(other);
    const bool spin = qobject_cast<QSpinBox*>(control_.data()) != nullptr;
    if (!spin || next.control_ != control_ || age_.restart() > kOneGestureMs) return false;
    after_ = next.after_;
    return true;
  }

 private:
  void write(const QVariant& value) { setObsolete(control_.isNull() || !setValue(control_, value)); }

  QPointer<QWidget> control_;
  QVariant before_, after_;
  bool done_ = false;
  QElapsedTimer age_;
};

}  // namespace

Choices choicesOf(const RunSet& runs) {
  Choices choices{runs.selectedHead(), runs.brush(), runs.overloadMaximum(), runs.axis(), {}};
  for (const OpenRun& open : runs.runs()) choices.shown[keyOf(open)] = open.visible;
  return choices;
}

ViewHistory::ViewHistory(QUndoStack& history, RunSet& runs, const std::vector<View*>& views, QObject* parent)
    : QObject(parent), history_(history), runs_(runs), known_(choicesOf(runs)) {
  // One turn of the event loop is one choice: showing only the runs listed hides several.
  soon_.setSingleShot(true);
  soon_.setInterval(0);
  connect(&soon_, &QTimer::timeout, this, &ViewHistory::gather);
  for (const auto signal : {&RunSet::runsChanged, &RunSet::axisChanged, &RunSet::selectedHeadChanged,
                            &RunSet::overloadMaximumChanged, &RunSet::brushChanged}) {
    connect(&runs_, signal, &soon_, qOverload<>(&QTimer::start));
  }
  // Whatever a command did, an archived run that is hidden for one, belongs to that command.
  connect(&history_, &QUndoStack::indexChanged, this, &ViewHistory::rebase);
  for (const View* view : views) watch(*view);
}

void ViewHistory::watch(const View& view) {
  const auto add = [this](QWidget* control) { control->installEventFilter(this); };
  // Only signals that a person causes: the boxes of runs are filled anew by the program.
  for (QComboBox* box : view.findChildren<QComboBox*>()) {
    add(box);
    connect(box, &QComboBox::activated, this, [this, box] { changed(box); });
  }
  for (QAbstractButton* button : view.findChildren<QAbstractButton*>()) {
    if (!button->isCheckable()) continue;
    add(button);
    connect(button, &QAbstractButton::clicked, this, [this, button] { changed(button); });
  }
  for (QSpinBox* spin : view.findChildren<QSpinBox*>()) {
    add(spin);
    connect(spin, &QSpinBox::valueChanged, this, [this, spin] {
      if (spin->hasFocus()) changed(spin);
    });
  }
}

bool ViewHistory::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::KeyPress:
    case QEvent::Shortcut:
      before_[watched] = valueOf(watched);
      break;
    default:
      break;
  }
  return QObject::eventFilter(watched, event);
}

void ViewHistory::changed(QWidget* control) {
  control_ = control;
  soon_.start();
}

void ViewHistory::gather() {
  Choices now = choicesOf(runs_);
  Choices before = std::exchange(known_, now);
  QWidget* control = std::exchange(control_, nullptr);
  // A control that stands for a choice of the run set is that choice, not one of its own.
  if (difference(before, now) != 0) {
    history_.push(new ChoicesCommand(runs_, std::move(before), std::move(now)));
  } else if (control != nullptr && before_.value(control) != valueOf(control)) {
    const QWidget* view = control;
    while (view != nullptr && qobject_cast<const View*>(view) == nullptr) view = view->parentWidget();
    if (view == nullptr) return;
    const QString title = static_cast<const View*>(view)->title();
    history_.push(new ControlCommand(QStringLiteral("%1 – %2").arg(title, control->accessibleName()), control,
                                     before_.value(control)));
  }
}

void ViewHistory::rebase() {
  known_ = choicesOf(runs_);
  control_ = nullptr;
}

}  // namespace entroscope
