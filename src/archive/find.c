/* SPDX-License-Identifier: MIT */
#include "archive/find.h"

bool mt_begins_warc(mt_str s)
{
    return s.n > 6 && mt_str_starts(s, MT_LIT("WARC/")) &&
           mt_is_digit(s.p[5]) && s.p[6] == '.';
}

size_t mt_find_warc(mt_str s, size_t from, size_t to)
{
    while (from < to) {
        mt_str rest = mt_str_sub(s, from, s.n);
        size_t found = mt_str_find(rest, MT_LIT("\nWARC/"));

        if (found >= rest.n)
            return to;
        from += found + 1;
        if (mt_begins_warc(mt_str_sub(s, from, s.n)))
            return from < to ? from : to;
    }
    return to;
}

size_t mt_find_blank(mt_str s, size_t from, bool *next)
{
    for (size_t i = from; i + 1 < s.n; i++) {
        mt_str line = mt_str_sub(s, i + 1, s.n);

        if (s.p[i] != '\n')
            continue;
        if (mt_str_starts(line, MT_LIT("\n")))
            return i + 2;
        if (mt_str_starts(line, MT_LIT("\r\n")))
            return i + 3;
        *next |= mt_begins_warc(line);
        if (*next)
            break;
    }
    return 0;
}
