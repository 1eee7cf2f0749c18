#include "app/desktop/session/steering.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "views/plot/setting_labels.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

struct SteeringText {
  Q_DECLARE_TR_FUNCTIONS(SteeringText)
};

constexpr std::array<std::string_view, 3> kFirst = {"optimizer.learning_rate", "train.evaluation_interval",
                                                    "train.on_nan"};

/// What a run is, not how it trains.
bool isIdentity(const std::string& key) {
  return key.find('.') == std::string::npos || key.starts_with("data.");
}

FieldValue valueOf(const RunConfig& config, const std::string& key) {
  const auto fields = fieldsOf(config);
  return std::ranges::find(fields, key, &Field::key)->value;
}

}  // namespace

void Steering::follow(const std::string& folder, const RunConfig& config) {
  if (folder == folder_) {
    for (const FieldDifference& change : differences(config_, config)) sent_.erase(change.key);
    config_ = config;
    return;
  }
  folder_ = folder;
  config_ = config;
  sent_.clear();
  settings_.clear();
  for (const std::string_view key : kFirst) settings_.push_back({std::string(key), true});
  const auto fields = fieldsOf(config);
  for (const bool live : {true, false}) {
    for (const Field& field : fields) {
      const bool listed = std::ranges::find(kFirst, field.key) != kFirst.end();
      if (isIdentity(field.key) || listed) continue;
      if ((canChangeLive(field.key).applied == Applied::Applied) == live)
        settings_.push_back({field.key, live});
    }
  }
}

QString Steering::value(const std::string& key) const {
  const auto sent = sent_.find(key);
  return settingText(toText(sent != sent_.end() ? sent->second : valueOf(config_, key)), QLocale());
}

QStringList Steering::choices(const std::string& key) {
  QStringList texts;
  for (const std::string& choice : choicesOf(key)) texts << QString::fromStdString(choice);
  return texts;
}

Steering::Answer Steering::change(const std::string& key, const QString& text) {
  RunConfig changed = config_;
  try {
    setFieldFromText(changed, key, settingFromText(text, QLocale()));
  } catch (const Error& error) {
    return {std::nullopt, false, translated(error)};
  }
  if (canChangeLive(key).applied != Applied::Applied) {
    return {std::nullopt, true,
            SteeringText::tr("%1 needs a restart: fork this run from a checkpoint with the new value.")
                .arg(settingLabel(key))};
  }
  const FieldValue value = valueOf(changed, key);
  sent_[key] = value;
  return {value, false, {}};
}

QString Steering::printed() const {
  QString text;
  for (const Setting& setting : settings_) {
    if (setting.live) text += QString::fromStdString(setting.key) + u'=' + value(setting.key) + u'\n';
  }
  return text;
}

}  // namespace entroscope
