/* SPDX-License-Identifier: MIT */
#include "text/scan.h"

#include "base/utf8.h"
#include "text/josa.h"

struct scanner {
    mt_str text;
    struct mt_arena *arena;
    struct mt_hits *out;
    size_t busy[MT_TABLE_COUNT]; /* a table's last word ends here */
};

/* Is the place an ordinary word, too? */
static bool is_ordinary(const struct mt_word *place)
{
    return mt_places[place->row].flags >> MT_NAMEFLAG_COMMON & 1;
}

/* Does a word for a place begin at byte i? */
static bool begins_place(const struct scanner *scanner, size_t i)
{
    const struct mt_word *words[MT_HITS];
    size_t n = mt_words_at(&mt_news_index, scanner->text, i, words);

    while (n-- > 0)
        if (words[n]->table == MT_TABLE_PLACES &&
            mt_word_ends(scanner->text, i + words[n]->n))
            return true;
    return false;
}

/* 경기 [화성], 수원·[화성], [화성] 일대, [경기] 수원; a planet or a match
 * else. */
static bool is_place_here(const struct scanner *scanner, size_t i,
                          const struct mt_word *word)
{
    static const char *const links[] = { " ",  ", ",  "\xC2\xB7",
                                         "ㆍ", "와 ", "과 " };
    size_t last = scanner->busy[MT_TABLE_PLACES];
    mt_str between = last ? mt_str_sub(scanner->text, last, i) : (mt_str){ 0 };
    const struct mt_word *ends[MT_HITS];
    size_t n;

    if (!is_ordinary(word))
        return true;
    for (size_t k = 0; k < sizeof links / sizeof *links; k++)
        if (mt_str_eq(between, mt_str_c(links[k])))
            return true;
    i += word->n;
    n = mt_words_at(&mt_placeend_index, scanner->text, i, ends);
    if (n && mt_placeends[ends[n - 1]->row].end == MT_PLACEEND_AREA)
        return true;
    return scanner->text.p[i] == ' ' && begins_place(scanner, i + 1);
}

static bool fits(const struct scanner *scanner, size_t i,
                 const struct mt_word *word, bool at_start)
{
    if (i < scanner->busy[word->table])
        return false;
    if (word->sides == MT_SIDES_FREE)
        return true;
    return at_start && mt_word_ends(scanner->text, i + word->n) &&
           (word->table != MT_TABLE_PLACES || is_place_here(scanner, i, word));
}

static void scan_at(struct scanner *scanner, size_t i, bool at_start)
{
    const struct mt_word *found[MT_HITS];
    size_t n = mt_words_at(&mt_news_index, scanner->text, i, found);

    while (n-- > 0) { /* the longest first */
        const struct mt_word *word = found[n];

        if (!fits(scanner, i, word, at_start))
            continue;
        scanner->busy[word->table] = i + word->n;
        *mt_vec_add(scanner->arena, scanner->out) = (struct mt_hit){
            { (uint32_t)i, (uint32_t)(i + word->n) },
            word->table,
            word->table == MT_TABLE_CUES ? (uint8_t)mt_cues[word->row].class
                                         : (uint8_t)MT_CUE_NONE,
            word->row,
            word
        };
    }
}

void mt_scan(mt_str text, struct mt_arena *arena, struct mt_hits *out)
{
    struct scanner scanner = { text, arena, out, { 0 } };
    mt_str rest = text;
    uint32_t last = 0, cp;

    out->text = text;
    for (size_t i = 0; i < text.n; i = text.n - rest.n) {
        scan_at(&scanner, i, !mt_is_wordlike(last));
        mt_utf8_next(&rest, &cp);
        last = cp;
    }
}

size_t mt_first_hit(const struct mt_hits *hits, size_t i)
{
    size_t lo = 0, hi = hits->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (hits->v[mid].span.from < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
