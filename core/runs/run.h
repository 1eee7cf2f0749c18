// How views and the command line see a run: live, saved or built-in. Read-only; a Run belongs to
// one thread. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// Names of recorded measures. One row per step and measure; shape in brackets.
namespace measure {
inline constexpr std::string_view kLoss = "loss";                          // scalar, nats/token
inline constexpr std::string_view kGradientNorm = "gradient_norm";         // scalar, before clipping
inline constexpr std::string_view kLearningRate = "learning_rate";         // scalar
inline constexpr std::string_view kTokensPerSecond = "tokens_per_second";  // scalar
inline constexpr std::string_view kEvaluationLoss = "evaluation_loss";     // scalar, nats/token
inline constexpr std::string_view kEntropy = "entropy";                    // [L,H] nats
inline constexpr std::string_view kNanRowShare = "nan_row_share";          // [L,H] 0…1
inline constexpr std::string_view kSlope = "slope";                        // [L,1]
inline constexpr std::string_view kNanPrefix = "nan.";                     // + site: [L,1] counts
// What numbers were before they went wrong; NaN where a tensor holds one.
inline constexpr std::string_view kScoreMaximum = "score_maximum";         // [L,H] largest row log-sum-exp
inline constexpr std::string_view kResidualRange = "residual_range";       // [L,2] smallest, largest entry
inline constexpr std::string_view kLayerGradient = "layer_gradient_norm";  // [L,1] L2, before clipping
// At evaluations, of the first validation batch (train.snippet_tokens).
inline constexpr std::string_view kAttention = "attention";  // [L·H,n(n+1)/2] rows i ≥ j of aᵢⱼ
inline constexpr std::string_view kPositionEntropy = "position_entropy";  // [L·H,P] nats, see positionsOf
inline constexpr std::string_view kSnippetTokens = "snippet_tokens";      // [1,n] ids
}  // namespace measure

/// Query positions (from 1: the number of tokens seen) whose entropy is recorded where the context is T:
/// all up to 128, else 128 spread evenly, the last one T.
std::vector<int> positionsOf(int context);

enum class RunStatus { Training, Finished, Interrupted, Failed, Crashed, Reference };
std::string_view toText(RunStatus status);

struct RunInfo {
  std::string id;              ///< UUID, kept when the folder is copied
  std::string name;            ///< user's name, else folder name
  std::filesystem::path path;  ///< empty for a reference run
  RunStatus status = RunStatus::Training;
  std::string error;      ///< when Failed
  std::string createdAt;  ///< ISO 8601 UTC
  std::string device;
  std::string note;
  std::vector<std::string> tags;
  std::int64_t lastStep = 0, tokens = 0;
  bool readOnly = false;
};

/// A scalar over steps. Where more points exist than asked for, each point stands for a bucket and
/// minimum/maximum (over finite values) and nanCount hold what the bucket hides; otherwise
/// minimum == maximum == value, NaN and infinities included.
struct ScalarSeries {
  std::vector<std::int64_t> step;    ///< last step of the bucket
  std::vector<std::int64_t> tokens;  ///< seen after that step
  std::vector<float> value;          ///< mean over finite values, NaN when there is none
  std::vector<float> minimum, maximum;
  std::vector<std::int32_t> nanCount;  ///< rows that are NaN or infinite
  std::size_t size() const { return step.size(); }
};

/// One recorded matrix: rows x columns row-major at a step.
struct Frame {
  std::int64_t step = 0, tokens = 0;
  int rows = 0, columns = 0;
  std::vector<float> values;
};

/// Matrices over steps, decimated like ScalarSeries but per element (mean over finite values).
struct FrameSeries {
  int rows = 0, columns = 0;
  std::vector<std::int64_t> step, tokens;
  std::vector<float> values;            ///< [size(), rows, columns]
  std::vector<float> minimum, maximum;  ///< same shape as values
  std::vector<float> nanShare;          ///< NaN or infinite, same shape as values
  std::size_t size() const { return step.size(); }
};

struct Evaluation {
  std::int64_t step = 0, tokens = 0;
  double loss = 0;        ///< nats per token
  double perplexity = 0;  ///< exp(loss)
};

struct RunEvent {
  std::int64_t step = 0;
  std::string time;  ///< ISO 8601 UTC
  std::string kind;  ///< start, resume, pause, checkpoint, hyperparameter, nan, fork, error, end, note
  std::string text;
};

struct StepRange {
  std::int64_t first = 0, last = INT64_MAX;
};

class Run {
 public:
  virtual ~Run() = default;
  virtual const RunInfo& info() const = 0;
  virtual const RunConfig& config() const = 0;

  /// Looks for new rows; true when something changed. Cheap when nothing did.
  virtual bool refresh() = 0;

  /// Measures that hold at least one row.
  virtual std::vector<std::string> measures() const = 0;
  /// At most `points` points over `range`. Empty when not recorded.
  virtual ScalarSeries scalar(std::string_view name, StepRange range = {}, int points = 4096) const = 0;
  virtual FrameSeries frames(std::string_view name, StepRange range = {}, int points = 1024) const = 0;
  /// The newest frame at or before `step`; nothing when there is none.
  virtual std::optional<Frame> frameAt(std::string_view name, std::int64_t step = INT64_MAX) const = 0;
  virtual std::vector<Evaluation> evaluations() const = 0;
  virtual std::vector<RunEvent> events() const = 0;
  /// Whether an answer above left out or made anew what differs from its checksum: see verifyRun().
  virtual bool damageSeen() const { return false; }
};
using RunPtr = std::shared_ptr<Run>;

/// Opens a run folder (read-only; follows a run that another process writes), or a built-in
/// reference run by its address ("reference:paper/SM+LN+G").
/// @throws Error{Io, BadInput, Corrupt, Unsupported} with one sentence naming the path.
RunPtr openRun(const std::string& pathOrAddress);

/// Addresses of the built-in reference runs, in the paper's order.
std::vector<std::string> referenceRuns();

/// Run folders directly or deeper (≤ 3 levels) below `folder`, sorted by path.
std::vector<std::filesystem::path> findRuns(const std::filesystem::path& folder);

}  // namespace entroscope
