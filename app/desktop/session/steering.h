// What can be changed on the run that trains: every setting, its value now, and whether a change takes
// effect at the next step or needs the run to be started anew. GUI thread only. No widgets.
#pragma once

#include <QString>
#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/config_fields.h"

namespace entroscope {

class Steering {
 public:
  struct Setting {
    std::string key;
    bool live = false;  ///< takes effect at the next step
  };

  /// The run that trains and what it records now; values set before belong to another run and are forgotten
  /// when `folder` is new, or when something else has changed them on the run.
  void follow(const std::string& folder, const RunConfig& config);
  const std::string& folder() const { return folder_; }  ///< empty: there was no run yet

  /// Live ones first, the most used of them at the top.
  const std::vector<Setting>& settings() const { return settings_; }
  QString value(const std::string& key) const;
  static QStringList choices(const std::string& key);

  struct Answer {
    std::optional<FieldValue> value;  ///< to be sent to the engine
    bool needsRestart = false;
    QString sentence;  ///< why not, or what needs a restart
  };
  /// Judges a text typed for a setting; a live value is shown as the run's until the run records one.
  Answer change(const std::string& key, const QString& text);
  /// The engine did not take the value: the run's own holds.
  void forget(const std::string& key) { sent_.erase(key); }

  QString printed() const;  ///< for tests: one line a live setting

 private:
  std::string folder_;
  RunConfig config_;                        ///< as the run records it
  std::map<std::string, FieldValue> sent_;  ///< values on their way there
  std::vector<Setting> settings_;
};

}  // namespace entroscope
