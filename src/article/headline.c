/* SPDX-License-Identifier: MIT */
#include "article/headline.h"

#include "base/utf8.h"

enum {
    LEAST = 4,    /* code points of a title */
    SUFFIX = 90,  /* bytes of a site's name behind a title */
};

/* Is s the name of a site: the page's own, or one that everybody knows? */
static bool is_site(const struct mt_sites *sites, mt_str s, mt_str site)
{
    s = mt_str_trim(s);
    if (mt_is_publisher(sites, s))
        return true;
    return site.n > 2 && s.n > 2 &&
           (mt_str_has(site, s) || mt_str_has(s, site));
}

static mt_str cut(mt_str s, size_t at)
{
    mt_str head = mt_str_trim(mt_str_sub(s, 0, at));

    return mt_utf8_count(head) >= LEAST ? head : s;
}

/* Where the last of the signs that part a title from its site begins. */
static size_t last_sign(mt_str s, size_t *width)
{
    static const char *const signs[] = { " - ", " | ", " :: ", " – ", " — ",
                                         "ㅣ", " : ", " · ", " » ", "|",
                                         " > ", " ㅣ " };
    size_t best = s.n;

    for (size_t i = s.n; i-- > 1 && s.n - i < SUFFIX;)
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
            if (mt_str_starts(mt_str_sub(s, i, s.n), mt_str_c(signs[k]))) {
                *width = strlen(signs[k]);
                return i;
            }
    return best;
}

mt_str mt_headline_bare(const struct mt_sites *sites, mt_str title,
                        mt_str site)
{
    size_t chain = mt_str_find(title, MT_LIT(" < ")), width = 0;

    title = mt_str_trim(title);
    if (chain < title.n)
        title = cut(title, chain);
    for (int round = 0; round < 3; round++) {
        size_t at = last_sign(title, &width);

        if (at == title.n ||
            !is_site(sites, mt_str_sub(title, at + width, title.n), site))
            break;
        title = cut(title, at);
    }
    return title;
}

mt_str mt_headline_key(struct mt_arena *arena, mt_str title)
{
    char *out = mt_arena_alloc(arena, title.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < title.n;) {
        size_t w = mt_utf8_width(title.p[i]);

        if (mt_is_letter(mt_utf8_at(title, i))) {
            memcpy(out + n, title.p + i, w);
            n += w;
        }
        i += w;
    }
    return (mt_str){ out, n };
}

bool mt_headline_of(mt_str heading_key, mt_str title_key)
{
    return heading_key.n >= 12 && mt_str_has(title_key, heading_key) &&
           heading_key.n * 10 >= title_key.n * 6;
}
