#ifndef BULLETIN_CFONTCONFIG_H
#define BULLETIN_CFONTCONFIG_H

#include <fontconfig/fontconfig.h>

#endif
