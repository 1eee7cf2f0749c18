#include "app/desktop/dialogs/command_palette.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPixmap>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/window/window_actions.h"

namespace entroscope {

namespace {

constexpr QSize kSize(520, 420);
constexpr int kBelowTop = 90;  // px
constexpr int kIcon = 16;      // px

/// Texts stand below each other, whether there is an icon before them or not.
QIcon iconOf(const QAction& action) {
  if (!action.icon().isNull()) return action.icon();
  QPixmap none(kIcon, kIcon);
  none.fill(Qt::transparent);
  return none;
}

void collect(const QList<QAction*>& actions, const QString& path, QList<PaletteCommand>& commands) {
  for (QAction* action : actions) {
    if (action->isSeparator() || !action->isEnabled() || !action->isVisible()) continue;
    const QString text = path + plainText(action->text());
    if (const QMenu* menu = action->menu()) {
      collect(menu->actions(), text + QStringLiteral(": "), commands);
    } else {
      commands.append({text, action});
    }
  }
}

}  // namespace

QList<PaletteCommand> commandsOf(const QMenuBar& bar) {
  QList<PaletteCommand> commands;
  collect(bar.actions(), {}, commands);
  return commands;
}

bool matchesCommand(const QString& text, const QString& query) {
  const QStringList words = query.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return std::ranges::all_of(words,
                             [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

CommandPalette::CommandPalette(const QMenuBar& bar, QWidget* parent)
    : QDialog(parent), commands_(commandsOf(bar)), query_(new QLineEdit), list_(new QListWidget) {
  setWindowTitle(tr("Commands"));
  query_->setPlaceholderText(tr("Type a part of a command's name"));
  query_->setAccessibleName(tr("Part of a command's name"));
  query_->setClearButtonEnabled(true);
  list_->setAccessibleName(tr("Matching commands"));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setIconSize({kIcon, kIcon});
  list_->setUniformItemSizes(true);
  list_->setSpacing(1);
  list_->setFocusPolicy(Qt::NoFocus);  // the keys go to the line above
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(12, 12, 12, 12);
  rows->addWidget(query_);
  rows->addWidget(list_, 1);
  query_->installEventFilter(this);
  connect(query_, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(query_, &QLineEdit::returnPressed, this, &CommandPalette::run);
  connect(list_, &QListWidget::itemClicked, this, &CommandPalette::run);
  resize(kSize);
  move(parent->mapToGlobal(QPoint((parent->width() - kSize.width()) / 2, kBelowTop)));
  filter();
}

void CommandPalette::filter() {
  list_->clear();
  for (int i = 0; i < commands_.size(); ++i) {
    const PaletteCommand& command = commands_[i];
    if (command.action == nullptr || !matchesCommand(command.text, query_->text())) continue;
    const QString keys = command.action->shortcut().toString(QKeySequence::NativeText);
    auto* item = new QListWidgetItem(
        iconOf(*command.action),
        keys.isEmpty() ? command.text : QStringLiteral("%1   (%2)").arg(command.text, keys), list_);
    item->setToolTip(command.action->toolTip());
    item->setData(Qt::UserRole, i);
  }
  list_->setCurrentRow(0);
}

void CommandPalette::run() {
  const QListWidgetItem* item = list_->currentItem();
  if (item == nullptr) return;
  const QPointer<QAction> action = commands_[item->data(Qt::UserRole).toInt()].action;
  accept();
  if (action != nullptr) action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
      QCoreApplication::sendEvent(list_, event);
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace entroscope
