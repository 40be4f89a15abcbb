#ifndef CICU_H
#define CICU_H

// ICU behind plain integers and opaque structs: its own headers clash with those of Foundation's copy of ICU, and
// would show the version in each name.

#include "cicu_numbers.h"
#include "cicu_text.h"

#endif
