#include "app/desktop/session/fork_model.h"

#include <QFont>
#include <algorithm>
#include <array>
#include <set>

#include "core/base/error.h"
#include "core/runs/checkpoints.h"
#include "core/runs/run_tree.h"
#include "core/runs/run_writer.h"
#include "views/plot/setting_labels.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

/// What one forks for, at the top.
constexpr std::array<std::string_view, 12> kFirst = {
    "optimizer.learning_rate", "model.activation", "model.slope_mode", "model.slope", "model.block_norm",
    "model.first_norm",        "model.final_norm", "train.precision",  "train.steps", "train.on_nan",
    "optimizer.clip",          "train.seed"};

/// The weights of the checkpoint fit this shape alone, or the field says what the run is.
bool isFixed(const std::string& key) {
  static const std::set<std::string> shape = {"model.family",   "model.layers",     "model.heads",
                                              "model.width",    "model.ffn_width",  "model.positions",
                                              "model.position", "model.vocabulary", "model.tied_head"};
  return key.find('.') == std::string::npos || key.starts_with("data.") || key.starts_with("model.bias_") ||
         key.starts_with("model.init") || shape.contains(key);
}

std::string textOf(const RunConfig& config, const std::string& key) {
  const auto fields = fieldsOf(config);
  return toText(std::ranges::find(fields, key, &Field::key)->value);
}

/// "SM+LN+G" as norms and activation say; the parent's own label while they are the parent's.
std::string labelOf(const RunConfig& parent, const RunConfig& config) {
  const ModelConfig &a = parent.model, &b = config.model;
  if (a.blockNorm == b.blockNorm && a.activation == b.activation && a.slopeMode == b.slopeMode &&
      a.slope == b.slope) {
    return parent.configuration;
  }
  std::string label = b.blockNorm == Norm::LayerNorm ? "SM+LN+"
                      : b.blockNorm == Norm::RmsNorm ? "SM+RMS+"
                                                     : "SM+";
  if (b.activation.starts_with("gelu"))
    return label + (b.activation.find(',') == std::string::npos ? "G" : b.activation);
  if (b.activation == "relu") return label + "R";
  if (b.activation != "leaky_relu") return label + b.activation;
  label += "LR";
  if (b.slopeMode == SlopeMode::Fixed) return label + "=" + textOf(config, "model.slope");
  if (b.slopeMode == SlopeMode::LayerWise) return label;
  std::string mode(toText(b.slopeMode));
  std::ranges::replace(mode, '_', '-');
  return label + "-" + mode;
}

}  // namespace

void ForkModel::setRun(const Run& run) {
  beginResetModel();
  parent_ = run.config();
  config_ = parent_;
  // What the fork is, it says itself when it starts.
  config_.name.clear();
  config_.parent.clear();
  config_.departures.clear();
  refused_.clear();
  folder_ = run.info().path;
  id_ = run.info().id;
  checkpoints_.clear();
  refreshCheckpoints();
  stepsChosen_ = false;
  keys_.assign(kFirst.begin(), kFirst.end());
  for (const Field& field : fieldsOf(config_)) {
    if (!isFixed(field.key) && std::ranges::find(keys_, field.key) == keys_.end()) keys_.push_back(field.key);
  }
  endResetModel();
  chooseCheckpoint(static_cast<int>(checkpoints_.size()) - 1);
}

void ForkModel::chooseCheckpoint(int index) {
  checkpoint_ = index;
  if (!stepsChosen_) {
    config_.train.steps = parent_.train.steps;
    const std::int64_t from = index >= 0 && index < std::ssize(checkpoints_)
                                  ? checkpoints_[static_cast<std::size_t>(index)].step
                                  : 0;
    if (from >= parent_.train.steps) config_.train.steps += from;
    Q_EMIT dataChanged(this->index(0, Fork), this->index(rowCount() - 1, Fork));
  }
  Q_EMIT edited();
}

bool ForkModel::refreshCheckpoints() {
  std::vector<Checkpoint> found;
  if (!folder_.empty()) {
    for (const auto& folder : checkpointsOf(folder_)) found.push_back({*checkpointStep(folder), folder});
  }
  if (std::ranges::equal(found, checkpoints_, {}, &Checkpoint::folder, &Checkpoint::folder)) return false;
  checkpoints_ = std::move(found);
  return true;
}

bool ForkModel::change(const std::string& key, const QString& text) {
  RunConfig changed = config_;
  try {
    setFieldFromText(changed, key, settingFromText(text, QLocale()));
  } catch (const Error& error) {
    refused_ = translated(error);
    Q_EMIT edited();
    return false;
  }
  refused_.clear();
  stepsChosen_ = stepsChosen_ || changed.train.steps != config_.train.steps;
  config_ = changed;
  config_.configuration = labelOf(parent_, config_);
  if (!keys_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
  Q_EMIT edited();
  return true;
}

void ForkModel::check() const {
  if (checkpoint_ < 0 || checkpoint_ >= static_cast<int>(checkpoints_.size())) {
    throw Error(ErrorCode::BadUsage, tr("This run has no checkpoint to fork from.").toStdString());
  }
  validate(config_);
  const std::int64_t step = checkpoints_[static_cast<std::size_t>(checkpoint_)].step;
  if (config_.train.steps <= step) {
    throw Error(ErrorCode::BadUsage, tr("The checkpoint is of step %1: the fork needs more than %2 steps.")
                                         .arg(step)
                                         .arg(config_.train.steps)
                                         .toStdString());
  }
}

QString ForkModel::problem() const {
  if (!refused_.isEmpty()) return refused_;
  try {
    check();
  } catch (const Error& error) {
    return translated(error);
  }
  return {};
}

std::vector<FieldDifference> ForkModel::changes() const {
  std::vector<FieldDifference> changes = differences(parent_, config_);
  std::erase_if(changes, [](const FieldDifference& change) {
    return change.key == "name" || change.key == "parent" || change.key == "departures";
  });
  return changes;
}

QString ForkModel::difference() const {
  QStringList lines;
  for (const FieldDifference& change : changes()) {
    const QString key = QString::fromStdString(change.key);
    lines << QStringLiteral("− %1 = %2").arg(key, settingText(change.left, QLocale()))
          << QStringLiteral("+ %1 = %2").arg(key, settingText(change.right, QLocale()));
  }
  return lines.join(u'\n');
}

RunRequest ForkModel::request(const std::filesystem::path& folder) const {
  check();
  RunRequest request;
  request.config = config_;
  request.folder = folder;
  const Checkpoint& checkpoint = checkpoints_[static_cast<std::size_t>(checkpoint_)];
  request.forkFrom = checkpoint.folder;
  // Said here, as the checkpoint may lie elsewhere by the time the fork begins.
  request.config.parent = parentText({id_, checkpoint.step});
  return request;
}

int ForkModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(keys_.size());
}

int ForkModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant ForkModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const std::string& key = keys_[static_cast<std::size_t>(index.row())];
  const std::string before = textOf(parent_, key), after = textOf(config_, key);
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return index.column() == Setting  ? settingLabel(key)
             : index.column() == Parent ? settingText(before, QLocale())
                                        : settingText(after, QLocale());
    case Qt::ToolTipRole:
      return QString::fromStdString(key);
    case Qt::FontRole: {
      QFont font;
      font.setBold(index.column() != Parent && before != after);
      return font;
    }
    case ChoicesRole: {
      QStringList choices;
      for (const std::string& choice : choicesOf(key)) choices << QString::fromStdString(choice);
      if (key == "model.activation") choices = {"gelu", "gelu_new", "relu", "leaky_relu"};
      return choices;
    }
    case ChangedRole:
      return before != after;
    case KeyRole:
      return QString::fromStdString(key);
    default:
      return {};
  }
}

bool ForkModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.column() != Fork || role != Qt::EditRole) return false;
  return change(keys_[static_cast<std::size_t>(index.row())], value.toString());
}

Qt::ItemFlags ForkModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == Fork ? flags | Qt::ItemIsEditable : flags;
}

QVariant ForkModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == Setting ? tr("Setting") : section == Parent ? tr("Parent") : tr("Fork");
}

}  // namespace entroscope
