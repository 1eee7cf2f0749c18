// entroscope-cli as its users call it, and a training that is small enough for a test.
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace entroscope {

struct CliAnswer {
  int status = -1;  ///< −1: it did not end, or not by itself
  QByteArray out, error;
};

inline CliAnswer runCli(const QStringList& arguments,
                        const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment()) {
  QProcess process;
  process.setProcessEnvironment(environment);
  process.start(qEnvironmentVariable("ENTROSCOPE_CLI"), arguments);
  if (!process.waitForFinished(60000)) return {};
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
          process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A model of two layers on the bundled sample, without checkpoints or evaluations on the way.
inline QStringList tinyTraining(const QString& out, int steps) {
  QStringList words{"train", "--preset", "sample/SM+G", "--device", "cpu", "--out", out};
  words << "--steps" << QString::number(steps);
  for (const char* setting :
       {"model.layers=2", "model.heads=2", "model.width=16", "train.batch=2", "train.threads=1",
        "train.checkpoint_interval=1000000", "train.evaluation_interval=1000000"})
    words << "--set" << setting;
  return words;
}

}  // namespace entroscope
