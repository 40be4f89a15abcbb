#ifndef BULLETIN_CFREETYPE_H
#define BULLETIN_CFREETYPE_H

#include <ft2build.h>
#include FT_FREETYPE_H

#endif
