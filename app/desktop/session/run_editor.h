// Changes a user makes to saved runs: name, note, tags, archiving, moving to the trash, each of which can be
// undone; cutting back to a checkpoint, which cannot.
// A run that is being trained is refused. GUI thread only. No widgets.
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>

#include "core/runs/annotate.h"
#include "views/plot/run_set.h"

namespace entroscope {

class RunEditor : public QObject {
  Q_OBJECT
 public:
  using Open = std::function<RunPtr(const std::string&)>;
  explicit RunEditor(RunSet& runs, Open open = openRun, QObject* parent = nullptr);

  static bool isArchived(const OpenRun& run);
  /// A run folder that can be changed: not a published run, not on a read-only disk, not being trained.
  static bool canEdit(const OpenRun& run);

  void annotate(int index, const Annotations& annotations);
  /// Adds or takes away the tag "archived"; an archived run is hidden from the views.
  void setArchived(int index, bool archived);
  /// Closes the run and moves its folder to the desktop's trash (freedesktop.org), from where undoing or the
  /// file manager brings it back. Nothing is ever deleted.
  void moveToTrash(int index);

  /// Deletes what was recorded after the checkpoint of `step`, for good.
  void truncate(int index, std::int64_t step);

  QUndoStack& history() { return history_; }

 Q_SIGNALS:
  void refused(const QString& sentence);

 private:
  friend class AnnotateCommand;
  friend class TrashCommand;
  bool write(const std::filesystem::path& folder, const Annotations& before, const Annotations& after);
  void reopen(const std::string& path);
  int indexOf(const std::filesystem::path& folder) const;
  /// The window's own reader must not keep the database from being closed for good.
  void letGoOf(const std::filesystem::path& folder) const;

  RunSet& runs_;
  Open open_;
  QUndoStack history_;
};

}  // namespace entroscope
