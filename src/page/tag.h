/* SPDX-License-Identifier: MIT */
/* The elements of HTML, as far as reading a page tells them apart. */
#ifndef MT_PAGE_TAG_H
#define MT_PAGE_TAG_H

#include "base/str.h"

/* What holds of an element; the names follow the HTML standard. */
enum {
    MT_TAG_IS_VOID = 1 << 0,    /* has no content: br, img */
    MT_TAG_IS_RAW = 1 << 1,     /* its content is no markup: script */
    MT_TAG_IS_RCDATA = 1 << 2,  /* the same with references: title */
    MT_TAG_ENDS_P = 1 << 3,     /* its start closes an open p */
    MT_TAG_IS_SPECIAL = 1 << 4, /* "special" in the standard */
    MT_TAG_IS_FORMAT = 1 << 5,  /* formatting: b, i, a */
    MT_TAG_IS_SCOPE = 1 << 6,   /* end tags don't reach past it: td */
    MT_TAG_IS_BLOCK = 1 << 7,   /* begins a line of its own */
    MT_TAG_IS_HIDDEN = 1 << 8,  /* its content is never seen: style */
    MT_TAG_IS_HEADING = 1 << 9, /* h1 to h6 */
    MT_TAG_BREAKS_OUT = 1 << 10, /* of svg and math */
    MT_TAG_IS_TABLE = 1 << 11,   /* text has no place right in it: tr */
    MT_TAG_IS_PART = 1 << 12,    /* has a place in tables only: td */
    MT_TAG_IS_HEAD = 1 << 13,    /* makes no body of a page yet */
};

enum mt_tag {
    MT_TAG_OTHER,
#define T(name, flags) MT_TAG_##name,
#include "page/tags.def"
#undef T
    MT_TAG_COUNT
};

/* The element of a name in lower or upper case. */
enum mt_tag mt_tag_of(mt_str name);
/* The flags of an element. */
unsigned mt_tag_flags(enum mt_tag tag);

#endif
