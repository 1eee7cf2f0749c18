// Everything that defines a training run: enough to run it again. Plain data, no behaviour beyond
// derived values; stored resolved in run.toml. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entroscope {

enum class Family { Gpt2, GptNeoX };
enum class Norm { LayerNorm, RmsNorm, None };
enum class Position { Learned, Rotary };
enum class Activation { GeluErf, GeluTanh, Relu, LeakyRelu };
/// Who owns the negative slope of leaky ReLU. GlobalAsReleased: the released code's "global" slope,
/// one per layer in truth, of which only layer 0's is logged.
enum class SlopeMode { Fixed, LayerWise, Global, GlobalAsReleased, PerFeature };
/// Flat: every weight N(0, initStd²). Gpt2Scaled: output projections / sqrt(2L).
/// SmallWang: small-init sqrt(2/(5d)) with Wang-init 2/(L sqrt(d)) on output projections.
enum class Init { Flat, Gpt2Scaled, SmallWang };
/// Which code computes: Fast is fused and vectorised, Reference plain ATen operations with the explicit T×T
/// matrix, kept so that the fast one can be compared with it.
enum class Kernels { Fast, Reference };
/// How a step is given to the device. Synchronous: its numbers are read back before the weights change.
/// Ahead: the device goes on to the next step while those numbers travel. Graph: the same, and the whole step
/// is recorded and replayed by one launch. Auto: Synchronous on the CPU, and on a GPU Graph where the run
/// allows it.
enum class Launch { Auto, Synchronous, Ahead, Graph };

enum class Precision { Fp32, Tf32, Bf16, Fp16, Fp16Emulated };
/// LinearAsReleased: WarmupLinear one update behind, as the released code steps it.
enum class Schedule { WarmupLinear, WarmupCosine, Constant, LinearAsReleased };
/// AdamW: decoupled decay before the update (PyTorch). AdamWHf: decay after the update with the
/// current rate (Hugging Face `adamw_hf`, the paper's).
enum class OptimizerKind { AdamW, AdamWHf };
enum class Chunking { Packed, Paper };
/// Ask: the update is left out, the last good state saved and the run held until somebody answers.
enum class OnNan { Continue, Skip, Stop, Rollback, Ask };

struct ModelConfig {
  Family family = Family::Gpt2;
  int layers = 12;
  int heads = 12;
  int width = 768;       ///< d; d_h = width / heads
  int ffnWidth = 0;      ///< 0 means 4·width
  int context = 128;     ///< T, tokens per sequence in training
  int positions = 1024;  ///< learned positions allocated (GPT-2 `n_positions`)
  int vocabulary = 50000;
  Norm blockNorm = Norm::LayerNorm;
  Norm firstNorm = Norm::LayerNorm;  ///< ln1 of layer 0; None where blockNorm is None unless set
  Norm finalNorm = Norm::LayerNorm;
  double normEpsilon = 1e-5;
  /// One activation for all layers ("gelu") or a per-layer list ("gelu*4,relu*8").
  /// Names: gelu (erf), gelu_new (tanh), relu, leaky_relu.
  std::string activation = "gelu";
  SlopeMode slopeMode = SlopeMode::Fixed;  ///< for leaky_relu layers
  double slope = 1e-2;                     ///< fixed value, or initial value when learnable
  bool biasQuery = true, biasKey = true, biasValue = true, biasAttentionOut = true, biasFfn = true;
  bool tiedHead = true;
  Position position = Position::Learned;
  double rotaryFraction = 0.25;  ///< share of d_h that is rotated
  double rotaryBase = 10000;
  bool parallelResidual = false;
  Init init = Init::Gpt2Scaled;
  double initStd = 0.02;
  double embeddingDropout = 0;
  double attentionScale = 0;  ///< 0 means 1/sqrt(d_h)
  /// The released code masks with the lowest finite value; a row whose scores all overflowed then
  /// attends to the future. False masks with -inf.
  bool maskAsReleased = false;
  /// Only where train.precision is a 16-bit one: QKᵀ formed in that precision *before* the scale,
  /// and the residual stream kept in it, as the released code does (Fig 5's NaNs come from there).
  bool lowPrecisionScores = false;
  bool lowPrecisionResidual = false;

  int headWidth() const { return width / heads; }
  /// Of a configuration that validate() lets through, all its norms are.
  bool usesRmsNorm() const {
    return blockNorm == Norm::RmsNorm || firstNorm == Norm::RmsNorm || finalNorm == Norm::RmsNorm;
  }
  int ffn() const { return ffnWidth > 0 ? ffnWidth : 4 * width; }
};

struct DataConfig {
  std::string path;  ///< folder made by `data pack`; empty means the bundled sample
  Chunking chunking = Chunking::Packed;
  std::string tokenizerHash;  ///< filled when a run starts; perplexities compare only where equal
  std::string trainHash;
  std::string validationHash;
};

struct OptimizerConfig {
  OptimizerKind kind = OptimizerKind::AdamW;
  double learningRate = 1e-3;  ///< peak
  double minLearningRate = 0;  ///< at the end of the schedule
  Schedule schedule = Schedule::WarmupLinear;
  double warmupFraction = 0.05;  ///< of `train.steps`
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double weightDecay = 0.1;
  bool decaySlopes = true;  ///< the paper decays learnable slopes like weights
  double clip = 1.0;        ///< global gradient norm; 0 means no clipping
};

struct TrainConfig {
  std::int64_t steps = 1000;  ///< optimizer steps
  int batch = 16;             ///< sequences per micro-step
  int accumulation = 1;       ///< micro-steps per optimizer step
  std::uint64_t seed = 0;
  Precision precision = Precision::Fp32;
  Kernels kernels = Kernels::Fast;
  Launch launch = Launch::Auto;           ///< as asked for; what it comes to depends on the machine
  std::string device = "auto";            ///< auto | cpu | cuda | cuda:i
  int threads = 0;                        ///< 0 means all cores; resolved when the run starts
  std::int64_t evaluationInterval = 100;  ///< optimizer steps; also evaluated at the end
  int evaluationBatches = 20;             ///< 0 means the whole validation split
  std::int64_t measureInterval = 1;       ///< entropy, slopes, NaN census every n steps
  std::int64_t checkpointInterval = 0;    ///< 0 means only at the end and on request
  int keepCheckpoints = 2;                ///< newest kept; 0 keeps all
  OnNan onNan = OnNan::Continue;
  bool asReleasedEntropy = false;  ///< nansum semantics: NaN rows count as entropy 0
  /// Tokens of the fixed snippet whose attention every evaluation records, with the entropy of every
  /// position; 0: neither is recorded.
  int snippetTokens = 0;
};

struct RunConfig {
  std::string name;           ///< shown to the user; defaults to the run folder's name
  std::string configuration;  ///< the paper's label: "SM+LN+G", "SM+LN+R", "SM+G", "SM+R", "SM+LR" …
  std::string preset;         ///< what it was made from; empty for a hand-written file
  std::string parent;         ///< run id and step a fork came from: "ID@STEP"; empty otherwise
  std::vector<std::string> departures;  ///< each departure from the paper's recipe, one sentence
  ModelConfig model;
  DataConfig data;
  OptimizerConfig optimizer;
  TrainConfig train;
};

}  // namespace entroscope
