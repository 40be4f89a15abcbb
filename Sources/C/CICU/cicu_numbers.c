#include "include/cicu_numbers.h"
