// Every command of the menus, found by typing a part of its name (Ctrl+K). GUI thread only.
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QPointer>
#include <QString>

class QLineEdit;
class QListWidget;
class QMenuBar;

namespace entroscope {

struct PaletteCommand {
  QString text;  ///< "Training: Single step"; submenus between: "View: Theme: Dark"
  QPointer<QAction> action;
};

/// The enabled actions of all menus and their submenus, in menu order.
QList<PaletteCommand> commandsOf(const QMenuBar& bar);

/// Every word of `query` occurs in `text`, in any order and case.
bool matchesCommand(const QString& text, const QString& query);

class CommandPalette : public QDialog {
  Q_OBJECT
 public:
  /// The commands are those enabled now. Enter or a click closes the palette and triggers one.
  CommandPalette(const QMenuBar& bar, QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter();
  void run();

  QList<PaletteCommand> commands_;
  QLineEdit* query_;
  QListWidget* list_;
};

}  // namespace entroscope
