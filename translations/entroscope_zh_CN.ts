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
        <translation>%1中的 NaN</translation>
    </message>
    <message>
        <source>Not recorded: %1</source>
        <translation>未记录：%1</translation>
    </message>
    <message>
        <source>no NaN in %1, %2 steps</source>
        <translation>%1中没有 NaN，共 %2 步</translation>
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
        <translation>没有可见运行统计过其%1中的 NaN。统计从训练的首个测量步开始。</translation>
    </message>
    <message>
        <source>no NaN</source>
        <translation>无 NaN</translation>
    </message>
</context>
<context>
    <name>NanTraceModel</name>
    <message>
        <source>Scores: largest ln Σ exp of a row</source>
        <translation>分数：一行中最大的 ln Σ exp</translation>
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
        <source>Global gradient norm before clipping, learning rate, and tokens trained per second; of a run on a GPU also how busy it was and its memory in use.</source>
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
    <message>
        <source>%1 holds a model, not a run; entroscope-cli probe measures the heads of a model.</source>
        <translation>%1 中是模型而不是运行；entroscope-cli probe 可测量模型的注意力头。</translation>
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
        <source>as the preset</source>
        <translation>同预设</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
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
        <source>Folder</source>
        <translation>文件夹</translation>
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
