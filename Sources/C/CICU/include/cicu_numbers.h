#ifndef CICU_NUMBERS_H
#define CICU_NUMBERS_H

#endif
