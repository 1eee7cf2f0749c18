// The menu of layouts: the built-in ones, those saved under a name, saving and deleting. GUI thread only.
#pragma once

#include <QMenu>
#include <QStringList>
#include <functional>

class QUndoStack;

namespace entroscope {

class Workbench;
struct Arrangement;

class LayoutMenu : public QMenu {
  Q_OBJECT
 public:
  /// Each choice of a layout can be undone in `history`.
  LayoutMenu(Workbench& workbench, QUndoStack& history, QWidget* parent = nullptr);

  QStringList saved() const;  ///< names, in the locale's order
  /// Keeps the present layout under this name, instead of what had it before.
  void save(const QString& name);
  void choose(const QString& name);
  void remove(const QString& name);
  void reset();  ///< the overview
  /// Whether there is a workbench to lay out; without one its shortcuts rest, too.
  void setChoosable(bool choosable);

 Q_SIGNALS:
  void refused(const QString& sentence);  ///< a saved layout that does not fit this version

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void addBuiltIn(const Arrangement& arrangement, const QKeySequence& shortcut);
  void askName();
  void fill();  ///< the saved ones anew
  void retranslate();

  bool show(const std::function<bool()>& layOut);  ///< and remembers what was there

  Workbench& workbench_;
  QUndoStack& history_;
  QList<QAction*> builtIn_, savedActions_;
  QAction *savedEnd_, *save_;
  QMenu* delete_;
};

}  // namespace entroscope
