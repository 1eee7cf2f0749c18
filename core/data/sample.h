// The bundled sample corpus: Python's standard library, packed once into the user's cache.
#pragma once

#include "core/data/dataset.h"

namespace entroscope {

/// Packs the sample on first use (keyed by its content, so that a new release packs anew) and opens it.
DataSet openSample();

}  // namespace entroscope
