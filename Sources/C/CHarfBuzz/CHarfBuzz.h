#ifndef BULLETIN_CHARFBUZZ_H
#define BULLETIN_CHARFBUZZ_H

#include <hb.h>
#include <hb-ot.h>
#include <hb-subset.h>

// Swift does not import function-like macros.

/// HB_TAG
static inline hb_tag_t bulletin_hb_tag(uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  return HB_TAG(a, b, c, d);
}

/// A feature that is on (or has the value given) over the whole of a buffer.
static inline hb_feature_t bulletin_hb_feature(hb_tag_t tag, uint32_t value) {
  hb_feature_t feature = {tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
  return feature;
}

#endif
