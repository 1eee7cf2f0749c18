#include "app/desktop/session/run_editor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/runs/truncate.h"
#include "views/plot/translated.h"

namespace entroscope {
namespace {

/// Qt 6.4 makes the user's trash, but not the folder it belongs in, and where it cannot it moves what it is
/// given to a folder "files" below the current one. Asked on other disks, too: one without a trash of its own
/// takes this one.
bool hasTrash() {
  const QString home = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
  const QString trash = home + QStringLiteral("/Trash");
  constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
  if (QDir().mkpath(home) && QDir().mkdir(trash)) QFile::setPermissions(trash, kOwnerOnly);
  return QFileInfo(trash).isDir();
}

}  // namespace

/// Obsolete when it was refused, so that the history holds only what happened.
class AnnotateCommand final : public QUndoCommand {
 public:
  AnnotateCommand(RunEditor& editor, std::filesystem::path folder, Annotations before, Annotations after)
      : editor_(editor), folder_(std::move(folder)), before_(std::move(before)), after_(std::move(after)) {
    setText(RunEditor::tr("name, tags and note of a run"));
  }
  void redo() override { setObsolete(!editor_.write(folder_, before_, after_)); }
  void undo() override { setObsolete(!editor_.write(folder_, after_, before_)); }

 private:
  RunEditor& editor_;
  std::filesystem::path folder_;
  Annotations before_, after_;
};

class TrashCommand final : public QUndoCommand {
 public:
  TrashCommand(RunEditor& editor, const std::filesystem::path& folder)
      : editor_(editor), folder_(QString::fromStdString(folder.string())) {
    setText(RunEditor::tr("moving a run to the trash"));
  }

  void redo() override {
    if (const auto writer = writerOf(folder_.toStdString())) {
      setObsolete(true);
      return editor_.refused(
          RunEditor::tr("%1 is being trained; stop it before moving it to the trash.").arg(folder_));
    }
    if (!hasTrash() || !QFile::moveToTrash(folder_, &inTrash_)) {
      setObsolete(true);
      return editor_.refused(RunEditor::tr("%1 could not be moved to the trash.").arg(folder_));
    }
    if (const int index = editor_.indexOf(folder_.toStdString()); index >= 0) editor_.runs_.remove(index);
  }

  void undo() override {
    if (QFileInfo::exists(folder_) || !QDir().rename(inTrash_, folder_)) {
      setObsolete(true);
      return editor_.refused(RunEditor::tr("%1 could not be brought back from the trash.").arg(folder_));
    }
    // The trash's note of where it came from: files/NAME has info/NAME.trashinfo.
    const QFileInfo trashed(inTrash_);
    QFile::remove(trashed.dir().filePath(QStringLiteral("../info/") + trashed.fileName() +
                                         QStringLiteral(".trashinfo")));
    editor_.reopen(folder_.toStdString());
  }

 private:
  RunEditor& editor_;
  QString folder_, inTrash_;
};

RunEditor::RunEditor(RunSet& runs, Open open, QObject* parent)
    : QObject(parent), runs_(runs), open_(std::move(open)) {}

bool RunEditor::isArchived(const OpenRun& run) {
  return std::ranges::find(run.run->info().tags, kArchivedTag) != run.run->info().tags.end();
}

bool RunEditor::canEdit(const OpenRun& run) {
  const RunInfo& info = run.run->info();
  return !info.path.empty() && !info.readOnly && info.status != RunStatus::Training;
}

int RunEditor::indexOf(const std::filesystem::path& folder) const {
  const auto& runs = runs_.runs();
  const auto found =
      std::ranges::find_if(runs, [&](const OpenRun& open) { return open.run->info().path == folder; });
  return found == runs.end() ? -1 : static_cast<int>(found - runs.begin());
}

void RunEditor::letGoOf(const std::filesystem::path& folder) const {
  if (const int index = indexOf(folder); index >= 0)
    letGo(*runs_.runs()[static_cast<std::size_t>(index)].run);
}

bool RunEditor::write(const std::filesystem::path& folder, const Annotations& before,
                      const Annotations& after) {
  const int index = indexOf(folder);
  const auto archived = [&] {
    return index >= 0 && isArchived(runs_.runs()[static_cast<std::size_t>(index)]);
  };
  const bool was = archived();
  letGoOf(folder);
  try {
    annotateRun(folder, before, after);
  } catch (const Error& error) {
    Q_EMIT refused(translated(error));
    return false;
  }
  runs_.refreshAll();
  if (archived() != was) runs_.setVisible(index, !archived());
  return true;
}

void RunEditor::reopen(const std::string& path) {
  try {
    runs_.add(open_(path));
  } catch (const Error& error) {
    Q_EMIT refused(translated(error));
  }
}

void RunEditor::annotate(int index, const Annotations& annotations) {
  const OpenRun& open = runs_.runs().at(static_cast<std::size_t>(index));
  const Annotations before = annotationsOf(*open.run);
  if (open.run->info().path.empty() || before == annotations) return;
  history_.push(new AnnotateCommand(*this, open.run->info().path, before, annotations));
}

void RunEditor::setArchived(int index, bool archived) {
  Annotations annotations = annotationsOf(*runs_.runs().at(static_cast<std::size_t>(index)).run);
  std::erase(annotations.tags, kArchivedTag);
  if (archived) annotations.tags.emplace_back(kArchivedTag);
  annotate(index, annotations);
}

void RunEditor::truncate(int index, std::int64_t step) {
  const std::filesystem::path folder = runs_.runs().at(static_cast<std::size_t>(index)).run->info().path;
  letGoOf(folder);
  try {
    truncateRun(folder, step);
  } catch (const Error& error) {
    return refused(translated(error));
  }
  runs_.refreshAll();
}

void RunEditor::moveToTrash(int index) {
  const std::filesystem::path folder = runs_.runs().at(static_cast<std::size_t>(index)).run->info().path;
  if (!folder.empty()) history_.push(new TrashCommand(*this, folder));
}

}  // namespace entroscope
