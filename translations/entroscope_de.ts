<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AlertWatch</name>
    <message>
        <source>%1: no step for %2 s, still at step %3</source>
        <translation>%1: kein Schritt seit %2 s, weiterhin bei Schritt %3</translation>
    </message>
    <message>
        <source>%1: the loss jumped to %2 at step %3, %4 above its mean</source>
        <translation>%1: Der Loss ist bei Schritt %3 auf %2 gesprungen, %4 über seinem Mittel</translation>
    </message>
    <message>
        <source>%1: %2 % of the heads are overloaded at step %3</source>
        <translation>%1: %2 % der Köpfe sind bei Schritt %3 überlastet</translation>
    </message>
    <message>
        <source>%1: first NaN at step %2</source>
        <translation>%1: erstes NaN bei Schritt %2</translation>
    </message>
    <message>
        <source>%1: NaN seen at step %2</source>
        <translation>%1: NaN gesehen bei Schritt %2</translation>
    </message>
</context>
<context>
    <name>CloseQuestion</name>
    <message>
        <source>A run is training.</source>
        <translation>Ein Lauf wird trainiert.</translation>
    </message>
    <message>
        <source>Stopping saves a checkpoint: the run stays complete up to this step and can be resumed.</source>
        <translation>Beim Anhalten wird ein Checkpoint gesichert: Der Lauf bleibt bis zu diesem Schritt vollständig und lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>Keep training, minimised</source>
        <translation>Minimiert weitertrainieren</translation>
    </message>
    <message>
        <source>Stop and keep the run</source>
        <translation>Anhalten und Lauf behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>Two runs make a difference</source>
        <translation>Zwei Läufe ergeben eine Differenz</translation>
    </message>
    <message>
        <source>Show at least two runs: train, open a saved run or a published one from the File menu.</source>
        <translation>Zeigen Sie mindestens zwei Läufe: trainieren Sie, oder öffnen Sie im Datei-Menü einen gespeicherten oder veröffentlichten Lauf.</translation>
    </message>
    <message>
        <source>No head entropy of %1 here</source>
        <translation>Hier keine Kopfentropie von %1</translation>
    </message>
    <message>
        <source>Move the cursor to a later step, or choose another run.</source>
        <translation>Schieben Sie die Marke auf einen späteren Schritt, oder wählen Sie einen anderen Lauf.</translation>
    </message>
    <message>
        <source>These maps do not match</source>
        <translation>Diese Karten passen nicht zueinander</translation>
    </message>
    <message>
        <source>%1 has %2 layers × heads, %3 has %4: choose two runs of one shape.</source>
        <translation>%1 hat %2 Schichten × Köpfe, %3 hat %4: Wählen Sie zwei Läufe gleicher Form.</translation>
    </message>
    <message>
        <source>%1 · published</source>
        <translation>%1 · veröffentlicht</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · Schritt %2</translation>
    </message>
    <message>
        <source>Layer %1, head %2</source>
        <translation>Schicht %1, Kopf %2</translation>
    </message>
    <message>
        <source>A: %1 nats, %2</source>
        <translation>A: %1 nat, %2</translation>
    </message>
    <message>
        <source>B: %1 nats, %2</source>
        <translation>B: %1 nat, %2</translation>
    </message>
    <message>
        <source>A − B: %1 nats</source>
        <translation>A − B: %1 nat</translation>
    </message>
</context>
<context>
    <name>DifferenceText</name>
    <message>
        <source>Head entropy, A − B (nats)</source>
        <translation>Kopfentropie, A − B (nat)</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No run is shown</source>
        <translation>Kein Lauf wird gezeigt</translation>
    </message>
    <message>
        <source>Open a run, start one, or tick one in the run list.</source>
        <translation>Öffnen oder starten Sie einen Lauf, oder haken Sie einen in der Liste an.</translation>
    </message>
    <message>
        <source>No head entropy at this step</source>
        <translation>Keine Kopfentropie bei diesem Schritt</translation>
    </message>
    <message>
        <source>Move the cursor to a later step.</source>
        <translation>Schieben Sie die Marke auf einen späteren Schritt.</translation>
    </message>
    <message>
        <source>No head entropy is recorded</source>
        <translation>Keine Kopfentropie ist aufgezeichnet</translation>
    </message>
    <message>
        <source>A run that is trained here records it from its first measured step on (train.measure_interval); imported numbers bring it as “entropy”.</source>
        <translation>Ein hier trainierter Lauf zeichnet sie ab seinem ersten gemessenen Schritt auf (train.measure_interval); importierte Zahlen bringen sie als „entropy“ mit.</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>The best there is</source>
        <translation>Das beste vorhandene</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA-GPU</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
</context>
<context>
    <name>HeatMapModel</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 · step %2
Layer %3, head %4</source>
        <translation>%1 · Schritt %2
Schicht %3, Kopf %4</translation>
    </message>
    <message>
        <source>Entropy: NaN (every row)</source>
        <translation>Entropie: NaN (jede Zeile)</translation>
    </message>
    <message>
        <source>Entropy: %1 nats, %2 % of ln(T!)/T</source>
        <translation>Entropie: %1 nat, %2 % von ln(T!)/T</translation>
    </message>
    <message>
        <source>In the overload quarter, [¾ M, M]</source>
        <translation>Im Überlast-Viertel, [¾ M, M]</translation>
    </message>
    <message>
        <source>NaN rows: %1 %</source>
        <translation>NaN-Zeilen: %1 %</translation>
    </message>
</context>
<context>
    <name>HeatMapText</name>
    <message>
        <source>No entropy recorded: %1</source>
        <translation>Keine Entropie aufgezeichnet: %1</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Head entropy (nats)</source>
        <translation>Kopfentropie (nat)</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the selected run (its folder stays)</source>
        <translation>Den gewählten Lauf schließen (sein Ordner bleibt)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>A lab that shows what every attention head does while a language model trains, with and without LayerNorm and with any activation.</source>
        <translation>Ein Labor, das zeigt, was jeder Aufmerksamkeitskopf tut, während ein Sprachmodell trainiert – mit und ohne LayerNorm und mit jeder Aktivierung.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später; ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Built with Qt, QCustomPlot, Qt Charts, LibTorch and SQLite. The font Inter is under the SIL Open Font License.</source>
        <translation>Gebaut mit Qt, QCustomPlot, Qt Charts, LibTorch und SQLite. Die Schrift Inter steht unter der SIL Open Font License.</translation>
    </message>
    <message>
        <source>About Entroscope</source>
        <translation>Über Entroscope</translation>
    </message>
    <message>
        <source>Name, tags and note of the selected run</source>
        <translation>Name, Schlagwörter und Notiz des gewählten Laufs</translation>
    </message>
    <message>
        <source>Move the selected run to the trash</source>
        <translation>Den gewählten Lauf in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Zoom the curves and the NaN map in, − out</source>
        <translation>Kurven und NaN-Karte vergrößern, − verkleinern</translation>
    </message>
    <message>
        <source>Show their whole axis again</source>
        <translation>Wieder die ganze Achse zeigen</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Head entropy, quarters of M = %1 nats (largest of all runs shown)</source>
        <translation>Kopfentropie, Viertel von M = %1 nat (größte aller gezeigten Läufe)</translation>
    </message>
    <message>
        <source>Head entropy, quarters of M = %1 nats (largest of the run)</source>
        <translation>Kopfentropie, Viertel von M = %1 nat (größte des Laufs)</translation>
    </message>
    <message>
        <source>Head entropy, quarters of each run’s largest entropy M</source>
        <translation>Kopfentropie, Viertel der größten Entropie M jedes Laufs</translation>
    </message>
    <message>
        <source>Head entropy, quarters of M = ln(T!)/T = %1 nats</source>
        <translation>Kopfentropie, Viertel von M = ln(T!)/T = %1 nat</translation>
    </message>
    <message>
        <source>Head entropy, quarters of each run’s M = ln(T!)/T</source>
        <translation>Kopfentropie, Viertel von M = ln(T!)/T jedes Laufs</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 von %3</translation>
    </message>
    <message>
        <source>Undefined heads (NaN), in no quarter: %1</source>
        <translation>Undefinierte Köpfe (NaN), in keinem Viertel: %1</translation>
    </message>
    <message>
        <source>%1 (M = %2)</source>
        <translation>%1 (M = %2)</translation>
    </message>
    <message>
        <source>Quarters of M = %1 nats</source>
        <translation>Viertel von M = %1 nat</translation>
    </message>
    <message>
        <source>Quarters of each run’s M</source>
        <translation>Viertel von M jedes Laufs</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
    <message>
        <source>%1 at step %2: %3</source>
        <translation>%1 bei Schritt %2: %3</translation>
    </message>
</context>
<context>
    <name>LayerEntropyModel</name>
    <message>
        <source>Layer entropy</source>
        <translation>Schichtentropie</translation>
    </message>
    <message>
        <source>Mean attention entropy of each layer&apos;s heads, in nats: E = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ, over rows without NaN. The dashed line is the most a causal head can reach, ln(T!)/T. Paper: Fig 4.</source>
        <translation>Mittlere Aufmerksamkeitsentropie der Köpfe jeder Schicht in nat: E = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ, über Zeilen ohne NaN. Die gestrichelte Linie ist das Höchste, was ein kausaler Kopf erreichen kann, ln(T!)/T. Aufsatz: Abb. 4.</translation>
    </message>
    <message>
        <source>Entropy (nats)</source>
        <translation>Entropie (nat)</translation>
    </message>
    <message>
        <source>ln(T!)/T</source>
        <translation>ln(T!)/T</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
</context>
<context>
    <name>LossCurvesModel</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>training loss, smoothed</source>
        <translation>Trainingsverlust, geglättet</translation>
    </message>
    <message>
        <source>evaluation loss</source>
        <translation>Auswertungsverlust</translation>
    </message>
    <message>
        <source>Loss (nats per token)</source>
        <translation>Verlust (nat je Token)</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>No loss is recorded</source>
        <translation>Kein Verlust ist aufgezeichnet</translation>
    </message>
    <message>
        <source>It appears with a run’s first step; the paper’s published runs carry only their last evaluation.</source>
        <translation>Er erscheint mit dem ersten Schritt eines Laufs; die veröffentlichten Läufe des Aufsatzes tragen nur ihre letzte Auswertung.</translation>
    </message>
    <message>
        <source>Training loss (mean cross-entropy, nats per token) and loss on the validation data, against steps or tokens; perplexity = exp(loss). The bold line is a debiased exponential average of the faint raw one, dots are evaluations; runs that differ in their seed alone can be drawn as mean ± sample standard deviation. Paper: Fig 2b.</source>
        <translation>Trainingsverlust (mittlere Kreuzentropie, nat je Token) und Verlust auf den Validierungsdaten, über Schritte oder Token; Perplexität = exp(Verlust). Die kräftige Linie ist ein korrigiertes exponentielles Mittel der blassen rohen, Punkte sind Auswertungen; Läufe, die sich nur im Startwert unterscheiden, lassen sich als Mittel ± Stichproben-Standardabweichung zeichnen. Aufsatz: Abb. 2b.</translation>
    </message>
    <message>
        <source>%1, mean ± std</source>
        <translation>%1, Mittel ± Std.</translation>
    </message>
    <message numerus="yes">
        <source>%1, mean ± std of %n seeds</source>
        <translation>
            <numerusform>%1, Mittel ± Std. von %n Startwert</numerusform>
            <numerusform>%1, Mittel ± Std. von %n Startwerten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NanMapModel</name>
    <message>
        <source>first NaN at step %1, layer %2</source>
        <translation>erstes NaN bei Schritt %1, Schicht %2</translation>
    </message>
    <message>
        <source>attention scores</source>
        <translation>Aufmerksamkeitswerte</translation>
    </message>
    <message>
        <source>attention probabilities</source>
        <translation>Aufmerksamkeitsgewichte</translation>
    </message>
    <message>
        <source>residual stream</source>
        <translation>Residualstrom</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>steps %1–%2</source>
        <translation>Schritte %1–%2</translation>
    </message>
    <message>
        <source>NaNs: %1</source>
        <translation>NaN: %1</translation>
    </message>
    <message>
        <source>NaNs in one step: up to %1</source>
        <translation>NaN in einem Schritt: bis zu %1</translation>
    </message>
    <message>
        <source>%1 · %2
Layer %3</source>
        <translation>%1 · %2
Schicht %3</translation>
    </message>
</context>
<context>
    <name>NanMapText</name>
    <message>
        <source>NaNs in %1</source>
        <translation>NaN in: %1</translation>
    </message>
    <message>
        <source>Not recorded: %1</source>
        <translation>Nicht aufgezeichnet: %1</translation>
    </message>
    <message>
        <source>no NaN in %1, %2 steps</source>
        <translation>kein NaN in: %1, %2 Schritte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>No NaN census yet</source>
        <translation>Noch keine NaN-Zählung</translation>
    </message>
    <message>
        <source>No visible run has counted NaNs in its %1. The census starts with the first measured step of a training.</source>
        <translation>Kein sichtbarer Lauf hat hier NaN gezählt: %1. Die Zählung beginnt mit dem ersten gemessenen Schritt eines Trainings.</translation>
    </message>
    <message>
        <source>no NaN</source>
        <translation>kein NaN</translation>
    </message>
</context>
<context>
    <name>NanTraceModel</name>
    <message>
        <source>Scores: largest ln Σ exp</source>
        <translation>Werte: größtes ln Σ exp</translation>
    </message>
    <message>
        <source>Residual stream: largest |x|</source>
        <translation>Residualstrom: größtes |x|</translation>
    </message>
    <message>
        <source>Gradient: L2 norm</source>
        <translation>Gradient: L2-Norm</translation>
    </message>
    <message>
        <source>No NaN up to step %1</source>
        <translation>Kein NaN bis Schritt %1</translation>
    </message>
    <message>
        <source>attention scores</source>
        <translation>Aufmerksamkeitswerte</translation>
    </message>
    <message>
        <source>attention probabilities</source>
        <translation>Aufmerksamkeitsgewichte</translation>
    </message>
    <message>
        <source>residual stream</source>
        <translation>Residualstrom</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>First NaN at step %1: layer %2, head %3, %4</source>
        <translation>Erstes NaN in Schritt %1: Schicht %2, Kopf %3, %4</translation>
    </message>
    <message>
        <source>First NaN at step %1: layer %2, %3</source>
        <translation>Erstes NaN in Schritt %1: Schicht %2, %3</translation>
    </message>
</context>
<context>
    <name>NanTraceView</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
</context>
<context>
    <name>Perplexity</name>
    <message>
        <source>tokenizer or validation data unknown</source>
        <translation>Tokenizer oder Validierungsdaten unbekannt</translation>
    </message>
    <message>
        <source>another tokenizer than the baseline’s</source>
        <translation>anderer Tokenizer als bei der Vergleichsbasis</translation>
    </message>
    <message>
        <source>other validation data than the baseline’s</source>
        <translation>andere Validierungsdaten als bei der Vergleichsbasis</translation>
    </message>
    <message>
        <source>the chosen baseline is not shown</source>
        <translation>die gewählte Vergleichsbasis wird nicht gezeigt</translation>
    </message>
    <message>
        <source>no SM+LN+G run of the same architecture and context is shown</source>
        <translation>kein SM+LN+G-Lauf gleicher Architektur und Kontextlänge wird gezeigt</translation>
    </message>
    <message>
        <source>no SM+LN+G run is shown</source>
        <translation>kein SM+LN+G-Lauf wird gezeigt</translation>
    </message>
    <message>
        <source>not evaluated yet</source>
        <translation>noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>the baseline is not evaluated yet</source>
        <translation>die Vergleichsbasis ist noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>a perplexity is not finite</source>
        <translation>eine Perplexität ist nicht endlich</translation>
    </message>
    <message>
        <source>after another number of tokens than the baseline</source>
        <translation>nach anderer Tokenzahl als die Vergleichsbasis</translation>
    </message>
    <message>
        <source>another architecture or context than the baseline’s</source>
        <translation>andere Architektur oder Kontextlänge als bei der Vergleichsbasis</translation>
    </message>
    <message>
        <source>mean (n = %1)</source>
        <translation>Mittel (n = %1)</translation>
    </message>
    <message>
        <source>without the seeds that are not evaluated or not finite</source>
        <translation>ohne die Startwerte, die nicht ausgewertet oder nicht endlich sind</translation>
    </message>
    <message>
        <source>mean over evaluations after different numbers of steps</source>
        <translation>Mittel über Auswertungen nach verschieden vielen Schritten</translation>
    </message>
    <message>
        <source>evaluated on another part of the validation data than the baseline</source>
        <translation>auf einem anderen Teil der Validierungsdaten ausgewertet als die Vergleichsbasis</translation>
    </message>
</context>
<context>
    <name>ReproductionPage</name>
    <message>
        <source>Trained here: NaNs by layer and step</source>
        <translation>Hier trainiert: NaN je Schicht und Schritt</translation>
    </message>
    <message>
        <source>Trained here: mean entropy of each layer</source>
        <translation>Hier trainiert: mittlere Entropie jeder Schicht</translation>
    </message>
    <message>
        <source>Trained here</source>
        <translation>Hier trainiert</translation>
    </message>
    <message>
        <source>Published (Jha and Reagen, arXiv 2410.09637)</source>
        <translation>Veröffentlicht (Jha und Reagen, arXiv 2410.09637)</translation>
    </message>
</context>
<context>
    <name>RunTree</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>RunTreeModel</name>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>from scratch</source>
        <translation>von Anfang an</translation>
    </message>
    <message>
        <source>step %1 of a run that is not shown</source>
        <translation>Schritt %1 eines Laufs, der nicht gezeigt ist</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>nichts geändert</translation>
    </message>
    <message>
        <source>step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <source>PPL %1</source>
        <translation>PPL %1</translation>
    </message>
    <message>
        <source>step %1:</source>
        <translation>Schritt %1:</translation>
    </message>
    <message>
        <source>up to step %1</source>
        <translation>bis Schritt %1</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message>
        <source>%1, the lowest</source>
        <translation>%1, die niedrigste</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>%1: expected %2, found %3</source>
        <translation>%1: %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>endliche Zahl</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>a whole number of at least 0</source>
        <translation>ganze Zahl ab 0</translation>
    </message>
    <message>
        <source>a finite number of at least 1</source>
        <translation>endliche Zahl ab 1</translation>
    </message>
    <message>
        <source>%1: no such field</source>
        <translation>%1: kein solches Feld</translation>
    </message>
    <message>
        <source>--set %1: expected KEY=VALUE</source>
        <translation>--set %1: KEY=VALUE erwartet</translation>
    </message>
    <message>
        <source>a multiple of model.heads (%1)</source>
        <translation>Vielfaches von model.heads (%1)</translation>
    </message>
    <message>
        <source>at most model.positions (%1)</source>
        <translation>höchstens model.positions (%1)</translation>
    </message>
    <message>
        <source>a share of the head width that is an even number of dimensions</source>
        <translation>Anteil der Kopfbreite, der eine gerade Zahl von Dimensionen ergibt</translation>
    </message>
    <message>
        <source>one kind of norm beside none in block_norm, first_norm and final_norm</source>
        <translation>außer none nur eine Art Norm in block_norm, first_norm und final_norm</translation>
    </message>
    <message>
        <source>layer_norm and rms_norm</source>
        <translation>layer_norm und rms_norm</translation>
    </message>
    <message>
        <source>false while train.precision is fp32</source>
        <translation>false, solange train.precision fp32 ist,</translation>
    </message>
    <message>
        <source>a count from 1 to %1 after &apos;*&apos;</source>
        <translation>Anzahl von 1 bis %1 nach &apos;*&apos;</translation>
    </message>
    <message>
        <source>activations for %1 layers</source>
        <translation>Aktivierungen für %1 Schichten</translation>
    </message>
    <message>
        <source>%1: %2: %3</source>
        <translation>%1: %2: %3</translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation>kann nicht lesen</translation>
    </message>
    <message>
        <source>%1: expected a file, found a folder</source>
        <translation>%1: Datei erwartet, Ordner gefunden</translation>
    </message>
    <message>
        <source>%1: expected a regular file</source>
        <translation>%1: gewöhnliche Datei erwartet</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>kann nicht schreiben</translation>
    </message>
    <message>
        <source>cannot open</source>
        <translation>kann nicht öffnen</translation>
    </message>
    <message>
        <source>%1: expected at most %2 bytes, found %3</source>
        <translation>%1: höchstens %2 Bytes erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>cannot sync</source>
        <translation>kann nicht auf den Datenträger sichern</translation>
    </message>
    <message>
        <source>%1: expected a file inside its folder, found a link that leads out of it</source>
        <translation>%1: Datei innerhalb ihres Ordners erwartet, Verknüpfung nach außen gefunden</translation>
    </message>
    <message>
        <source>%1: expected a file to write, found a folder</source>
        <translation>%1: Datei zum Schreiben erwartet, Ordner gefunden</translation>
    </message>
    <message>
        <source>cannot rename into place</source>
        <translation>kann nicht an seinen Platz umbenennen</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder, found something there</source>
        <translation>%1: neuer oder leerer Ordner erwartet, dort liegt schon etwas</translation>
    </message>
    <message>
        <source>%1: cannot make the folder: %2</source>
        <translation>%1: kann den Ordner nicht anlegen: %2</translation>
    </message>
    <message>
        <source>cannot map</source>
        <translation>kann nicht in den Speicher abbilden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: cannot read: %2</source>
        <translation>%1: kann nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1: expected a number, found %2</source>
        <translation>%1: Zahl erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: expected JSON of at most %2 levels, found more at byte %3</source>
        <translation>%1: JSON mit höchstens %2 Ebenen erwartet, bei Byte %3 mehr gefunden</translation>
    </message>
    <message>
        <source>%1: line %2 (byte %3): expected valid JSON</source>
        <translation>%1: Zeile %2 (Byte %3): gültiges JSON erwartet</translation>
    </message>
    <message>
        <source>%1: expected JSON with numbers of at most 1.8e308</source>
        <translation>%1: JSON mit Zahlen bis höchstens 1.8e308 erwartet</translation>
    </message>
    <message>
        <source>configuration %1: expected a number after &apos;=&apos;, found &quot;%2&quot;</source>
        <translation>Konfiguration %1: Zahl nach &apos;=&apos; erwartet, &quot;%2&quot; gefunden</translation>
    </message>
    <message>
        <source>no configuration &quot;%1&quot;; there are %2 and SM+LR=SLOPE</source>
        <translation>keine Konfiguration &quot;%1&quot;; es gibt %2 und SM+LR=SLOPE</translation>
    </message>
    <message>
        <source>%1: ENTROSCOPE_RESOURCES names no folder</source>
        <translation>%1: ENTROSCOPE_RESOURCES nennt keinen Ordner</translation>
    </message>
    <message>
        <source>the program&apos;s resources are in neither %1 nor %2</source>
        <translation>die Ressourcen des Programms liegen weder in %1 noch in %2</translation>
    </message>
    <message>
        <source>corpus: expected text to learn from, found none</source>
        <translation>Korpus: Text zum Lernen erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>vocabulary: expected at least %1 (256 bytes and the special tokens), found %2</source>
        <translation>Vokabular: mindestens %1 erwartet (256 Bytes und die besonderen Token), %2 gefunden</translation>
    </message>
    <message>
        <source>gzip data ends early</source>
        <translation>gzip-Daten enden vorzeitig</translation>
    </message>
    <message>
        <source>expected gzip data, found damage (%1)</source>
        <translation>gzip-Daten erwartet, Schaden gefunden (%1)</translation>
    </message>
    <message>
        <source>expected zstd data, found damage (%1)</source>
        <translation>zstd-Daten erwartet, Schaden gefunden (%1)</translation>
    </message>
    <message>
        <source>zstd data ends early</source>
        <translation>zstd-Daten enden vorzeitig</translation>
    </message>
    <message>
        <source>expected white space at least every %1 bytes (--max-document)</source>
        <translation>Leerraum mindestens alle %1 Bytes erwartet (--max-document)</translation>
    </message>
    <message>
        <source>%1: cannot read the folder: %2</source>
        <translation>%1: kann den Ordner nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1: no such file or folder</source>
        <translation>%1: keine solche Datei und kein solcher Ordner</translation>
    </message>
    <message>
        <source>%1: expected at least one file in the folder</source>
        <translation>%1: mindestens eine Datei im Ordner erwartet</translation>
    </message>
    <message>
        <source>%1: expected at least one file that matches --glob in the folder</source>
        <translation>%1: mindestens eine Datei im Ordner erwartet, auf die --glob passt</translation>
    </message>
    <message>
        <source>%1: expected a regular file or a folder</source>
        <translation>%1: gewöhnliche Datei oder Ordner erwartet</translation>
    </message>
    <message>
        <source>corpus: expected at least one input, found none</source>
        <translation>Korpus: mindestens eine Eingabe erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: expected at most %2, found %3</source>
        <translation>%1: höchstens %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>format: expected &apos;entroscope-dataset&apos;</source>
        <translation>format: &apos;entroscope-dataset&apos; erwartet</translation>
    </message>
    <message>
        <source>chunking: expected packed or paper, found &apos;%1&apos;</source>
        <translation>chunking: packed oder paper erwartet, &apos;%1&apos; gefunden</translation>
    </message>
    <message>
        <source>context: expected at least 1 for chunking paper</source>
        <translation>context: mindestens 1 bei chunking paper erwartet</translation>
    </message>
    <message>
        <source>expected %1 tokens as dataset.json says, found %2</source>
        <translation>%1 Token erwartet, wie dataset.json sagt, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: expected at least %2, found %3</source>
        <translation>%1: mindestens %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>model.context: expected %1, the chunk length of this data set (chunking paper), found %2</source>
        <translation>model.context: %1 erwartet, die Stücklänge dieses Datensatzes (chunking paper), %2 gefunden</translation>
    </message>
    <message>
        <source>%1: expected token ids below %2, found %3</source>
        <translation>%1: Token-Nummern unter %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: no such data set</source>
        <translation>%1: kein solcher Datensatz</translation>
    </message>
    <message>
        <source>expected a folder made by `data pack`, found a file</source>
        <translation>von `data pack` erzeugter Ordner erwartet, Datei gefunden</translation>
    </message>
    <message>
        <source>expected a folder made by `data pack`, found no dataset.json in it</source>
        <translation>von `data pack` erzeugter Ordner erwartet, darin keine dataset.json gefunden</translation>
    </message>
    <message>
        <source>expected at least one sequence of %1 tokens and its target, found %2 tokens</source>
        <translation>mindestens eine Folge von %1 Token und ihr Ziel erwartet, %2 Token gefunden</translation>
    </message>
    <message>
        <source>expected a batch number below %1, found %2</source>
        <translation>Stapelnummer unter %1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>--valid-fraction: expected a number from 0 to 0.5, found %1</source>
        <translation>--valid-fraction: Zahl von 0 bis 0.5 erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>--threads: expected 0 (all cores) or more, found %1</source>
        <translation>--threads: 0 (alle Kerne) oder mehr erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>%1; the same command with --resume continues</source>
        <translation>%1; derselbe Befehl mit --resume macht weiter</translation>
    </message>
    <message>
        <source>%1: cannot write</source>
        <translation>%1: kann nicht schreiben</translation>
    </message>
    <message>
        <source>%1: expected a pack of the same corpus and options to resume, found another</source>
        <translation>%1: zum Fortsetzen Packung desselben Korpus mit denselben Optionen erwartet, andere gefunden</translation>
    </message>
    <message>
        <source>%1: interrupted; the same command with --resume continues</source>
        <translation>%1: unterbrochen; derselbe Befehl mit --resume macht weiter</translation>
    </message>
    <message>
        <source>%1 (--on-error skip passes over such documents)</source>
        <translation>%1 (--on-error skip übergeht solche Dokumente)</translation>
    </message>
    <message>
        <source>at least one document of %1 tokens</source>
        <translation>mindestens ein Dokument von %1 Token</translation>
    </message>
    <message>
        <source>at least one document with text</source>
        <translation>mindestens ein Dokument mit Text</translation>
    </message>
    <message>
        <source>corpus: expected %1 for training, found %2 documents and %3 tokens</source>
        <translation>Korpus: %1 zum Trainieren erwartet, %2 Dokumente und %3 Token gefunden</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder to write, found one in use</source>
        <translation>%1: neuer oder leerer Ordner zum Schreiben erwartet, benutzter gefunden</translation>
    </message>
    <message>
        <source>%1: cannot write here: %2</source>
        <translation>%1: kann hier nicht schreiben: %2</translation>
    </message>
    <message>
        <source>expected uint16 tokens, found an odd number of bytes (%1)</source>
        <translation>uint16-Token erwartet, ungerade Zahl von Bytes gefunden (%1)</translation>
    </message>
    <message>
        <source>header version: expected %1, found %2</source>
        <translation>Version im Kopf: %1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>header count: expected the %1 tokens that the file holds, found %2</source>
        <translation>Anzahl im Kopf: die %1 Token erwartet, die die Datei enthält, %2 gefunden</translation>
    </message>
    <message>
        <source>expected at least %1 tokens, found %2</source>
        <translation>mindestens %1 Token erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>expected at least %1 bytes to go on from, found fewer</source>
        <translation>mindestens %1 Bytes zum Weitermachen erwartet, weniger gefunden</translation>
    </message>
    <message>
        <source>token id: expected one of the %1 ids of the vocabulary, found %2</source>
        <translation>Token-Nummer: eine der %1 Nummern des Vokabulars erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected %3, found %4</source>
        <translation>%1: %2: %3 erwartet, %4 gefunden</translation>
    </message>
    <message>
        <source>an id below %1</source>
        <translation>Nummer unter %1</translation>
    </message>
    <message>
        <source>an object of tokens and ids</source>
        <translation>Objekt aus Token und Nummern</translation>
    </message>
    <message>
        <source>tokens of at least one character</source>
        <translation>Token aus mindestens einem Zeichen</translation>
    </message>
    <message>
        <source>an empty one</source>
        <translation>leeres</translation>
    </message>
    <message>
        <source>one token an id</source>
        <translation>ein Token je Nummer</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and &apos;%2&apos; at id %3</source>
        <translation>&apos;%1&apos; und &apos;%2&apos; bei Nummer %3</translation>
    </message>
    <message>
        <source>tokens of the vocabulary</source>
        <translation>Token des Vokabulars</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>&quot;left right&quot; or [&quot;left&quot;, &quot;right&quot;]</source>
        <translation>&quot;left right&quot; oder [&quot;left&quot;, &quot;right&quot;]</translation>
    </message>
    <message>
        <source>%1: %2: expected null (plain byte-level BPE), found %3</source>
        <translation>%1: %2: null erwartet (einfaches BPE auf Byte-Ebene), %3 gefunden</translation>
    </message>
    <message>
        <source>an object with id and content</source>
        <translation>Objekt mit id und content</translation>
    </message>
    <message>
        <source>%1: pre_tokenizer: expected ByteLevel with add_prefix_space false and use_regex true, found %2</source>
        <translation>%1: pre_tokenizer: ByteLevel mit add_prefix_space false und use_regex true erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: expected tokenizer.json, or vocab.json and merges.txt, in this folder</source>
        <translation>%1: tokenizer.json oder vocab.json und merges.txt in diesem Ordner erwartet</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>%1: model.type: expected BPE, found %2</source>
        <translation>%1: model.type: BPE erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>this run cannot be rolled back</source>
        <translation>dieser Lauf kann nicht zurückgesetzt werden</translation>
    </message>
    <message>
        <source>there is no run to start</source>
        <translation>es gibt keinen Lauf zu starten</translation>
    </message>
    <message>
        <source>no run is training</source>
        <translation>kein Lauf wird trainiert</translation>
    </message>
    <message>
        <source>that run does not wait in the queue</source>
        <translation>dieser Lauf wartet nicht in der Warteschlange</translation>
    </message>
    <message>
        <source>out of memory: use a smaller batch or model</source>
        <translation>Speicher erschöpft: kleineren Stapel oder kleineres Modell verwenden</translation>
    </message>
    <message>
        <source>%1; and closing the run failed: %2</source>
        <translation>%1; und das Schließen des Laufs ist gescheitert: %2</translation>
    </message>
    <message>
        <source>%1; stopped, for nobody was there to answer</source>
        <translation>%1; angehalten, denn niemand war da, um zu antworten</translation>
    </message>
    <message>
        <source>%1 takes effect when the run is started anew</source>
        <translation>%1 wirkt, wenn der Lauf neu gestartet wird</translation>
    </message>
    <message>
        <source>maximum entropy: expected a context &gt;= 1, found %1</source>
        <translation>größte Entropie: Kontext &gt;= 1 erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>overload histogram: expected a finite maximum &gt; 0, found %1</source>
        <translation>Überlast-Histogramm: endliches Maximum &gt; 0 erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>train.precision: tf32 needs a CUDA device; on the CPU expected fp32</source>
        <translation>train.precision: tf32 braucht ein CUDA-Gerät; auf der CPU fp32 erwartet</translation>
    </message>
    <message>
        <source>model.low_precision_scores: expected false with train.precision bf16, found true; scores are rounded through fp16 only</source>
        <translation>model.low_precision_scores: mit train.precision bf16 false erwartet, true gefunden; Werte werden nur über fp16 gerundet</translation>
    </message>
    <message>
        <source>%1: expected a run, checkpoint or model folder, found nothing</source>
        <translation>%1: Ordner eines Laufs, Checkpoints oder Modells erwartet, nichts gefunden</translation>
    </message>
    <message>
        <source>%1: expected a run, checkpoint or model folder, found a file</source>
        <translation>%1: Ordner eines Laufs, Checkpoints oder Modells erwartet, Datei gefunden</translation>
    </message>
    <message>
        <source>%1: expected at least one checkpoint in this run, found none</source>
        <translation>%1: mindestens ein Checkpoint in diesem Lauf erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: expected config.json (a model) or run.toml (a run) in this folder, found neither</source>
        <translation>%1: config.json (Modell) oder run.toml (Lauf) in diesem Ordner erwartet, keines von beiden gefunden</translation>
    </message>
    <message>
        <source>%1: weight_map: expected an object, found none</source>
        <translation>%1: weight_map: Objekt erwartet, keines gefunden</translation>
    </message>
    <message>
        <source>%1: weight_map: %2: expected the name of a file in this folder</source>
        <translation>%1: weight_map: %2: Name einer Datei in diesem Ordner erwartet</translation>
    </message>
    <message>
        <source>%1: %2: expected a tensor, as the index says, found none</source>
        <translation>%1: %2: Tensor erwartet, wie der Index sagt, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: expected F64, F32, F16 or BF16, found whole numbers</source>
        <translation>%1: F64, F32, F16 oder BF16 erwartet, ganze Zahlen gefunden</translation>
    </message>
    <message>
        <source>%1: expected shape %2, found %3</source>
        <translation>%1: Form %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected no such tensor for the model in %3, found one of shape %4</source>
        <translation>%1: %2: für das Modell in %3 kein solcher Tensor erwartet, einer der Form %4 gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected a tensor of shape %3, found none</source>
        <translation>%1: %2: Tensor der Form %3 erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected zeros, for this bias is switched off, found other values</source>
        <translation>%1: %2: Nullen erwartet, denn dieser Bias ist abgeschaltet, andere Werte gefunden</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>a smaller number</source>
        <translation>kleinere Zahl</translation>
    </message>
    <message>
        <source>a number, text, true or false</source>
        <translation>Zahl, Text, true oder false</translation>
    </message>
    <message>
        <source>an attention scale that depends on the layer is not offered</source>
        <translation>eine Aufmerksamkeitsskala, die von der Schicht abhängt, wird nicht angeboten</translation>
    </message>
    <message>
        <source>expected &quot;default&quot;, found %1</source>
        <translation>&quot;default&quot; erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>written by a newer Entroscope: expected at most %1, found %2</source>
        <translation>von einem neueren Entroscope geschrieben: höchstens %1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: expected an object, found %2</source>
        <translation>%1: Objekt erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>&quot;gpt2&quot; or &quot;gpt_neox&quot;</source>
        <translation>&quot;gpt2&quot; oder &quot;gpt_neox&quot;</translation>
    </message>
    <message>
        <source>%1: token %2: expected an id below %3, the model&apos;s vocabulary, found %4</source>
        <translation>%1: Token %2: Nummer unter %3, dem Vokabular des Modells, erwartet, %4 gefunden</translation>
    </message>
    <message>
        <source>%1: expected a context of at most %2, the model&apos;s positions, found %3</source>
        <translation>%1: Kontext von höchstens %2, den Positionen des Modells, erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>out of memory with --batch %1 and --context %2: lower one of them</source>
        <translation>Speicher erschöpft mit --batch %1 und --context %2: eines davon verringern</translation>
    </message>
    <message>
        <source>cannot remove</source>
        <translation>kann nicht entfernen</translation>
    </message>
    <message>
        <source>cannot make the folder</source>
        <translation>kann den Ordner nicht anlegen</translation>
    </message>
    <message>
        <source>%1: damaged: %2: %3; move the folder away to use an older checkpoint</source>
        <translation>%1: beschädigt: %2: %3; den Ordner wegbewegen, um einen älteren Checkpoint zu nutzen</translation>
    </message>
    <message>
        <source>%1: line %2: expected at most %3 columns, found more</source>
        <translation>%1: Zeile %2: höchstens %3 Spalten erwartet, mehr gefunden</translation>
    </message>
    <message>
        <source>%1: line %2: expected a closing quote, found the end of the file</source>
        <translation>%1: Zeile %2: schließendes Anführungszeichen erwartet, Ende der Datei gefunden</translation>
    </message>
    <message>
        <source>%1: expected a number, found &quot;%2&quot;</source>
        <translation>%1: Zahl erwartet, &quot;%2&quot; gefunden</translation>
    </message>
    <message>
        <source>%1: expected a run database, found something else</source>
        <translation>%1: Datenbank eines Laufs erwartet, etwas anderes gefunden</translation>
    </message>
    <message>
        <source>%1: the database is damaged: %2</source>
        <translation>%1: die Datenbank ist beschädigt: %2</translation>
    </message>
    <message>
        <source>%1: another process keeps the database busy</source>
        <translation>%1: ein anderer Prozess hält die Datenbank besetzt</translation>
    </message>
    <message>
        <source>%1: out of memory</source>
        <translation>%1: Speicher erschöpft</translation>
    </message>
    <message>
        <source>%1: cannot write: the disk is full</source>
        <translation>%1: kann nicht schreiben: der Datenträger ist voll</translation>
    </message>
    <message>
        <source>%1: not a complete run database: %2</source>
        <translation>%1: keine vollständige Datenbank eines Laufs: %2</translation>
    </message>
    <message>
        <source>%1: expected a file of its own</source>
        <translation>%1: eigene Datei erwartet</translation>
    </message>
    <message>
        <source>%1: expected a journal of this database alone, found one that names other files</source>
        <translation>%1: Journal nur dieser Datenbank erwartet, eines gefunden, das andere Dateien nennt</translation>
    </message>
    <message>
        <source>%1: cannot make the folder</source>
        <translation>%1: kann den Ordner nicht anlegen</translation>
    </message>
    <message>
        <source>%1: expected a run with a checkpoint, found none</source>
        <translation>%1: Lauf mit Checkpoint erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: expected model.safetensors, found none</source>
        <translation>%1: model.safetensors erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>--format: expected csv, jsonl, tfevents, hf or safetensors, found &quot;%1&quot;</source>
        <translation>--format: csv, jsonl, tfevents, hf oder safetensors erwartet, &quot;%1&quot; gefunden</translation>
    </message>
    <message>
        <source>%1: the file is missing</source>
        <translation>%1: die Datei fehlt</translation>
    </message>
    <message>
        <source>%1: another run.db lies here now, for the folder was replaced or its disk mounted anew; stop, then resume the run</source>
        <translation>%1: hier liegt jetzt eine andere run.db, denn der Ordner wurde ersetzt oder sein Datenträger neu eingehängt; den Lauf anhalten, dann fortsetzen</translation>
    </message>
    <message>
        <source>%1: the run folder was moved or deleted; put it back to go on</source>
        <translation>%1: der Laufordner wurde verschoben oder gelöscht; zum Weitermachen zurücklegen</translation>
    </message>
    <message>
        <source>%1: the run folder cannot be reached: %2</source>
        <translation>%1: der Laufordner ist nicht erreichbar: %2</translation>
    </message>
    <message>
        <source>%1: expected a whole number, found &quot;%2&quot;</source>
        <translation>%1: ganze Zahl erwartet, &quot;%2&quot; gefunden</translation>
    </message>
    <message>
        <source>%1: row %2</source>
        <translation>%1: Zeile %2</translation>
    </message>
    <message>
        <source>%1: expected a header line with a column &quot;step&quot;, found none</source>
        <translation>%1: Kopfzeile mit einer Spalte &quot;step&quot; erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected a file or folder to import, found nothing there</source>
        <translation>&quot;%1&quot;: Datei oder Ordner zum Importieren erwartet, dort ist nichts</translation>
    </message>
    <message>
        <source>%1: expected a folder of logs</source>
        <translation>%1: Ordner mit Protokollen erwartet</translation>
    </message>
    <message>
        <source>--format: expected auto, csv, tfevents or paper-logs, found &quot;%1&quot;</source>
        <translation>--format: auto, csv, tfevents oder paper-logs erwartet, &quot;%1&quot; gefunden</translation>
    </message>
    <message>
        <source>block %1 (bytes %2 to %3) differs from its hash</source>
        <translation>Block %1 (Bytes %2 bis %3) weicht von seinem Hash ab</translation>
    </message>
    <message>
        <source>expected %1 bytes, found %2</source>
        <translation>%1 Bytes erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>expected version 1 with blocks of 65536 bytes</source>
        <translation>Version 1 mit Blöcken von 65536 Bytes erwartet</translation>
    </message>
    <message>
        <source>its own hash does not agree with its text</source>
        <translation>ihr eigener Hash stimmt nicht mit ihrem Text überein</translation>
    </message>
    <message>
        <source>names a file outside the folder: %1</source>
        <translation>nennt eine Datei außerhalb des Ordners: %1</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>die Datei fehlt</translation>
    </message>
    <message>
        <source>expected a manifest, found other JSON</source>
        <translation>Manifest erwartet, anderes JSON gefunden</translation>
    </message>
    <message>
        <source>%1: expected &quot;%2&quot;, found &quot;%3&quot;</source>
        <translation>%1: &quot;%2&quot; erwartet, &quot;%3&quot; gefunden</translation>
    </message>
    <message>
        <source>%1: line %2</source>
        <translation>%1: Zeile %2</translation>
    </message>
    <message>
        <source>%1: expected layer_0_entropy.txt, layer_0_nan_count.txt, layer_0_slope.txt or global_slope.txt, found none</source>
        <translation>%1: layer_0_entropy.txt, layer_0_nan_count.txt, layer_0_slope.txt oder global_slope.txt erwartet, keine davon gefunden</translation>
    </message>
    <message>
        <source>%1: %2: step %3: expected %4 values, found %5</source>
        <translation>%1: %2: Schritt %3: %4 Werte erwartet, %5 gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected %3 values a step, found %4 in %5 steps</source>
        <translation>%1: %2: %3 Werte je Schritt erwartet, %4 in %5 Schritten gefunden</translation>
    </message>
    <message>
        <source>%1: %2: step %3: expected each value once, found row %4, column %5 twice</source>
        <translation>%1: %2: Schritt %3: jeder Wert einmal erwartet, Zeile %4, Spalte %5 zweimal gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected one value a step, found a matrix</source>
        <translation>%1: %2: ein Wert je Schritt erwartet, Matrix gefunden</translation>
    </message>
    <message>
        <source>%1: expected the name of a measure, found none</source>
        <translation>%1: Name einer Messgröße erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>a step from 0</source>
        <translation>Schritt ab 0</translation>
    </message>
    <message>
        <source>a row from 0 to 16383</source>
        <translation>Zeile von 0 bis 16383</translation>
    </message>
    <message>
        <source>a column from 0 to 16383</source>
        <translation>Spalte von 0 bis 16383</translation>
    </message>
    <message>
        <source>%1: expected recorded values, found none</source>
        <translation>%1: aufgezeichnete Werte erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>%1: expected at most %2 measures, found %3</source>
        <translation>%1: höchstens %2 Messgrößen erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: expected a value for %2 and %3, found none</source>
        <translation>%1: Wert für %2 und %3 erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: expected %2 values, found %3</source>
        <translation>%1: %2 Werte erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: expected one of %2</source>
        <translation>%1: eines von %2 erwartet</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected a run folder, found nothing there</source>
        <translation>&quot;%1&quot;: Laufordner erwartet, dort ist nichts</translation>
    </message>
    <message>
        <source>%1: expected a run folder, found a file</source>
        <translation>%1: Laufordner erwartet, Datei gefunden</translation>
    </message>
    <message>
        <source>%1: expected a run folder with run.toml, found none</source>
        <translation>%1: Laufordner mit run.toml erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>%1: expected a folder that holds runs, found none</source>
        <translation>%1: Ordner mit Läufen erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: expected a file, found a link</source>
        <translation>%1: Datei erwartet, Verknüpfung gefunden</translation>
    </message>
    <message>
        <source>%1: cannot open the lock: %2</source>
        <translation>%1: kann die Sperre nicht öffnen: %2</translation>
    </message>
    <message>
        <source>%1: cannot lock: %2</source>
        <translation>%1: kann nicht sperren: %2</translation>
    </message>
    <message>
        <source>%1: already written by process %2; stop it first</source>
        <translation>%1: wird schon von Prozess %2 geschrieben; diesen zuerst anhalten</translation>
    </message>
    <message>
        <source>%1: cannot write the lock: %2</source>
        <translation>%1: kann die Sperre nicht schreiben: %2</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>a list that holds more than text</source>
        <translation>Liste, die nicht nur Text enthält,</translation>
    </message>
    <message>
        <source>a date or time</source>
        <translation>Datum oder Uhrzeit</translation>
    </message>
    <message>
        <source>a value of another kind</source>
        <translation>Wert anderer Art</translation>
    </message>
    <message>
        <source>%1: line %2: %3</source>
        <translation>%1: Zeile %2: %3</translation>
    </message>
    <message>
        <source>%1: expected a number, true, false, text or a list of text, found %2</source>
        <translation>%1: Zahl, true, false, Text oder Liste von Texten erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: line %2, column %3: expected valid TOML: %4</source>
        <translation>%1: Zeile %2, Spalte %3: gültiges TOML erwartet: %4</translation>
    </message>
    <message>
        <source>cannot make a run id: %1</source>
        <translation>kann keine Kennung für den Lauf erzeugen: %1</translation>
    </message>
    <message>
        <source>%1: cannot make run.db: %2</source>
        <translation>%1: kann run.db nicht anlegen: %2</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder, found a run; resume it or choose another folder</source>
        <translation>%1: neuer oder leerer Ordner erwartet, Lauf gefunden; diesen fortsetzen oder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder, found other files in it</source>
        <translation>%1: neuer oder leerer Ordner erwartet, andere Dateien darin gefunden</translation>
    </message>
    <message>
        <source>%1: expected a folder for the run, found a file</source>
        <translation>%1: Ordner für den Lauf erwartet, Datei gefunden</translation>
    </message>
    <message>
        <source>%1: cannot make the run folder: %2</source>
        <translation>%1: kann den Laufordner nicht anlegen: %2</translation>
    </message>
    <message>
        <source>%1: cannot remove: %2</source>
        <translation>%1: kann nicht entfernen: %2</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>whole numbers of at least 0</source>
        <translation>ganze Zahlen ab 0</translation>
    </message>
    <message>
        <source>a size that fits a file</source>
        <translation>Größe, die in eine Datei passt,</translation>
    </message>
    <message>
        <source>a product that overflows</source>
        <translation>überlaufendes Produkt</translation>
    </message>
    <message>
        <source>two whole numbers</source>
        <translation>zwei ganze Zahlen</translation>
    </message>
    <message>
        <source>a range inside the %1 bytes of data</source>
        <translation>Bereich innerhalb der %1 Bytes Daten</translation>
    </message>
    <message>
        <source>a safetensors file</source>
        <translation>safetensors-Datei</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>%1: header length</source>
        <translation>%1: Länge des Kopfs</translation>
    </message>
    <message>
        <source>at most %1 bytes</source>
        <translation>höchstens %1 Bytes</translation>
    </message>
    <message>
        <source>%1: header</source>
        <translation>%1: Kopf</translation>
    </message>
    <message>
        <source>a JSON object</source>
        <translation>JSON-Objekt</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>etwas anderes</translation>
    </message>
    <message>
        <source>%1 bytes for its shape</source>
        <translation>%1 Bytes für seine Form</translation>
    </message>
    <message>
        <source>data of its own</source>
        <translation>eigene Daten</translation>
    </message>
    <message>
        <source>an overlap with another tensor</source>
        <translation>Überlappung mit einem anderen Tensor</translation>
    </message>
    <message>
        <source>data without holes</source>
        <translation>lückenlose Daten</translation>
    </message>
    <message>
        <source>a hole before it</source>
        <translation>Lücke davor</translation>
    </message>
    <message>
        <source>no bytes after the last tensor</source>
        <translation>keine Bytes nach dem letzten Tensor</translation>
    </message>
    <message>
        <source>%1: application_id: expected %2 (a run database), found %3</source>
        <translation>%1: application_id: %2 erwartet (Datenbank eines Laufs), %3 gefunden</translation>
    </message>
    <message>
        <source>%1: user_version: expected %2, found %3</source>
        <translation>%1: user_version: %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: expected an event message, found malformed fields</source>
        <translation>%1: Ereignisnachricht erwartet, fehlerhafte Felder gefunden</translation>
    </message>
    <message>
        <source>%1: byte %2</source>
        <translation>%1: Byte %2</translation>
    </message>
    <message>
        <source>%1: expected a TensorBoard event file, found something else</source>
        <translation>%1: TensorBoard-Ereignisdatei erwartet, etwas anderes gefunden</translation>
    </message>
    <message>
        <source>%1: the record&apos;s length differs from its checksum</source>
        <translation>%1: die Länge des Datensatzes stimmt nicht mit ihrer Prüfsumme überein</translation>
    </message>
    <message>
        <source>%1: the record differs from its checksum</source>
        <translation>%1: der Datensatz stimmt nicht mit seiner Prüfsumme überein</translation>
    </message>
    <message>
        <source>%1: expected a TensorBoard event file, found %2 bytes</source>
        <translation>%1: TensorBoard-Ereignisdatei erwartet, %2 Bytes gefunden</translation>
    </message>
    <message>
        <source>%1: expected the step of a checkpoint (%2), found %3</source>
        <translation>%1: Schritt eines Checkpoints erwartet (%2), %3 gefunden</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>es gibt keinen</translation>
    </message>
    <message>
        <source>the record differs from its checksum</source>
        <translation>der Datensatz stimmt nicht mit seiner Prüfsumme überein</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: expected a run folder, found a file</source>
        <translation>&quot;%1&quot;: Laufordner erwartet, Datei gefunden</translation>
    </message>
    <message>
        <source>%1: cannot make a folder: %2</source>
        <translation>%1: kann keinen Ordner anlegen: %2</translation>
    </message>
    <message>
        <source>bench --profile: built without NVTX; install the CUDA toolkit&apos;s headers and build again</source>
        <translation>bench --profile: ohne NVTX gebaut; die Header des CUDA-Toolkits installieren und neu bauen</translation>
    </message>
    <message>
        <source>the benchmark was interrupted</source>
        <translation>die Messung wurde unterbrochen</translation>
    </message>
    <message>
        <source>%1: %2: expected a tensor, found none</source>
        <translation>%1: %2: Tensor erwartet, keiner gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected fp32 of %3 values in the parameter&apos;s shape, found %4 bytes in another</source>
        <translation>%1: %2: fp32 mit %3 Werten in der Form des Parameters erwartet, %4 Bytes in einer anderen gefunden</translation>
    </message>
    <message>
        <source>device: expected auto, cpu, cuda or cuda:INDEX, found &quot;%1&quot;</source>
        <translation>device: auto, cpu, cuda oder cuda:INDEX erwartet, &quot;%1&quot; gefunden</translation>
    </message>
    <message>
        <source>device %1: %2, or use --device cpu</source>
        <translation>Gerät %1: %2, oder --device cpu verwenden</translation>
    </message>
    <message>
        <source>no usable NVIDIA GPU here; see whether nvidia-smi lists one</source>
        <translation>keine nutzbare NVIDIA-GPU hier; nachsehen, ob nvidia-smi eine auflistet</translation>
    </message>
    <message>
        <source>device %1: expected an index below %2, the number of GPUs here</source>
        <translation>Gerät %1: Index unter %2, der Zahl der GPUs hier, erwartet</translation>
    </message>
    <message>
        <source>train.launch: expected %1 with %2, found %3</source>
        <translation>train.launch: %1 mit %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>synchronous or ahead</source>
        <translation>synchronous oder ahead</translation>
    </message>
    <message>
        <source>model.embedding_dropout above 0</source>
        <translation>model.embedding_dropout über 0</translation>
    </message>
    <message>
        <source>%1: expected a tokenizer of at most %2 entries, the model&apos;s vocabulary, found %3</source>
        <translation>%1: Tokenizer mit höchstens %2 Einträgen, dem Vokabular des Modells, erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>the evaluation was interrupted</source>
        <translation>die Auswertung wurde unterbrochen</translation>
    </message>
    <message>
        <source>this build has no kernels for the GPU&apos;s architecture: run ./lab build on this machine</source>
        <translation>dieser Build hat keine Kernel für die Architektur der GPU: auf diesem Rechner ./lab build ausführen</translation>
    </message>
    <message>
        <source>the NVIDIA driver is too old for this build&apos;s CUDA: update the driver</source>
        <translation>der NVIDIA-Treiber ist zu alt für das CUDA dieses Builds: den Treiber aktualisieren</translation>
    </message>
    <message>
        <source>another program holds the GPU for itself: end it or choose another with --device cuda:INDEX</source>
        <translation>ein anderes Programm belegt die GPU allein: es beenden oder mit --device cuda:INDEX eine andere wählen</translation>
    </message>
    <message>
        <source>the GPU is not to be found: see whether nvidia-smi lists it</source>
        <translation>die GPU ist nicht zu finden: nachsehen, ob nvidia-smi sie auflistet</translation>
    </message>
    <message>
        <source>the GPU&apos;s memory is faulty: reset the GPU or use another</source>
        <translation>der Speicher der GPU ist fehlerhaft: die GPU zurücksetzen oder eine andere verwenden</translation>
    </message>
    <message>
        <source>the GPU also drives a display, which ends what takes it seconds: use one without a display or a smaller train.batch</source>
        <translation>die GPU steuert auch einen Bildschirm, was Sekunden dauert, wird daher abgebrochen: eine ohne Bildschirm oder ein kleineres train.batch verwenden</translation>
    </message>
    <message>
        <source>the GPU was lost: see whether nvidia-smi still lists it, restart and resume the run</source>
        <translation>die GPU ist ausgefallen: nachsehen, ob nvidia-smi sie noch auflistet, neu starten und den Lauf fortsetzen</translation>
    </message>
    <message>
        <source>%1, or use --device cpu (%2)</source>
        <translation>%1, oder --device cpu verwenden (%2)</translation>
    </message>
    <message>
        <source>layer %1, attention scores: NaN</source>
        <translation>Schicht %1, Aufmerksamkeitswerte: NaN</translation>
    </message>
    <message>
        <source>layer %1, attention scores, head %2: NaN</source>
        <translation>Schicht %1, Aufmerksamkeitswerte, Kopf %2: NaN</translation>
    </message>
    <message>
        <source>layer %1, attention scores, head %2: Infinity</source>
        <translation>Schicht %1, Aufmerksamkeitswerte, Kopf %2: unendlich</translation>
    </message>
    <message>
        <source>layer %1, attention probabilities: NaN</source>
        <translation>Schicht %1, Aufmerksamkeitsgewichte: NaN</translation>
    </message>
    <message>
        <source>layer %1, attention probabilities, head %2: NaN</source>
        <translation>Schicht %1, Aufmerksamkeitsgewichte, Kopf %2: NaN</translation>
    </message>
    <message>
        <source>layer %1, residual stream: NaN</source>
        <translation>Schicht %1, Residualstrom: NaN</translation>
    </message>
    <message>
        <source>layer %1, residual stream: Infinity</source>
        <translation>Schicht %1, Residualstrom: unendlich</translation>
    </message>
    <message>
        <source>loss: NaN</source>
        <translation>Verlust: NaN</translation>
    </message>
    <message>
        <source>loss: Infinity</source>
        <translation>Verlust: unendlich</translation>
    </message>
    <message>
        <source>gradient of %1: not finite</source>
        <translation>Gradient von %1: nicht endlich</translation>
    </message>
    <message>
        <source>gradient norm: not finite</source>
        <translation>Gradientennorm: nicht endlich</translation>
    </message>
    <message>
        <source>preset %1: expected the recipe paper or modern after &apos;:&apos;, found &quot;%2&quot;</source>
        <translation>Vorgabe %1: Rezept paper oder modern nach &apos;:&apos; erwartet, &quot;%2&quot; gefunden</translation>
    </message>
    <message>
        <source>no preset &quot;%1&quot;; there are %2, each also as NAME/CONFIGURATION (%3, SM+LR=SLOPE) and NAME:modern</source>
        <translation>keine Vorgabe &quot;%1&quot;; es gibt %2, jede auch als NAME/CONFIGURATION (%3, SM+LR=SLOPE) und NAME:modern</translation>
    </message>
    <message>
        <source>%1: expected the data this run began with (%2), found %3</source>
        <translation>%1: Daten, mit denen dieser Lauf begann (%2), erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: expected the data that the configuration names (%2), found %3; to train on others, name their folder with --set data.path=FOLDER</source>
        <translation>%1: Daten, die die Konfiguration nennt (%2), erwartet, %3 gefunden; um mit anderen zu trainieren, deren Ordner mit --set data.path=ORDNER nennen</translation>
    </message>
    <message>
        <source>model.vocabulary: expected at least %1, the tokenizer&apos;s size, found %2</source>
        <translation>model.vocabulary: mindestens %1, die Größe des Tokenizers, erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>training tokens</source>
        <translation>Trainings-Token</translation>
    </message>
    <message>
        <source>validation tokens</source>
        <translation>Validierungs-Token</translation>
    </message>
    <message>
        <source>out of memory with train.batch = %1: the largest that fits is %2; lower train.batch to that and raise train.accumulation instead</source>
        <translation>Speicher erschöpft mit train.batch = %1: höchstens %2 passt; train.batch darauf verringern und dafür train.accumulation erhöhen</translation>
    </message>
    <message>
        <source>out of memory with train.batch = %1: not even 1 fits; use a smaller model or context</source>
        <translation>Speicher erschöpft mit train.batch = %1: nicht einmal 1 passt; kleineres Modell oder kürzeren Kontext verwenden</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <source>%1; stopped as train.on_nan asks</source>
        <translation>%1; angehalten, wie train.on_nan verlangt</translation>
    </message>
    <message>
        <source>%1; not overcome by %2 returns to the newest checkpoint</source>
        <translation>%1; durch %2 Rückkehren zum neuesten Checkpoint nicht überwunden</translation>
    </message>
    <message>
        <source>there is no checkpoint of step %1</source>
        <translation>es gibt keinen Checkpoint von Schritt %1</translation>
    </message>
    <message>
        <source>train.launch: expected synchronous or ahead on %1, found graph</source>
        <translation>train.launch: auf %1 synchronous oder ahead erwartet, graph gefunden</translation>
    </message>
    <message>
        <source>the training step cannot be recorded as a CUDA graph (%1): start the run again with train.launch = ahead</source>
        <translation>der Trainingsschritt lässt sich nicht als CUDA-Graph aufzeichnen (%1): den Lauf mit train.launch = ahead neu starten</translation>
    </message>
    <message>
        <source>out of memory with train.batch = %1: lower train.batch and raise train.accumulation instead</source>
        <translation>Speicher erschöpft mit train.batch = %1: train.batch verringern und dafür train.accumulation erhöhen</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>1 to %1</source>
        <translation>1 bis %1</translation>
    </message>
    <message>
        <source>format tex: expected a table, found none</source>
        <translation>Format tex: Tabelle erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>%1: expected a folder to write figures into, found %2</source>
        <translation>%1: Ordner für die Abbildungen erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>a picture of %1 x %2 pixels cannot be made</source>
        <translation>ein Bild von %1 x %2 Pixeln lässt sich nicht erzeugen</translation>
    </message>
    <message>
        <source>figure &quot;%1&quot; is no table: expected svg, pdf, png or csv, found tex</source>
        <translation>Abbildung &quot;%1&quot; ist keine Tabelle: svg, pdf, png oder csv erwartet, tex gefunden</translation>
    </message>
    <message>
        <source>a page of several figures has no CSV: export the figures one by one</source>
        <translation>eine Seite mit mehreren Abbildungen hat kein CSV: die Abbildungen einzeln exportieren</translation>
    </message>
    <message>
        <source>%1: expected at most %2 keys in an object, found more at byte %3</source>
        <translation>%1: höchstens %2 Schlüssel in einem Objekt erwartet, bei Byte %3 mehr gefunden</translation>
    </message>
    <message>
        <source>%1: expected nothing here, or what an earlier attempt left, found something else</source>
        <translation>%1: hier nichts erwartet oder was ein früherer Versuch hinterließ, etwas anderes gefunden</translation>
    </message>
    <message>
        <source>expected uint16 tokens or a token file&apos;s header, found %1</source>
        <translation>uint16-Token oder den Kopf einer Token-Datei erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>expected uint16 tokens, found wider numbers without a token file&apos;s header</source>
        <translation>uint16-Token erwartet, breitere Zahlen ohne den Kopf einer Token-Datei gefunden</translation>
    </message>
    <message>
        <source>%1: %2: expected each tensor once, found it in %3, too</source>
        <translation>%1: %2: jeden Tensor einmal erwartet, auch in %3 gefunden</translation>
    </message>
    <message>
        <source>positions that are scaled are not offered</source>
        <translation>skalierte Positionen werden nicht angeboten</translation>
    </message>
    <message>
        <source>%1: expected %2 fields, found %3</source>
        <translation>%1: %2 Felder erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: %2 at step %3: expected one value, found another</source>
        <translation>%1: %2 bei Schritt %3: einen Wert erwartet, einen weiteren gefunden</translation>
    </message>
    <message>
        <source>%1: line %2: expected a key of at most %3 parts, found more</source>
        <translation>%1: Zeile %2: einen Schlüssel aus höchstens %3 Teilen erwartet, mehr gefunden</translation>
    </message>
    <message>
        <source>the table %1 is missing or another</source>
        <translation>die Tabelle %1 fehlt oder ist eine andere</translation>
    </message>
    <message>
        <source>a NumPy file</source>
        <translation>eine NumPy-Datei</translation>
    </message>
    <message>
        <source>a gzip file</source>
        <translation>eine gzip-Datei</translation>
    </message>
    <message>
        <source>a zstd file</source>
        <translation>eine zstd-Datei</translation>
    </message>
    <message>
        <source>a zip file</source>
        <translation>eine zip-Datei</translation>
    </message>
    <message>
        <source>%1: expected the checkpoint that the fork began with, found none; fork again into another folder</source>
        <translation>%1: Checkpoint erwartet, mit dem der Abzweig begann, keiner gefunden; den Lauf in einen anderen Ordner abzweigen</translation>
    </message>
    <message>
        <source>%1: expected a checkpoint to go on from, found none: beginning again would delete what is recorded up to step %2; put it back, or train a new run in another folder</source>
        <translation>%1: Checkpoint zum Fortsetzen erwartet, keiner gefunden: neu zu beginnen würde löschen, was bis Schritt %2 aufgezeichnet ist; ihn zurücklegen oder in einem anderen Ordner einen neuen Lauf trainieren</translation>
    </message>
    <message>
        <source>%1: expected %2, the shape of what this run has recorded, found %3; train a fork or a new run to change it</source>
        <translation>%1: erwartet %2, die Form dessen, was dieser Lauf aufgezeichnet hat, gefunden %3; zum Ändern einen Abzweig oder einen neuen Lauf trainieren</translation>
    </message>
    <message>
        <source>%1: step: expected %2, as the folder is named, found %3</source>
        <translation>%1: step: erwartet %2, wie der Ordner heißt, gefunden %3</translation>
    </message>
    <message>
        <source>%1; there is no checkpoint with finite weights to go back to</source>
        <translation>%1; es gibt keinen Checkpoint mit endlichen Gewichten, zu dem zurückgekehrt werden könnte</translation>
    </message>
    <message>
        <source>%1: the checkpoint has been removed meanwhile</source>
        <translation>%1: der Checkpoint wurde inzwischen entfernt</translation>
    </message>
    <message>
        <source>%1: expected a new or empty folder to write, found a link that leads nowhere</source>
        <translation>%1: ein neuer oder leerer Ordner zum Schreiben erwartet, ein Verweis ins Leere gefunden</translation>
    </message>
    <message>
        <source>%1: row %2: expected the end of the line, found the end of the file: it was cut short</source>
        <translation>%1: Zeile %2: Zeilenende erwartet, Dateiende gefunden: die Datei wurde abgeschnitten</translation>
    </message>
    <message>
        <source>%1: expected an undamaged run to write to, found %2: %3; put the file back as it was, or remove manifest.json to take the run as it is</source>
        <translation>%1: ein unbeschädigter Lauf zum Schreiben erwartet, %2 gefunden: %3; die Datei wiederherstellen, oder manifest.json entfernen, um den Lauf zu nehmen, wie er ist</translation>
    </message>
    <message>
        <source>%1: expected the content whose hash is in dataset.json, found another; pack the corpus anew</source>
        <translation>%1: der Inhalt, dessen Hash in dataset.json steht, erwartet, ein anderer gefunden; packen Sie den Korpus neu</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>%1: expected data packed with the tokenizer of the run %2 (%3), found %4</source>
        <translation>%1: mit dem Tokenizer des Laufs %2 (%3) gepackte Daten erwartet, %4 gefunden</translation>
    </message>
    <message>
        <source>%1: expected the tokenizer of hash %2 that run.toml names, found another; put that of the data set in its place</source>
        <translation>%1: den Tokenizer mit dem Hash %2 erwartet, den run.toml nennt, einen anderen gefunden; den des Datensatzes an seine Stelle legen</translation>
    </message>
    <message>
        <source>%1: %2 of %3 measures differ from their checksums: what is recorded next could not be told from them; fork the run instead</source>
        <translation>%1: %2 von %3 Messgrößen weichen von ihren Prüfsummen ab: was nun aufgezeichnet würde, wäre von ihnen nicht zu unterscheiden; stattdessen vom Lauf abzweigen</translation>
    </message>
</context>
<context>
    <name>SettingLabels</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Smallest learning rate</source>
        <translation>Kleinste Lernrate</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>Gradientenbegrenzung</translation>
    </message>
    <message>
        <source>Evaluate every … steps</source>
        <translation>Auswerten alle … Schritte</translation>
    </message>
    <message>
        <source>Measure every … steps</source>
        <translation>Messen alle … Schritte</translation>
    </message>
    <message>
        <source>Checkpoint every … steps</source>
        <translation>Checkpoint alle … Schritte</translation>
    </message>
    <message>
        <source>At a NaN</source>
        <translation>Bei einem NaN</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Owner of the slope</source>
        <translation>Träger der Steigung</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation>Negative Steigung</translation>
    </message>
    <message>
        <source>Norm in the blocks</source>
        <translation>Norm in den Blöcken</translation>
    </message>
    <message>
        <source>First norm</source>
        <translation>Erste Norm</translation>
    </message>
    <message>
        <source>Final norm</source>
        <translation>Letzte Norm</translation>
    </message>
</context>
<context>
    <name>SlopesModel</name>
    <message>
        <source>Slopes</source>
        <translation>Steigungen</translation>
    </message>
    <message>
        <source>Negative slope a of f(x) = x for x ≥ 0, a·x below, of each layer (Fig 3a) or shared by all (Fig 3b). The dashed line is what weight decay alone would leave of the initial slope, a₀ Π (1 − learning rate · decay): a slope that follows it has learnt nothing.</source>
        <translation>Negative Steigung a von f(x) = x für x ≥ 0, sonst a·x, jeder Schicht (Abb. 3a) oder allen gemeinsam (Abb. 3b). Die gestrichelte Linie ist, was der Gewichtszerfall allein von der Anfangssteigung ließe, a₀ Π (1 − Lernrate · Zerfall): Eine Steigung, die ihr folgt, hat nichts gelernt.</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>one slope a layer</source>
        <translation>eine Steigung je Schicht</translation>
    </message>
    <message>
        <source>one slope for all layers</source>
        <translation>eine Steigung für alle Schichten</translation>
    </message>
    <message>
        <source>“global” as released: one a layer, layer 0 logged</source>
        <translation>„global“ wie veröffentlicht: eine je Schicht, Schicht 0 protokolliert</translation>
    </message>
    <message>
        <source>mean over features</source>
        <translation>Mittel über die Merkmale</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation>Negative Steigung</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>shared slope</source>
        <translation>gemeinsame Steigung</translation>
    </message>
    <message>
        <source>decay only</source>
        <translation>nur Zerfall</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No run shown has slopes</source>
        <translation>Kein gezeigter Lauf hat Steigungen</translation>
    </message>
    <message>
        <source>They use GELU or plain ReLU. Train a configuration with leaky ReLU (SM+LR: slopes layer-wise, global or fixed), or show a run that has one.</source>
        <translation>Sie verwenden GELU oder einfaches ReLU. Trainieren Sie eine Konfiguration mit Leaky ReLU (SM+LR: Steigungen je Schicht, global oder fest), oder zeigen Sie einen Lauf, der eine hat.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
</context>
<context>
    <name>SteeringText</name>
    <message>
        <source>%1 needs a restart: fork this run from a checkpoint with the new value.</source>
        <translation>%1 braucht einen Neustart: Den Lauf mit dem neuen Wert von einem Checkpoint abzweigen.</translation>
    </message>
</context>
<context>
    <name>TrainingSignalsModel</name>
    <message>
        <source>Training signals</source>
        <translation>Trainingssignale</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Token je Sekunde</translation>
    </message>
    <message>
        <source>No training signals are recorded</source>
        <translation>Keine Trainingssignale sind aufgezeichnet</translation>
    </message>
    <message>
        <source>They appear with a run’s first step; the paper’s published runs carry none.</source>
        <translation>Sie erscheinen mit dem ersten Schritt eines Laufs; die veröffentlichten Läufe des Aufsatzes tragen keine.</translation>
    </message>
    <message>
        <source>Global gradient norm before clipping, learning rate, tokens trained per second; on a GPU also its load and its memory in use.</source>
        <translation>Globale Gradientennorm vor dem Begrenzen, Lernrate und trainierte Token je Sekunde; bei einem Lauf auf einer GPU auch deren Auslastung und belegter Speicher.</translation>
    </message>
    <message>
        <source>GPU use (%)</source>
        <translation>GPU-Auslastung (%)</translation>
    </message>
    <message>
        <source>GPU memory (GiB)</source>
        <translation>GPU-Speicher (GiB)</translation>
    </message>
</context>
<context>
    <name>entroscope::AlertDialog</name>
    <message>
        <source>&amp;NaN in loss, attention, residual stream or gradients</source>
        <translation>&amp;NaN in Loss, Attention, Residualstrom oder Gradienten</translation>
    </message>
    <message>
        <source>The loss &amp;jumps above its mean of %1 steps by</source>
        <translation>Der Loss &amp;springt über sein Mittel aus %1 Schritten um</translation>
    </message>
    <message>
        <source>Heads in the top quarter of ln(T!)/T are more &amp;than</source>
        <translation>Köpfe im obersten Viertel von ln(T!)/T sind mehr &amp;als</translation>
    </message>
    <message>
        <source>No &amp;step for</source>
        <translation>&amp;Kein Schritt seit</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
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
        <translation> s</translation>
    </message>
    <message>
        <source>Said above the views and, while another program is in front, by a notification of the desktop.</source>
        <translation>Wird über den Ansichten gemeldet und, solange ein anderes Programm im Vordergrund ist, als Benachrichtigung des Desktops.</translation>
    </message>
    <message>
        <source>Jump of the loss that is told</source>
        <translation>Sprung des Loss, der gemeldet wird</translation>
    </message>
    <message>
        <source>Share of overloaded heads that is told</source>
        <translation>Anteil überlasteter Köpfe, der gemeldet wird</translation>
    </message>
    <message>
        <source>Standstill that is told</source>
        <translation>Stillstand, der gemeldet wird</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>entroscope::Banner</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>entroscope::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name</source>
        <translation>Teil eines Befehlsnamens eingeben</translation>
    </message>
    <message>
        <source>Part of a command&apos;s name</source>
        <translation>Teil eines Befehlsnamens</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>entroscope::ConfigurationModel</name>
    <message>
        <source>One run differs from nothing</source>
        <translation>Ein Lauf allein unterscheidet sich von nichts</translation>
    </message>
    <message>
        <source>Show a second run to see the fields in which their configurations differ.</source>
        <translation>Zeigen Sie einen zweiten Lauf, um zu sehen, in welchen Feldern sich die Konfigurationen unterscheiden.</translation>
    </message>
    <message>
        <source>The configurations are equal</source>
        <translation>Die Konfigurationen sind gleich</translation>
    </message>
    <message>
        <source>The runs shown differ in no field of their run.toml but the name.</source>
        <translation>Die gezeigten Läufe unterscheiden sich in keinem Feld ihrer run.toml außer dem Namen.</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
</context>
<context>
    <name>entroscope::ConfigurationView</name>
    <message>
        <source>Only the fields of run.toml in which the runs shown differ; bold where a value is another than the first run’s.</source>
        <translation>Nur die Felder von run.toml, in denen sich die gezeigten Läufe unterscheiden; fett, wo ein Wert ein anderer ist als der des ersten Laufs.</translation>
    </message>
    <message>
        <source>Fields that differ: %1</source>
        <translation>Verschiedene Felder: %1</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>Verschiedene Felder</translation>
    </message>
    <message>
        <source>Copy CSV</source>
        <translation>CSV kopieren</translation>
    </message>
    <message>
        <source>Copy the table as comma-separated values</source>
        <translation>Die Tabelle als kommagetrennte Werte kopieren</translation>
    </message>
    <message>
        <source>Copy the table as CSV</source>
        <translation>Tabelle als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy LaTeX</source>
        <translation>LaTeX kopieren</translation>
    </message>
    <message>
        <source>Copy the table as a LaTeX tabular (booktabs)</source>
        <translation>Die Tabelle als LaTeX-tabular kopieren (booktabs)</translation>
    </message>
    <message>
        <source>Copy the table as LaTeX</source>
        <translation>Tabelle als LaTeX kopieren</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>entroscope::CurvePlot</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>≤ 0, not on this axis</source>
        <translation>≤ 0, nicht auf dieser Achse</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source> · evaluated %1 at %2</source>
        <translation> · ausgewertet %1 bei %2</translation>
    </message>
    <message>
        <source> (%1 to %2)</source>
        <translation> (%1 bis %2)</translation>
    </message>
    <message>
        <source> · NaN among them</source>
        <translation> · darunter NaN</translation>
    </message>
</context>
<context>
    <name>entroscope::CurvesView</name>
    <message>
        <source>%1: curves</source>
        <translation>%1: Kurven</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagrechte Achse</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis; values of 0 or less are marked at its foot</source>
        <translation>Logarithmische senkrechte Achse; Werte bis 0 sind an ihrem Fuß markiert</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>Logarithmische senkrechte Achse</translation>
    </message>
    <message>
        <source>Smooth </source>
        <translation>Glättung </translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>Ungeglättet</translation>
    </message>
    <message>
        <source>Time constant of the average in steps; 0 draws the raw line alone</source>
        <translation>Zeitkonstante des Mittels in Schritten; 0 zeichnet nur die rohe Linie</translation>
    </message>
    <message>
        <source>Smoothing in steps</source>
        <translation>Glättung in Schritten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show the whole axis again (0 or double click)</source>
        <translation>Wieder die ganze Achse zeigen (0 oder Doppelklick)</translation>
    </message>
    <message>
        <source>Show the whole axis</source>
        <translation>Die ganze Achse zeigen</translation>
    </message>
    <message>
        <source>Horizontal axis of all curves and of the time line</source>
        <translation>Waagerechte Achse aller Kurven und der Zeitleiste</translation>
    </message>
    <message>
        <source>Mean of seeds</source>
        <translation>Mittel der Startwerte</translation>
    </message>
    <message>
        <source>Draw runs that differ in their seed alone as one line, mean ± one sample standard deviation</source>
        <translation>Läufe, die sich nur im Startwert unterscheiden, als eine Linie zeichnen: Mittel ± eine Stichproben-Standardabweichung</translation>
    </message>
    <message>
        <source>Mean over seeds</source>
        <translation>Mittel über Startwerte</translation>
    </message>
</context>
<context>
    <name>entroscope::DifferenceView</name>
    <message>
        <source>Entropy of every head in run A less that in run B, in nats, at equal steps or tokens. Red: A’s heads attend more widely; blue: more narrowly. White is no difference. It compares two maps of the paper’s Fig 1.</source>
        <translation>Entropie jedes Kopfs im Lauf A minus der im Lauf B, in nat, bei gleichen Schritten oder Token. Rot: Die Köpfe von A achten breiter, blau: enger. Weiß heißt kein Unterschied. Vergleicht zwei Karten aus Abb. 1 des Aufsatzes.</translation>
    </message>
    <message>
        <source>A: %1. B: %2. Mean difference: %3 nats.</source>
        <translation>A: %1. B: %2. Mittlere Differenz: %3 nat.</translation>
    </message>
    <message>
        <source>Run A</source>
        <translation>Lauf A</translation>
    </message>
    <message>
        <source>Run A, from which B is subtracted</source>
        <translation>Lauf A, von dem B abgezogen wird</translation>
    </message>
    <message>
        <source>Run B</source>
        <translation>Lauf B</translation>
    </message>
    <message>
        <source>Run B, which is subtracted from A</source>
        <translation>Lauf B, der von A abgezogen wird</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>A und B vertauschen</translation>
    </message>
    <message>
        <source>± largest difference</source>
        <translation>± größte Differenz</translation>
    </message>
    <message>
        <source>± ln(T!)/T</source>
        <translation>± ln(T!)/T</translation>
    </message>
    <message>
        <source>± largest difference: small differences show. ± ln(T!)/T: colours compare between steps and pairs.</source>
        <translation>± größte Differenz: kleine Unterschiede werden sichtbar. ± ln(T!)/T: Farben sind zwischen Schritten und Paaren vergleichbar.</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>Farbskala</translation>
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
        <translation>Abbildungen exportieren</translation>
    </message>
    <message>
        <source>SVG, true vectors</source>
        <translation>SVG, echte Vektoren</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PNG, twice the resolution</source>
        <translation>PNG, doppelte Auflösung</translation>
    </message>
    <message>
        <source>CSV, the numbers shown</source>
        <translation>CSV, die gezeigten Zahlen</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;Figures</source>
        <translation>&amp;Abbildungen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>Folder for the figures</source>
        <translation>Ordner für die Abbildungen</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n figures written to %1</source>
        <translation>
            <numerusform>%n Abbildung nach %1 geschrieben</numerusform>
            <numerusform>%n Abbildungen nach %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>A file each</source>
        <translation>Je eine Datei</translation>
    </message>
    <message>
        <source>One page, one column</source>
        <translation>Eine Seite, eine Spalte</translation>
    </message>
    <message>
        <source>One page, %1 columns</source>
        <translation>Eine Seite, %1 Spalten</translation>
    </message>
    <message>
        <source>&amp;Several</source>
        <translation>&amp;Mehrere</translation>
    </message>
    <message>
        <source>St&amp;yle…</source>
        <translation>&amp;Stil…</translation>
    </message>
    <message>
        <source>Choose theme, font and width of exported and copied figures</source>
        <translation>Farbschema, Schrift und Breite exportierter und kopierter Abbildungen wählen</translation>
    </message>
    <message>
        <source>LaTeX, tables only</source>
        <translation>LaTeX, nur Tabellen</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Abbildungen</translation>
    </message>
</context>
<context>
    <name>entroscope::FigurePreview</name>
    <message>
        <source>Preview of %1</source>
        <translation>Vorschau von %1</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>entroscope::ForkDialog</name>
    <message>
        <source>Only what is &amp;changed</source>
        <translation>Nur &amp;Geändertes</translation>
    </message>
    <message>
        <source>Fork a run</source>
        <translation>Lauf abzweigen</translation>
    </message>
    <message>
        <source>Settings of the fork</source>
        <translation>Einstellungen des Abzweigs</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Nothing is changed yet: the fork would repeat its parent.</source>
        <translation>Noch nichts geändert: Der Abzweig würde seinen Ursprung wiederholen.</translation>
    </message>
    <message>
        <source>What the fork changes</source>
        <translation>Was der Abzweig ändert</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>From its check&amp;point</source>
        <translation>Von seinem Check&amp;point</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Start the fork</source>
        <translation>Abzweig starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Open a run first: a fork starts from one of its checkpoints.</source>
        <translation>Zuerst einen Lauf öffnen: Ein Abzweig beginnt bei einem seiner Checkpoints.</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 has been removed meanwhile: choose another.</source>
        <translation>Der Checkpoint von Schritt %1 wurde inzwischen entfernt: Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>The fork needs a folder.</source>
        <translation>Der Abzweig braucht einen Ordner.</translation>
    </message>
</context>
<context>
    <name>entroscope::ForkModel</name>
    <message>
        <source>This run has no checkpoint to fork from.</source>
        <translation>Dieser Lauf hat keinen Checkpoint, von dem er abzweigen könnte.</translation>
    </message>
    <message>
        <source>The checkpoint is of step %1: the fork needs more than %2 steps.</source>
        <translation>Der Checkpoint ist von Schritt %1: Der Abzweig braucht mehr als %2 Schritte.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Ursprung</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>Abzweig</translation>
    </message>
</context>
<context>
    <name>entroscope::HeadInspectorView</name>
    <message>
        <source>Entropy of layer %1, head %2</source>
        <translation>Entropie von Schicht %1, Kopf %2</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Entropy by position</source>
        <translation>Entropie nach Position</translation>
    </message>
    <message>
        <source>Tokens seen, i</source>
        <translation>Gesehene Token, i</translation>
    </message>
    <message>
        <source>ln i, attention spread evenly</source>
        <translation>ln i, gleichmäßige Aufmerksamkeit</translation>
    </message>
    <message>
        <source>One head: its mean entropy over the steps, the entropy of each query position beside ln i, the most that i tokens allow (paper, Eq. 8), its attention aᵢⱼ on a fixed snippet of the validation data at the newest evaluation, and the heads around it. Click a cell of the entropy map to choose a head.</source>
        <translation>Ein Kopf: seine mittlere Entropie über die Schritte, die Entropie jeder Abfrageposition neben ln i, dem Höchsten, was i Token zulassen (Artikel, Gl. 8), seine Aufmerksamkeit aᵢⱼ auf einen festen Ausschnitt der Validierungsdaten bei der neuesten Auswertung, und die Köpfe um ihn herum. Ein Klick auf eine Zelle der Entropiekarte wählt einen Kopf.</translation>
    </message>
    <message>
        <source>No entropy of this head</source>
        <translation>Keine Entropie dieses Kopfes</translation>
    </message>
    <message>
        <source>No visible run has recorded layer %1, head %2. Click a cell of the entropy map to choose another.</source>
        <translation>Kein sichtbarer Lauf hat Schicht %1, Kopf %2 aufgezeichnet. Ein Klick auf eine Zelle der Entropiekarte wählt einen anderen.</translation>
    </message>
    <message>
        <source>Recorded at each evaluation of runs with train.snippet_tokens above 0; not in these.</source>
        <translation>Aufgezeichnet bei jeder Auswertung von Läufen mit train.snippet_tokens über 0; in diesen nicht.</translation>
    </message>
    <message>
        <source>Attention on the snippet</source>
        <translation>Aufmerksamkeit auf den Ausschnitt</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1, Schritt %2</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>Token %1 “%2” attends to %3 “%4”: %5</source>
        <translation>Token %1 „%2“ achtet auf %3 „%4“: %5</translation>
    </message>
    <message>
        <source>Layer %1, head %2: %3 nats</source>
        <translation>Schicht %1, Kopf %2: %3 nat</translation>
    </message>
    <message>
        <source>&amp;Layer:</source>
        <translation>&amp;Schicht:</translation>
    </message>
    <message>
        <source>&amp;Head:</source>
        <translation>&amp;Kopf:</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Head inspector</source>
        <translation>Kopfinspektor</translation>
    </message>
    <message>
        <source>Layer of the inspected head, counted from 0</source>
        <translation>Schicht des betrachteten Kopfs, ab 0 gezählt</translation>
    </message>
    <message>
        <source>Inspected head of the layer, counted from 0</source>
        <translation>Betrachteter Kopf der Schicht, ab 0 gezählt</translation>
    </message>
    <message>
        <source>Attention aᵢⱼ</source>
        <translation>Aufmerksamkeit aᵢⱼ</translation>
    </message>
    <message>
        <source>Attention on the snippet, step %1</source>
        <translation>Aufmerksamkeit auf den Ausschnitt, Schritt %1</translation>
    </message>
    <message>
        <source>Attention, %1 of %2 runs</source>
        <translation>Aufmerksamkeit, %1 von %2 Läufen</translation>
    </message>
</context>
<context>
    <name>entroscope::HeatMapView</name>
    <message>
        <source>Head entropy</source>
        <translation>Kopfentropie</translation>
    </message>
    <message>
        <source>Mean entropy of every attention head, E(l,h) = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ in nats (paper, Fig 1). A causal head cannot exceed ln(T!)/T; heads in the top quarter are overloaded.</source>
        <translation>Mittlere Entropie jedes Aufmerksamkeitskopfes, E(l,h) = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ in nat (Aufsatz, Abb. 1). Ein kausaler Kopf kann ln(T!)/T nicht überschreiten; Köpfe im obersten Viertel sind überlastet.</translation>
    </message>
    <message>
        <source>&amp;Scale:</source>
        <translation>&amp;Skala:</translation>
    </message>
    <message>
        <source>0 to ln(T!)/T</source>
        <translation>0 bis ln(T!)/T</translation>
    </message>
    <message>
        <source>Range of the data</source>
        <translation>Bereich der Daten</translation>
    </message>
    <message>
        <source>0 to ln(T!)/T: colours compare between steps and runs. Range of the data: small differences show.</source>
        <translation>0 bis ln(T!)/T: Farben sind zwischen Schritten und Läufen vergleichbar. Bereich der Daten: kleine Unterschiede werden sichtbar.</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <source>&amp;Mark overload</source>
        <translation>&amp;Überlast markieren</translation>
    </message>
    <message>
        <source>Outline heads in the top quarter, [¾ M, M], M as chosen in the overload histogram</source>
        <translation>Köpfe im obersten Viertel [¾ M, M] umranden, M wie im Überlast-Histogramm gewählt</translation>
    </message>
</context>
<context>
    <name>entroscope::HistogramChart</name>
    <message>
        <source>Share of heads (%)</source>
        <translation>Anteil der Köpfe (%)</translation>
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
        <translation>%1: Balken</translation>
    </message>
    <message>
        <source>Share of attention heads whose mean entropy lies in each quarter of [0, M]. Many heads in the top quarter: entropic overload; many near 0: entropy collapse. Paper: Fig 2a, where M is the largest entropy of all compared configurations.</source>
        <translation>Anteil der Aufmerksamkeitsköpfe, deren mittlere Entropie in jedem Viertel von [0, M] liegt. Viele Köpfe im obersten Viertel: Entropie-Überlast; viele nahe 0: Entropie-Kollaps. Aufsatz: Abb. 2a, dort ist M die größte Entropie aller verglichenen Konfigurationen.</translation>
    </message>
    <message>
        <source>M: largest of all runs</source>
        <translation>M: größte aller Läufe</translation>
    </message>
    <message>
        <source>M: largest of each run</source>
        <translation>M: größte jedes Laufs</translation>
    </message>
    <message>
        <source>M: ln(T!)/T</source>
        <translation>M: ln(T!)/T</translation>
    </message>
    <message>
        <source>Upper end of the histogram, in every view: the paper pools the compared runs; ln(T!)/T is the most a causal head can reach</source>
        <translation>Oberes Ende des Histogramms, in jeder Ansicht: Der Aufsatz nimmt alle verglichenen Läufe zusammen; ln(T!)/T ist das Höchste, was ein kausaler Kopf erreichen kann</translation>
    </message>
    <message>
        <source>Upper end M of the histogram</source>
        <translation>Oberes Ende M des Histogramms</translation>
    </message>
    <message>
        <source>Overload histogram</source>
        <translation>Überlast-Histogramm</translation>
    </message>
    <message>
        <source>&amp;Light up from:</source>
        <translation>&amp;Hervorheben ab:</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source> % of M</source>
        <translation> % von M</translation>
    </message>
    <message>
        <source>Threshold from which heads light up</source>
        <translation>Schwelle, ab der Köpfe hervorgehoben werden</translation>
    </message>
    <message>
        <source>Heads whose entropy is at least this share of M light up in every view; drag the line in the histogram, double-click to switch it off</source>
        <translation>Köpfe, deren Entropie mindestens diesen Anteil von M hat, werden in jeder Ansicht hervorgehoben; die Linie im Histogramm ziehen, ein Doppelklick schaltet sie aus</translation>
    </message>
</context>
<context>
    <name>entroscope::LayoutMenu</name>
    <message>
        <source>The layout “%1” was saved by another version and cannot be shown.</source>
        <translation>Die Anordnung „%1“ wurde von einer anderen Fassung gespeichert und lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>Save this layout</source>
        <translation>Diese Anordnung speichern</translation>
    </message>
    <message>
        <source>Name of the layout; one that is there already is replaced:</source>
        <translation>Name der Anordnung; eine vorhandene wird ersetzt:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>&amp;Anordnung</translation>
    </message>
    <message>
        <source>&amp;Watch training</source>
        <translation>Training &amp;beobachten</translation>
    </message>
    <message>
        <source>&amp;Compare runs</source>
        <translation>Läufe &amp;vergleichen</translation>
    </message>
    <message>
        <source>Find a &amp;NaN</source>
        <translation>Ein &amp;NaN suchen</translation>
    </message>
    <message>
        <source>&amp;Save this layout…</source>
        <translation>Diese Anordnung &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Delete a saved layout</source>
        <translation>Gespeicherte Anordnung &amp;löschen</translation>
    </message>
    <message>
        <source>layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>The layout was not saved: it needs a name.</source>
        <translation>Die Anordnung wurde nicht gespeichert: Sie braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>entroscope::MainWindow</name>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 holds %2 runs; the first %3 were opened.</source>
        <translation>%1 enthält %2 Läufe; die ersten %3 wurden geöffnet.</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>Einen Laufordner öffnen</translation>
    </message>
    <message>
        <source>Stopping and saving…</source>
        <translation>Wird angehalten und gesichert…</translation>
    </message>
    <message>
        <source>Click the view whose figure is wanted, then copy it.</source>
        <translation>Klicken Sie zuerst die gewünschte Ansicht an und kopieren Sie dann.</translation>
    </message>
    <message>
        <source>A model can be measured when no run is training; entroscope-cli eval --run does it at any time.</source>
        <translation>Ein Modell kann gemessen werden, wenn kein Lauf trainiert; entroscope-cli eval --run tut es jederzeit.</translation>
    </message>
</context>
<context>
    <name>entroscope::MeasureDialog</name>
    <message>
        <source>Measure a model</source>
        <translation>Ein Modell messen</translation>
    </message>
    <message>
        <source>config.json and model.safetensors, a run or a checkpoint</source>
        <translation>config.json und model.safetensors, ein Lauf oder ein Checkpoint</translation>
    </message>
    <message>
        <source>the bundled sample</source>
        <translation>das mitgelieferte Beispiel</translation>
    </message>
    <message>
        <source>A folder that entroscope-cli data pack made with the model&apos;s tokenizer</source>
        <translation>Ein Ordner, den entroscope-cli data pack mit dem Tokenizer des Modells angelegt hat</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>wie das Modell</translation>
    </message>
    <message>
        <source>all there are</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Of 16 sequences each, for the loss; the heads are measured on the first</source>
        <translation>Zu je 16 Sequenzen, für den Verlust; die Köpfe werden am ersten gemessen</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>Folder of the model</source>
        <translation>Ordner des Modells</translation>
    </message>
    <message>
        <source>Validation &amp;data</source>
        <translation>Validierungs&amp;daten</translation>
    </message>
    <message>
        <source>Folder of the packed data</source>
        <translation>Ordner der gepackten Daten</translation>
    </message>
    <message>
        <source>&amp;Tokens of a sequence</source>
        <translation>&amp;Token einer Sequenz</translation>
    </message>
    <message>
        <source>&amp;Batches</source>
        <translation>&amp;Batches</translation>
    </message>
    <message>
        <source>De&amp;vice</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 cannot be made: name another folder.</source>
        <translation>%1 lässt sich nicht anlegen: einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>Batch %v of %m</source>
        <translation>Batch %v von %m</translation>
    </message>
</context>
<context>
    <name>entroscope::NanBar</name>
    <message>
        <source>To step %1</source>
        <translation>Zu Schritt %1</translation>
    </message>
    <message>
        <source>There is no checkpoint</source>
        <translation>Es gibt keinen Checkpoint</translation>
    </message>
    <message>
        <source>Show the &amp;trace</source>
        <translation>&amp;Spur zeigen</translation>
    </message>
    <message>
        <source>What scores, residual stream and gradients were in the last steps</source>
        <translation>Was Werte, Residualstrom und Gradienten in den letzten Schritten waren</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Return to a checkpoint and go on with the batches after this one</source>
        <translation>Zu einem Checkpoint zurückkehren und mit den Stapeln nach diesem weitermachen</translation>
    </message>
    <message>
        <source>&amp;Fork with a smaller rate…</source>
        <translation>Mit kleinerer Rate &amp;abzweigen…</translation>
    </message>
    <message>
        <source>Start a new run from the last good weights with half the learning rate</source>
        <translation>Einen neuen Lauf von den letzten guten Gewichten mit halber Lernrate starten</translation>
    </message>
    <message>
        <source>&amp;Carry on</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message>
        <source>Go on from the weights before this step</source>
        <translation>Mit den Gewichten vor diesem Schritt weitermachen</translation>
    </message>
    <message>
        <source>Leave this update out</source>
        <translation>Diese Aktualisierung auslassen</translation>
    </message>
    <message>
        <source>Leave such updates out, do not ask again</source>
        <translation>Solche Aktualisierungen auslassen, nicht mehr fragen</translation>
    </message>
    <message>
        <source>Let NaNs through from now on</source>
        <translation>NaN von nun an durchlassen</translation>
    </message>
</context>
<context>
    <name>entroscope::NanMapView</name>
    <message>
        <source>NaN map</source>
        <translation>NaN-Karte</translation>
    </message>
    <message>
        <source>How many values were NaN in each layer at each step, by site: attention scores, attention probabilities, residual stream, gradients (paper, Fig 5). A column that stands for several steps shows their largest count.</source>
        <translation>Wie viele Werte in jeder Schicht bei jedem Schritt NaN waren, nach Ort: Aufmerksamkeitswerte, Aufmerksamkeitsgewichte, Residualstrom, Gradienten (Aufsatz, Abb. 5). Eine Spalte, die für mehrere Schritte steht, zeigt deren größte Anzahl.</translation>
    </message>
    <message>
        <source>&amp;NaNs in:</source>
        <translation>&amp;NaN in:</translation>
    </message>
    <message>
        <source>Site of the NaNs</source>
        <translation>Ort der NaN</translation>
    </message>
    <message>
        <source>Where NaNs are counted; the paper counts them in the attention probabilities</source>
        <translation>Wo NaNs gezählt werden; das Paper zählt sie in den Attention-Wahrscheinlichkeiten</translation>
    </message>
</context>
<context>
    <name>entroscope::NanTraceView</name>
    <message>
        <source>The steps before the first NaN, layer by layer: the largest log-sum-exp of a row of scores (at most ln T above the largest score), the largest entry of the residual stream, the gradient&apos;s norm. The layer where it began is thick; marks at the upper edge are NaNs.</source>
        <translation>Die Schritte vor dem ersten NaN, Schicht für Schicht: das größte log-sum-exp einer Zeile von Werten (höchstens ln T über dem größten Wert), der größte Eintrag des Residualstroms, die Norm des Gradienten. Die Schicht, in der es begann, ist dick; Marken am oberen Rand sind NaN.</translation>
    </message>
    <message>
        <source>No ranges recorded</source>
        <translation>Keine Wertebereiche aufgezeichnet</translation>
    </message>
    <message>
        <source>No visible run has recorded what its tensors were: runs do so from their first measured step on. The preset sample-nan makes real NaNs within a minute.</source>
        <translation>Kein sichtbarer Lauf hat aufgezeichnet, was seine Tensoren waren: Läufe tun das ab dem ersten gemessenen Schritt. Die Vorgabe sample-nan erzeugt binnen einer Minute echte NaN.</translation>
    </message>
    <message>
        <source>&amp;Steps before:</source>
        <translation>Schritte &amp;davor:</translation>
    </message>
    <message>
        <source>Steps before the NaN</source>
        <translation>Schritte vor dem NaN</translation>
    </message>
    <message>
        <source>NaN trace</source>
        <translation>NaN-Spur</translation>
    </message>
    <message>
        <source>How many steps up to the first NaN are drawn</source>
        <translation>Wie viele Schritte bis zum ersten NaN gezeichnet werden</translation>
    </message>
</context>
<context>
    <name>entroscope::PageView</name>
    <message>
        <source>Several figures with panel letters.</source>
        <translation>Mehrere Abbildungen mit Buchstaben für die Teilbilder.</translation>
    </message>
    <message>
        <source>Page of %1 figures</source>
        <translation>Seite mit %1 Abbildungen</translation>
    </message>
</context>
<context>
    <name>entroscope::PanelView</name>
    <message>
        <source>This view cannot be drawn</source>
        <translation>Diese Ansicht lässt sich nicht zeichnen</translation>
    </message>
</context>
<context>
    <name>entroscope::PerplexityModel</name>
    <message>
        <source>baseline</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Loss (nats)</source>
        <translation>Verlust (nat)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Δ %</source>
        <translation>Δ %</translation>
    </message>
    <message>
        <source>100 (p / p₀ − 1): change of the perplexity p against the baseline’s p₀. Only between runs with the same tokenizer and validation data. Paper: Table 2.</source>
        <translation>100 (p / p₀ − 1): Änderung der Perplexität p gegenüber p₀ der Vergleichsbasis. Nur zwischen Läufen mit gleichem Tokenizer und gleichen Validierungsdaten. Aufsatz: Tabelle 2.</translation>
    </message>
    <message>
        <source>Mean over the seeds ± sample standard deviation (n − 1)</source>
        <translation>Mittel über die Startwerte ± Stichproben-Standardabweichung (n − 1)</translation>
    </message>
    <message>
        <source>exp(loss) at the last evaluation up to the cursor: %1 nats at step %2; the best so far is %3</source>
        <translation>exp(Verlust) bei der letzten Auswertung bis zur Marke: %1 nat bei Schritt %2; der bisher beste Wert ist %3</translation>
    </message>
</context>
<context>
    <name>entroscope::PerplexityView</name>
    <message>
        <source>Perplexity of the runs shown</source>
        <translation>Perplexität der gezeigten Läufe</translation>
    </message>
    <message>
        <source>Footnotes of the perplexity table</source>
        <translation>Fußnoten der Perplexitätstabelle</translation>
    </message>
    <message>
        <source>Evaluation perplexity exp(loss) of each run and its change against the baseline, SM+LN+G unless chosen otherwise; only between runs with the same tokenizer and validation data. Paper: Table 2.</source>
        <translation>Perplexität exp(Verlust) jedes Laufs bei der Auswertung und ihre Änderung gegenüber der Vergleichsbasis, SM+LN+G, wenn nicht anders gewählt; nur zwischen Läufen mit gleichem Tokenizer und gleichen Validierungsdaten. Aufsatz: Tabelle 2.</translation>
    </message>
    <message>
        <source>Baseline of the comparison</source>
        <translation>Vergleichsbasis</translation>
    </message>
    <message>
        <source>Run that the others are compared with</source>
        <translation>Lauf, mit dem die anderen verglichen werden</translation>
    </message>
    <message>
        <source>Copy LaTeX</source>
        <translation>LaTeX kopieren</translation>
    </message>
    <message>
        <source>Copy the table as a LaTeX tabular (booktabs)</source>
        <translation>Die Tabelle als LaTeX-tabular kopieren (booktabs)</translation>
    </message>
    <message>
        <source>Copy the table as LaTeX</source>
        <translation>Die Tabelle als LaTeX kopieren</translation>
    </message>
    <message>
        <source>Baseline: SM+LN+G</source>
        <translation>Basis: SM+LN+G</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>Basis: %1</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
</context>
<context>
    <name>entroscope::QueueModel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>entroscope::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Train the chosen run earlier</source>
        <translation>Den gewählten Lauf früher trainieren</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Train the chosen run later</source>
        <translation>Den gewählten Lauf später trainieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the chosen run out of the queue</source>
        <translation>Den gewählten Lauf aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Drag a waiting run to change the order</source>
        <translation>Ziehen Sie einen wartenden Lauf, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>Nothing is queued. File → Train a preset… adds runs, Training → Fork a run… one.</source>
        <translation>Die Warteschlange ist leer. „Datei → Voreinstellung trainieren…“ fügt Läufe hinzu, „Training → Lauf abzweigen…“ einen.</translation>
    </message>
</context>
<context>
    <name>entroscope::RunDetailsDialog</name>
    <message>
        <source>Name, tags, note</source>
        <translation>Name, Schlagwörter, Notiz</translation>
    </message>
    <message>
        <source>parted by commas</source>
        <translation>durch Kommas getrennt</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Schlagwörter</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>entroscope::RunEditor</name>
    <message>
        <source>%1 is being trained; stop it before moving it to the trash.</source>
        <translation>%1 wird gerade trainiert; halten Sie das Training an, bevor Sie den Lauf in den Papierkorb legen.</translation>
    </message>
    <message>
        <source>%1 could not be moved to the trash.</source>
        <translation>%1 ließ sich nicht in den Papierkorb legen.</translation>
    </message>
    <message>
        <source>%1 could not be brought back from the trash.</source>
        <translation>%1 ließ sich nicht aus dem Papierkorb zurückholen.</translation>
    </message>
    <message>
        <source>name, tags and note of a run</source>
        <translation>Name, Schlagwörter und Notiz eines Laufs</translation>
    </message>
    <message>
        <source>moving a run to the trash</source>
        <translation>Lauf in den Papierkorb verschieben</translation>
    </message>
</context>
<context>
    <name>entroscope::RunFiles</name>
    <message>
        <source>Import numbers</source>
        <translation>Zahlen importieren</translation>
    </message>
    <message>
        <source>CSV, TensorBoard events or logs (*.csv *tfevents* *.txt);;All files (*)</source>
        <translation>CSV, TensorBoard-Ereignisse oder Protokolle (*.csv *tfevents* *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>CSV, every recorded number (*.csv)</source>
        <translation>CSV, jede aufgezeichnete Zahl (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines, every recorded number (*.jsonl)</source>
        <translation>JSON-Zeilen, jede aufgezeichnete Zahl (*.jsonl)</translation>
    </message>
    <message>
        <source>Folder of TensorBoard events (*)</source>
        <translation>Ordner mit TensorBoard-Ereignissen (*)</translation>
    </message>
    <message>
        <source>Folder of the newest model, as Hugging Face reads it (*)</source>
        <translation>Ordner mit dem neuesten Modell, wie Hugging Face es liest (*)</translation>
    </message>
    <message>
        <source>Export the numbers or the model of a run</source>
        <translation>Zahlen oder Modell eines Laufs exportieren</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1: the run has %n damaged record(s), what they held is left out; the first: %2: %3</source>
        <translation>
            <numerusform>%1: der Lauf hat %n beschädigten Eintrag, dessen Inhalt fehlt: %2: %3</numerusform>
            <numerusform>%1: der Lauf hat %n beschädigte Einträge, deren Inhalt fehlt; der erste: %2: %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>entroscope::RunListModel</name>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Close this run (its folder stays)</source>
        <translation>Diesen Lauf schließen (sein Ordner bleibt)</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>forked from step %1</source>
        <translation>abgezweigt bei Schritt %1</translation>
    </message>
    <message>
        <source>damaged records</source>
        <translation>beschädigte Einträge</translation>
    </message>
    <message>
        <source>Some records differ from their checksums and are left out of the figures, or made anew of others; entroscope-cli runs verify names them.</source>
        <translation>Einige Einträge weichen von ihren Prüfsummen ab und fehlen in den Abbildungen oder werden dort aus anderen neu gebildet; entroscope-cli runs verify nennt sie.</translation>
    </message>
</context>
<context>
    <name>entroscope::RunTreeView</name>
    <message>
        <source>The runs shown as a tree: a line from the step where a run begins to its last, joined to the run it was forked from and labelled with what was changed; at its end the perplexity of its newest evaluation, the lowest of a tree in bold. A click moves the cursor.</source>
        <translation>Die gezeigten Läufe als Baum: eine Linie vom Schritt, bei dem ein Lauf beginnt, bis zu seinem letzten, verbunden mit dem Lauf, von dem er abgezweigt wurde, und beschriftet mit dem, was geändert wurde; an ihrem Ende die Perplexität der neuesten Auswertung, die niedrigste eines Baums fett. Ein Klick versetzt die Marke.</translation>
    </message>
    <message>
        <source>No forks yet. Training → Fork a run… starts one from a checkpoint with other settings.</source>
        <translation>Noch keine Abzweige. „Training → Lauf abzweigen…“ startet einen von einem Checkpoint mit anderen Einstellungen.</translation>
    </message>
    <message>
        <source>Run tree</source>
        <translation>Laufbaum</translation>
    </message>
</context>
<context>
    <name>entroscope::RunsPanel</name>
    <message>
        <source>Open runs</source>
        <translation>Offene Läufe</translation>
    </message>
    <message>
        <source>Check to show a run, drag to change the order</source>
        <translation>Anhaken zeigt einen Lauf, Ziehen ändert die Reihenfolge</translation>
    </message>
    <message>
        <source>Close run</source>
        <translation>Lauf schließen</translation>
    </message>
    <message>
        <source>Bring back from the archive</source>
        <translation>Aus dem Archiv zurückholen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Words of name, configuration, tag, note, status or folder; -word leaves out</source>
        <translation>Wörter aus Name, Konfiguration, Schlagwort, Notiz, Zustand oder Ordner; -Wort schließt aus</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archivierte</translation>
    </message>
    <message>
        <source>List archived runs too</source>
        <translation>Auch archivierte Läufe auflisten</translation>
    </message>
    <message>
        <source>Name, tags, note…</source>
        <translation>Name, Schlagwörter, Notiz…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb legen</translation>
    </message>
    <message>
        <source>Show only the runs listed</source>
        <translation>Nur die aufgelisteten Läufe zeigen</translation>
    </message>
    <message>
        <source>Fork this run…</source>
        <translation>Lauf abzweigen…</translation>
    </message>
    <message>
        <source>Export this run…</source>
        <translation>Diesen Lauf exportieren…</translation>
    </message>
    <message>
        <source>Cut back to a checkpoint…</source>
        <translation>Auf einen Checkpoint kürzen…</translation>
    </message>
</context>
<context>
    <name>entroscope::SpectrogramView</name>
    <message>
        <source>Entropy (nats)</source>
        <translation>Entropie (nat)</translation>
    </message>
    <message>
        <source>Mean entropy of each head of one layer over the steps, a row a head, on the scale 0 to ln(T!)/T of the entropy map. Heads that collapse or stay overloaded show as dark or bright bands.</source>
        <translation>Mittlere Entropie jedes Kopfes einer Schicht über die Schritte, eine Zeile je Kopf, auf der Skala 0 bis ln(T!)/T der Entropiekarte. Köpfe, die zusammenfallen oder überlastet bleiben, zeigen sich als dunkle oder helle Bänder.</translation>
    </message>
    <message>
        <source>%1, layer %2, newest entropies: %3</source>
        <translation>%1, Schicht %2, neueste Entropien: %3</translation>
    </message>
    <message>
        <source>%1, layer %2</source>
        <translation>%1, Schicht %2</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>%1 · step %2
Layer %3, head %4: %5 nats</source>
        <translation>%1 · Schritt %2
Schicht %3, Kopf %4: %5 nat</translation>
    </message>
    <message>
        <source>&amp;Layer:</source>
        <translation>&amp;Schicht:</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Entropy spectrogram</source>
        <translation>Entropiespektrogramm</translation>
    </message>
    <message>
        <source>Layer whose heads are shown, counted from 0</source>
        <translation>Schicht, deren Köpfe gezeigt werden, ab 0 gezählt</translation>
    </message>
</context>
<context>
    <name>entroscope::StatusStrip</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 %2 (%3 of %4)</source>
        <translation>%1 %2 (%3 von %4)</translation>
    </message>
    <message>
        <source>Progress of this run</source>
        <translation>Fortschritt dieses Laufs</translation>
    </message>
    <message>
        <source>step %1 / %2</source>
        <translation>Schritt %1 / %2</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>Verlust %1</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>entroscope::SteerPanel</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Fork…</source>
        <translation>Abzweigen…</translation>
    </message>
    <message>
        <source>From the next step on; a mark is recorded.</source>
        <translation>Ab dem nächsten Schritt; eine Marke wird aufgezeichnet.</translation>
    </message>
    <message>
        <source>Needs a restart: a fork starts with the new value.</source>
        <translation>Braucht einen Neustart: Ein Abzweig beginnt mit dem neuen Wert.</translation>
    </message>
    <message>
        <source>%1 = %2 from step %3 on.</source>
        <translation>%1 = %2 ab Schritt %3.</translation>
    </message>
    <message>
        <source>Setting to change</source>
        <translation>Zu ändernde Einstellung</translation>
    </message>
    <message>
        <source>Settings above the line change while the run trains, those below need a fork</source>
        <translation>Einstellungen über der Linie ändern sich während des Trainings, die darunter brauchen einen Abzweig</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Neuer Wert</translation>
    </message>
    <message>
        <source>Effect of the change</source>
        <translation>Wirkung der Änderung</translation>
    </message>
</context>
<context>
    <name>entroscope::StyleDialog</name>
    <message>
        <source>Print</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>%1 mm wide</source>
        <translation>%1 mm breit</translation>
    </message>
    <message>
        <source>each figure&apos;s own width</source>
        <translation>Breite der jeweiligen Abbildung</translation>
    </message>
    <message>
        <source>%1, %2 %3 pt, %4</source>
        <translation>%1, %2 %3 pt, %4</translation>
    </message>
    <message>
        <source>Figure style</source>
        <translation>Stil der Abbildungen</translation>
    </message>
    <message>
        <source>%1 (comes with Entroscope)</source>
        <translation>%1 (liegt Entroscope bei)</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Of axis labels; all other text keeps its proportion to them</source>
        <translation>Der Achsenbeschriftungen; alle anderen Texte behalten ihr Verhältnis dazu</translation>
    </message>
    <message>
        <source>The figure&apos;s own</source>
        <translation>Die der Abbildung</translation>
    </message>
    <message>
        <source>One column, %1 mm</source>
        <translation>Eine Spalte, %1 mm</translation>
    </message>
    <message>
        <source>Two columns, %1 mm</source>
        <translation>Zwei Spalten, %1 mm</translation>
    </message>
    <message>
        <source>Another width</source>
        <translation>Eine andere Breite</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Width in millimetres</source>
        <translation>Breite in Millimetern</translation>
    </message>
    <message>
        <source>&amp;Look at</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>S&amp;chrift</translation>
    </message>
    <message>
        <source>Font &amp;size</source>
        <translation>Schrift&amp;größe</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>On the &amp;command line</source>
        <translation>Auf der Befehls&amp;zeile</translation>
    </message>
    <message>
        <source>Use this style</source>
        <translation>Diesen Stil verwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>As designed</source>
        <translation>Wie entworfen</translation>
    </message>
    <message>
        <source>Theme for print, bundled font, each figure&apos;s own width</source>
        <translation>Farbschema für den Druck, beiliegende Schrift, Breite der jeweiligen Abbildung</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>This figure needs more room: its axis labels come out at %1 pt. Give it two columns or take a smaller font.</source>
        <translation>Diese Abbildung braucht mehr Platz: Ihre Achsenbeschriftungen werden %1 pt groß. Geben Sie ihr zwei Spalten oder nehmen Sie eine kleinere Schrift.</translation>
    </message>
    <message>
        <source>The same bytes on every machine.</source>
        <translation>Auf jedem Rechner dieselben Bytes.</translation>
    </message>
    <message>
        <source>%1 belongs to this machine: files name it, and where it is missing a reader sees another font. PDF embeds it.</source>
        <translation>%1 gehört zu diesem Rechner: Dateien nennen sie, und wo sie fehlt, erscheint eine andere Schrift. PDF bettet sie ein.</translation>
    </message>
    <message>
        <source>This command gives the same file, to the byte</source>
        <translation>Dieser Befehl ergibt dieselbe Datei, auf das Byte genau</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>entroscope::TimelineBar</name>
    <message>
        <source>Hold the replay</source>
        <translation>Abspielen anhalten</translation>
    </message>
    <message>
        <source>Hold the replay at this step</source>
        <translation>Das Abspielen bei diesem Schritt anhalten</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>Ab&amp;spielen</translation>
    </message>
    <message>
        <source>Play the shown runs from the cursor on, in every view</source>
        <translation>Die gezeigten Läufe ab der Marke in jeder Ansicht abspielen</translation>
    </message>
    <message>
        <source>One step &amp;back</source>
        <translation>Einen Schritt &amp;zurück</translation>
    </message>
    <message>
        <source>Move the cursor one step back</source>
        <translation>Die Marke einen Schritt zurücksetzen</translation>
    </message>
    <message>
        <source>One step f&amp;orward</source>
        <translation>Einen Schritt &amp;vor</translation>
    </message>
    <message>
        <source>Move the cursor one step forward</source>
        <translation>Die Marke einen Schritt vorsetzen</translation>
    </message>
    <message>
        <source>Pre&amp;vious mark</source>
        <translation>V&amp;orige Markierung</translation>
    </message>
    <message>
        <source>Go to the previous checkpoint, NaN, fork, pause or changed setting</source>
        <translation>Zum vorigen Checkpoint, NaN, zur vorigen Abzweigung, Pause oder geänderten Einstellung</translation>
    </message>
    <message>
        <source>&amp;Next mark</source>
        <translation>&amp;Nächste Markierung</translation>
    </message>
    <message>
        <source>Go to the next checkpoint, NaN, fork, pause or changed setting</source>
        <translation>Zum nächsten Checkpoint, NaN, zur nächsten Abzweigung, Pause oder geänderten Einstellung</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Let every view follow the newest step</source>
        <translation>Jede Ansicht dem neuesten Schritt folgen lassen</translation>
    </message>
    <message>
        <source>Follow the newest step</source>
        <translation>Dem neuesten Schritt folgen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Compare runs at equal steps or at equal tokens; with other batch sizes these differ</source>
        <translation>Läufe bei gleichen Schritten oder gleichen Token vergleichen; bei anderer Stapelgröße unterscheiden sie sich</translation>
    </message>
    <message>
        <source>Unit of the time line</source>
        <translation>Einheit der Zeitleiste</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 Schritte/s</translation>
    </message>
    <message>
        <source>All in %1 s</source>
        <translation>Alles in %1 s</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Geschwindigkeit des Abspielens</translation>
    </message>
    <message>
        <source>Drag, or step with the arrow keys; the end follows the newest step</source>
        <translation>Ziehen oder mit den Pfeiltasten bewegen; das Ende folgt dem neuesten Schritt</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>entroscope::TimelineModel</name>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Einstellung geändert</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>Abzweigung</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>No recorded steps</source>
        <translation>Keine aufgezeichneten Schritte</translation>
    </message>
    <message>
        <source>Newest: step %1</source>
        <translation>Neuester Stand: Schritt %1</translation>
    </message>
    <message>
        <source>Newest: %1 tokens</source>
        <translation>Neuester Stand: %1 Token</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>%1 · step %2 · %3</source>
        <translation>%1 · Schritt %2 · %3</translation>
    </message>
</context>
<context>
    <name>entroscope::TimelineTrack</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>entroscope::TrainDialog</name>
    <message>
        <source>Train a preset</source>
        <translation>Eine Voreinstellung trainieren</translation>
    </message>
    <message>
        <source>as the preset</source>
        <translation>wie voreingestellt</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Voreinstellung</translation>
    </message>
    <message>
        <source>&amp;Configurations</source>
        <translation>&amp;Konfigurationen</translation>
    </message>
    <message>
        <source>&amp;Steps of each run</source>
        <translation>&amp;Schritte je Lauf</translation>
    </message>
    <message>
        <source>De&amp;vice</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>Konfigurationen</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>as the preset (%1)</source>
        <translation>wie voreingestellt (%1)</translation>
    </message>
    <message>
        <source>Folder for the runs</source>
        <translation>Ordner für die Läufe</translation>
    </message>
    <message>
        <source>Each configuration is trained once with each seed, one run after another</source>
        <translation>Jede Konfiguration wird mit jedem Startwert einmal trainiert, ein Lauf nach dem anderen</translation>
    </message>
    <message>
        <source>First see&amp;d</source>
        <translation>Erster &amp;Startwert</translation>
    </message>
    <message>
        <source>&amp;Number of seeds</source>
        <translation>A&amp;nzahl der Startwerte</translation>
    </message>
    <message>
        <source>The runs need a folder.</source>
        <translation>Die Läufe brauchen einen Ordner.</translation>
    </message>
    <message>
        <source>%1 is there already: name another folder.</source>
        <translation>%1 gibt es schon: einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>%1 cannot be made: name another folder.</source>
        <translation>%1 lässt sich nicht anlegen: einen anderen Ordner nennen.</translation>
    </message>
</context>
<context>
    <name>entroscope::TruncateDialog</name>
    <message>
        <source>Cut a run back</source>
        <translation>Lauf kürzen</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Back to its check&amp;point</source>
        <translation>Zurück zum Check&amp;point</translation>
    </message>
    <message>
        <source>Delete and cut back</source>
        <translation>Löschen und kürzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Deleted from %1:</source>
        <translation>Gelöscht aus %1:</translation>
    </message>
    <message>
        <source>• everything recorded after step %1, up to step %2</source>
        <translation>• alles nach Schritt %1 Aufgezeichnete, bis Schritt %2</translation>
    </message>
    <message>
        <source>• evaluations: %1</source>
        <translation>• Auswertungen: %1</translation>
    </message>
    <message>
        <source>• checkpoints: %1</source>
        <translation>• Checkpoints: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>This cannot be undone. The run can then be resumed or forked from there.</source>
        <translation>Das lässt sich nicht rückgängig machen. Danach kann der Lauf von dort fortgesetzt oder abgezweigt werden.</translation>
    </message>
</context>
<context>
    <name>entroscope::ViewHistory</name>
    <message>
        <source>shown runs</source>
        <translation>gezeigte Läufe</translation>
    </message>
    <message>
        <source>steps or tokens</source>
        <translation>Schritte oder Token</translation>
    </message>
    <message>
        <source>chosen head</source>
        <translation>gewählter Kopf</translation>
    </message>
    <message>
        <source>upper end M</source>
        <translation>oberes Ende M</translation>
    </message>
    <message>
        <source>overload threshold</source>
        <translation>Überlastschwelle</translation>
    </message>
</context>
<context>
    <name>entroscope::WelcomePage</name>
    <message>
        <source>Train small language models and watch, while it happens, what every attention head does.</source>
        <translation>Kleine Sprachmodelle trainieren und dabei zusehen, was jeder Aufmerksamkeitskopf tut.</translation>
    </message>
    <message>
        <source>Train the sample</source>
        <translation>Das Beispiel trainieren</translation>
    </message>
    <message>
        <source>Five small models on bundled Python source, a few minutes in all</source>
        <translation>Fünf kleine Modelle auf mitgeliefertem Python-Quelltext, zusammen einige Minuten</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>Einen Lauf öffnen…</translation>
    </message>
    <message>
        <source>A run folder trained before, here or on another machine</source>
        <translation>Ein früher trainierter Laufordner, von hier oder einem anderen Rechner</translation>
    </message>
    <message>
        <source>Open the paper&apos;s reference runs</source>
        <translation>Die Referenzläufe des Aufsatzes öffnen</translation>
    </message>
    <message>
        <source>The published heat maps and perplexities, to compare with</source>
        <translation>Die veröffentlichten Karten und Perplexitäten zum Vergleich</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>Zuletzt geöffnete Läufe</translation>
    </message>
    <message>
        <source>Or drop run folders anywhere on this window.</source>
        <translation>Oder ziehen Sie Laufordner irgendwo auf dieses Fenster.</translation>
    </message>
</context>
<context>
    <name>entroscope::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Train a preset…</source>
        <translation>Voreinstellung &amp;trainieren…</translation>
    </message>
    <message>
        <source>Choose a preset and train its configurations</source>
        <translation>Eine Voreinstellung wählen und ihre Konfigurationen trainieren</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>Trainieren…</translation>
    </message>
    <message>
        <source>&amp;Open run…</source>
        <translation>Lauf ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>Einen Laufordner öffnen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>Forget the recent runs; their folders stay</source>
        <translation>Die zuletzt geöffneten Läufe vergessen; ihre Ordner bleiben</translation>
    </message>
    <message>
        <source>Open the &amp;paper&apos;s reference runs</source>
        <translation>&amp;Referenzläufe des Aufsatzes öffnen</translation>
    </message>
    <message>
        <source>Open the published numbers as runs to compare with</source>
        <translation>Die veröffentlichten Zahlen als Läufe zum Vergleich öffnen</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>Abbildung &amp;exportieren…</translation>
    </message>
    <message>
        <source>Write figures as SVG, PDF, PNG or CSV</source>
        <translation>Abbildungen als SVG, PDF, PNG oder CSV schreiben</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Export &amp;all figures…</source>
        <translation>&amp;Alle Abbildungen exportieren…</translation>
    </message>
    <message>
        <source>Write every figure into a folder</source>
        <translation>Jede Abbildung in einen Ordner schreiben</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window; asks while a run trains</source>
        <translation>Das Fenster schließen; fragt nach, solange ein Lauf trainiert</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>Start training, or go on after a pause</source>
        <translation>Das Training starten oder nach einer Pause fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Pause, or go on after a pause</source>
        <translation>Pausieren oder nach einer Pause fortsetzen</translation>
    </message>
    <message>
        <source>Single s&amp;tep</source>
        <translation>&amp;Einzelschritt</translation>
    </message>
    <message>
        <source>Make one optimizer step, then pause</source>
        <translation>Einen Optimiererschritt ausführen, dann pausieren</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Save a &amp;checkpoint now</source>
        <translation>Jetzt einen &amp;Checkpoint sichern</translation>
    </message>
    <message>
        <source>Write weights and optimizer state into the run folder</source>
        <translation>Gewichte und Optimiererzustand in den Laufordner schreiben</translation>
    </message>
    <message>
        <source>S&amp;kip to the next run</source>
        <translation>&amp;Weiter zum nächsten Lauf</translation>
    </message>
    <message>
        <source>Save and close this run, then train the next of the queue</source>
        <translation>Diesen Lauf sichern und schließen, dann den nächsten der Warteschlange trainieren</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>Save and close this run and drop the rest of the queue</source>
        <translation>Diesen Lauf sichern und schließen und den Rest der Warteschlange verwerfen</translation>
    </message>
    <message>
        <source>Clear &amp;finished entries</source>
        <translation>&amp;Fertige Einträge entfernen</translation>
    </message>
    <message>
        <source>Remove the entries of the queue that are over</source>
        <translation>Die beendeten Einträge der Warteschlange entfernen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Felder</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Put every panel back to its place</source>
        <translation>Jedes Feld an seinen Platz zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Follow the newest step</source>
        <translation>Dem &amp;neuesten Schritt folgen</translation>
    </message>
    <message>
        <source>Let every view show the newest step again</source>
        <translation>Jede Ansicht wieder den neuesten Schritt zeigen lassen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Show every shortcut</source>
        <translation>Alle Tastenkürzel zeigen</translation>
    </message>
    <message>
        <source>&amp;About Entroscope</source>
        <translation>Ü&amp;ber Entroscope</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>Abbildung &amp;kopieren</translation>
    </message>
    <message>
        <source>Put the chosen view&apos;s figure on the clipboard, as SVG and PNG</source>
        <translation>Abbildung der gewählten Ansicht als SVG und PNG in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>Befehl &amp;suchen…</translation>
    </message>
    <message>
        <source>Find any command by a part of its name</source>
        <translation>Jeden Befehl über einen Teil seines Namens finden</translation>
    </message>
    <message>
        <source>&amp;Alerts…</source>
        <translation>&amp;Warnungen…</translation>
    </message>
    <message>
        <source>Choose what calls for you while a run trains</source>
        <translation>Festlegen, was Sie während des Trainings ruft</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>&amp;Fork a run…</source>
        <translation>Lauf ab&amp;zweigen…</translation>
    </message>
    <message>
        <source>Start a new run from a checkpoint with other settings</source>
        <translation>Einen neuen Lauf von einem Checkpoint mit anderen Einstellungen starten</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change of a run, a view or the layout</source>
        <translation>Nimmt die letzte Änderung an einem Lauf, einer Ansicht oder der Anordnung zurück</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Macht das Zurückgenommene noch einmal</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Figure st&amp;yle…</source>
        <translation>Stil der Ab&amp;bildungen…</translation>
    </message>
    <message>
        <source>Choose theme, font and width of exported and copied figures</source>
        <translation>Farbschema, Schrift und Breite exportierter und kopierter Abbildungen wählen</translation>
    </message>
    <message>
        <source>&amp;Print, as on paper</source>
        <translation>D&amp;ruck, wie auf Papier</translation>
    </message>
    <message>
        <source>&amp;Import numbers…</source>
        <translation>Zahlen &amp;importieren…</translation>
    </message>
    <message>
        <source>Make a run of a CSV file, TensorBoard events or the paper&apos;s logs</source>
        <translation>Aus einer CSV-Datei, TensorBoard-Ereignissen oder den Protokollen des Aufsatzes einen Lauf machen</translation>
    </message>
    <message>
        <source>Export a ru&amp;n…</source>
        <translation>Einen &amp;Lauf exportieren…</translation>
    </message>
    <message>
        <source>Write the numbers or the model of the run chosen in the list</source>
        <translation>Die Zahlen oder das Modell des in der Liste gewählten Laufs schreiben</translation>
    </message>
    <message>
        <source>&amp;Measure a model…</source>
        <translation>Ein Modell &amp;messen…</translation>
    </message>
    <message>
        <source>Make a run of the heads&apos; entropies and the loss of a Hugging Face model or a checkpoint</source>
        <translation>Macht aus den Entropien der Köpfe und dem Verlust eines Hugging-Face-Modells oder eines Checkpoints einen Lauf</translation>
    </message>
</context>
<context>
    <name>entroscope::Workbench</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
</context>
</TS>
