// The paper's published numbers as built-in runs, to stand beside one's own (arXiv 2410.09637:
// Fig 1, Table 2; see resources/paper). Torch- and Qt-free.
#pragma once

#include <string>

#include "core/runs/run.h"

namespace entroscope {

bool isReferenceAddress(const std::string& address);

/// "reference:paper/CONFIGURATION" (GPT-2, T = 128, with Fig 1's entropies),
/// "reference:paper/pythia-70m/CONFIGURATION", "reference:paper/pythia-70m-256/CONFIGURATION".
/// @throws Error{BadInput} naming the addresses there are.
RunPtr openReferenceRun(const std::string& address);

}  // namespace entroscope
