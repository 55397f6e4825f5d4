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

static bool fits(const struct scanner *scanner, size_t i,
                 const struct mt_word *word, bool at_start)
{
    if (i < scanner->busy[word->table])
        return false;
    return word->sides == MT_SIDES_FREE ||
           (at_start && mt_word_ends(scanner->text, i + word->n));
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
