// Numbers recorded elsewhere into a run folder, and a run's numbers or its model out of one: what
// `entroscope-cli runs import` and `export` do, from the window. GUI thread; it waits for the disk.
#pragma once

#include <QObject>

#include "core/runs/run.h"

class QWidget;

namespace entroscope {

class RunFiles : public QObject {
  Q_OBJECT
 public:
  /// @param window under which files are asked for.
  explicit RunFiles(QWidget& window);

  /// Asks for a file and imports it.
  void chooseAndImport();
  /// A CSV file, a TensorBoard event file or a folder of logs becomes a new run folder. False when it is none
  /// of these: nothing was made, and `said` tells why, with `otherwise` where that is given, or
  /// `modelChosen`.
  bool import(const QString& chosen, QString otherwise = {});
  /// Asks where to and in which format.
  void chooseAndExport(const Run& run);
  /// The format is that of the suffix: .csv, .jsonl, and a folder of TensorBoard events or, with `model`, of
  /// a Hugging Face model.
  void exportTo(const Run& run, const QString& target, bool model);

 Q_SIGNALS:
  void imported(const QString& folder);
  void modelChosen(const QString& folder);  ///< what was to be imported is a stored model
  void said(const QString& sentence);       ///< what could not be done
  void written(const QString& sentence);    ///< what was exported where

 private:
  QWidget& window_;
};

}  // namespace entroscope
