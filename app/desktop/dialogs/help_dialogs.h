// The cheat sheet of shortcuts, read off the actions themselves, and what the program is. GUI thread only.
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>

namespace entroscope {

/// Non-modal, deleted when closed; owned by `parent`.
QDialog* makeShortcutSheet(const QList<QAction*>& actions, QWidget* parent);
QDialog* makeAboutDialog(QWidget* parent);

}  // namespace entroscope
