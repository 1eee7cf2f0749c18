#include "app/desktop/session/run_list_model.h"

#include <QLocale>
#include <QStringDecoder>
#include <algorithm>

#include "app/desktop/session/row_drag.h"
#include "app/desktop/session/run_editor.h"
#include "core/runs/run_tree.h"

namespace entroscope {

namespace {

constexpr std::size_t kMostOfNote = 4000;  // bytes; a tip is measured as a whole before it is cut

const QString kRowMime = QStringLiteral("application/x-entroscope-run-row");

/// As much of a note as a tip may need. A decoder keeps what is cut off in the middle of a letter for bytes
/// to come.
QString beginningOf(const std::string& note) {
  QStringDecoder decoder(QStringDecoder::Utf8);
  return decoder.decode(QByteArrayView(note.data(), std::min(note.size(), kMostOfNote)));
}

}  // namespace

QString statusText(RunStatus status) {
  switch (status) {
    case RunStatus::Training:
      return RunListModel::tr("training");
    case RunStatus::Finished:
      return RunListModel::tr("finished");
    case RunStatus::Interrupted:
      return RunListModel::tr("stopped");
    case RunStatus::Failed:
      return RunListModel::tr("failed");
    case RunStatus::Crashed:
      return RunListModel::tr("broken off");
    case RunStatus::Reference:
      return RunListModel::tr("published");
  }
  return {};
}

RunListModel::RunListModel(RunSet& runs, QObject* parent) : QAbstractTableModel(parent), runs_(runs) {
  rows_ = static_cast<int>(runs_.runs().size());
  connect(&runs_, &RunSet::runsChanged, this, &RunListModel::rebuild);
  connect(&runs_, &RunSet::recordsChanged, this, &RunListModel::update);
}

void RunListModel::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void RunListModel::retranslate() { update(); }

void RunListModel::rebuild() {
  // Showing and hiding keeps the rows; only an added or closed run resets the list.
  const int rows = static_cast<int>(runs_.runs().size());
  if (rows == rows_) return update();
  beginResetModel();
  rows_ = rows;
  endResetModel();
}

void RunListModel::update() {
  if (rows_ > 0) Q_EMIT dataChanged(index(0, 0), index(rows_ - 1, Columns - 1));
}

int RunListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }

int RunListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant RunListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= static_cast<int>(runs_.runs().size())) return {};
  const OpenRun& open = runs_.runs()[static_cast<std::size_t>(index.row())];
  const RunInfo& info = open.run->info();
  const QString status = statusText(info.status);
  switch (role) {
    case Qt::DisplayRole:
      return index.column() == Name ? titleOf(open) : QVariant();
    case DepthRole:
      return runs_.forkDepth(open.run);
    case DetailRole:
      return index.column() == Name ? detailOf(open) : QVariant();
    case SearchRole:
      return searchTextOf(open);
    case ArchivedRole:
      return RunEditor::isArchived(open);
    case Qt::DecorationRole:
      if (index.column() != Name) return {};
      return theme_->runColours[static_cast<std::size_t>(open.colourIndex) % theme_->runColours.size()];
    case Qt::CheckStateRole:
      if (index.column() != Name) return {};
      return open.visible ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole:
      if (index.column() == Name) return tr("%1, %2").arg(open.label(), detailOf(open));
      return index.column() == Close ? QVariant(tr("Close %1").arg(open.label())) : QVariant();
    case Qt::ToolTipRole: {
      if (index.column() == Close) return tr("Close this run (its folder stays)");
      QStringList lines{open.label(), info.error.empty() ? status : QString::fromStdString(info.error)};
      if (open.run->damageSeen())
        lines << tr(
            "Some records differ from their checksums and are left out of the figures, or made anew of "
            "others; entroscope-cli runs verify names them.");
      if (!info.device.empty()) lines << QString::fromStdString(info.device);
      if (!info.path.empty()) lines << QString::fromStdString(info.path.string());
      if (!info.note.empty()) lines << beginningOf(info.note);
      for (const std::string& departure : open.run->config().departures)
        lines << QString::fromStdString(departure);
      return lines.join(QLatin1Char('\n'));
    }
    default:
      return {};
  }
}

QString RunListModel::titleOf(const OpenRun& open) {
  const std::string& configuration = open.run->config().configuration;
  return QString::fromStdString(configuration.empty() ? open.run->info().name : configuration);
}

QString RunListModel::detailOf(const OpenRun& open) {
  const RunInfo& info = open.run->info();
  const QString name = open.name();
  QStringList parts;
  if (open.run->damageSeen()) parts << tr("damaged records");  // first: the end may be cut off
  if (info.status != RunStatus::Reference) {
    const std::int64_t step = open.live ? open.live->step : info.lastStep;
    parts << statusText(info.status) << tr("step %1").arg(QLocale().toString(static_cast<qlonglong>(step)));
  }
  if (const ForkPoint fork = forkPointOf(open.run->config()); !fork.id.empty()) {
    parts << tr("forked from step %1").arg(QLocale().toString(static_cast<qlonglong>(fork.step)));
  }
  for (const std::string& tag : info.tags) parts << QLatin1Char('#') + QString::fromStdString(tag);
  if (name != titleOf(open)) parts << name;  // last: it may be long
  return parts.join(QStringLiteral(" · "));
}

QString RunListModel::searchTextOf(const OpenRun& open) {
  const RunInfo& info = open.run->info();
  const RunConfig& config = open.run->config();
  QStringList words{titleOf(open), detailOf(open)};
  for (const std::string& text :
       {info.name, info.note, info.device, info.path.string(), config.preset, config.model.activation}) {
    words << QString::fromStdString(text);
  }
  return words.join(QLatin1Char('\n'));
}

bool RunListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Name) return false;
  runs_.setVisible(index.row(), value.toInt() == Qt::Checked);
  return true;
}

Qt::ItemFlags RunListModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
  if (index.column() == Name) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QStringList RunListModel::mimeTypes() const { return {kRowMime}; }

QMimeData* RunListModel::mimeData(const QModelIndexList& indexes) const {
  return dragOfRow(kRowMime, indexes);
}

bool RunListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                const QModelIndex& parent) {
  const RowMove move = moveOfDrop(kRowMime, *data, action, row, parent, rows_);
  if (move.from >= 0) runs_.move(move.from, move.to);
  return false;
}

}  // namespace entroscope
