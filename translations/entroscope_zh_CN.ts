<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlertWatch</name>
    <message>
        <source>%1: no step for %2 s, still at step %3</source>
        <translation>%1：%2 秒内没有新的步，仍在第 %3 步</translation>
    </message>
    <message>
        <source>%1: the loss jumped to %2 at step %3, %4 above its mean</source>
        <translation>%1：第 %3 步损失跳升至 %2，高于均值 %4</translation>
    </message>
    <message>
        <source>%1: %2 % of the heads are overloaded at step %3</source>
        <translation>%1：第 %3 步有 %2 % 的头过载</translation>
    </message>
    <message>
        <source>%1: first NaN at step %2</source>
        <translation>%1：首个 NaN 出现在第 %2 步</translation>
    </message>
    <message>
        <source>%1: NaN seen at step %2</source>
        <translation>%1：在第 %2 步发现 NaN</translation>
    </message>
</context>
<context>
    <name>CloseQuestion</name>
    <message>
        <source>A run is training.</source>
        <translation>有一个运行正在训练。</translation>
    </message>
    <message>
        <source>Stopping saves a checkpoint: the run stays complete up to this step and can be resumed.</source>
        <translation>停止时会保存检查点：运行到这一步为止的内容完整保留，之后可以继续训练。</translation>
    </message>
    <message>
        <source>Keep training, minimised</source>
        <translation>最小化并继续训练</translation>
    </message>
    <message>
        <source>Stop and keep the run</source>
        <translation>停止并保留运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>Two runs make a difference</source>
        <translation>两次运行才有差异</translation>
    </message>
    <message>
        <source>Show at least two runs: train, open a saved run or a published one from the File menu.</source>
        <translation>请至少显示两次运行：训练，或从“文件”菜单打开已保存或已发表的运行。</translation>
    </message>
    <message>
        <source>No head entropy of %1 here</source>
        <translation>此处没有 %1 的注意力头熵</translation>
    </message>
    <message>
        <source>Move the cursor to a later step, or choose another run.</source>
        <translation>请将光标移到更后的步，或选择另一次运行。</translation>
    </message>
    <message>
        <source>These maps do not match</source>
        <translation>这两张图不匹配</translation>
    </message>
    <message>
        <source>%1 has %2 layers × heads, %3 has %4: choose two runs of one shape.</source>
        <translation>%1 为 %2（层 × 头），%3 为 %4：请选择形状相同的两次运行。</translation>
    </message>
    <message>
        <source>%1 · published</source>
        <translation>%1 · 已发表</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · 第 %2 步</translation>
    </message>
    <message>
        <source>Layer %1, head %2</source>
        <translation>第 %1 层，第 %2 头</translation>
    </message>
    <message>
        <source>A: %1 nats, %2</source>
        <translation>A：%1 nat，%2</translation>
    </message>
    <message>
        <source>B: %1 nats, %2</source>
        <translation>B：%1 nat，%2</translation>
    </message>
    <message>
        <source>A − B: %1 nats</source>
        <translation>A − B：%1 nat</translation>
    </message>
</context>
<context>
    <name>DifferenceText</name>
    <message>
        <source>Head entropy, A − B (nats)</source>
        <translation>注意力头熵，A − B（nat）</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No run is shown</source>
        <translation>没有显示任何运行</translation>
    </message>
    <message>
        <source>Open a run, start one, or tick one in the run list.</source>
        <translation>打开或启动一个运行，或在运行列表中勾选一个。</translation>
    </message>
    <message>
        <source>No head entropy at this step</source>
        <translation>此步没有注意力头熵</translation>
    </message>
    <message>
        <source>Move the cursor to a later step.</source>
        <translation>请将光标移到更后面的步。</translation>
    </message>
    <message>
        <source>No head entropy is recorded</source>
        <translation>未记录注意力头熵</translation>
    </message>
    <message>
        <source>A run that is trained here records it from its first measured step on (train.measure_interval); imported numbers bring it as “entropy”.</source>
        <translation>在此训练的运行从第一个测量步起记录（train.measure_interval）；导入的数据以“entropy”给出。</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>The best there is</source>
        <translation>自动选择最佳</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA GPU</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>HeatMapModel</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 · step %2
Layer %3, head %4</source>
        <translation>%1 · 第 %2 步
第 %3 层，第 %4 头</translation>
    </message>
    <message>
        <source>Entropy: NaN (every row)</source>
        <translation>熵：NaN（所有行）</translation>
    </message>
    <message>
        <source>Entropy: %1 nats, %2 % of ln(T!)/T</source>
        <translation>熵：%1 nat，为 ln(T!)/T 的 %2 %</translation>
    </message>
    <message>
        <source>In the overload quarter, [¾ M, M]</source>
        <translation>处于过载区间 [¾ M, M]</translation>
    </message>
    <message>
        <source>NaN rows: %1 %</source>
        <translation>NaN 行：%1 %</translation>
    </message>
</context>
<context>
    <name>HeatMapText</name>
    <message>
        <source>No entropy recorded: %1</source>
        <translation>未记录熵：%1</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Head entropy (nats)</source>
        <translation>注意力头熵（nat）</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the selected run (its folder stays)</source>
        <translation>关闭所选运行（文件夹保留）</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>A lab that shows what every attention head does while a language model trains, with and without LayerNorm and with any activation.</source>
        <translation>一个实验室：在语言模型训练时展示每个注意力头的行为，有无 LayerNorm、任意激活函数皆可。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本；不提供任何担保。</translation>
    </message>
    <message>
        <source>Built with Qt, QCustomPlot, Qt Charts, LibTorch and SQLite. The font Inter is under the SIL Open Font License.</source>
        <translation>基于 Qt、QCustomPlot、Qt Charts、LibTorch 和 SQLite 构建。Inter 字体遵循 SIL 开放字体许可证。</translation>
    </message>
    <message>
        <source>About Entroscope</source>
        <translation>关于 Entroscope</translation>
    </message>
    <message>
        <source>Name, tags and note of the selected run</source>
        <translation>所选运行的名称、标签和备注</translation>
    </message>
    <message>
        <source>Move the selected run to the trash</source>
        <translation>将所选运行移到回收站</translation>
    </message>
    <message>
        <source>Zoom the curves and the NaN map in, − out</source>
        <translation>放大曲线和 NaN 图，按 − 缩小</translation>
    </message>
    <message>
        <source>Show their whole axis again</source>
        <translation>重新显示整个坐标轴</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Head entropy, quarters of M = %1 nats (largest of all runs shown)</source>
        <translation>注意力头熵，按 M = %1 nat 四等分（所示运行中的最大值）</translation>
    </message>
    <message>
        <source>Head entropy, quarters of M = %1 nats (largest of the run)</source>
        <translation>注意力头熵，按 M = %1 nat 四等分（该运行的最大值）</translation>
    </message>
    <message>
        <source>Head entropy, quarters of each run’s largest entropy M</source>
        <translation>注意力头熵，按各运行的最大熵 M 四等分</translation>
    </message>
    <message>
        <source>Head entropy, quarters of M = ln(T!)/T = %1 nats</source>
        <translation>注意力头熵，按 M = ln(T!)/T = %1 nat 四等分</translation>
    </message>
    <message>
        <source>Head entropy, quarters of each run’s M = ln(T!)/T</source>
        <translation>注意力头熵，按各运行的 M = ln(T!)/T 四等分</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 / %3</translation>
    </message>
    <message>
        <source>Undefined heads (NaN), in no quarter: %1</source>
        <translation>未定义的头（NaN），不属于任何区间：%1</translation>
    </message>
    <message>
        <source>%1 (M = %2)</source>
        <translation>%1（M = %2）</translation>
    </message>
    <message>
        <source>Quarters of M = %1 nats</source>
        <translation>按 M = %1 nat 四等分</translation>
    </message>
    <message>
        <source>Quarters of each run’s M</source>
        <translation>按各运行的 M 四等分</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1：%2 %</translation>
    </message>
    <message>
        <source>%1 at step %2: %3</source>
        <translation>%1，第 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>LayerEntropyModel</name>
    <message>
        <source>Layer entropy</source>
        <translation>层熵</translation>
    </message>
    <message>
        <source>Mean attention entropy of each layer&apos;s heads, in nats: E = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ, over rows without NaN. The dashed line is the most a causal head can reach, ln(T!)/T. Paper: Fig 4.</source>
        <translation>每层注意力头的平均熵，单位 nat：E = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ，只计不含 NaN 的行。虚线为因果注意力头所能达到的最大值 ln(T!)/T。论文图 4。</translation>
    </message>
    <message>
        <source>Entropy (nats)</source>
        <translation>熵（nat）</translation>
    </message>
    <message>
        <source>ln(T!)/T</source>
        <translation>ln(T!)/T</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
</context>
<context>
    <name>LossCurvesModel</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>training loss, smoothed</source>
        <translation>训练损失（平滑）</translation>
    </message>
    <message>
        <source>evaluation loss</source>
        <translation>评估损失</translation>
    </message>
    <message>
        <source>Loss (nats per token)</source>
        <translation>损失（nat/词元）</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>No loss is recorded</source>
        <translation>未记录损失</translation>
    </message>
    <message>
        <source>It appears with a run’s first step; the paper’s published runs carry only their last evaluation.</source>
        <translation>运行完成第一步后即会出现；论文发表的运行只有最后一次评估。</translation>
    </message>
    <message>
        <source>Training loss (mean cross-entropy, nats per token) and loss on the validation data, against steps or tokens; perplexity = exp(loss). The bold line is a debiased exponential average of the faint raw one, dots are evaluations; runs that differ in their seed alone can be drawn as mean ± sample standard deviation. Paper: Fig 2b.</source>
        <translation>训练损失（平均交叉熵，每词元 nat）与验证数据上的损失，横轴为步数或词元；困惑度 = exp(损失)。粗线为淡色原始曲线的去偏指数平均，圆点为评估；仅种子不同的运行可绘成均值 ± 样本标准差。论文图 2b。</translation>
    </message>
    <message>
        <source>%1, mean ± std</source>
        <translation>%1，均值 ± 标准差</translation>
    </message>
    <message numerus="yes">
        <source>%1, mean ± std of %n seeds</source>
        <translation>
            <numerusform>%1，%n 个种子的均值 ± 标准差</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NanMapModel</name>
    <message>
        <source>first NaN at step %1, layer %2</source>
        <translation>首个 NaN：第 %1 步，第 %2 层</translation>
    </message>
    <message>
        <source>attention scores</source>
        <translation>注意力分数</translation>
    </message>
    <message>
        <source>attention probabilities</source>
        <translation>注意力概率</translation>
    </message>
    <message>
        <source>residual stream</source>
        <translation>残差流</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>steps %1–%2</source>
        <translation>第 %1–%2 步</translation>
    </message>
    <message>
        <source>NaNs: %1</source>
        <translation>NaN 数：%1</translation>
    </message>
    <message>
        <source>NaNs in one step: up to %1</source>
        <translation>单步 NaN 数：最多 %1</translation>
    </message>
    <message>
        <source>%1 · %2
Layer %3</source>
        <translation>%1 · %2
第 %3 层</translation>
    </message>
</context>
<context>
    <name>NanMapText</name>
    <message>
        <source>NaNs in %1</source>
        <translation>%1 中的 NaN</translation>
    </message>
    <message>
        <source>Not recorded: %1</source>
        <translation>未记录：%1</translation>
    </message>
    <message>
        <source>no NaN in %1, %2 steps</source>
        <translation>%1 中没有 NaN，共 %2 步</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>No NaN census yet</source>
        <translation>尚无 NaN 统计</translation>
    </message>
    <message>
        <source>No visible run has counted NaNs in its %1. The census starts with the first measured step of a training.</source>
        <translation>没有可见运行统计过其 %1 中的 NaN。统计从训练的首个测量步开始。</translation>
    </message>
    <message>
        <source>no NaN</source>
        <translation>无 NaN</translation>
    </message>
</context>
<context>
    <name>NanTraceModel</name>
    <message>
        <source>Scores: largest ln Σ exp</source>
        <translation>分数：最大的 ln Σ exp</translation>
    </message>
    <message>
        <source>Residual stream: largest |x|</source>
        <translation>残差流：最大 |x|</translation>
    </message>
    <message>
        <source>Gradient: L2 norm</source>
        <translation>梯度：L2 范数</translation>
    </message>
    <message>
        <source>No NaN up to step %1</source>
        <translation>到第 %1 步为止没有 NaN</translation>
    </message>
    <message>
        <source>attention scores</source>
        <translation>注意力分数</translation>
    </message>
    <message>
        <source>attention probabilities</source>
        <translation>注意力概率</translation>
    </message>
    <message>
        <source>residual stream</source>
        <translation>残差流</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>First NaN at step %1: layer %2, head %3, %4</source>
        <translation>首个 NaN 在第 %1 步：第 %2 层，第 %3 头，%4</translation>
    </message>
    <message>
        <source>First NaN at step %1: layer %2, %3</source>
        <translation>首个 NaN 在第 %1 步：第 %2 层，%3</translation>
    </message>
</context>
<context>
    <name>NanTraceView</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
</context>
<context>
    <name>Perplexity</name>
    <message>
        <source>tokenizer or validation data unknown</source>
        <translation>分词器或验证数据未知</translation>
    </message>
    <message>
        <source>another tokenizer than the baseline’s</source>
        <translation>分词器与基线不同</translation>
    </message>
    <message>
        <source>other validation data than the baseline’s</source>
        <translation>验证数据与基线不同</translation>
    </message>
    <message>
        <source>the chosen baseline is not shown</source>
        <translation>所选基线未显示</translation>
    </message>
    <message>
        <source>no SM+LN+G run of the same architecture and context is shown</source>
        <translation>没有显示相同架构与上下文长度的 SM+LN+G 运行</translation>
    </message>
    <message>
        <source>no SM+LN+G run is shown</source>
        <translation>没有显示 SM+LN+G 运行</translation>
    </message>
    <message>
        <source>not evaluated yet</source>
        <translation>尚未评估</translation>
    </message>
    <message>
        <source>the baseline is not evaluated yet</source>
        <translation>基线尚未评估</translation>
    </message>
    <message>
        <source>a perplexity is not finite</source>
        <translation>有困惑度不是有限值</translation>
    </message>
    <message>
        <source>after another number of tokens than the baseline</source>
        <translation>词元数与基线不同</translation>
    </message>
    <message>
        <source>another architecture or context than the baseline’s</source>
        <translation>架构或上下文长度与基线不同</translation>
    </message>
    <message>
        <source>mean (n = %1)</source>
        <translation>均值（n = %1）</translation>
    </message>
    <message>
        <source>without the seeds that are not evaluated or not finite</source>
        <translation>不含尚未评估或非有限的种子</translation>
    </message>
    <message>
        <source>mean over evaluations after different numbers of steps</source>
        <translation>对不同步数的评估求均值</translation>
    </message>
    <message>
        <source>evaluated on another part of the validation data than the baseline</source>
        <translation>评估所用的验证数据部分与基线不同</translation>
    </message>
</context>
<context>
    <name>ReproductionPage</name>
    <message>
        <source>Trained here: NaNs by layer and step</source>
        <translation>本机训练：各层各步的 NaN</translation>
    </message>
    <message>
        <source>Trained here: mean entropy of each layer</source>
        <translation>本机训练：各层平均熵</translation>
    </message>
    <message>
        <source>Trained here</source>
        <translation>本机训练</translation>
    </message>
    <message>
        <source>Published (Jha and Reagen, arXiv 2410.09637)</source>
        <translation>已发表（Jha 与 Reagen，arXiv 2410.09637）</translation>
    </message>
</context>
<context>
    <name>RunTree</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
</context>
<context>
    <name>RunTreeModel</name>
    <message>
        <source>published</source>
        <translation>已发表</translation>
    </message>
    <message>
        <source>from scratch</source>
        <translation>从头训练</translation>
    </message>
    <message>
        <source>step %1 of a run that is not shown</source>
        <translation>来自未显示运行的第 %1 步</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>未作更改</translation>
    </message>
    <message>
        <source>step %1: %2</source>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>PPL %1</source>
        <translation>PPL %1</translation>
    </message>
    <message>
        <source>step %1:</source>
        <translation>第 %1 步：</translation>
    </message>
    <message>
        <source>up to step %1</source>
        <translation>至第 %1 步</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1（第 %2 步）</translation>
    </message>
    <message>
        <source>%1, the lowest</source>
        <translation>%1，最低</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>%1: expected %2, found %3</source>
        <translation>%1：应为 %2，实为 %3</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>%1 到 %2 之间的数</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>以下之一：%1</translation>
    </message>
    <message>
        <source>a whole number of at least 0</source>
        <translation>不小于 0 的整数</translation>
    </message>
    <message>
        <source>a finite number of at least 1</source>
        <translation>不小于 1 的有限数</translation>
    </message>
    <message>
        <source>%1: no such field</source>
        <translation>%1：没有此字段</translation>
    </message>
    <message>
        <source>--set %1: expected KEY=VALUE</source>
        <translation>--set %1：应为 KEY=VALUE</translation>
    </message>
    <message>
        <source>a multiple of model.heads (%1)</source>
        <translation>model.heads（%1）的倍数</translation>
    </message>
    <message>
        <source>at most model.positions (%1)</source>
        <translation>不超过 model.positions（%1）</translation>
    </message>
    <message>
        <source>a share of the head width that is an even number of dimensions</source>
        <translation>使维数为偶数的头宽比例</translation>
    </message>
    <message>
        <source>one kind of norm beside none in block_norm, first_norm and final_norm</source>
        <translation>block_norm、first_norm 和 final_norm 中除 none 外只用一种归一化</translation>
    </message>
    <message>
        <source>layer_norm and rms_norm</source>
        <translation>layer_norm 和 rms_norm</translation>
    </message>
    <message>
        <source>false while train.precision is fp32</source>
        <translation>false（train.precision 为 fp32 时）</translation>
    </message>
    <message>
        <source>a count from 1 to %1 after &apos;*&apos;</source>
        <translation>&apos;*&apos; 后为 1 到 %1 的数量</translation>
    </message>
    <message>
        <source>activations for %1 layers</source>
        <translation>%1 层的激活函数</translation>
    </message>
    <message>
        <source>%1: %2: %3</source>
        <translation>%1：%2：%3</translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>%1: expected a file, found a folder</source>
        <translation>%1：应为文件，实为文件夹</translation>
    </message>
    <message>
        <source>%1: expected a regular file</source>
        <translation>%1：应为普通文件</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>cannot open</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>%1: expected at most %2 bytes, found %3</source>
        <translation>%1：应不超过 %2 字节，实为 %3</translation>
    </message>
    <message>
        <source>cannot sync</source>
        <translation>无法同步到磁盘</translation>
    </message>
    <message>
        <source>%1: expected a file inside its folder, found a link that leads out of it</source>
        <translation>%1：应为文件夹内的文件，实为指向文件夹外的链接</translation>
    </message>
    <message>
        <source>%1: expected a file to write, found a folder</source>
        <translation>%1：应为要写入的文件，实为文件夹</translation>
    </message>
    <message>
        <source>cannot rename into place</source>
        <translation>无法重命名到位</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder, found something there</source>
        <translation>%1：应为新的或空的文件夹，但其中已有内容</translation>
    </message>
    <message>
        <source>%1: cannot make the folder: %2</source>
        <translation>%1：无法创建文件夹：%2</translation>
    </message>
    <message>
        <source>cannot map</source>
        <translation>无法映射到内存</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: cannot read: %2</source>
        <translation>%1：无法读取：%2</translation>
    </message>
    <message>
        <source>%1: expected a number, found %2</source>
        <translation>%1：应为数字，实为 %2</translation>
    </message>
    <message>
        <source>%1: expected JSON of at most %2 levels, found more at byte %3</source>
        <translation>%1：JSON 应不超过 %2 层，在第 %3 字节处超出</translation>
    </message>
    <message>
        <source>%1: line %2 (byte %3): expected valid JSON</source>
        <translation>%1：第 %2 行（第 %3 字节）：应为有效的 JSON</translation>
    </message>
    <message>
        <source>%1: expected JSON with numbers of at most 1.8e308</source>
        <translation>%1：JSON 中的数应不超过 1.8e308</translation>
    </message>
    <message>
        <source>configuration %1: expected a number after &apos;=&apos;, found &quot;%2&quot;</source>
        <translation>配置 %1：&apos;=&apos; 后应为数字，实为 &quot;%2&quot;</translation>
    </message>
    <message>
        <source>no configuration &quot;%1&quot;; there are %2 and SM+LR=SLOPE</source>
        <translation>没有配置 &quot;%1&quot;；可用的有 %2 和 SM+LR=SLOPE</translation>
    </message>
    <message>
        <source>%1: ENTROSCOPE_RESOURCES names no folder</source>
        <translation>%1：ENTROSCOPE_RESOURCES 指定的不是文件夹</translation>
    </message>
    <message>
        <source>the program&apos;s resources are in neither %1 nor %2</source>
        <translation>在 %1 和 %2 中都找不到程序的资源</translation>
    </message>
    <message>
        <source>corpus: expected text to learn from, found none</source>
        <translation>语料：应有可供学习的文本，但没有找到</translation>
    </message>
    <message>
        <source>vocabulary: expected at least %1 (256 bytes and the special tokens), found %2</source>
        <translation>词表：应至少为 %1（256 个字节和特殊词元），实为 %2</translation>
    </message>
    <message>
        <source>gzip data ends early</source>
        <translation>gzip 数据提前结束</translation>
    </message>
    <message>
        <source>expected gzip data, found damage (%1)</source>
        <translation>应为 gzip 数据，但已损坏（%1）</translation>
    </message>
    <message>
        <source>expected zstd data, found damage (%1)</source>
        <translation>应为 zstd 数据，但已损坏（%1）</translation>
    </message>
    <message>
        <source>zstd data ends early</source>
        <translation>zstd 数据提前结束</translation>
    </message>
    <message>
        <source>expected white space at least every %1 bytes (--max-document)</source>
        <translation>至少每 %1 字节应有空白字符（--max-document）</translation>
    </message>
    <message>
        <source>%1: cannot read the folder: %2</source>
        <translation>%1：无法读取文件夹：%2</translation>
    </message>
    <message>
        <source>%1: no such file or folder</source>
        <translation>%1：没有此文件或文件夹</translation>
    </message>
    <message>
        <source>%1: expected at least one file in the folder</source>
        <translation>%1：文件夹中应至少有一个文件</translation>
    </message>
    <message>
        <source>%1: expected at least one file that matches --glob in the folder</source>
        <translation>%1：文件夹中应至少有一个匹配 --glob 的文件</translation>
    </message>
    <message>
        <source>%1: expected a regular file or a folder</source>
        <translation>%1：应为普通文件或文件夹</translation>
    </message>
    <message>
        <source>corpus: expected at least one input, found none</source>
        <translation>语料：应至少有一个输入，但没有找到</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空</translation>
    </message>
    <message>
        <source>%1: expected at most %2, found %3</source>
        <translation>%1：应不超过 %2，实为 %3</translation>
    </message>
    <message>
        <source>format: expected &apos;entroscope-dataset&apos;</source>
        <translation>format：应为 &apos;entroscope-dataset&apos;</translation>
    </message>
    <message>
        <source>chunking: expected packed or paper, found &apos;%1&apos;</source>
        <translation>chunking：应为 packed 或 paper，实为 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>context: expected at least 1 for chunking paper</source>
        <translation>context：chunking 为 paper 时应至少为 1</translation>
    </message>
    <message>
        <source>expected %1 tokens as dataset.json says, found %2</source>
        <translation>按 dataset.json 应有 %1 个词元，实有 %2 个</translation>
    </message>
    <message>
        <source>%1: expected at least %2, found %3</source>
        <translation>%1：应至少为 %2，实为 %3</translation>
    </message>
    <message>
        <source>model.context: expected %1, the chunk length of this data set (chunking paper), found %2</source>
        <translation>model.context：应为此数据集的分块长度 %1（chunking paper），实为 %2</translation>
    </message>
    <message>
        <source>%1: expected token ids below %2, found %3</source>
        <translation>%1：词元编号应小于 %2，实为 %3</translation>
    </message>
    <message>
        <source>%1: no such data set</source>
        <translation>%1：没有此数据集</translation>
    </message>
    <message>
        <source>expected a folder made by `data pack`, found a file</source>
        <translation>应为 `data pack` 生成的文件夹，实为文件</translation>
    </message>
    <message>
        <source>expected a folder made by `data pack`, found no dataset.json in it</source>
        <translation>应为 `data pack` 生成的文件夹，但其中没有 dataset.json</translation>
    </message>
    <message>
        <source>expected at least one sequence of %1 tokens and its target, found %2 tokens</source>
        <translation>应至少有一个 %1 词元的序列及其目标，实有 %2 个词元</translation>
    </message>
    <message>
        <source>expected a batch number below %1, found %2</source>
        <translation>批号应小于 %1，实为 %2</translation>
    </message>
    <message>
        <source>--valid-fraction: expected a number from 0 to 0.5, found %1</source>
        <translation>--valid-fraction：应为 0 到 0.5 之间的数，实为 %1</translation>
    </message>
    <message>
        <source>--threads: expected 0 (all cores) or more, found %1</source>
        <translation>--threads：应为 0（全部核心）或更大，实为 %1</translation>
    </message>
    <message>
        <source>%1; the same command with --resume continues</source>
        <translation>%1；用同一命令加 --resume 可继续</translation>
    </message>
    <message>
        <source>%1: cannot write</source>
        <translation>%1：无法写入</translation>
    </message>
    <message>
        <source>%1: expected a pack of the same corpus and options to resume, found another</source>
        <translation>%1：续接时应为相同语料和选项的打包，实为另一个</translation>
    </message>
    <message>
        <source>%1: interrupted; the same command with --resume continues</source>
        <translation>%1：已中断；用同一命令加 --resume 可继续</translation>
    </message>
    <message>
        <source>%1 (--on-error skip passes over such documents)</source>
        <translation>%1（--on-error skip 会跳过这类文档）</translation>
    </message>
    <message>
        <source>at least one document of %1 tokens</source>
        <translation>至少一个 %1 词元的文档</translation>
    </message>
    <message>
        <source>at least one document with text</source>
        <translation>至少一个含文本的文档</translation>
    </message>
    <message>
        <source>corpus: expected %1 for training, found %2 documents and %3 tokens</source>
        <translation>语料：训练需要 %1，实有 %2 个文档、%3 个词元</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder to write, found one in use</source>
        <translation>%1：应为要写入的新的或空的文件夹，实为已在使用的文件夹</translation>
    </message>
    <message>
        <source>%1: cannot write here: %2</source>
        <translation>%1：无法在此写入：%2</translation>
    </message>
    <message>
        <source>expected uint16 tokens, found an odd number of bytes (%1)</source>
        <translation>应为 uint16 词元，但字节数为奇数（%1）</translation>
    </message>
    <message>
        <source>header version: expected %1, found %2</source>
        <translation>文件头版本：应为 %1，实为 %2</translation>
    </message>
    <message>
        <source>header count: expected the %1 tokens that the file holds, found %2</source>
        <translation>文件头计数：应为文件所含的 %1 个词元，实为 %2</translation>
    </message>
    <message>
        <source>expected at least %1 tokens, found %2</source>
        <translation>应至少有 %1 个词元，实有 %2 个</translation>
    </message>
    <message>
        <source>expected at least %1 bytes to go on from, found fewer</source>
        <translation>续接应至少有 %1 字节，实际不足</translation>
    </message>
    <message>
        <source>token id: expected one of the %1 ids of the vocabulary, found %2</source>
        <translation>词元编号：应为词表的 %1 个编号之一，实为 %2</translation>
    </message>
    <message>
        <source>%1: %2: expected %3, found %4</source>
        <translation>%1：%2：应为 %3，实为 %4</translation>
    </message>
    <message>
        <source>an id below %1</source>
        <translation>小于 %1 的编号</translation>
    </message>
    <message>
        <source>an object of tokens and ids</source>
        <translation>由词元和编号组成的对象</translation>
    </message>
    <message>
        <source>tokens of at least one character</source>
        <translation>至少一个字符的词元</translation>
    </message>
    <message>
        <source>an empty one</source>
        <translation>空词元</translation>
    </message>
    <message>
        <source>one token an id</source>
        <translation>每个编号一个词元</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and &apos;%2&apos; at id %3</source>
        <translation>编号 %3 处的 &apos;%1&apos; 和 &apos;%2&apos;</translation>
    </message>
    <message>
        <source>tokens of the vocabulary</source>
        <translation>词表中的词元</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>&quot;left right&quot; or [&quot;left&quot;, &quot;right&quot;]</source>
        <translation>&quot;left right&quot; 或 [&quot;left&quot;, &quot;right&quot;]</translation>
    </message>
    <message>
        <source>%1: %2: expected null (plain byte-level BPE), found %3</source>
        <translation>%1：%2：应为 null（普通字节级 BPE），实为 %3</translation>
    </message>
    <message>
        <source>an object with id and content</source>
        <translation>含 id 和 content 的对象</translation>
    </message>
    <message>
        <source>%1: pre_tokenizer: expected ByteLevel with add_prefix_space false and use_regex true, found %2</source>
        <translation>%1：pre_tokenizer：应为 add_prefix_space 为 false、use_regex 为 true 的 ByteLevel，实为 %2</translation>
    </message>
    <message>
        <source>%1: expected tokenizer.json, or vocab.json and merges.txt, in this folder</source>
        <translation>%1：此文件夹中应有 tokenizer.json，或 vocab.json 和 merges.txt</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>%1: model.type: expected BPE, found %2</source>
        <translation>%1：model.type：应为 BPE，实为 %2</translation>
    </message>
    <message>
        <source>this run cannot be rolled back</source>
        <translation>此运行无法回退</translation>
    </message>
    <message>
        <source>there is no run to start</source>
        <translation>没有可开始的运行</translation>
    </message>
    <message>
        <source>no run is training</source>
        <translation>没有正在训练的运行</translation>
    </message>
    <message>
        <source>that run does not wait in the queue</source>
        <translation>该运行不在队列中等待</translation>
    </message>
    <message>
        <source>out of memory: use a smaller batch or model</source>
        <translation>内存不足：请使用更小的批或模型</translation>
    </message>
    <message>
        <source>%1; and closing the run failed: %2</source>
        <translation>%1；并且关闭运行失败：%2</translation>
    </message>
    <message>
        <source>%1; stopped, for nobody was there to answer</source>
        <translation>%1；因无人应答而停止</translation>
    </message>
    <message>
        <source>%1 takes effect when the run is started anew</source>
        <translation>%1 在重新启动运行后生效</translation>
    </message>
    <message>
        <source>maximum entropy: expected a context &gt;= 1, found %1</source>
        <translation>最大熵：上下文应 &gt;= 1，实为 %1</translation>
    </message>
    <message>
        <source>overload histogram: expected a finite maximum &gt; 0, found %1</source>
        <translation>过载直方图：最大值应为大于 0 的有限数，实为 %1</translation>
    </message>
    <message>
        <source>train.precision: tf32 needs a CUDA device; on the CPU expected fp32</source>
        <translation>train.precision：tf32 需要 CUDA 设备；在 CPU 上应为 fp32</translation>
    </message>
    <message>
        <source>model.low_precision_scores: expected false with train.precision bf16, found true; scores are rounded through fp16 only</source>
        <translation>model.low_precision_scores：train.precision 为 bf16 时应为 false，实为 true；分数只经 fp16 舍入</translation>
    </message>
    <message>
        <source>%1: expected a run, checkpoint or model folder, found nothing</source>
        <translation>%1：应为运行、检查点或模型文件夹，但什么也没有</translation>
    </message>
    <message>
        <source>%1: expected a run, checkpoint or model folder, found a file</source>
        <translation>%1：应为运行、检查点或模型文件夹，实为文件</translation>
    </message>
    <message>
        <source>%1: expected at least one checkpoint in this run, found none</source>
        <translation>%1：此运行应至少有一个检查点，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected config.json (a model) or run.toml (a run) in this folder, found neither</source>
        <translation>%1：此文件夹中应有 config.json（模型）或 run.toml（运行），但两者都没有</translation>
    </message>
    <message>
        <source>%1: weight_map: expected an object, found none</source>
        <translation>%1：weight_map：应为对象，但没有找到</translation>
    </message>
    <message>
        <source>%1: weight_map: %2: expected the name of a file in this folder</source>
        <translation>%1：weight_map：%2：应为此文件夹中的文件名</translation>
    </message>
    <message>
        <source>%1: %2: expected a tensor, as the index says, found none</source>
        <translation>%1：%2：按索引应有张量，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected F64, F32, F16 or BF16, found whole numbers</source>
        <translation>%1：应为 F64、F32、F16 或 BF16，实为整数</translation>
    </message>
    <message>
        <source>%1: expected shape %2, found %3</source>
        <translation>%1：形状应为 %2，实为 %3</translation>
    </message>
    <message>
        <source>%1: %2: expected no such tensor for the model in %3, found one of shape %4</source>
        <translation>%1：%2：%3 中的模型不应有此张量，却有一个形状为 %4 的</translation>
    </message>
    <message>
        <source>%1: %2: expected a tensor of shape %3, found none</source>
        <translation>%1：%2：应有形状为 %3 的张量，但没有找到</translation>
    </message>
    <message>
        <source>%1: %2: expected zeros, for this bias is switched off, found other values</source>
        <translation>%1：%2：此偏置已关闭，应全为零，实有其他值</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>a smaller number</source>
        <translation>更小的数</translation>
    </message>
    <message>
        <source>a number, text, true or false</source>
        <translation>数字、文本、true 或 false</translation>
    </message>
    <message>
        <source>an attention scale that depends on the layer is not offered</source>
        <translation>不支持随层变化的注意力缩放</translation>
    </message>
    <message>
        <source>expected &quot;default&quot;, found %1</source>
        <translation>应为 &quot;default&quot;，实为 %1</translation>
    </message>
    <message>
        <source>written by a newer Entroscope: expected at most %1, found %2</source>
        <translation>由更新版本的 Entroscope 写入：应不超过 %1，实为 %2</translation>
    </message>
    <message>
        <source>%1: expected an object, found %2</source>
        <translation>%1：应为对象，实为 %2</translation>
    </message>
    <message>
        <source>&quot;gpt2&quot; or &quot;gpt_neox&quot;</source>
        <translation>&quot;gpt2&quot; 或 &quot;gpt_neox&quot;</translation>
    </message>
    <message>
        <source>%1: token %2: expected an id below %3, the model&apos;s vocabulary, found %4</source>
        <translation>%1：词元 %2：编号应小于模型词表大小 %3，实为 %4</translation>
    </message>
    <message>
        <source>%1: expected a context of at most %2, the model&apos;s positions, found %3</source>
        <translation>%1：上下文应不超过模型的位置数 %2，实为 %3</translation>
    </message>
    <message>
        <source>out of memory with --batch %1 and --context %2: lower one of them</source>
        <translation>--batch %1、--context %2 时内存不足：请减小其中之一</translation>
    </message>
    <message>
        <source>cannot remove</source>
        <translation>无法删除</translation>
    </message>
    <message>
        <source>cannot make the folder</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>%1: damaged: %2: %3; move the folder away to use an older checkpoint</source>
        <translation>%1：已损坏：%2：%3；移走此文件夹即可使用更早的检查点</translation>
    </message>
    <message>
        <source>%1: line %2: expected at most %3 columns, found more</source>
        <translation>%1：第 %2 行：应不超过 %3 列，实际更多</translation>
    </message>
    <message>
        <source>%1: line %2: expected a closing quote, found the end of the file</source>
        <translation>%1：第 %2 行：应有结束引号，但文件已结束</translation>
    </message>
    <message>
        <source>%1: expected a number, found &quot;%2&quot;</source>
        <translation>%1：应为数字，实为 &quot;%2&quot;</translation>
    </message>
    <message>
        <source>%1: expected a run database, found something else</source>
        <translation>%1：应为运行数据库，实为其他内容</translation>
    </message>
    <message>
        <source>%1: the database is damaged: %2</source>
        <translation>%1：数据库已损坏：%2</translation>
    </message>
    <message>
        <source>%1: another process keeps the database busy</source>
        <translation>%1：另一个进程占用着数据库</translation>
    </message>
    <message>
        <source>%1: out of memory</source>
        <translation>%1：内存不足</translation>
    </message>
    <message>
        <source>%1: cannot write: the disk is full</source>
        <translation>%1：无法写入：磁盘已满</translation>
    </message>
    <message>
        <source>%1: not a complete run database: %2</source>
        <translation>%1：不是完整的运行数据库：%2</translation>
    </message>
    <message>
        <source>%1: expected a file of its own</source>
        <translation>%1：应为独立的文件</translation>
    </message>
    <message>
        <source>%1: expected a journal of this database alone, found one that names other files</source>
        <translation>%1：应为仅属于此数据库的日志，实际提到了其他文件</translation>
    </message>
    <message>
        <source>%1: cannot make the folder</source>
        <translation>%1：无法创建文件夹</translation>
    </message>
    <message>
        <source>%1: expected a run with a checkpoint, found none</source>
        <translation>%1：应为有检查点的运行，但没有找到检查点</translation>
    </message>
    <message>
        <source>%1: expected model.safetensors, found none</source>
        <translation>%1：应有 model.safetensors，但没有找到</translation>
    </message>
    <message>
        <source>--format: expected csv, jsonl, tfevents, hf or safetensors, found &quot;%1&quot;</source>
        <translation>--format：应为 csv、jsonl、tfevents、hf 或 safetensors，实为 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>%1: the file is missing</source>
        <translation>%1：文件缺失</translation>
    </message>
    <message>
        <source>%1: another run.db lies here now, for the folder was replaced or its disk mounted anew; stop, then resume the run</source>
        <translation>%1：此处现在是另一个 run.db，因为文件夹已被替换或其磁盘已重新挂载；请停止，然后继续该运行</translation>
    </message>
    <message>
        <source>%1: the run folder was moved or deleted; put it back to go on</source>
        <translation>%1：运行文件夹已被移动或删除；放回原处即可继续</translation>
    </message>
    <message>
        <source>%1: the run folder cannot be reached: %2</source>
        <translation>%1：无法访问运行文件夹：%2</translation>
    </message>
    <message>
        <source>%1: expected a whole number, found &quot;%2&quot;</source>
        <translation>%1：应为整数，实为 &quot;%2&quot;</translation>
    </message>
    <message>
        <source>%1: row %2</source>
        <translation>%1：第 %2 行</translation>
    </message>
    <message>
        <source>%1: expected a header line with a column &quot;step&quot;, found none</source>
        <translation>%1：标题行应有 &quot;step&quot; 列，但没有找到</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected a file or folder to import, found nothing there</source>
        <translation>&quot;%1&quot;：应为要导入的文件或文件夹，但那里什么也没有</translation>
    </message>
    <message>
        <source>%1: expected a folder of logs</source>
        <translation>%1：应为日志文件夹</translation>
    </message>
    <message>
        <source>--format: expected auto, csv, tfevents or paper-logs, found &quot;%1&quot;</source>
        <translation>--format：应为 auto、csv、tfevents 或 paper-logs，实为 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>block %1 (bytes %2 to %3) differs from its hash</source>
        <translation>第 %1 块（第 %2 到 %3 字节）与其哈希不符</translation>
    </message>
    <message>
        <source>expected %1 bytes, found %2</source>
        <translation>应为 %1 字节，实为 %2</translation>
    </message>
    <message>
        <source>expected version 1 with blocks of 65536 bytes</source>
        <translation>应为版本 1，每块 65536 字节</translation>
    </message>
    <message>
        <source>its own hash does not agree with its text</source>
        <translation>其自身的哈希与内容不符</translation>
    </message>
    <message>
        <source>names a file outside the folder: %1</source>
        <translation>提到了文件夹之外的文件：%1</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>文件缺失</translation>
    </message>
    <message>
        <source>expected a manifest, found other JSON</source>
        <translation>应为清单，实为其他 JSON</translation>
    </message>
    <message>
        <source>%1: expected &quot;%2&quot;, found &quot;%3&quot;</source>
        <translation>%1：应为 &quot;%2&quot;，实为 &quot;%3&quot;</translation>
    </message>
    <message>
        <source>%1: line %2</source>
        <translation>%1：第 %2 行</translation>
    </message>
    <message>
        <source>%1: expected layer_0_entropy.txt, layer_0_nan_count.txt, layer_0_slope.txt or global_slope.txt, found none</source>
        <translation>%1：应有 layer_0_entropy.txt、layer_0_nan_count.txt、layer_0_slope.txt 或 global_slope.txt，但都没有找到</translation>
    </message>
    <message>
        <source>%1: %2: step %3: expected %4 values, found %5</source>
        <translation>%1：%2：第 %3 步：应有 %4 个值，实有 %5 个</translation>
    </message>
    <message>
        <source>%1: %2: expected %3 values a step, found %4 in %5 steps</source>
        <translation>%1：%2：每步应有 %3 个值，实际 %5 步中有 %4 个</translation>
    </message>
    <message>
        <source>%1: %2: step %3: expected each value once, found row %4, column %5 twice</source>
        <translation>%1：%2：第 %3 步：每个值应只出现一次，第 %4 行第 %5 列出现了两次</translation>
    </message>
    <message>
        <source>%1: %2: expected one value a step, found a matrix</source>
        <translation>%1：%2：每步应为一个值，实为矩阵</translation>
    </message>
    <message>
        <source>%1: expected the name of a measure, found none</source>
        <translation>%1：应有测量量的名称，但没有找到</translation>
    </message>
    <message>
        <source>a step from 0</source>
        <translation>不小于 0 的步</translation>
    </message>
    <message>
        <source>a row from 0 to 16383</source>
        <translation>0 到 16383 的行</translation>
    </message>
    <message>
        <source>a column from 0 to 16383</source>
        <translation>0 到 16383 的列</translation>
    </message>
    <message>
        <source>%1: expected recorded values, found none</source>
        <translation>%1：应有记录的值，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected at most %2 measures, found %3</source>
        <translation>%1：应不超过 %2 个测量量，实有 %3 个</translation>
    </message>
    <message>
        <source>%1: expected a value for %2 and %3, found none</source>
        <translation>%1：应有 %2 与 %3 对应的值，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected %2 values, found %3</source>
        <translation>%1：应有 %2 个值，实有 %3 个</translation>
    </message>
    <message>
        <source>%1: expected one of %2</source>
        <translation>%1：应为以下之一：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected a run folder, found nothing there</source>
        <translation>&quot;%1&quot;：应为运行文件夹，但那里什么也没有</translation>
    </message>
    <message>
        <source>%1: expected a run folder, found a file</source>
        <translation>%1：应为运行文件夹，实为文件</translation>
    </message>
    <message>
        <source>%1: expected a run folder with run.toml, found none</source>
        <translation>%1：应为含 run.toml 的运行文件夹，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected a folder that holds runs, found none</source>
        <translation>%1：应为含有运行的文件夹，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected a file, found a link</source>
        <translation>%1：应为文件，实为链接</translation>
    </message>
    <message>
        <source>%1: cannot open the lock: %2</source>
        <translation>%1：无法打开锁：%2</translation>
    </message>
    <message>
        <source>%1: cannot lock: %2</source>
        <translation>%1：无法加锁：%2</translation>
    </message>
    <message>
        <source>%1: already written by process %2; stop it first</source>
        <translation>%1：进程 %2 已在写入；请先停止它</translation>
    </message>
    <message>
        <source>%1: cannot write the lock: %2</source>
        <translation>%1：无法写入锁：%2</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>a list that holds more than text</source>
        <translation>不只含文本的列表</translation>
    </message>
    <message>
        <source>a date or time</source>
        <translation>日期或时间</translation>
    </message>
    <message>
        <source>a value of another kind</source>
        <translation>其他类型的值</translation>
    </message>
    <message>
        <source>%1: line %2: %3</source>
        <translation>%1：第 %2 行：%3</translation>
    </message>
    <message>
        <source>%1: expected a number, true, false, text or a list of text, found %2</source>
        <translation>%1：应为数字、true、false、文本或文本列表，实为 %2</translation>
    </message>
    <message>
        <source>%1: line %2, column %3: expected valid TOML: %4</source>
        <translation>%1：第 %2 行第 %3 列：应为有效的 TOML：%4</translation>
    </message>
    <message>
        <source>cannot make a run id: %1</source>
        <translation>无法生成运行标识：%1</translation>
    </message>
    <message>
        <source>%1: cannot make run.db: %2</source>
        <translation>%1：无法创建 run.db：%2</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder, found a run; resume it or choose another folder</source>
        <translation>%1：应为新的或空的文件夹，实有一个运行；请继续该运行或另选文件夹</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder, found other files in it</source>
        <translation>%1：应为新的或空的文件夹，但其中有其他文件</translation>
    </message>
    <message>
        <source>%1: expected a folder for the run, found a file</source>
        <translation>%1：应为存放运行的文件夹，实为文件</translation>
    </message>
    <message>
        <source>%1: cannot make the run folder: %2</source>
        <translation>%1：无法创建运行文件夹：%2</translation>
    </message>
    <message>
        <source>%1: cannot remove: %2</source>
        <translation>%1：无法删除：%2</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>whole numbers of at least 0</source>
        <translation>不小于 0 的整数</translation>
    </message>
    <message>
        <source>a size that fits a file</source>
        <translation>文件可容纳的大小</translation>
    </message>
    <message>
        <source>a product that overflows</source>
        <translation>溢出的乘积</translation>
    </message>
    <message>
        <source>two whole numbers</source>
        <translation>两个整数</translation>
    </message>
    <message>
        <source>a range inside the %1 bytes of data</source>
        <translation>%1 字节数据之内的范围</translation>
    </message>
    <message>
        <source>a safetensors file</source>
        <translation>safetensors 文件</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1: header length</source>
        <translation>%1：文件头长度</translation>
    </message>
    <message>
        <source>at most %1 bytes</source>
        <translation>不超过 %1 字节</translation>
    </message>
    <message>
        <source>%1: header</source>
        <translation>%1：文件头</translation>
    </message>
    <message>
        <source>a JSON object</source>
        <translation>JSON 对象</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他内容</translation>
    </message>
    <message>
        <source>%1 bytes for its shape</source>
        <translation>与其形状相符的 %1 字节</translation>
    </message>
    <message>
        <source>data of its own</source>
        <translation>独立的数据</translation>
    </message>
    <message>
        <source>an overlap with another tensor</source>
        <translation>与另一张量的重叠</translation>
    </message>
    <message>
        <source>data without holes</source>
        <translation>无空洞的数据</translation>
    </message>
    <message>
        <source>a hole before it</source>
        <translation>其前的空洞</translation>
    </message>
    <message>
        <source>no bytes after the last tensor</source>
        <translation>最后一个张量之后没有字节</translation>
    </message>
    <message>
        <source>%1: application_id: expected %2 (a run database), found %3</source>
        <translation>%1：application_id：应为 %2（运行数据库），实为 %3</translation>
    </message>
    <message>
        <source>%1: user_version: expected %2, found %3</source>
        <translation>%1：user_version：应为 %2，实为 %3</translation>
    </message>
    <message>
        <source>%1: expected an event message, found malformed fields</source>
        <translation>%1：应为事件消息，实为格式错误的字段</translation>
    </message>
    <message>
        <source>%1: byte %2</source>
        <translation>%1：第 %2 字节</translation>
    </message>
    <message>
        <source>%1: expected a TensorBoard event file, found something else</source>
        <translation>%1：应为 TensorBoard 事件文件，实为其他内容</translation>
    </message>
    <message>
        <source>%1: the record&apos;s length differs from its checksum</source>
        <translation>%1：记录长度与其校验和不符</translation>
    </message>
    <message>
        <source>%1: the record differs from its checksum</source>
        <translation>%1：记录与其校验和不符</translation>
    </message>
    <message>
        <source>%1: expected a TensorBoard event file, found %2 bytes</source>
        <translation>%1：应为 TensorBoard 事件文件，实为 %2 字节</translation>
    </message>
    <message>
        <source>%1: expected the step of a checkpoint (%2), found %3</source>
        <translation>%1：应为检查点的步（%2），实为 %3</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>没有检查点</translation>
    </message>
    <message>
        <source>the record differs from its checksum</source>
        <translation>记录与其校验和不符</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected a run folder, found a file</source>
        <translation>&quot;%1&quot;：应为运行文件夹，实为文件</translation>
    </message>
    <message>
        <source>%1: cannot make a folder: %2</source>
        <translation>%1：无法创建文件夹：%2</translation>
    </message>
    <message>
        <source>bench --profile: built without NVTX; install the CUDA toolkit&apos;s headers and build again</source>
        <translation>bench --profile：构建时未含 NVTX；请安装 CUDA 工具包的头文件并重新构建</translation>
    </message>
    <message>
        <source>the benchmark was interrupted</source>
        <translation>基准测试已中断</translation>
    </message>
    <message>
        <source>%1: %2: expected a tensor, found none</source>
        <translation>%1：%2：应有张量，但没有找到</translation>
    </message>
    <message>
        <source>%1: %2: expected fp32 of %3 values in the parameter&apos;s shape, found %4 bytes in another</source>
        <translation>%1：%2：应为参数形状的 %3 个 fp32 值，实为其他形状的 %4 字节</translation>
    </message>
    <message>
        <source>device: expected auto, cpu, cuda or cuda:INDEX, found &quot;%1&quot;</source>
        <translation>device：应为 auto、cpu、cuda 或 cuda:INDEX，实为 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>device %1: %2, or use --device cpu</source>
        <translation>设备 %1：%2，或使用 --device cpu</translation>
    </message>
    <message>
        <source>no usable NVIDIA GPU here; see whether nvidia-smi lists one</source>
        <translation>此处没有可用的 NVIDIA GPU；请查看 nvidia-smi 是否列出</translation>
    </message>
    <message>
        <source>device %1: expected an index below %2, the number of GPUs here</source>
        <translation>设备 %1：编号应小于此处的 GPU 数 %2</translation>
    </message>
    <message>
        <source>train.launch: expected %1 with %2, found %3</source>
        <translation>train.launch：%2 时应为 %1，实为 %3</translation>
    </message>
    <message>
        <source>synchronous or ahead</source>
        <translation>synchronous 或 ahead</translation>
    </message>
    <message>
        <source>model.embedding_dropout above 0</source>
        <translation>model.embedding_dropout 大于 0</translation>
    </message>
    <message>
        <source>%1: expected a tokenizer of at most %2 entries, the model&apos;s vocabulary, found %3</source>
        <translation>%1：分词器应不超过模型词表的 %2 个条目，实为 %3</translation>
    </message>
    <message>
        <source>the evaluation was interrupted</source>
        <translation>评估已中断</translation>
    </message>
    <message>
        <source>this build has no kernels for the GPU&apos;s architecture: run ./lab build on this machine</source>
        <translation>此构建没有适用于该 GPU 架构的内核：请在本机运行 ./lab build</translation>
    </message>
    <message>
        <source>the NVIDIA driver is too old for this build&apos;s CUDA: update the driver</source>
        <translation>NVIDIA 驱动对此构建的 CUDA 而言过旧：请更新驱动</translation>
    </message>
    <message>
        <source>another program holds the GPU for itself: end it or choose another with --device cuda:INDEX</source>
        <translation>另一个程序独占了 GPU：请结束它，或用 --device cuda:INDEX 另选一块</translation>
    </message>
    <message>
        <source>the GPU is not to be found: see whether nvidia-smi lists it</source>
        <translation>找不到 GPU：请查看 nvidia-smi 是否列出</translation>
    </message>
    <message>
        <source>the GPU&apos;s memory is faulty: reset the GPU or use another</source>
        <translation>GPU 显存有故障：请重置 GPU 或改用另一块</translation>
    </message>
    <message>
        <source>the GPU also drives a display, which ends what takes it seconds: use one without a display or a smaller train.batch</source>
        <translation>该 GPU 还连接着显示器，耗时数秒的计算会被终止：请改用未接显示器的 GPU，或减小 train.batch</translation>
    </message>
    <message>
        <source>the GPU was lost: see whether nvidia-smi still lists it, restart and resume the run</source>
        <translation>GPU 已丢失：请查看 nvidia-smi 是否仍列出，重启后继续该运行</translation>
    </message>
    <message>
        <source>%1, or use --device cpu (%2)</source>
        <translation>%1，或使用 --device cpu（%2）</translation>
    </message>
    <message>
        <source>layer %1, attention scores: NaN</source>
        <translation>第 %1 层，注意力分数：NaN</translation>
    </message>
    <message>
        <source>layer %1, attention scores, head %2: NaN</source>
        <translation>第 %1 层，注意力分数，第 %2 头：NaN</translation>
    </message>
    <message>
        <source>layer %1, attention scores, head %2: Infinity</source>
        <translation>第 %1 层，注意力分数，第 %2 头：无穷大</translation>
    </message>
    <message>
        <source>layer %1, attention probabilities: NaN</source>
        <translation>第 %1 层，注意力概率：NaN</translation>
    </message>
    <message>
        <source>layer %1, attention probabilities, head %2: NaN</source>
        <translation>第 %1 层，注意力概率，第 %2 头：NaN</translation>
    </message>
    <message>
        <source>layer %1, residual stream: NaN</source>
        <translation>第 %1 层，残差流：NaN</translation>
    </message>
    <message>
        <source>layer %1, residual stream: Infinity</source>
        <translation>第 %1 层，残差流：无穷大</translation>
    </message>
    <message>
        <source>loss: NaN</source>
        <translation>损失：NaN</translation>
    </message>
    <message>
        <source>loss: Infinity</source>
        <translation>损失：无穷大</translation>
    </message>
    <message>
        <source>gradient of %1: not finite</source>
        <translation>%1 的梯度：非有限值</translation>
    </message>
    <message>
        <source>gradient norm: not finite</source>
        <translation>梯度范数：非有限值</translation>
    </message>
    <message>
        <source>preset %1: expected the recipe paper or modern after &apos;:&apos;, found &quot;%2&quot;</source>
        <translation>预设 %1：&apos;:&apos; 后应为配方 paper 或 modern，实为 &quot;%2&quot;</translation>
    </message>
    <message>
        <source>no preset &quot;%1&quot;; there are %2, each also as NAME/CONFIGURATION (%3, SM+LR=SLOPE) and NAME:modern</source>
        <translation>没有预设 &quot;%1&quot;；可用的有 %2，每个也可写作 NAME/CONFIGURATION（%3, SM+LR=SLOPE）和 NAME:modern</translation>
    </message>
    <message>
        <source>%1: expected the data this run began with (%2), found %3</source>
        <translation>%1：应为此运行开始时所用的数据（%2），实为 %3</translation>
    </message>
    <message>
        <source>%1: expected the data that the configuration names (%2), found %3; to train on others, name their folder with --set data.path=FOLDER</source>
        <translation>%1：应为配置中指定的数据（%2），实为 %3；若要用其他数据训练，请用 --set data.path=文件夹 指定</translation>
    </message>
    <message>
        <source>model.vocabulary: expected at least %1, the tokenizer&apos;s size, found %2</source>
        <translation>model.vocabulary：应至少为分词器大小 %1，实为 %2</translation>
    </message>
    <message>
        <source>training tokens</source>
        <translation>训练词元</translation>
    </message>
    <message>
        <source>validation tokens</source>
        <translation>验证词元</translation>
    </message>
    <message>
        <source>out of memory with train.batch = %1: the largest that fits is %2; lower train.batch to that and raise train.accumulation instead</source>
        <translation>train.batch = %1 时内存不足：最大可用 %2；请将 train.batch 减小到该值，并相应增大 train.accumulation</translation>
    </message>
    <message>
        <source>out of memory with train.batch = %1: not even 1 fits; use a smaller model or context</source>
        <translation>train.batch = %1 时内存不足：连 1 也放不下；请使用更小的模型或上下文</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>%1; stopped as train.on_nan asks</source>
        <translation>%1；按 train.on_nan 的要求停止</translation>
    </message>
    <message>
        <source>%1; not overcome by %2 returns to the newest checkpoint</source>
        <translation>%1；%2 次返回最新检查点后仍未克服</translation>
    </message>
    <message>
        <source>there is no checkpoint of step %1</source>
        <translation>没有第 %1 步的检查点</translation>
    </message>
    <message>
        <source>train.launch: expected synchronous or ahead on %1, found graph</source>
        <translation>train.launch：在 %1 上应为 synchronous 或 ahead，实为 graph</translation>
    </message>
    <message>
        <source>the training step cannot be recorded as a CUDA graph (%1): start the run again with train.launch = ahead</source>
        <translation>训练步无法录制为 CUDA 图（%1）：请用 train.launch = ahead 重新开始运行</translation>
    </message>
    <message>
        <source>out of memory with train.batch = %1: lower train.batch and raise train.accumulation instead</source>
        <translation>train.batch = %1 时内存不足：请减小 train.batch，并相应增大 train.accumulation</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>1 to %1</source>
        <translation>1 到 %1</translation>
    </message>
    <message>
        <source>format tex: expected a table, found none</source>
        <translation>格式 tex：应有表格，但没有找到</translation>
    </message>
    <message>
        <source>%1: expected a folder to write figures into, found %2</source>
        <translation>%1：应为写入图形的文件夹，实为 %2</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>a picture of %1 x %2 pixels cannot be made</source>
        <translation>无法生成 %1 x %2 像素的图像</translation>
    </message>
    <message>
        <source>figure &quot;%1&quot; is no table: expected svg, pdf, png or csv, found tex</source>
        <translation>图形 &quot;%1&quot; 不是表格：应为 svg、pdf、png 或 csv，实为 tex</translation>
    </message>
    <message>
        <source>a page of several figures has no CSV: export the figures one by one</source>
        <translation>含多幅图的页面没有 CSV：请逐幅导出</translation>
    </message>
    <message>
        <source>%1: expected at most %2 keys in an object, found more at byte %3</source>
        <translation>%1：一个对象应至多有 %2 个键，在字节 %3 处发现更多</translation>
    </message>
    <message>
        <source>%1: expected nothing here, or what an earlier attempt left, found something else</source>
        <translation>%1：此处应为空或为先前尝试所留，却发现其他内容</translation>
    </message>
    <message>
        <source>expected uint16 tokens or a token file&apos;s header, found %1</source>
        <translation>应为 uint16 词元或词元文件头，发现 %1</translation>
    </message>
    <message>
        <source>expected uint16 tokens, found wider numbers without a token file&apos;s header</source>
        <translation>应为 uint16 词元，发现没有词元文件头的更宽整数</translation>
    </message>
    <message>
        <source>%1: %2: expected each tensor once, found it in %3, too</source>
        <translation>%1：%2：每个张量应只出现一次，在 %3 中又发现它</translation>
    </message>
    <message>
        <source>positions that are scaled are not offered</source>
        <translation>不支持缩放的位置编码</translation>
    </message>
    <message>
        <source>%1: expected %2 fields, found %3</source>
        <translation>%1：应有 %2 个字段，发现 %3 个</translation>
    </message>
    <message>
        <source>%1: %2 at step %3: expected one value, found another</source>
        <translation>%1：%2，步 %3：应只有一个值，发现另一个</translation>
    </message>
    <message>
        <source>%1: line %2: expected a key of at most %3 parts, found more</source>
        <translation>%1：第 %2 行：键应至多由 %3 段组成，发现更多</translation>
    </message>
    <message>
        <source>the table %1 is missing or another</source>
        <translation>表 %1 缺失或不符</translation>
    </message>
    <message>
        <source>a NumPy file</source>
        <translation>NumPy 文件</translation>
    </message>
    <message>
        <source>a gzip file</source>
        <translation>gzip 文件</translation>
    </message>
    <message>
        <source>a zstd file</source>
        <translation>zstd 文件</translation>
    </message>
    <message>
        <source>a zip file</source>
        <translation>zip 文件</translation>
    </message>
    <message>
        <source>%1: expected the checkpoint that the fork began with, found none; fork again into another folder</source>
        <translation>%1：应有该分叉起始的检查点，但未找到；请在另一个文件夹中重新分叉</translation>
    </message>
    <message>
        <source>%1: expected a checkpoint to go on from, found none: beginning again would delete what is recorded up to step %2; put it back, or train a new run in another folder</source>
        <translation>%1：应有可供继续的检查点，但未找到：重新开始会删除到第 %2 步为止的记录；请将检查点放回，或在另一个文件夹中训练新的运行</translation>
    </message>
    <message>
        <source>%1: expected %2, the shape of what this run has recorded, found %3; train a fork or a new run to change it</source>
        <translation>%1：应为 %2（此运行已记录数据的形状），实为 %3；如需更改，请训练分叉或新的运行</translation>
    </message>
    <message>
        <source>%1: step: expected %2, as the folder is named, found %3</source>
        <translation>%1：step：应为 %2（与文件夹名一致），实为 %3</translation>
    </message>
    <message>
        <source>%1; there is no checkpoint with finite weights to go back to</source>
        <translation>%1；没有权重均为有限值的检查点可以返回</translation>
    </message>
    <message>
        <source>%1: the checkpoint has been removed meanwhile</source>
        <translation>%1：检查点已被删除</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder to write, found a link that leads nowhere</source>
        <translation>%1：应为可写入的新文件夹或空文件夹，发现一个指向空处的链接</translation>
    </message>
    <message>
        <source>%1: row %2: expected the end of the line, found the end of the file: it was cut short</source>
        <translation>%1：第 %2 行：应为行尾，却是文件结尾：文件被截断</translation>
    </message>
    <message>
        <source>%1: expected an undamaged run to write to, found %2: %3; put the file back as it was, or remove manifest.json to take the run as it is</source>
        <translation>%1：要写入的运行应完好，却发现 %2：%3；请恢复该文件，或删除 manifest.json 以按现状使用该运行</translation>
    </message>
    <message>
        <source>%1: expected the content whose hash is in dataset.json, found another; pack the corpus anew</source>
        <translation>%1：应为 dataset.json 中哈希所指的内容，实为其他内容；请重新打包语料</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>%1: expected data packed with the tokenizer of the run %2 (%3), found %4</source>
        <translation>%1：应为用运行 %2 的分词器（%3）打包的数据，实为 %4</translation>
    </message>
    <message>
        <source>%1: expected the tokenizer of hash %2 that run.toml names, found another; put that of the data set in its place</source>
        <translation>%1：应为 run.toml 所记哈希 %2 的分词器，却是另一个；请换成数据集的分词器</translation>
    </message>
    <message>
        <source>%1: %2 of %3 measures differ from their checksums: what is recorded next could not be told from them; fork the run instead</source>
        <translation>%1：%3 个测量项中有 %2 个与其校验和不符，新记录将无法与之区分；请改为训练此运行的分叉</translation>
    </message>
</context>
<context>
    <name>SettingLabels</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Smallest learning rate</source>
        <translation>最小学习率</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Evaluate every … steps</source>
        <translation>每 … 步评估</translation>
    </message>
    <message>
        <source>Measure every … steps</source>
        <translation>每 … 步测量</translation>
    </message>
    <message>
        <source>Checkpoint every … steps</source>
        <translation>每 … 步存检查点</translation>
    </message>
    <message>
        <source>At a NaN</source>
        <translation>遇到 NaN 时</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Owner of the slope</source>
        <translation>斜率归属</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation>负斜率</translation>
    </message>
    <message>
        <source>Norm in the blocks</source>
        <translation>块内归一化</translation>
    </message>
    <message>
        <source>First norm</source>
        <translation>第一个归一化</translation>
    </message>
    <message>
        <source>Final norm</source>
        <translation>最后的归一化</translation>
    </message>
</context>
<context>
    <name>SlopesModel</name>
    <message>
        <source>Slopes</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Negative slope a of f(x) = x for x ≥ 0, a·x below, of each layer (Fig 3a) or shared by all (Fig 3b). The dashed line is what weight decay alone would leave of the initial slope, a₀ Π (1 − learning rate · decay): a slope that follows it has learnt nothing.</source>
        <translation>f(x) 在 x ≥ 0 时为 x、否则为 a·x，其中负斜率 a 为每层各一（图 3a）或全体共享（图 3b）。虚线是仅有权重衰减时初始斜率的剩余，a₀ Π (1 − 学习率 · 衰减)：沿着它走的斜率什么也没学到。</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>one slope a layer</source>
        <translation>每层一个斜率</translation>
    </message>
    <message>
        <source>one slope for all layers</source>
        <translation>所有层共用一个斜率</translation>
    </message>
    <message>
        <source>“global” as released: one a layer, layer 0 logged</source>
        <translation>发布代码的“global”：每层一个，只记录第 0 层</translation>
    </message>
    <message>
        <source>mean over features</source>
        <translation>特征均值</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation>负斜率</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>shared slope</source>
        <translation>共享斜率</translation>
    </message>
    <message>
        <source>decay only</source>
        <translation>仅衰减</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>No run shown has slopes</source>
        <translation>所示运行都没有斜率</translation>
    </message>
    <message>
        <source>They use GELU or plain ReLU. Train a configuration with leaky ReLU (SM+LR: slopes layer-wise, global or fixed), or show a run that has one.</source>
        <translation>它们使用 GELU 或普通 ReLU。请训练使用 leaky ReLU 的配置（SM+LR：逐层、全局或固定斜率），或显示一个有斜率的运行。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
</context>
<context>
    <name>SteeringText</name>
    <message>
        <source>%1 needs a restart: fork this run from a checkpoint with the new value.</source>
        <translation>“%1”需要重新启动：请用新值从检查点分叉此运行。</translation>
    </message>
</context>
<context>
    <name>TrainingSignalsModel</name>
    <message>
        <source>Training signals</source>
        <translation>训练信号</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>No training signals are recorded</source>
        <translation>未记录训练信号</translation>
    </message>
    <message>
        <source>They appear with a run’s first step; the paper’s published runs carry none.</source>
        <translation>运行完成第一步后即会出现；论文发表的运行没有这些信号。</translation>
    </message>
    <message>
        <source>Global gradient norm before clipping, learning rate, tokens trained per second; on a GPU also its load and its memory in use.</source>
        <translation>裁剪前的全局梯度范数、学习率和每秒训练的词元数；在 GPU 上运行时还有其利用率和已用显存。</translation>
    </message>
    <message>
        <source>GPU use (%)</source>
        <translation>GPU 利用率（%）</translation>
    </message>
    <message>
        <source>GPU memory (GiB)</source>
        <translation>显存（GiB）</translation>
    </message>
</context>
<context>
    <name>entroscope::AlertDialog</name>
    <message>
        <source>&amp;NaN in loss, attention, residual stream or gradients</source>
        <translation>损失、注意力、残差流或梯度中的 NaN(&amp;N)</translation>
    </message>
    <message>
        <source>The loss &amp;jumps above its mean of %1 steps by</source>
        <translation>损失高出其 %1 步均值(&amp;J)</translation>
    </message>
    <message>
        <source>Heads in the top quarter of ln(T!)/T are more &amp;than</source>
        <translation>处于 ln(T!)/T 最高四分之一的头多于(&amp;T)</translation>
    </message>
    <message>
        <source>No &amp;step for</source>
        <translation>无新步时间(&amp;S)</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>警报</translation>
    </message>
    <message>
        <source> nats</source>
        <translation> nats</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Said above the views and, while another program is in front, by a notification of the desktop.</source>
        <translation>显示在视图上方；当其他程序位于前台时，还会以桌面通知的形式提示。</translation>
    </message>
    <message>
        <source>Jump of the loss that is told</source>
        <translation>需要提示的损失跳升</translation>
    </message>
    <message>
        <source>Share of overloaded heads that is told</source>
        <translation>需要提示的过载头比例</translation>
    </message>
    <message>
        <source>Standstill that is told</source>
        <translation>需要提示的停滞时间</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>entroscope::Banner</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>entroscope::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name</source>
        <translation>输入命令名称的一部分</translation>
    </message>
    <message>
        <source>Part of a command&apos;s name</source>
        <translation>命令名称的一部分</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>匹配的命令</translation>
    </message>
</context>
<context>
    <name>entroscope::ConfigurationModel</name>
    <message>
        <source>One run differs from nothing</source>
        <translation>仅有一次运行，无从比较</translation>
    </message>
    <message>
        <source>Show a second run to see the fields in which their configurations differ.</source>
        <translation>请再显示一次运行，以查看两者配置中不同的字段。</translation>
    </message>
    <message>
        <source>The configurations are equal</source>
        <translation>配置相同</translation>
    </message>
    <message>
        <source>The runs shown differ in no field of their run.toml but the name.</source>
        <translation>所示运行的 run.toml 除名称外没有不同字段。</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%2 的 %1：%3</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
</context>
<context>
    <name>entroscope::ConfigurationView</name>
    <message>
        <source>Only the fields of run.toml in which the runs shown differ; bold where a value is another than the first run’s.</source>
        <translation>仅列出所示运行的 run.toml 中不同的字段；与首个运行不同的值以粗体显示。</translation>
    </message>
    <message>
        <source>Fields that differ: %1</source>
        <translation>不同字段：%1</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>不同字段</translation>
    </message>
    <message>
        <source>Copy CSV</source>
        <translation>复制 CSV</translation>
    </message>
    <message>
        <source>Copy the table as comma-separated values</source>
        <translation>将表格复制为逗号分隔值</translation>
    </message>
    <message>
        <source>Copy the table as CSV</source>
        <translation>将表格复制为 CSV</translation>
    </message>
    <message>
        <source>Copy LaTeX</source>
        <translation>复制 LaTeX</translation>
    </message>
    <message>
        <source>Copy the table as a LaTeX tabular (booktabs)</source>
        <translation>将表格复制为 LaTeX tabular（booktabs）</translation>
    </message>
    <message>
        <source>Copy the table as LaTeX</source>
        <translation>将表格复制为 LaTeX</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>entroscope::CurvePlot</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>≤ 0, not on this axis</source>
        <translation>≤ 0，不在此坐标轴上</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source> · evaluated %1 at %2</source>
        <translation> · 评估值 %1，位于 %2</translation>
    </message>
    <message>
        <source> (%1 to %2)</source>
        <translation>（%1 至 %2）</translation>
    </message>
    <message>
        <source> · NaN among them</source>
        <translation> · 其中有 NaN</translation>
    </message>
</context>
<context>
    <name>entroscope::CurvesView</name>
    <message>
        <source>%1: curves</source>
        <translation>%1：曲线</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis; values of 0 or less are marked at its foot</source>
        <translation>对数纵轴；小于或等于 0 的值标在轴底</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>对数纵轴</translation>
    </message>
    <message>
        <source>Smooth </source>
        <translation>平滑 </translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>不平滑</translation>
    </message>
    <message>
        <source>Time constant of the average in steps; 0 draws the raw line alone</source>
        <translation>平均的时间常数（步数）；0 表示只画原始曲线</translation>
    </message>
    <message>
        <source>Smoothing in steps</source>
        <translation>平滑步数</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show the whole axis again (0 or double click)</source>
        <translation>重新显示整条坐标轴（按 0 或双击）</translation>
    </message>
    <message>
        <source>Show the whole axis</source>
        <translation>显示整条坐标轴</translation>
    </message>
    <message>
        <source>Horizontal axis of all curves and of the time line</source>
        <translation>所有曲线和时间线的横轴</translation>
    </message>
    <message>
        <source>Mean of seeds</source>
        <translation>种子均值</translation>
    </message>
    <message>
        <source>Draw runs that differ in their seed alone as one line, mean ± one sample standard deviation</source>
        <translation>将仅种子不同的运行绘成一条线：均值 ± 一个样本标准差</translation>
    </message>
    <message>
        <source>Mean over seeds</source>
        <translation>对种子取均值</translation>
    </message>
</context>
<context>
    <name>entroscope::DifferenceView</name>
    <message>
        <source>Entropy of every head in run A less that in run B, in nats, at equal steps or tokens. Red: A’s heads attend more widely; blue: more narrowly. White is no difference. It compares two maps of the paper’s Fig 1.</source>
        <translation>运行 A 与运行 B 各注意力头熵之差（nat），取相同步数或相同词元数。红：A 的头注意更分散；蓝：更集中；白：无差异。比较论文图 1 的两张图。</translation>
    </message>
    <message>
        <source>A: %1. B: %2. Mean difference: %3 nats.</source>
        <translation>A：%1。B：%2。平均差：%3 nat。</translation>
    </message>
    <message>
        <source>Run A</source>
        <translation>运行 A</translation>
    </message>
    <message>
        <source>Run A, from which B is subtracted</source>
        <translation>运行 A，从中减去 B</translation>
    </message>
    <message>
        <source>Run B</source>
        <translation>运行 B</translation>
    </message>
    <message>
        <source>Run B, which is subtracted from A</source>
        <translation>运行 B，从 A 中减去</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 与 B</translation>
    </message>
    <message>
        <source>± largest difference</source>
        <translation>± 最大差</translation>
    </message>
    <message>
        <source>± ln(T!)/T</source>
        <translation>± ln(T!)/T</translation>
    </message>
    <message>
        <source>± largest difference: small differences show. ± ln(T!)/T: colours compare between steps and pairs.</source>
        <translation>± 最大差：显示细小差异。± ln(T!)/T：颜色可在不同步和不同运行对之间比较。</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>A − B</source>
        <translation>A − B</translation>
    </message>
</context>
<context>
    <name>entroscope::ExportDialog</name>
    <message>
        <source>Export figures</source>
        <translation>导出图形</translation>
    </message>
    <message>
        <source>SVG, true vectors</source>
        <translation>SVG（纯矢量）</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PNG, twice the resolution</source>
        <translation>PNG（两倍分辨率）</translation>
    </message>
    <message>
        <source>CSV, the numbers shown</source>
        <translation>CSV（所示数据）</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Figures</source>
        <translation>图形(&amp;F)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>导出图形</translation>
    </message>
    <message>
        <source>Folder for the figures</source>
        <translation>保存图形的文件夹</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n figures written to %1</source>
        <translation>
            <numerusform>已将 %n 幅图写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>A file each</source>
        <translation>各存一个文件</translation>
    </message>
    <message>
        <source>One page, one column</source>
        <translation>一页，一列</translation>
    </message>
    <message>
        <source>One page, %1 columns</source>
        <translation>一页，%1 列</translation>
    </message>
    <message>
        <source>&amp;Several</source>
        <translation>多个图(&amp;S)</translation>
    </message>
    <message>
        <source>St&amp;yle…</source>
        <translation>样式(&amp;Y)…</translation>
    </message>
    <message>
        <source>Choose theme, font and width of exported and copied figures</source>
        <translation>选择导出和复制图形的主题、字体与宽度</translation>
    </message>
    <message>
        <source>LaTeX, tables only</source>
        <translation>LaTeX（仅限表格）</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>图形</translation>
    </message>
</context>
<context>
    <name>entroscope::FigurePreview</name>
    <message>
        <source>Preview of %1</source>
        <translation>%1 的预览</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>entroscope::ForkDialog</name>
    <message>
        <source>Only what is &amp;changed</source>
        <translation>仅显示已更改(&amp;C)</translation>
    </message>
    <message>
        <source>Fork a run</source>
        <translation>分叉运行</translation>
    </message>
    <message>
        <source>Settings of the fork</source>
        <translation>分叉的设置</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Nothing is changed yet: the fork would repeat its parent.</source>
        <translation>尚未更改任何设置：分叉会重复其父运行。</translation>
    </message>
    <message>
        <source>What the fork changes</source>
        <translation>分叉所作的更改</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>From its check&amp;point</source>
        <translation>自检查点(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Start the fork</source>
        <translation>开始分叉</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Open a run first: a fork starts from one of its checkpoints.</source>
        <translation>请先打开一个运行：分叉从它的某个检查点开始。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 has been removed meanwhile: choose another.</source>
        <translation>第 %1 步的检查点已被删除：请另选一个。</translation>
    </message>
    <message>
        <source>The fork needs a folder.</source>
        <translation>分叉需要一个文件夹。</translation>
    </message>
</context>
<context>
    <name>entroscope::ForkModel</name>
    <message>
        <source>This run has no checkpoint to fork from.</source>
        <translation>此运行没有可供分叉的检查点。</translation>
    </message>
    <message>
        <source>The checkpoint is of step %1: the fork needs more than %2 steps.</source>
        <translation>检查点位于第 %1 步：分叉需要多于 %2 步。</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>父运行</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>分叉</translation>
    </message>
</context>
<context>
    <name>entroscope::HeadInspectorView</name>
    <message>
        <source>Entropy of layer %1, head %2</source>
        <translation>第 %1 层第 %2 头的熵</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Entropy by position</source>
        <translation>各位置的熵</translation>
    </message>
    <message>
        <source>Tokens seen, i</source>
        <translation>已见词元数 i</translation>
    </message>
    <message>
        <source>ln i, attention spread evenly</source>
        <translation>ln i，注意力均匀分布</translation>
    </message>
    <message>
        <source>One head: its mean entropy over the steps, the entropy of each query position beside ln i, the most that i tokens allow (paper, Eq. 8), its attention aᵢⱼ on a fixed snippet of the validation data at the newest evaluation, and the heads around it. Click a cell of the entropy map to choose a head.</source>
        <translation>单个注意力头：其平均熵随步数的变化；每个查询位置的熵与 ln i（i 个词元所允许的最大值，论文式 8）的对照；最近一次评估时它在验证数据固定片段上的注意力 aᵢⱼ；以及周围的头。点击熵图的单元格可选择头。</translation>
    </message>
    <message>
        <source>No entropy of this head</source>
        <translation>没有此头的熵</translation>
    </message>
    <message>
        <source>No visible run has recorded layer %1, head %2. Click a cell of the entropy map to choose another.</source>
        <translation>没有可见的运行记录了第 %1 层第 %2 头。点击熵图的单元格可另选。</translation>
    </message>
    <message>
        <source>Recorded at each evaluation of runs with train.snippet_tokens above 0; not in these.</source>
        <translation>仅在 train.snippet_tokens 大于 0 的运行每次评估时记录；这些运行没有。</translation>
    </message>
    <message>
        <source>Attention on the snippet</source>
        <translation>在片段上的注意力</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1，第 %2 步</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>邻近的头</translation>
    </message>
    <message>
        <source>Token %1 “%2” attends to %3 “%4”: %5</source>
        <translation>词元 %1“%2”关注 %3“%4”：%5</translation>
    </message>
    <message>
        <source>Layer %1, head %2: %3 nats</source>
        <translation>第 %1 层第 %2 头：%3 nat</translation>
    </message>
    <message>
        <source>&amp;Layer:</source>
        <translation>层(&amp;L)：</translation>
    </message>
    <message>
        <source>&amp;Head:</source>
        <translation>头(&amp;H)：</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Head inspector</source>
        <translation>注意力头检视</translation>
    </message>
    <message>
        <source>Layer of the inspected head, counted from 0</source>
        <translation>所查看注意力头的层，从 0 计数</translation>
    </message>
    <message>
        <source>Inspected head of the layer, counted from 0</source>
        <translation>该层中所查看的注意力头，从 0 计数</translation>
    </message>
    <message>
        <source>Attention aᵢⱼ</source>
        <translation>注意力 aᵢⱼ</translation>
    </message>
    <message>
        <source>Attention on the snippet, step %1</source>
        <translation>在片段上的注意力，第 %1 步</translation>
    </message>
    <message>
        <source>Attention, %1 of %2 runs</source>
        <translation>注意力，%2 个运行中的 %1 个</translation>
    </message>
</context>
<context>
    <name>entroscope::HeatMapView</name>
    <message>
        <source>Head entropy</source>
        <translation>注意力头熵</translation>
    </message>
    <message>
        <source>Mean entropy of every attention head, E(l,h) = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ in nats (paper, Fig 1). A causal head cannot exceed ln(T!)/T; heads in the top quarter are overloaded.</source>
        <translation>每个注意力头的平均熵 E(l,h) = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ，单位 nat（论文图 1）。因果注意力头不会超过 ln(T!)/T；处于最高四分之一区间的头即为过载。</translation>
    </message>
    <message>
        <source>&amp;Scale:</source>
        <translation>色阶(&amp;S)：</translation>
    </message>
    <message>
        <source>0 to ln(T!)/T</source>
        <translation>0 至 ln(T!)/T</translation>
    </message>
    <message>
        <source>Range of the data</source>
        <translation>数据范围</translation>
    </message>
    <message>
        <source>0 to ln(T!)/T: colours compare between steps and runs. Range of the data: small differences show.</source>
        <translation>0 至 ln(T!)/T：颜色可在不同步和不同运行之间比较。数据范围：便于看出细小差别。</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>色阶</translation>
    </message>
    <message>
        <source>&amp;Mark overload</source>
        <translation>标记过载(&amp;M)</translation>
    </message>
    <message>
        <source>Outline heads in the top quarter, [¾ M, M], M as chosen in the overload histogram</source>
        <translation>为处于最高区间 [¾ M, M] 的头加框，M 与过载直方图中的选择一致</translation>
    </message>
</context>
<context>
    <name>entroscope::HistogramChart</name>
    <message>
        <source>Share of heads (%)</source>
        <translation>注意力头占比（%）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>entroscope::HistogramView</name>
    <message>
        <source>%1: bars</source>
        <translation>%1：柱形</translation>
    </message>
    <message>
        <source>Share of attention heads whose mean entropy lies in each quarter of [0, M]. Many heads in the top quarter: entropic overload; many near 0: entropy collapse. Paper: Fig 2a, where M is the largest entropy of all compared configurations.</source>
        <translation>平均熵落在 [0, M] 各四分之一区间内的注意力头占比。最高区间的头多：熵过载；接近 0 的头多：熵坍缩。论文图 2a，其中 M 为所有比较配置中的最大熵。</translation>
    </message>
    <message>
        <source>M: largest of all runs</source>
        <translation>M：所有运行的最大值</translation>
    </message>
    <message>
        <source>M: largest of each run</source>
        <translation>M：各运行的最大值</translation>
    </message>
    <message>
        <source>M: ln(T!)/T</source>
        <translation>M：ln(T!)/T</translation>
    </message>
    <message>
        <source>Upper end of the histogram, in every view: the paper pools the compared runs; ln(T!)/T is the most a causal head can reach</source>
        <translation>直方图的上限，对所有视图生效：论文将比较的运行合并；ln(T!)/T 是因果注意力头所能达到的最大值</translation>
    </message>
    <message>
        <source>Upper end M of the histogram</source>
        <translation>直方图上限 M</translation>
    </message>
    <message>
        <source>Overload histogram</source>
        <translation>过载直方图</translation>
    </message>
    <message>
        <source>&amp;Light up from:</source>
        <translation>高亮阈值(&amp;L)：</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source> % of M</source>
        <translation> % M</translation>
    </message>
    <message>
        <source>Threshold from which heads light up</source>
        <translation>高亮注意力头的阈值</translation>
    </message>
    <message>
        <source>Heads whose entropy is at least this share of M light up in every view; drag the line in the histogram, double-click to switch it off</source>
        <translation>熵不低于 M 的这一比例的头在所有视图中高亮；在直方图中拖动该线，双击关闭</translation>
    </message>
</context>
<context>
    <name>entroscope::LayoutMenu</name>
    <message>
        <source>The layout “%1” was saved by another version and cannot be shown.</source>
        <translation>布局“%1”由其他版本保存，无法显示。</translation>
    </message>
    <message>
        <source>Save this layout</source>
        <translation>保存此布局</translation>
    </message>
    <message>
        <source>Name of the layout; one that is there already is replaced:</source>
        <translation>布局名称；已有的同名布局将被替换：</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>布局(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Watch training</source>
        <translation>观察训练(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Compare runs</source>
        <translation>比较运行(&amp;C)</translation>
    </message>
    <message>
        <source>Find a &amp;NaN</source>
        <translation>查找 NaN(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Save this layout…</source>
        <translation>保存此布局(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Delete a saved layout</source>
        <translation>删除已保存的布局(&amp;D)</translation>
    </message>
    <message>
        <source>layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>The layout was not saved: it needs a name.</source>
        <translation>布局未保存：需要一个名称。</translation>
    </message>
</context>
<context>
    <name>entroscope::MainWindow</name>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>%1 holds %2 runs; the first %3 were opened.</source>
        <translation>%1 含有 %2 个运行；已打开前 %3 个。</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Stopping and saving…</source>
        <translation>正在停止并保存…</translation>
    </message>
    <message>
        <source>Click the view whose figure is wanted, then copy it.</source>
        <translation>请先点击所需的视图，然后再复制。</translation>
    </message>
    <message>
        <source>A model can be measured when no run is training; entroscope-cli eval --run does it at any time.</source>
        <translation>没有运行在训练时才能测量模型；entroscope-cli eval --run 可随时测量。</translation>
    </message>
</context>
<context>
    <name>entroscope::MeasureDialog</name>
    <message>
        <source>Measure a model</source>
        <translation>测量模型</translation>
    </message>
    <message>
        <source>config.json and model.safetensors, a run or a checkpoint</source>
        <translation>config.json 和 model.safetensors、运行或检查点</translation>
    </message>
    <message>
        <source>the bundled sample</source>
        <translation>自带的示例</translation>
    </message>
    <message>
        <source>A folder that entroscope-cli data pack made with the model&apos;s tokenizer</source>
        <translation>由 entroscope-cli data pack 用该模型的分词器生成的文件夹</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>与模型相同</translation>
    </message>
    <message>
        <source>all there are</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Of 16 sequences each, for the loss; the heads are measured on the first</source>
        <translation>每批 16 个序列，用于损失；注意力头只在第一批上测量</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>Folder of the model</source>
        <translation>模型的文件夹</translation>
    </message>
    <message>
        <source>Validation &amp;data</source>
        <translation>验证数据(&amp;D)</translation>
    </message>
    <message>
        <source>Folder of the packed data</source>
        <translation>打包数据的文件夹</translation>
    </message>
    <message>
        <source>&amp;Tokens of a sequence</source>
        <translation>每个序列的词元数(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Batches</source>
        <translation>批数(&amp;B)</translation>
    </message>
    <message>
        <source>De&amp;vice</source>
        <translation>设备(&amp;V)</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 cannot be made: name another folder.</source>
        <translation>无法创建 %1：请另选文件夹。</translation>
    </message>
    <message>
        <source>Batch %v of %m</source>
        <translation>第 %v 批，共 %m 批</translation>
    </message>
</context>
<context>
    <name>entroscope::NanBar</name>
    <message>
        <source>To step %1</source>
        <translation>回到第 %1 步</translation>
    </message>
    <message>
        <source>There is no checkpoint</source>
        <translation>没有检查点</translation>
    </message>
    <message>
        <source>Show the &amp;trace</source>
        <translation>显示轨迹(&amp;T)</translation>
    </message>
    <message>
        <source>What scores, residual stream and gradients were in the last steps</source>
        <translation>最近几步中分数、残差流和梯度的情况</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>回滚(&amp;B)</translation>
    </message>
    <message>
        <source>Return to a checkpoint and go on with the batches after this one</source>
        <translation>返回检查点，并从此批之后的数据继续</translation>
    </message>
    <message>
        <source>&amp;Fork with a smaller rate…</source>
        <translation>以较小学习率分叉(&amp;F)…</translation>
    </message>
    <message>
        <source>Start a new run from the last good weights with half the learning rate</source>
        <translation>以一半学习率从最后的正常权重开始新的运行</translation>
    </message>
    <message>
        <source>&amp;Carry on</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>Go on from the weights before this step</source>
        <translation>以这一步之前的权重继续</translation>
    </message>
    <message>
        <source>Leave this update out</source>
        <translation>跳过这次更新</translation>
    </message>
    <message>
        <source>Leave such updates out, do not ask again</source>
        <translation>跳过此类更新，不再询问</translation>
    </message>
    <message>
        <source>Let NaNs through from now on</source>
        <translation>从现在起放行 NaN</translation>
    </message>
</context>
<context>
    <name>entroscope::NanMapView</name>
    <message>
        <source>NaN map</source>
        <translation>NaN 图</translation>
    </message>
    <message>
        <source>How many values were NaN in each layer at each step, by site: attention scores, attention probabilities, residual stream, gradients (paper, Fig 5). A column that stands for several steps shows their largest count.</source>
        <translation>各层在每一步的 NaN 数量，按位置：注意力分数、注意力概率、残差流、梯度（论文图 5）。代表多步的一列显示其中的最大值。</translation>
    </message>
    <message>
        <source>&amp;NaNs in:</source>
        <translation>NaN 位置(&amp;N)：</translation>
    </message>
    <message>
        <source>Site of the NaNs</source>
        <translation>NaN 的位置</translation>
    </message>
    <message>
        <source>Where NaNs are counted; the paper counts them in the attention probabilities</source>
        <translation>在何处统计 NaN；论文在注意力概率中统计</translation>
    </message>
</context>
<context>
    <name>entroscope::NanTraceView</name>
    <message>
        <source>The steps before the first NaN, layer by layer: the largest log-sum-exp of a row of scores (at most ln T above the largest score), the largest entry of the residual stream, the gradient&apos;s norm. The layer where it began is thick; marks at the upper edge are NaNs.</source>
        <translation>首个 NaN 之前的各步，逐层显示：一行分数的最大 log-sum-exp（最多比最大分数高 ln T）、残差流的最大元素、梯度范数。起始层以粗线显示；上缘的标记为 NaN。</translation>
    </message>
    <message>
        <source>No ranges recorded</source>
        <translation>未记录取值范围</translation>
    </message>
    <message>
        <source>No visible run has recorded what its tensors were: runs do so from their first measured step on. The preset sample-nan makes real NaNs within a minute.</source>
        <translation>没有可见的运行记录了张量的取值：运行从第一个测量步起记录。预设 sample-nan 在一分钟内产生真实的 NaN。</translation>
    </message>
    <message>
        <source>&amp;Steps before:</source>
        <translation>之前的步数(&amp;S)：</translation>
    </message>
    <message>
        <source>Steps before the NaN</source>
        <translation>NaN 之前的步数</translation>
    </message>
    <message>
        <source>NaN trace</source>
        <translation>NaN 轨迹</translation>
    </message>
    <message>
        <source>How many steps up to the first NaN are drawn</source>
        <translation>绘制首个 NaN 之前的步数</translation>
    </message>
</context>
<context>
    <name>entroscope::PageView</name>
    <message>
        <source>Several figures with panel letters.</source>
        <translation>带有分图字母的多个图。</translation>
    </message>
    <message>
        <source>Page of %1 figures</source>
        <translation>含 %1 个图的页面</translation>
    </message>
</context>
<context>
    <name>entroscope::PanelView</name>
    <message>
        <source>This view cannot be drawn</source>
        <translation>无法绘制此视图</translation>
    </message>
</context>
<context>
    <name>entroscope::PerplexityModel</name>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Loss (nats)</source>
        <translation>损失（nat）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Δ %</source>
        <translation>Δ %</translation>
    </message>
    <message>
        <source>100 (p / p₀ − 1): change of the perplexity p against the baseline’s p₀. Only between runs with the same tokenizer and validation data. Paper: Table 2.</source>
        <translation>100 (p / p₀ − 1)：困惑度 p 相对基线 p₀ 的变化。仅限分词器与验证数据相同的运行。论文表 2。</translation>
    </message>
    <message>
        <source>Mean over the seeds ± sample standard deviation (n − 1)</source>
        <translation>各种子的均值 ± 样本标准差（n − 1）</translation>
    </message>
    <message>
        <source>exp(loss) at the last evaluation up to the cursor: %1 nats at step %2; the best so far is %3</source>
        <translation>游标之前最后一次评估的 exp(损失)：第 %2 步为 %1 nat；迄今最佳为 %3</translation>
    </message>
</context>
<context>
    <name>entroscope::PerplexityView</name>
    <message>
        <source>Perplexity of the runs shown</source>
        <translation>所示运行的困惑度</translation>
    </message>
    <message>
        <source>Footnotes of the perplexity table</source>
        <translation>困惑度表的脚注</translation>
    </message>
    <message>
        <source>Evaluation perplexity exp(loss) of each run and its change against the baseline, SM+LN+G unless chosen otherwise; only between runs with the same tokenizer and validation data. Paper: Table 2.</source>
        <translation>每个运行的评估困惑度 exp(损失) 及其相对基线的变化，基线默认为 SM+LN+G；仅限分词器与验证数据相同的运行。论文表 2。</translation>
    </message>
    <message>
        <source>Baseline of the comparison</source>
        <translation>比较的基线</translation>
    </message>
    <message>
        <source>Run that the others are compared with</source>
        <translation>其他运行与之比较的运行</translation>
    </message>
    <message>
        <source>Copy LaTeX</source>
        <translation>复制 LaTeX</translation>
    </message>
    <message>
        <source>Copy the table as a LaTeX tabular (booktabs)</source>
        <translation>将表格复制为 LaTeX tabular（booktabs）</translation>
    </message>
    <message>
        <source>Copy the table as LaTeX</source>
        <translation>将表格复制为 LaTeX</translation>
    </message>
    <message>
        <source>Baseline: SM+LN+G</source>
        <translation>基线：SM+LN+G</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>基线：%1</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
</context>
<context>
    <name>entroscope::QueueModel</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>entroscope::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Train the chosen run earlier</source>
        <translation>提前训练所选运行</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Train the chosen run later</source>
        <translation>推后训练所选运行</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take the chosen run out of the queue</source>
        <translation>将所选运行移出队列</translation>
    </message>
    <message>
        <source>Drag a waiting run to change the order</source>
        <translation>拖动等待中的运行可改变顺序</translation>
    </message>
    <message>
        <source>Nothing is queued. File → Train a preset… adds runs, Training → Fork a run… one.</source>
        <translation>队列为空。“文件 → 训练预设…”可加入多个运行，“训练 → 分叉运行…”加入一个。</translation>
    </message>
</context>
<context>
    <name>entroscope::RunDetailsDialog</name>
    <message>
        <source>Name, tags, note</source>
        <translation>名称、标签、备注</translation>
    </message>
    <message>
        <source>parted by commas</source>
        <translation>以逗号分隔</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>标签(&amp;T)</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>备注(&amp;O)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>entroscope::RunEditor</name>
    <message>
        <source>%1 is being trained; stop it before moving it to the trash.</source>
        <translation>%1 正在训练；移入回收站前请先停止。</translation>
    </message>
    <message>
        <source>%1 could not be moved to the trash.</source>
        <translation>无法将 %1 移入回收站。</translation>
    </message>
    <message>
        <source>%1 could not be brought back from the trash.</source>
        <translation>无法从回收站恢复 %1。</translation>
    </message>
    <message>
        <source>name, tags and note of a run</source>
        <translation>运行的名称、标签和备注</translation>
    </message>
    <message>
        <source>moving a run to the trash</source>
        <translation>将运行移到回收站</translation>
    </message>
</context>
<context>
    <name>entroscope::RunFiles</name>
    <message>
        <source>Import numbers</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>CSV, TensorBoard events or logs (*.csv *tfevents* *.txt);;All files (*)</source>
        <translation>CSV、TensorBoard 事件或日志 (*.csv *tfevents* *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>CSV, every recorded number (*.csv)</source>
        <translation>CSV，所有记录的数值 (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines, every recorded number (*.jsonl)</source>
        <translation>JSON 行，所有记录的数值 (*.jsonl)</translation>
    </message>
    <message>
        <source>Folder of TensorBoard events (*)</source>
        <translation>TensorBoard 事件文件夹 (*)</translation>
    </message>
    <message>
        <source>Folder of the newest model, as Hugging Face reads it (*)</source>
        <translation>最新模型的文件夹，Hugging Face 可读 (*)</translation>
    </message>
    <message>
        <source>Export the numbers or the model of a run</source>
        <translation>导出运行的数据或模型</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1: the run has %n damaged record(s), what they held is left out; the first: %2: %3</source>
        <translation>
            <numerusform>%1：该运行有 %n 条损坏记录，其内容未写入；第一条：%2：%3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>entroscope::RunListModel</name>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>意外中断</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发表</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>Close this run (its folder stays)</source>
        <translation>关闭此运行（文件夹保留）</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>forked from step %1</source>
        <translation>自第 %1 步分叉</translation>
    </message>
    <message>
        <source>damaged records</source>
        <translation>有损坏的记录</translation>
    </message>
    <message>
        <source>Some records differ from their checksums and are left out of the figures, or made anew of others; entroscope-cli runs verify names them.</source>
        <translation>部分记录与其校验和不符，未计入图中，或由其他记录重新生成；可用 entroscope-cli runs verify 查看。</translation>
    </message>
</context>
<context>
    <name>entroscope::RunTreeView</name>
    <message>
        <source>The runs shown as a tree: a line from the step where a run begins to its last, joined to the run it was forked from and labelled with what was changed; at its end the perplexity of its newest evaluation, the lowest of a tree in bold. A click moves the cursor.</source>
        <translation>以树的形式显示各运行：一条线从运行开始的步延伸到最后一步，与其分叉来源的运行相连，并标注所作的更改；线末端是最近一次评估的困惑度，每棵树中最低者加粗。单击可移动光标。</translation>
    </message>
    <message>
        <source>No forks yet. Training → Fork a run… starts one from a checkpoint with other settings.</source>
        <translation>尚无分叉。“训练 → 分叉运行…”可从检查点以其他设置开始一个。</translation>
    </message>
    <message>
        <source>Run tree</source>
        <translation>运行树</translation>
    </message>
</context>
<context>
    <name>entroscope::RunsPanel</name>
    <message>
        <source>Open runs</source>
        <translation>打开的运行</translation>
    </message>
    <message>
        <source>Check to show a run, drag to change the order</source>
        <translation>勾选以显示运行，拖动以改变顺序</translation>
    </message>
    <message>
        <source>Close run</source>
        <translation>关闭运行</translation>
    </message>
    <message>
        <source>Bring back from the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Words of name, configuration, tag, note, status or folder; -word leaves out</source>
        <translation>名称、配置、标签、备注、状态或文件夹中的词；-词 表示排除</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>List archived runs too</source>
        <translation>同时列出已归档的运行</translation>
    </message>
    <message>
        <source>Name, tags, note…</source>
        <translation>名称、标签、备注…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>Show only the runs listed</source>
        <translation>仅显示所列运行</translation>
    </message>
    <message>
        <source>Fork this run…</source>
        <translation>分叉此运行…</translation>
    </message>
    <message>
        <source>Export this run…</source>
        <translation>导出此运行…</translation>
    </message>
    <message>
        <source>Cut back to a checkpoint…</source>
        <translation>截回到检查点…</translation>
    </message>
</context>
<context>
    <name>entroscope::SpectrogramView</name>
    <message>
        <source>Entropy (nats)</source>
        <translation>熵（nat）</translation>
    </message>
    <message>
        <source>Mean entropy of each head of one layer over the steps, a row a head, on the scale 0 to ln(T!)/T of the entropy map. Heads that collapse or stay overloaded show as dark or bright bands.</source>
        <translation>一层中每个头的平均熵随步数的变化，每头一行，采用熵图的 0 至 ln(T!)/T 刻度。坍缩或持续过载的头显示为暗带或亮带。</translation>
    </message>
    <message>
        <source>%1, layer %2, newest entropies: %3</source>
        <translation>%1，第 %2 层，最新的熵：%3</translation>
    </message>
    <message>
        <source>%1, layer %2</source>
        <translation>%1，第 %2 层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>%1 · step %2
Layer %3, head %4: %5 nats</source>
        <translation>%1 · 第 %2 步
第 %3 层，第 %4 头：%5 nat</translation>
    </message>
    <message>
        <source>&amp;Layer:</source>
        <translation>层(&amp;L)：</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Entropy spectrogram</source>
        <translation>熵谱图</translation>
    </message>
    <message>
        <source>Layer whose heads are shown, counted from 0</source>
        <translation>显示其注意力头的层，从 0 计数</translation>
    </message>
</context>
<context>
    <name>entroscope::StatusStrip</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 %2 (%3 of %4)</source>
        <translation>%1 %2（%3 / %4）</translation>
    </message>
    <message>
        <source>Progress of this run</source>
        <translation>此运行的进度</translation>
    </message>
    <message>
        <source>step %1 / %2</source>
        <translation>第 %1 / %2 步</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>损失 %1</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
<context>
    <name>entroscope::SteerPanel</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Fork…</source>
        <translation>分叉…</translation>
    </message>
    <message>
        <source>From the next step on; a mark is recorded.</source>
        <translation>从下一步起生效，并记录标记。</translation>
    </message>
    <message>
        <source>Needs a restart: a fork starts with the new value.</source>
        <translation>需要重新启动：分叉将以新值开始。</translation>
    </message>
    <message>
        <source>%1 = %2 from step %3 on.</source>
        <translation>%1 = %2，从第 %3 步起。</translation>
    </message>
    <message>
        <source>Setting to change</source>
        <translation>要更改的设置</translation>
    </message>
    <message>
        <source>Settings above the line change while the run trains, those below need a fork</source>
        <translation>线上方的设置可在训练中更改，下方的需要分叉</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Effect of the change</source>
        <translation>更改的效果</translation>
    </message>
</context>
<context>
    <name>entroscope::StyleDialog</name>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>%1 mm wide</source>
        <translation>宽 %1 毫米</translation>
    </message>
    <message>
        <source>each figure&apos;s own width</source>
        <translation>各图形自身宽度</translation>
    </message>
    <message>
        <source>%1, %2 %3 pt, %4</source>
        <translation>%1，%2 %3 磅，%4</translation>
    </message>
    <message>
        <source>Figure style</source>
        <translation>图形样式</translation>
    </message>
    <message>
        <source>%1 (comes with Entroscope)</source>
        <translation>%1（随 Entroscope 提供）</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source>Of axis labels; all other text keeps its proportion to them</source>
        <translation>指坐标轴标签；其余文字按比例缩放</translation>
    </message>
    <message>
        <source>The figure&apos;s own</source>
        <translation>图形自身宽度</translation>
    </message>
    <message>
        <source>One column, %1 mm</source>
        <translation>单栏，%1 毫米</translation>
    </message>
    <message>
        <source>Two columns, %1 mm</source>
        <translation>双栏，%1 毫米</translation>
    </message>
    <message>
        <source>Another width</source>
        <translation>其他宽度</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> 毫米</translation>
    </message>
    <message>
        <source>Width in millimetres</source>
        <translation>宽度（毫米）</translation>
    </message>
    <message>
        <source>&amp;Look at</source>
        <translation>查看(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>字体(&amp;F)</translation>
    </message>
    <message>
        <source>Font &amp;size</source>
        <translation>字号(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>On the &amp;command line</source>
        <translation>命令行(&amp;C)</translation>
    </message>
    <message>
        <source>Use this style</source>
        <translation>使用此样式</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>As designed</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Theme for print, bundled font, each figure&apos;s own width</source>
        <translation>印刷主题、自带字体、各图形自身宽度</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 毫米</translation>
    </message>
    <message>
        <source>This figure needs more room: its axis labels come out at %1 pt. Give it two columns or take a smaller font.</source>
        <translation>此图形需要更多空间：坐标轴标签实际为 %1 磅。请使用双栏宽度或更小的字号。</translation>
    </message>
    <message>
        <source>The same bytes on every machine.</source>
        <translation>在每台机器上生成相同的字节。</translation>
    </message>
    <message>
        <source>%1 belongs to this machine: files name it, and where it is missing a reader sees another font. PDF embeds it.</source>
        <translation>%1 属于本机：文件中会写明该字体，缺少它的机器会显示其他字体。PDF 会嵌入该字体。</translation>
    </message>
    <message>
        <source>This command gives the same file, to the byte</source>
        <translation>此命令生成逐字节相同的文件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>entroscope::TimelineBar</name>
    <message>
        <source>Hold the replay</source>
        <translation>停住回放</translation>
    </message>
    <message>
        <source>Hold the replay at this step</source>
        <translation>在此步停住回放</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>回放(&amp;R)</translation>
    </message>
    <message>
        <source>Play the shown runs from the cursor on, in every view</source>
        <translation>从光标处起在每个视图中回放所示运行</translation>
    </message>
    <message>
        <source>One step &amp;back</source>
        <translation>后退一步(&amp;B)</translation>
    </message>
    <message>
        <source>Move the cursor one step back</source>
        <translation>将光标后退一步</translation>
    </message>
    <message>
        <source>One step f&amp;orward</source>
        <translation>前进一步(&amp;O)</translation>
    </message>
    <message>
        <source>Move the cursor one step forward</source>
        <translation>将光标前进一步</translation>
    </message>
    <message>
        <source>Pre&amp;vious mark</source>
        <translation>上一标记(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the previous checkpoint, NaN, fork, pause or changed setting</source>
        <translation>转到上一个检查点、NaN、分支、暂停或设置更改</translation>
    </message>
    <message>
        <source>&amp;Next mark</source>
        <translation>下一标记(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next checkpoint, NaN, fork, pause or changed setting</source>
        <translation>转到下一个检查点、NaN、分支、暂停或设置更改</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Let every view follow the newest step</source>
        <translation>让每个视图跟随最新一步</translation>
    </message>
    <message>
        <source>Follow the newest step</source>
        <translation>跟随最新一步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Compare runs at equal steps or at equal tokens; with other batch sizes these differ</source>
        <translation>按相同步数或相同词元数比较各次运行；批大小不同时两者不同</translation>
    </message>
    <message>
        <source>Unit of the time line</source>
        <translation>时间线的单位</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>每秒 %1 步</translation>
    </message>
    <message>
        <source>All in %1 s</source>
        <translation>全程 %1 秒</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>Drag, or step with the arrow keys; the end follows the newest step</source>
        <translation>拖动，或用方向键逐步移动；拖到末端则跟随最新一步</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>entroscope::TimelineModel</name>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>设置已更改</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>No recorded steps</source>
        <translation>没有记录的步</translation>
    </message>
    <message>
        <source>Newest: step %1</source>
        <translation>最新：第 %1 步</translation>
    </message>
    <message>
        <source>Newest: %1 tokens</source>
        <translation>最新：%1 词元</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 / %2 步</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 / %2 词元</translation>
    </message>
    <message>
        <source>%1 · step %2 · %3</source>
        <translation>%1 · 第 %2 步 · %3</translation>
    </message>
</context>
<context>
    <name>entroscope::TimelineTrack</name>
    <message>
        <source>and %1 more</source>
        <translation>及另外 %1 项</translation>
    </message>
</context>
<context>
    <name>entroscope::TrainDialog</name>
    <message>
        <source>Train a preset</source>
        <translation>训练预设</translation>
    </message>
    <message>
        <source>as the preset</source>
        <translation>同预设</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>预设(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Configurations</source>
        <translation>配置(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Steps of each run</source>
        <translation>每个运行的步数(&amp;S)</translation>
    </message>
    <message>
        <source>De&amp;vice</source>
        <translation>设备(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>as the preset (%1)</source>
        <translation>同预设（%1）</translation>
    </message>
    <message>
        <source>Folder for the runs</source>
        <translation>保存运行的文件夹</translation>
    </message>
    <message>
        <source>Each configuration is trained once with each seed, one run after another</source>
        <translation>每个配置用每个种子各训练一次，依次进行</translation>
    </message>
    <message>
        <source>First see&amp;d</source>
        <translation>首个种子(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Number of seeds</source>
        <translation>种子数量(&amp;N)</translation>
    </message>
    <message>
        <source>The runs need a folder.</source>
        <translation>运行需要一个文件夹。</translation>
    </message>
    <message>
        <source>%1 is there already: name another folder.</source>
        <translation>%1 已存在：请另选文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be made: name another folder.</source>
        <translation>无法创建 %1：请另选文件夹。</translation>
    </message>
</context>
<context>
    <name>entroscope::TruncateDialog</name>
    <message>
        <source>Cut a run back</source>
        <translation>截短运行</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Back to its check&amp;point</source>
        <translation>截回到检查点(&amp;P)</translation>
    </message>
    <message>
        <source>Delete and cut back</source>
        <translation>删除并截短</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Deleted from %1:</source>
        <translation>将从 %1 中删除：</translation>
    </message>
    <message>
        <source>• everything recorded after step %1, up to step %2</source>
        <translation>• 第 %1 步之后直到第 %2 步的全部记录</translation>
    </message>
    <message>
        <source>• evaluations: %1</source>
        <translation>• 评估：%1</translation>
    </message>
    <message>
        <source>• checkpoints: %1</source>
        <translation>• 检查点：%1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>This cannot be undone. The run can then be resumed or forked from there.</source>
        <translation>此操作无法撤销。之后可从该处继续运行或分叉。</translation>
    </message>
</context>
<context>
    <name>entroscope::ViewHistory</name>
    <message>
        <source>shown runs</source>
        <translation>显示的运行</translation>
    </message>
    <message>
        <source>steps or tokens</source>
        <translation>步数或词元</translation>
    </message>
    <message>
        <source>chosen head</source>
        <translation>所选的头</translation>
    </message>
    <message>
        <source>upper end M</source>
        <translation>上界 M</translation>
    </message>
    <message>
        <source>overload threshold</source>
        <translation>过载阈值</translation>
    </message>
</context>
<context>
    <name>entroscope::WelcomePage</name>
    <message>
        <source>Train small language models and watch, while it happens, what every attention head does.</source>
        <translation>训练小型语言模型，并实时观察每个注意力头的行为。</translation>
    </message>
    <message>
        <source>Train the sample</source>
        <translation>训练示例</translation>
    </message>
    <message>
        <source>Five small models on bundled Python source, a few minutes in all</source>
        <translation>在自带的 Python 源码上训练五个小模型，共需几分钟</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>打开运行…</translation>
    </message>
    <message>
        <source>A run folder trained before, here or on another machine</source>
        <translation>以前在本机或其他机器上训练的运行文件夹</translation>
    </message>
    <message>
        <source>Open the paper&apos;s reference runs</source>
        <translation>打开论文的参考运行</translation>
    </message>
    <message>
        <source>The published heat maps and perplexities, to compare with</source>
        <translation>已发表的热图和困惑度，供比较</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>Or drop run folders anywhere on this window.</source>
        <translation>也可将运行文件夹拖到此窗口的任意位置。</translation>
    </message>
</context>
<context>
    <name>entroscope::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Train a preset…</source>
        <translation>训练预设(&amp;T)…</translation>
    </message>
    <message>
        <source>Choose a preset and train its configurations</source>
        <translation>选择一个预设并训练其配置</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>训练…</translation>
    </message>
    <message>
        <source>&amp;Open run…</source>
        <translation>打开运行(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>清空此列表</translation>
    </message>
    <message>
        <source>Forget the recent runs; their folders stay</source>
        <translation>清除最近的运行记录；文件夹保留</translation>
    </message>
    <message>
        <source>Open the &amp;paper&apos;s reference runs</source>
        <translation>打开论文的参考运行(&amp;P)</translation>
    </message>
    <message>
        <source>Open the published numbers as runs to compare with</source>
        <translation>将已发表的数据作为运行打开，供比较</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>导出图形(&amp;E)…</translation>
    </message>
    <message>
        <source>Write figures as SVG, PDF, PNG or CSV</source>
        <translation>将图形写为 SVG、PDF、PNG 或 CSV</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export &amp;all figures…</source>
        <translation>导出全部图形(&amp;A)…</translation>
    </message>
    <message>
        <source>Write every figure into a folder</source>
        <translation>将每幅图写入一个文件夹</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window; asks while a run trains</source>
        <translation>关闭窗口；训练进行中会先询问</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Start training, or go on after a pause</source>
        <translation>开始训练，或在暂停后继续</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Pause, or go on after a pause</source>
        <translation>暂停，或在暂停后继续</translation>
    </message>
    <message>
        <source>Single s&amp;tep</source>
        <translation>单步(&amp;T)</translation>
    </message>
    <message>
        <source>Make one optimizer step, then pause</source>
        <translation>执行一个优化器步，然后暂停</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Save a &amp;checkpoint now</source>
        <translation>立即保存检查点(&amp;C)</translation>
    </message>
    <message>
        <source>Write weights and optimizer state into the run folder</source>
        <translation>将权重和优化器状态写入运行文件夹</translation>
    </message>
    <message>
        <source>S&amp;kip to the next run</source>
        <translation>跳到下一个运行(&amp;K)</translation>
    </message>
    <message>
        <source>Save and close this run, then train the next of the queue</source>
        <translation>保存并关闭此运行，然后训练队列中的下一个</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>Save and close this run and drop the rest of the queue</source>
        <translation>保存并关闭此运行，并放弃队列中其余的运行</translation>
    </message>
    <message>
        <source>Clear &amp;finished entries</source>
        <translation>清除已结束的条目(&amp;F)</translation>
    </message>
    <message>
        <source>Remove the entries of the queue that are over</source>
        <translation>移除队列中已结束的条目</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Put every panel back to its place</source>
        <translation>将每个面板恢复原位</translation>
    </message>
    <message>
        <source>&amp;Follow the newest step</source>
        <translation>跟随最新一步(&amp;F)</translation>
    </message>
    <message>
        <source>Let every view show the newest step again</source>
        <translation>让所有视图重新显示最新一步</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Show every shortcut</source>
        <translation>显示所有快捷键</translation>
    </message>
    <message>
        <source>&amp;About Entroscope</source>
        <translation>关于 Entroscope(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本与许可证</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>复制图(&amp;C)</translation>
    </message>
    <message>
        <source>Put the chosen view&apos;s figure on the clipboard, as SVG and PNG</source>
        <translation>将所选视图的图以 SVG 和 PNG 放入剪贴板</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>查找命令(&amp;F)…</translation>
    </message>
    <message>
        <source>Find any command by a part of its name</source>
        <translation>按名称的一部分查找任何命令</translation>
    </message>
    <message>
        <source>&amp;Alerts…</source>
        <translation>警报(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose what calls for you while a run trains</source>
        <translation>选择训练期间哪些情况需要提醒您</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>&amp;Fork a run…</source>
        <translation>分叉运行(&amp;F)…</translation>
    </message>
    <message>
        <source>Start a new run from a checkpoint with other settings</source>
        <translation>以其他设置从检查点开始新的运行</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last change of a run, a view or the layout</source>
        <translation>撤销对运行、视图或布局的上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>重做已撤销的更改</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做(&amp;R)：%1</translation>
    </message>
    <message>
        <source>Figure st&amp;yle…</source>
        <translation>图形样式(&amp;Y)…</translation>
    </message>
    <message>
        <source>Choose theme, font and width of exported and copied figures</source>
        <translation>选择导出和复制图形的主题、字体与宽度</translation>
    </message>
    <message>
        <source>&amp;Print, as on paper</source>
        <translation>印刷，如纸上(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Import numbers…</source>
        <translation>导入数据(&amp;I)…</translation>
    </message>
    <message>
        <source>Make a run of a CSV file, TensorBoard events or the paper&apos;s logs</source>
        <translation>由 CSV 文件、TensorBoard 事件或论文日志生成运行</translation>
    </message>
    <message>
        <source>Export a ru&amp;n…</source>
        <translation>导出运行(&amp;N)…</translation>
    </message>
    <message>
        <source>Write the numbers or the model of the run chosen in the list</source>
        <translation>写出列表中所选运行的数据或模型</translation>
    </message>
    <message>
        <source>&amp;Measure a model…</source>
        <translation>测量模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Make a run of the heads&apos; entropies and the loss of a Hugging Face model or a checkpoint</source>
        <translation>把 Hugging Face 模型或检查点各注意力头的熵和损失做成一个运行</translation>
    </message>
</context>
<context>
    <name>entroscope::Workbench</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
</TS>
