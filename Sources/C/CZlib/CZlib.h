#pragma once
#include <zlib.h>

// zlib's initializers are macros that pass its version and the size of z_stream.
static inline int bulletin_deflateInit(z_stream *stream, int level) { return deflateInit(stream, level); }
static inline int bulletin_inflateInit(z_stream *stream) { return inflateInit(stream); }
