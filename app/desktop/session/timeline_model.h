// The time line under all views: how far the shown runs go, what happened when, and the replay that moves
// the common cursor. Places are steps or tokens, as the cursor's. No widgets. GUI thread only.
#pragma once

#include <QColor>
#include <QLocale>
#include <QObject>
#include <QString>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

enum class MarkKind { Checkpoint, Pause, Hyperparameter, Fork, Nan, Error };

/// Something that happened in a run.
struct TimelineMark {
  std::int64_t place = 0;  ///< on the axis
  std::int64_t step = 0;
  MarkKind kind = MarkKind::Checkpoint;
  int colourIndex = 0;
  QString run;
  QString text;  ///< as recorded: "optimizer.learningRate = 0.001"
};

/// How fast a replay goes.
struct ReplaySpeed {
  double stepsPerSecond = 0;  ///< of the first shown run; 0: by `seconds`
  double seconds = 20;        ///< for the whole axis
};

class TimelineModel : public QObject {
  Q_OBJECT
 public:
  explicit TimelineModel(RunSet& runs, QObject* parent = nullptr);

  std::int64_t last() const { return last_; }  ///< newest place of all shown runs; 0: nothing to show
  std::int64_t place() const;                  ///< the cursor's, the last one while it follows
  bool follows() const { return runs_.cursor().follows(); }
  XAxis axis() const { return runs_.axis(); }
  const std::vector<TimelineMark>& marks() const { return marks_; }

  void moveTo(std::int64_t place);  ///< within the axis
  void stepBy(int steps);           ///< steps of the first shown run that has a history
  void moveToMark(int direction);   ///< the next (> 0) or previous one; stays where there is none
  bool hasMark(int direction) const;
  void follow() { runs_.setCursor(RunSet::kFollow); }
  void setAxis(XAxis axis) { runs_.setAxis(axis); }

  /// Replay from the cursor, or from the beginning where it is at the end.
  void play();
  void stop();
  bool isPlaying() const { return playing_; }
  void setSpeed(ReplaySpeed speed) { speed_ = speed; }
  /// Moves on by that much time; at the end the replay stops and the cursor follows again.
  void advance(double seconds);

  static QString kindText(MarkKind kind);
  /// "Step 1,200 of 5,000", "Newest: step 5,000".
  QString reading(const QLocale& locale) const;
  QString toolTip(const TimelineMark& mark, const QLocale& locale) const;
  /// For tests: the axis, then a line a mark.
  QString printed() const;

 Q_SIGNALS:
  void changed();         ///< axis, marks or cursor
  void playingChanged();  ///< isPlaying()

 private:
  struct Happened {
    std::int64_t lastStep = -1;
    std::vector<RunEvent> events;
  };
  void readEvents();
  std::vector<TimelineMark> marksOf(const OpenRun& open, const std::vector<const OpenRun*>& shown,
                                    Happened& happened) const;
  void measure();
  const OpenRun* clock() const;

  RunSet& runs_;
  std::map<std::string, Happened> events_;  ///< by folder, read again when a run grows
  std::vector<TimelineMark> marks_;         ///< ascending
  std::int64_t last_ = 0;
  ReplaySpeed speed_;
  double played_ = 0;  ///< place with its fraction
  bool playing_ = false;
};

}  // namespace entroscope
