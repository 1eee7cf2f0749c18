// The runs that are open, shared by every view: order, colours, visibility, the common cursor.
// GUI thread only. No widgets.
#pragma once

#include <QColor>
#include <QObject>
#include <QString>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/engine/snapshot.h"
#include "core/measures/overload.h"
#include "core/runs/run.h"
#include "views/plot/step_tokens.h"

namespace entroscope {

struct OpenRun {
  RunPtr run;
  int colourIndex = 0;  ///< into Theme::runColours; kept while the run is open
  bool visible = true;
  /// Newest live state when this run is being trained by us; null otherwise. Maps show it in
  /// preference to the last recorded row.
  std::shared_ptr<const Snapshot> live;
  /// Its name, with the end of its folder where another run shown is called the same.
  QString name() const;
  QString label() const;  ///< configuration and name, for a legend
  /// Steps and tokens of the run as far as it was read; kept until the run grows.
  const StepTokens& stepTokens() const;
  /// Newest step or token count, live or recorded.
  std::int64_t end(XAxis axis) const;

 private:
  friend class RunSet;
  QString apart_;  ///< end of the folder, where the name alone does not tell this run from another
  mutable std::shared_ptr<const StepTokens> stepTokens_;
  bool damageTold_ = false;
};

/// Where every view looks: a place on the common axis, or the newest of each run.
struct Cursor {
  static constexpr std::int64_t kFollow = std::numeric_limits<std::int64_t>::max();
  XAxis axis = XAxis::Step;
  std::int64_t place = kFollow;  ///< steps or tokens
  bool follows() const { return place == kFollow; }
  bool operator==(const Cursor&) const = default;
};

/// The step of `run` that the cursor shows: the newest after which no more tokens were seen than the
/// cursor says. kFollow when it follows, and for a published run, which stands for all of its steps.
std::int64_t stepAt(const OpenRun& run, const Cursor& cursor);

/// One attention head, both counted from 0.
struct HeadId {
  int layer = 0, head = 0;
  bool operator==(const HeadId&) const = default;
};

class RunSet : public QObject {
  Q_OBJECT
 public:
  static constexpr std::int64_t kFollow = Cursor::kFollow;

  explicit RunSet(QObject* parent = nullptr) : QObject(parent) {}

  const std::vector<OpenRun>& runs() const { return runs_; }
  std::vector<const OpenRun*> visible() const;
  const Cursor& cursor() const { return cursor_; }
  XAxis axis() const { return cursor_.axis; }  ///< of the cursor and of every curve
  const std::optional<HeadId>& selectedHead() const { return selectedHead_; }  ///< clicked in some view
  /// Where the overload quarters' upper end M comes from, the same in every view.
  OverloadMaximum overloadMaximum() const { return overloadMaximum_; }

  /// 0 for a run whose parent is not open, 1 for its forks, 2 for theirs.
  int forkDepth(const RunPtr& run) const;
  /// Share of M from which on a head lights up in every view, dragged in the histogram; nothing: no brush.
  const std::optional<double>& brush() const { return brush_; }

  /// Its index: a fork's below its parent, a parent's above its forks. An already open path is only shown
  /// again.
  int add(RunPtr run);
  void remove(int index);
  void move(int from, int to);
  void setVisible(int index, bool visible);
  void setColour(int index, int colour);  ///< into Theme::runColours, instead of the one that add() chose
  void setLive(int index, std::shared_ptr<const Snapshot> snapshot);
  void setCursor(std::int64_t place);                    ///< on axis(), or kFollow
  void showStep(const OpenRun& run, std::int64_t step);  ///< the cursor goes where `run` made that step
  /// The cursor stays at the same moment of the first visible run that has a history.
  void setAxis(XAxis axis);
  void selectHead(std::optional<HeadId> head);
  void setOverloadMaximum(OverloadMaximum choice);
  void setBrush(std::optional<double> share);
  void refreshAll();  ///< Run::refresh on each; emits recordsChanged when any grew or was seen to be damaged

 Q_SIGNALS:
  void runsChanged();     ///< added, removed, reordered, shown, hidden
  void recordsChanged();  ///< new rows in some run (≤ 2 Hz)
  void liveChanged();     ///< a new snapshot (≤ 30 Hz)
  void cursorChanged();
  void axisChanged();
  void selectedHeadChanged();
  void overloadMaximumChanged();
  void brushChanged();

 private:
  void gatherForksOf(const RunPtr& parent);
  void tellApart();

  std::vector<OpenRun> runs_;
  Cursor cursor_;
  std::optional<HeadId> selectedHead_;
  OverloadMaximum overloadMaximum_ = OverloadMaximum::Pooled;
  std::optional<double> brush_;
};

/// M of one run's overload quarters at the cursor, nats, as the set's choice says; 0 when nothing is finite.
double overloadMaximumOf(const RunSet& runs, const OpenRun& run);

/// Values of a matrix measure at the cursor: the live snapshot when following, else the recorded row.
std::optional<Frame> frameAtCursor(const OpenRun& run, std::string_view measure, const Cursor& cursor);

}  // namespace entroscope
