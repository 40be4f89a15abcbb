#include "cicu_text.h"

#include <stdlib.h>

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>
#include <unicode/uregex.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <unicode/utypes.h>
#include <unicode/uvernum.h>

struct cicu_line_breaker {
  UBreakIterator *iterator;
  UText text;
};

cicu_line_breaker *cicu_line_breaker_open(const char *language, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY];
  uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
  // A tag that ICU cannot parse, or one too long, gets the root's rules.
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) {
    locale[0] = 0;
    status = U_ZERO_ERROR;
  }
  UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
  cicu_line_breaker *breaker = U_SUCCESS(status) ? malloc(sizeof *breaker) : NULL;
  if (!breaker) {
    *error = U_FAILURE(status) ? status : U_MEMORY_ALLOCATION_ERROR;
    if (iterator) ubrk_close(iterator);
    return NULL;
  }
  UText empty = UTEXT_INITIALIZER;
  breaker->iterator = iterator;
  breaker->text = empty;
  *error = 0;
  return breaker;
}

void cicu_line_breaker_close(cicu_line_breaker *breaker) {
  ubrk_close(breaker->iterator);
  utext_close(&breaker->text);
  free(breaker);
}

int32_t cicu_line_breaks(
  cicu_line_breaker *breaker, const uint8_t *text, int32_t count, int32_t *breaks, int32_t capacity,
  int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&breaker->text, (const char *)text, count, &status);
  ubrk_setUText(breaker->iterator, &breaker->text, &status);
  *error = status;
  if (U_FAILURE(status)) return -1;
  int32_t found = 0;
  ubrk_first(breaker->iterator);
  for (;;) {
    int32_t offset = ubrk_next(breaker->iterator);
    if (offset == UBRK_DONE) return found;
    if (found < capacity) {
      int32_t rule = ubrk_getRuleStatus(breaker->iterator);
      breaks[found] = rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT ? -offset : offset;
    }
    found += 1;
  }
}

bool cicu_bidi_levels(const uint8_t *text, int32_t count, int32_t base, uint8_t *levels, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  // UTF-16 never has more units than UTF-8 has bytes.
  UChar *units = malloc((size_t)(count > 0 ? count : 1) * sizeof *units);
  UBiDi *bidi = ubidi_openSized(0, 0, &status);
  if (!units) status = U_MEMORY_ALLOCATION_ERROR;
  if (U_SUCCESS(status)) {
    int32_t length = 0;
    for (int32_t at = 0; at < count;) {
      UChar32 character;
      U8_NEXT_OR_FFFD(text, at, count, character);
      U16_APPEND_UNSAFE(units, length, character);
    }
    UBiDiLevel paragraph = base < 0 ? UBIDI_DEFAULT_LTR : (UBiDiLevel)base;
    ubidi_setPara(bidi, units, length, paragraph, NULL, &status);
    const UBiDiLevel *found = length > 0 ? ubidi_getLevels(bidi, &status) : NULL;
    if (U_SUCCESS(status) && found) {
      int32_t unit = 0;
      for (int32_t at = 0; at < count;) {
        int32_t start = at;
        UChar32 character;
        U8_NEXT_OR_FFFD(text, at, count, character);
        for (int32_t byte = start; byte < at; byte += 1) levels[byte] = found[unit];
        unit += U16_LENGTH(character);
      }
    }
  }
  if (bidi) ubidi_close(bidi);
  free(units);
  *error = status;
  return U_SUCCESS(status);
}

void cicu_visual_order(const uint8_t *levels, int32_t count, int32_t *order) {
  ubidi_reorderVisual(levels, count, order);
}

const char *cicu_error_name(int32_t error) { return u_errorName((UErrorCode)error); }

const char *cicu_version(void) { return U_ICU_VERSION; }

cicu_pattern *cicu_pattern_open(
  const uint16_t *pattern, int32_t count, bool ignores_case, bool is_multiline, bool dot_is_all, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  uint32_t flags = (ignores_case ? UREGEX_CASE_INSENSITIVE : 0) | (is_multiline ? UREGEX_MULTILINE : 0) |
                   (dot_is_all ? UREGEX_DOTALL : 0);
  URegularExpression *expression = uregex_open(pattern, count, flags, NULL, &status);
  // A pattern that goes back over and over must not hold up a build: a step is about a millisecond.
  if (U_SUCCESS(status)) uregex_setTimeLimit(expression, 200, &status);
  *error = U_FAILURE(status) ? (int32_t)status : 0;
  if (U_SUCCESS(status)) return (cicu_pattern *)expression;
  uregex_close(expression);
  return NULL;
}

void cicu_pattern_close(cicu_pattern *pattern) { uregex_close((URegularExpression *)pattern); }

int32_t cicu_pattern_find(
  cicu_pattern *pattern, const uint16_t *text, int32_t count, int32_t from, int32_t *bounds, int32_t capacity,
  int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  URegularExpression *expression = (URegularExpression *)pattern;
  uregex_setText(expression, text, count, &status);
  UBool found = uregex_find(expression, from, &status);
  int32_t groups = found ? uregex_groupCount(expression, &status) + 1 : 0;
  for (int32_t group = 0; group < groups && 2 * group + 1 < capacity; group++) {
    bounds[2 * group] = uregex_start(expression, group, &status);
    bounds[2 * group + 1] = uregex_end(expression, group, &status);
  }
  *error = U_FAILURE(status) ? (int32_t)status : 0;
  return U_FAILURE(status) ? -1 : groups;
}
