/* SPDX-License-Identifier: MIT */
#include "data/words.h"

#include "base/utf8.h"

enum { KEY = 3 }; /* bytes */

/* The first three bytes, in lower case: one Hangul syllable. mt-gen sorts and
 * cuts by the same key. */
uint32_t mt_words_key(mt_str s)
{
    uint32_t key = 0;

    for (size_t i = 0; i < KEY; i++)
        key = key << 8 | (i < s.n ? (unsigned char)mt_lower(s.p[i]) : 0u);
    return key;
}

/* The first start whose key is not below key. */
static size_t lower_start(const struct mt_index *index, uint32_t key)
{
    size_t lo = 0, hi = index->start_count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (index->starts[mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The byte at depth of a word; -1 past its end, so that ends sort first. */
static int byte_at(const struct mt_word *word, size_t depth)
{
    return depth < word->n ? (unsigned char)word->text[depth] : -1;
}

/* Part of the index: [from, to). */
struct part {
    size_t from, to;
};

/* The words of a part that have byte c at depth. */
static struct part narrow(const struct mt_index *index, struct part part,
                          size_t depth, int c)
{
    size_t lo = part.from, hi = part.to, end;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (byte_at(&index->words[mid], depth) < c)
            lo = mid + 1;
        else
            hi = mid;
    }
    end = lo;
    hi = part.to;
    while (end < hi) {
        size_t mid = end + (hi - end) / 2;

        if (byte_at(&index->words[mid], depth) <= c)
            end = mid + 1;
        else
            hi = mid;
    }
    return (struct part){ lo, end };
}

/* The words of a part that rest begins with; the key's bytes are equal. */
static size_t matches(const struct mt_index *index, struct part part,
                      mt_str rest, const struct mt_word *hits[MT_HITS])
{
    size_t n = 0;

    for (size_t depth = rest.n < KEY ? 0 : KEY; part.from < part.to; depth++) {
        while (part.from < part.to && index->words[part.from].n == depth) {
            if (n < MT_HITS)
                hits[n++] = &index->words[part.from];
            part.from++;
        }
        if (depth == rest.n)
            break;
        part = narrow(index, part, depth,
                      (unsigned char)mt_lower(rest.p[depth]));
    }
    return n;
}

/* Words of one or two bytes have keys of their own, padded with zeros. */
static size_t short_words(const struct mt_index *index, mt_str rest,
                          const struct mt_word *hits[MT_HITS])
{
    size_t n = 0;

    for (size_t width = 1; width < 3 && width < rest.n; width++) {
        uint32_t key = mt_words_key((mt_str){ rest.p, width });
        size_t at = lower_start(index, key);

        if (at < index->start_count && index->starts[at].key == key)
            for (size_t w = index->starts[at].from;
                 w < index->starts[at].to && n < MT_HITS; w++)
                hits[n++] = &index->words[w];
    }
    return n;
}

size_t mt_words_at(const struct mt_index *index, mt_str text, size_t i,
                   const struct mt_word *hits[MT_HITS])
{
    mt_str rest = mt_str_sub(text, i, text.n);
    const struct mt_word *longer[MT_HITS];
    uint32_t key = mt_words_key(rest);
    size_t at = lower_start(index, key), n = 0, more;

    if (rest.n && (unsigned char)rest.p[0] < 0xE0)
        n = short_words(index, rest, hits);
    if (at == index->start_count || index->starts[at].key != key)
        return n;
    more = matches(
        index, (struct part){ index->starts[at].from, index->starts[at].to },
        rest, longer);
    for (size_t k = 0; k < more && n < MT_HITS; k++)
        hits[n++] = longer[k];
    return n;
}

bool mt_words_begin_in(const struct mt_index *index, mt_str text, mt_span span)
{
    const struct mt_word *hits[MT_HITS];

    for (size_t i = span.from; i < span.to; i += mt_utf8_width(text.p[i]))
        if (mt_words_at(index, text, i, hits) > 0)
            return true;
    return false;
}

int mt_words_row(const struct mt_index *index, int table, mt_str word)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(index, word, 0, hits);

    for (size_t i = 0; i < n; i++)
        if (hits[i]->table == table && hits[i]->n == word.n)
            return hits[i]->row;
    return -1;
}
