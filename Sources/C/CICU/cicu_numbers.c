#include "include/cicu_numbers.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

enum { longest_text = 512, longest_locale = 128 };

struct cicu_number_formatter {
  UNumberFormatter *formatter;
  UFormattedNumber *result;
};

static void locale_for(const char *language, char *locale, UErrorCode *status) {
  uloc_forLanguageTag(language, locale, longest_locale, NULL, status);
  locale[longest_locale - 1] = 0;
}

// Writes UTF-16 as UTF-8, and reports what ICU said.
static int32_t give(
  const UChar *source, int32_t length, char *text, int32_t capacity, UErrorCode status, int32_t *error) {
  int32_t written = 0;
  if (U_SUCCESS(status)) {
    u_strToUTF8(text, capacity, &written, source, length, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR || status == U_STRING_NOT_TERMINATED_WARNING) status = U_ZERO_ERROR;
  }
  *error = U_FAILURE(status) ? (int32_t)status : 0;
  return U_FAILURE(status) ? -1 : written;
}

cicu_number_formatter *cicu_number_formatter_open(const char *language, const char *skeleton, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[longest_locale];
  UChar wide[longest_text];
  int32_t length = 0;
  locale_for(language, locale, &status);
  u_strFromUTF8(wide, longest_text, &length, skeleton, -1, &status);
  UNumberFormatter *formatter = unumf_openForSkeletonAndLocale(wide, length, locale, &status);
  UFormattedNumber *result = unumf_openResult(&status);
  cicu_number_formatter *made = U_SUCCESS(status) ? malloc(sizeof *made) : NULL;
  *error = U_FAILURE(status) ? (int32_t)status : 0;
  if (!made) {
    unumf_close(formatter);
    unumf_closeResult(result);
    if (!*error) *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  made->formatter = formatter;
  made->result = result;
  return made;
}

void cicu_number_formatter_close(cicu_number_formatter *formatter) {
  if (!formatter) return;
  unumf_close(formatter->formatter);
  unumf_closeResult(formatter->result);
  free(formatter);
}

int32_t cicu_number_format(
  cicu_number_formatter *formatter, const char *number, int32_t count, char *text, int32_t capacity,
  int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UChar wide[longest_text];
  unumf_formatDecimal(formatter->formatter, number, count, formatter->result, &status);
  int32_t length = unumf_resultToString(formatter->result, wide, longest_text, &status);
  return give(wide, length, text, capacity, status, error);
}

int32_t cicu_plural_category(
  cicu_number_formatter *formatter, const char *language, const char *number, int32_t count, char *text,
  int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[longest_locale];
  UChar wide[64];
  int32_t length = 0;
  locale_for(language, locale, &status);
  UPluralRules *rules = uplrules_open(locale, &status);
  unumf_formatDecimal(formatter->formatter, number, count, formatter->result, &status);
  if (U_SUCCESS(status)) length = uplrules_selectFormatted(rules, formatter->result, wide, 64, &status);
  int32_t written = give(wide, length, text, capacity, status, error);
  uplrules_close(rules);
  return written;
}

int32_t cicu_number_spell(
  const char *language, int32_t is_ordinal, const char *rule_set, const char *number, int32_t count, char *text, int32_t capacity,
  int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[longest_locale];
  UChar wide[longest_text];
  int32_t length = 0;
  locale_for(language, locale, &status);
  UNumberFormat *format = unum_open(is_ordinal ? UNUM_ORDINAL : UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
  if (rule_set) {
    UChar rules[longest_locale];
    int32_t rules_length = 0;
    u_strFromUTF8(rules, longest_locale, &rules_length, rule_set, -1, &status);
    if (U_SUCCESS(status)) unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, rules, rules_length, &status);
  }
  if (U_SUCCESS(status)) length = unum_formatDecimal(format, number, count, wide, longest_text, NULL, &status);
  int32_t written = give(wide, length, text, capacity, status, error);
  unum_close(format);
  return written;
}

int32_t cicu_decimal_separator(const char *language, char *text, int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[longest_locale];
  UChar wide[64];
  int32_t length = 0;
  locale_for(language, locale, &status);
  UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
  if (U_SUCCESS(status)) length = unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, wide, 64, &status);
  int32_t written = give(wide, length, text, capacity, status, error);
  unum_close(format);
  return written;
}

cicu_date_formatter *cicu_date_formatter_open(const char *language, const char *skeleton, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[longest_locale];
  UChar wide_skeleton[longest_text], pattern[longest_text];
  static const UChar utc[] = {'U', 'T', 'C', 0};
  int32_t skeleton_length = 0, pattern_length = 0;
  locale_for(language, locale, &status);
  // The data are dated by the Gregorian calendar, whatever the language's own is.
  uloc_setKeywordValue("calendar", "gregorian", locale, longest_locale, &status);
  u_strFromUTF8(wide_skeleton, longest_text, &skeleton_length, skeleton, -1, &status);
  UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
  if (U_SUCCESS(status)) {
    pattern_length =
      udatpg_getBestPattern(generator, wide_skeleton, skeleton_length, pattern, longest_text, &status);
  }
  udatpg_close(generator);
  UDateFormat *format = NULL;
  if (U_SUCCESS(status)) {
    format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, 3, pattern, pattern_length, &status);
  }
  *error = U_FAILURE(status) ? (int32_t)status : 0;
  return (cicu_date_formatter *)format;
}

void cicu_date_formatter_close(cicu_date_formatter *formatter) { udat_close((UDateFormat *)formatter); }

int32_t cicu_date_format(
  const cicu_date_formatter *formatter, double milliseconds, char *text, int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UChar wide[longest_text];
  int32_t length = udat_format((const UDateFormat *)formatter, milliseconds, wide, longest_text, NULL, &status);
  return give(wide, length, text, capacity, status, error);
}
