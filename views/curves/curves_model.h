// Turns the visible runs into the figure of one curve view. No widgets; GUI thread (a Run belongs to
// one thread). Reads at most `points` buckets a line, over the window only.
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/runs/run.h"
#include "views/curves/curve_figure.h"
#include "views/plot/run_set.h"

namespace entroscope {

struct CurveOptions {
  XAxis xAxis = XAxis::Step;
  std::optional<XWindow> window;  ///< nothing: all there is
  double smoothing = 10;          ///< steps; 0: none
  bool logarithmic = false;
  bool seedMeans = false;  ///< runs that differ in their seed alone become one line with a band
  int points = 700;        ///< buckets a line; about one a pixel
};

class CurvesModel {
 public:
  using Runs = std::vector<const OpenRun*>;

  virtual ~CurvesModel() = default;
  virtual QString figureName() const = 0;
  virtual QString title() const = 0;
  virtual QString whatItShows() const = 0;
  virtual bool canSmooth() const { return false; }
  virtual bool canAverageSeeds() const { return false; }
  CurveFigure figure(const Runs& runs, const CurveOptions& options) const;

 protected:
  /// Fills panels, keys and, where there are none, `empty`. Axis, window and scale are set before.
  virtual void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const = 0;

  /// The run's steps to read for a window: a little wider, so that lines reach the edges.
  static StepRange stepsFor(const Run& run, const CurveFigure& figure, double extraSteps = 0);
  /// Buckets a line in a small multiple of `panels`: as many as it has pixels.
  static int pointsInPanel(int points, std::size_t panels) {
    return panels > 4 ? points / 3 : panels > 1 ? points / 2 : points;
  }
  /// A line out of a scalar measure, without label or colour.
  static CurveLine scalarLine(const ScalarSeries& series);
};

/// What the figure shows, one row a point inside the window: panel, run, line, step, tokens, value,
/// minimum, maximum, has_nan. C locale.
QByteArray toCsv(const CurveFigure& figure);

std::unique_ptr<CurvesModel> makeLossCurvesModel();
std::unique_ptr<CurvesModel> makeEvaluationLossModel();
std::unique_ptr<CurvesModel> makeLayerEntropyModel();
std::unique_ptr<CurvesModel> makeSlopesModel();
std::unique_ptr<CurvesModel> makeTrainingSignalsModel();

}  // namespace entroscope
