#ifndef BULLETIN_CHYPHEN_H
#define BULLETIN_CHYPHEN_H

// hyphen.h declares FILE parameters without including this itself.
#include <stdio.h>
#include <hyphen.h>

#endif
