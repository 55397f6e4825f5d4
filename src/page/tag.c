/* SPDX-License-Identifier: MIT */
#include "page/tag.h"

enum { LONGEST = 10 }; /* letters of a known name */

static const char names[][LONGEST + 1] = {
#define T(name, flags) #name,
#include "page/tags.def"
#undef T
};

static const uint16_t flags_of[] = {
    0,
#define T(name, flags) flags,
#include "page/tags.def"
#undef T
};

enum mt_tag mt_tag_of(mt_str name)
{
    char upper[LONGEST + 1] = { 0 };
    size_t lo = 0, hi = MT_TAG_COUNT - 1;

    if (name.n == 0 || name.n > LONGEST)
        return MT_TAG_OTHER;
    for (size_t i = 0; i < name.n; i++)
        upper[i] = name.p[i] >= 'a' && name.p[i] <= 'z'
                       ? (char)(name.p[i] - 'a' + 'A')
                       : name.p[i];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(upper, names[mid]);

        if (order == 0)
            return (enum mt_tag)(mid + 1);
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return MT_TAG_OTHER;
}

unsigned mt_tag_flags(enum mt_tag tag)
{
    return flags_of[tag];
}
