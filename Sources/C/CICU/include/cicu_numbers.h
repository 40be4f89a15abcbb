#ifndef CICU_NUMBERS_H
#define CICU_NUMBERS_H

#include <stdint.h>

// Texts are UTF-8. Functions that write a text put at most `capacity` bytes there and return how long it is in all,
// or -1, with ICU's error code in `*error`. Languages are BCP 47 tags.

/// Formats decimal numbers by one of ICU's number skeletons, such as "percent .0" or "compact-long .00".
/// Not for use by two threads at once.
typedef struct cicu_number_formatter cicu_number_formatter;

/// NULL, with ICU's error code in `*error`, if it cannot be opened.
cicu_number_formatter *cicu_number_formatter_open(const char *language, const char *skeleton, int32_t *error);
void cicu_number_formatter_close(cicu_number_formatter *formatter);

/// Formats a number written in ASCII digits, such as "-1120.50".
int32_t cicu_number_format(
  cicu_number_formatter *formatter, const char *number, int32_t count, char *text, int32_t capacity,
  int32_t *error);

/// The plural category ("one", "few", "other") that goes with the number as the formatter prints it.
int32_t cicu_plural_category(
  cicu_number_formatter *formatter, const char *language, const char *number, int32_t count, char *text,
  int32_t capacity, int32_t *error);

/// A number in words ("twenty-one"), or as an ordinal ("21st"), by the language's default rules or those named, such as
/// "%spellout-cardinal-feminine".
int32_t cicu_number_spell(
  const char *language, int32_t is_ordinal, const char *rule_set, const char *number, int32_t count, char *text, int32_t capacity,
  int32_t *error);

/// The sign between a number's integer part and its decimals.
int32_t cicu_decimal_separator(const char *language, char *text, int32_t capacity, int32_t *error);

/// Prints dates of the Gregorian calendar in one language and form. Opening one costs a thousand times as much as printing
/// with it.
typedef struct cicu_date_formatter cicu_date_formatter;

/// Opens a formatter by ICU's skeleton, such as "yMMMMd", in the language's order; null if it fails.
cicu_date_formatter *cicu_date_formatter_open(const char *language, const char *skeleton, int32_t *error);
void cicu_date_formatter_close(cicu_date_formatter *formatter);

/// Writes a date given in milliseconds since 1970-01-01 UTC; returns the length in bytes.
int32_t cicu_date_format(
  const cicu_date_formatter *formatter, double milliseconds, char *text, int32_t capacity, int32_t *error);

#endif
