#ifndef CICU_TEXT_H
#define CICU_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/// Finds where lines may break, by the rules of one language (UAX #14 with ICU's tailorings and dictionaries).
typedef struct cicu_line_breaker cicu_line_breaker;

/// Opens a line breaker for a BCP 47 tag; NULL, with ICU's error code in `*error`, if that fails.
cicu_line_breaker *cicu_line_breaker_open(const char *language, int32_t *error);

void cicu_line_breaker_close(cicu_line_breaker *breaker);

/// The breaks of a text in UTF-8, in ascending order.
///
/// Writes at most `capacity` of them to `breaks`: the byte offset of what follows the break, and in its sign whether
/// the line may (positive) or must (negative) end there. The text's end is among them.
///
/// Returns how many there are in all, which may be more than `capacity`; -1, with ICU's error code in `*error`, if
/// that fails.
int32_t cicu_line_breaks(
  cicu_line_breaker *breaker, const uint8_t *text, int32_t count, int32_t *breaks, int32_t capacity,
  int32_t *error);

/// The embedding level of each byte of a paragraph in UTF-8, by the bidirectional algorithm (UAX #9): odd levels run from
/// right to left.
///
/// The paragraph's own direction is that of `base` (0 left to right, 1 right to left), or of its first letter where
/// `base` is negative. Returns false, with ICU's error code in `*error`, if that fails.
bool cicu_bidi_levels(const uint8_t *text, int32_t count, int32_t base, uint8_t *levels, int32_t *error);

/// Where each of `count` stretches of a line with these levels is found: the first of `order` is the leftmost.
void cicu_visual_order(const uint8_t *levels, int32_t count, int32_t *order);

/// A regular expression. Not for use by two threads at once.
typedef struct cicu_pattern cicu_pattern;

/// Reads a pattern in UTF-16; NULL, with ICU's error code in `*error`, if it is none.
cicu_pattern *cicu_pattern_open(
  const uint16_t *pattern, int32_t count, bool ignores_case, bool is_multiline, bool dot_is_all, int32_t *error);
void cicu_pattern_close(cicu_pattern *pattern);

/// Finds the first match in a text in UTF-16 from an offset on.
///
/// Writes where it and each of its groups begin and end to `bounds`, at most `capacity` numbers; -1 for a group without a
/// match. Returns how many pairs there are, 0 if there is no match, and -1, with ICU's error code in `*error`, if that fails
/// or takes too long.
int32_t cicu_pattern_find(
  cicu_pattern *pattern, const uint16_t *text, int32_t count, int32_t from, int32_t *bounds, int32_t capacity,
  int32_t *error);

/// The name of one of ICU's error codes, such as `U_FILE_ACCESS_ERROR`.
const char *cicu_error_name(int32_t error);

/// The version of ICU and that of its Unicode data, such as "72.1".
const char *cicu_version(void);

#endif
