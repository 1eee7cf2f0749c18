// What core says, in the language of the window. GUI thread.
#pragma once

#include <QString>
#include <exception>

#include "core/base/sentence.h"

namespace entroscope {

/// English where the catalogue in use lacks a pattern.
QString translated(const Sentence& sentence);
/// An Error's sentence; anything else in its own words.
QString translated(const std::exception& error);

}  // namespace entroscope
