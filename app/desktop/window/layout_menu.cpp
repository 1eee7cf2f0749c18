#include "app/desktop/window/layout_menu.h"

#include <QCollator>
#include <QEvent>
#include <QInputDialog>
#include <QUndoStack>
#include <algorithm>
#include <utility>

#include "app/desktop/style/settings.h"
#include "app/desktop/window/arrangements.h"
#include "app/desktop/window/workbench.h"

namespace entroscope {

namespace {

/// As a menu shows it: an ampersand is no mnemonic.
QString menuText(QString name) { return name.replace(QLatin1Char('&'), QStringLiteral("&&")); }

/// The layout that was left is read when it is left, so that what was moved in it by hand is kept.
class LayoutCommand final : public QUndoCommand {
 public:
  LayoutCommand(Workbench& workbench, QByteArray other)
      : QUndoCommand(LayoutMenu::tr("layout")), workbench_(workbench), other_(std::move(other)) {}
  void undo() override { exchange(); }
  void redo() override {
    if (std::exchange(done_, true)) exchange();
  }

 private:
  void exchange() {
    const QByteArray present = workbench_.saveLayout();
    setObsolete(!workbench_.restoreLayout(other_));
    other_ = present;
  }

  Workbench& workbench_;
  QByteArray other_;
  bool done_ = false;  ///< it is, when it comes into the history
};

}  // namespace

LayoutMenu::LayoutMenu(Workbench& workbench, QUndoStack& history, QWidget* parent)
    : QMenu(parent), workbench_(workbench), history_(history) {
  setObjectName(QStringLiteral("layouts"));
  addBuiltIn(watchTraining(), Qt::CTRL | Qt::Key_1);
  addBuiltIn(compareRuns(), Qt::CTRL | Qt::Key_2);
  addBuiltIn(findNan(), Qt::CTRL | Qt::Key_3);
  addSeparator();
  savedEnd_ = addSeparator();
  save_ = addAction(QString());
  delete_ = addMenu(QString());
  connect(save_, &QAction::triggered, this, &LayoutMenu::askName);
  fill();
  retranslate();
}

void LayoutMenu::addBuiltIn(const Arrangement& arrangement, const QKeySequence& shortcut) {
  QAction* action = addAction(QString());
  action->setShortcut(shortcut);
  connect(action, &QAction::triggered, this, [this, &arrangement] {
    show([&] {
      workbench_.arrange(arrangement);
      return true;
    });
  });
  builtIn_ << action;
}

QStringList LayoutMenu::saved() const {
  QStringList names = settings::layouts().keys();
  QCollator collator;
  collator.setNumericMode(true);
  std::ranges::sort(names, [&](const QString& a, const QString& b) { return collator.compare(a, b) < 0; });
  return names;
}

void LayoutMenu::save(const QString& name) {
  const QString wanted = name.simplified();
  const QByteArray layout = workbench_.saveLayout();
  if (layout.isEmpty()) return;
  if (wanted.isEmpty()) return Q_EMIT refused(tr("The layout was not saved: it needs a name."));
  QVariantMap layouts = settings::layouts();
  layouts[wanted] = layout;
  settings::setLayouts(layouts);
  fill();
}

void LayoutMenu::choose(const QString& name) {
  const QByteArray layout = settings::layouts().value(name).toByteArray();
  if (!show([&] { return workbench_.restoreLayout(layout); })) {
    Q_EMIT refused(tr("The layout “%1” was saved by another version and cannot be shown.").arg(name));
  }
}

void LayoutMenu::remove(const QString& name) {
  QVariantMap layouts = settings::layouts();
  layouts.remove(name);
  settings::setLayouts(layouts);
  fill();
}

void LayoutMenu::reset() {
  show([this] {
    workbench_.arrange(overview());
    return true;
  });
}

bool LayoutMenu::show(const std::function<bool()>& layOut) {
  const QByteArray before = workbench_.saveLayout();
  if (!layOut()) return false;
  if (!before.isEmpty()) history_.push(new LayoutCommand(workbench_, before));
  return true;
}

void LayoutMenu::setChoosable(bool choosable) {
  menuAction()->setEnabled(choosable);
  for (QAction* action : builtIn_) action->setEnabled(choosable);
}

void LayoutMenu::askName() {
  // The names there are can be chosen, which replaces that layout.
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Save this layout"));
  dialog->setLabelText(tr("Name of the layout; one that is there already is replaced:"));
  dialog->setComboBoxItems(QStringList{QString()} + saved());
  dialog->setComboBoxEditable(true);
  dialog->setOkButtonText(tr("Save"));
  dialog->setCancelButtonText(tr("Cancel"));
  connect(dialog, &QInputDialog::textValueSelected, this, &LayoutMenu::save);
  dialog->open();
}

void LayoutMenu::fill() {
  // One of them may be what is being triggered.
  for (QAction* action : savedActions_) {
    removeAction(action);
    action->deleteLater();
  }
  savedActions_.clear();
  delete_->clear();
  for (const QString& name : saved()) {
    auto* action = new QAction(menuText(name), this);
    insertAction(savedEnd_, action);
    savedActions_ << action;
    connect(action, &QAction::triggered, this, [this, name] { choose(name); });
    connect(delete_->addAction(menuText(name)), &QAction::triggered, this, [this, name] { remove(name); });
  }
  delete_->menuAction()->setEnabled(!delete_->isEmpty());
}

void LayoutMenu::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QMenu::changeEvent(event);
}

void LayoutMenu::retranslate() {
  setTitle(tr("&Layout"));
  builtIn_[0]->setText(tr("&Watch training"));
  builtIn_[1]->setText(tr("&Compare runs"));
  builtIn_[2]->setText(tr("Find a &NaN"));
  save_->setText(tr("&Save this layout…"));
  delete_->setTitle(tr("&Delete a saved layout"));
}

}  // namespace entroscope
