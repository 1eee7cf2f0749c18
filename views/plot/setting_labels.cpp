#include "views/plot/setting_labels.h"

#include <QCoreApplication>

namespace entroscope {

namespace {

struct SettingLabels {
  Q_DECLARE_TR_FUNCTIONS(SettingLabels)

 public:
  static QString of(const std::string& key) {
    if (key == "optimizer.learning_rate") return tr("Learning rate");
    if (key == "optimizer.min_learning_rate") return tr("Smallest learning rate");
    if (key == "optimizer.schedule") return tr("Schedule");
    if (key == "optimizer.weight_decay") return tr("Weight decay");
    if (key == "optimizer.clip") return tr("Gradient clipping");
    if (key == "train.evaluation_interval") return tr("Evaluate every … steps");
    if (key == "train.measure_interval") return tr("Measure every … steps");
    if (key == "train.checkpoint_interval") return tr("Checkpoint every … steps");
    if (key == "train.on_nan") return tr("At a NaN");
    if (key == "train.precision") return tr("Precision");
    if (key == "train.steps") return tr("Steps");
    if (key == "train.seed") return tr("Seed");
    if (key == "train.batch") return tr("Batch");
    if (key == "model.activation") return tr("Activation");
    if (key == "model.slope_mode") return tr("Owner of the slope");
    if (key == "model.slope") return tr("Negative slope");
    if (key == "model.block_norm") return tr("Norm in the blocks");
    if (key == "model.first_norm") return tr("First norm");
    if (key == "model.final_norm") return tr("Final norm");
    return QString::fromStdString(key);
  }
};

bool isNumber(const QString& text) {
  bool number = false;
  QLocale::c().toDouble(text, &number);
  return number;
}

}  // namespace

QString settingLabel(const std::string& key) { return SettingLabels::of(key); }

QString settingText(const std::string& value, const QLocale& locale) {
  QString text = QString::fromStdString(value);
  if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"')) text = text.mid(1, text.size() - 2);
  if (isNumber(text)) text.replace(QLatin1Char('.'), locale.decimalPoint());
  return text;
}

std::string settingFromText(const QString& text, const QLocale& locale) {
  const QString typed = text.trimmed();
  // A comma may also stand between two activations.
  const QString number = QString(typed).replace(locale.decimalPoint(), QLatin1String("."));
  return (isNumber(number) ? number : typed).toStdString();
}

}  // namespace entroscope
