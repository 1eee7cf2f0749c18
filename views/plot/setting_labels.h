// Words for configuration fields: what a user reads where run.toml has a key. GUI thread only.
#pragma once

#include <QString>
#include <string>

namespace entroscope {

/// "Learning rate" for "optimizer.learning_rate"; the key itself where no word is better.
QString settingLabel(const std::string& key);

/// A value as text without the quotes of run.toml.
QString settingText(const std::string& value);

}  // namespace entroscope
