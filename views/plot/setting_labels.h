// Words for configuration fields: what a user reads where run.toml has a key. GUI thread only.
#pragma once

#include <QLocale>
#include <QString>
#include <string>

namespace entroscope {

/// "Learning rate" for "optimizer.learning_rate"; the key itself where no word is better.
QString settingLabel(const std::string& key);

/// A value as text without the quotes of run.toml; a number with the decimal sign of `locale`.
QString settingText(const std::string& value, const QLocale& locale = QLocale::c());

/// The other way, for core's C locale: a number may have the decimal sign of `locale` or that of files.
std::string settingFromText(const QString& text, const QLocale& locale);

}  // namespace entroscope
