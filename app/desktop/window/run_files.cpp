#include "app/desktop/window/run_files.h"

#include <QCursor>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QWidget>

#include "app/desktop/style/settings.h"
#include "core/base/error.h"
#include "core/runs/export_run.h"
#include "core/runs/import_run.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

/// The disk may take seconds.
struct Waiting {
  Waiting() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  ~Waiting() { QGuiApplication::restoreOverrideCursor(); }
};

/// One of the paper's logs stands for the folder that holds one for each layer.
QString sourceOf(const QString& chosen) {
  const QFileInfo file(chosen);
  const bool log =
      file.suffix() == QLatin1String("txt") && (file.fileName().startsWith(QLatin1String("layer_")) ||
                                                file.fileName().startsWith(QLatin1String("global_slope")));
  return file.isFile() && log ? file.absolutePath() : chosen;
}

/// Event files are called by time and host; what tells them apart is their folder.
QString nameOf(const QString& source) {
  const QFileInfo file(source);
  if (file.isFile() && file.fileName().contains(QLatin1String("tfevents"))) return file.dir().dirName();
  return file.completeBaseName();
}

/// The folder of a model as Hugging Face keeps one, chosen itself or one of its files; empty when it is none.
QString modelOf(const QString& source) {
  const QFileInfo file(source);
  const bool part =
      file.fileName() == QLatin1String("config.json") || file.suffix() == QLatin1String("safetensors");
  const QString folder = file.isDir() ? source : part ? file.absolutePath() : QString();
  const bool holds = !folder.isEmpty() && QFileInfo::exists(folder + QStringLiteral("/config.json"));
  return holds ? folder : QString();
}

const QString kCsv = QStringLiteral(".csv"), kLines = QStringLiteral(".jsonl");

}  // namespace

RunFiles::RunFiles(QWidget& window) : QObject(&window), window_(window) {}

void RunFiles::chooseAndImport() {
  const QString chosen = QFileDialog::getOpenFileName(
      &window_, tr("Import numbers"), settings::documentsFolder(),
      tr("CSV, TensorBoard events or logs (*.csv *tfevents* *.txt);;All files (*)"));
  if (!chosen.isEmpty()) import(chosen);
}

bool RunFiles::import(const QString& chosen, QString otherwise) {
  const QString source = sourceOf(chosen);
  // A damaged log says more than that a folder of logs is no run.
  if (holdsNumbers(source.toStdString())) otherwise.clear();
  const QString name = nameOf(source);
  QString folder = settings::newRunsFolder(name);
  // Two files of one name within a second.
  for (int i = 2; QFileInfo::exists(folder); ++i)
    folder = settings::newRunsFolder(name) + QStringLiteral("-%1").arg(i);
  try {
    const Waiting cursor;
    QDir().mkpath(settings::runsFolder());
    importRun(source.toStdString(), folder.toStdString(),
              {.format = "auto", .name = name.toStdString(), .configuration = {}});
  } catch (const Error& error) {
    if (const QString model = modelOf(source); !model.isEmpty()) {
      Q_EMIT modelChosen(model);
      return false;
    }
    Q_EMIT said(otherwise.isEmpty() ? translated(error) : otherwise);
    return false;
  }
  Q_EMIT imported(folder);
  return true;
}

void RunFiles::chooseAndExport(const Run& run) {
  const QString csv = tr("CSV, every recorded number (*.csv)"),
                lines = tr("JSON lines, every recorded number (*.jsonl)"),
                events = tr("Folder of TensorBoard events (*)"),
                model = tr("Folder of the newest model, as Hugging Face reads it (*)");
  const QString name = QString::fromStdString(run.info().name).replace(QLatin1Char('/'), QLatin1Char('-'));
  QString chosen = csv;
  QString target = QFileDialog::getSaveFileName(
      &window_, tr("Export the numbers or the model of a run"),
      settings::documentsFolder() + QLatin1Char('/') + name,
      QStringList{csv, lines, events, model}.join(QStringLiteral(";;")), &chosen);
  if (target.isEmpty()) return;
  const QString suffix = chosen == csv ? kCsv : chosen == lines ? kLines : QString();
  if (!target.endsWith(suffix)) target += suffix;
  exportTo(run, target, chosen == model);
}

void RunFiles::exportTo(const Run& run, const QString& target, bool model) {
  const ExportFormat format = target.endsWith(kCsv)     ? ExportFormat::Csv
                              : target.endsWith(kLines) ? ExportFormat::Jsonl
                              : model                   ? ExportFormat::HuggingFace
                                                        : ExportFormat::Tfevents;
  std::vector<Damage> damaged;
  try {
    const Waiting cursor;
    damaged = exportRun(run, format, target.toStdString());
  } catch (const Error& error) {
    return Q_EMIT said(translated(error));
  }
  Q_EMIT written(tr("Written: %1").arg(target));
  if (damaged.empty()) return;
  const Damage& first = damaged.front();
  Q_EMIT said(tr("%1: the run has %n damaged record(s), what they held is left out; the first: %2: %3",
                 nullptr, static_cast<int>(damaged.size()))
                  .arg(target, QString::fromStdString(first.place), translated(first.what)));
}

}  // namespace entroscope
