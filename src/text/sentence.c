/* SPDX-License-Identifier: MIT */
#include "text/sentence.h"

#include "base/utf8.h"

enum {
    SENTENCE_MOST = 3000,  /* bytes: past it a sentence is cut at a blank */
    SENTENCES_MOST = 3000, /* of an article; what follows is not read */
    QUOTE_REACH = 1200,    /* bytes in which a quotation must close */
    NAME_REACH = 30,       /* a shorter quotation is a name or a word */
};

/* The mark that closes a quotation opened by cp; 0 if cp opens none. */
static uint32_t closing(uint32_t cp)
{
    switch (cp) {
    case '"': return '"';
    case 0x201C: return 0x201D; /* “ ” */
    case 0x300C: return 0x300D; /* 「 」 */
    case 0x2033: return 0x2033; /* ″ ″ */
    default: return 0;
    }
}

/* Where the quotation opened before byte i closes, or 0. */
static size_t find_close(mt_str text, size_t i, size_t end, uint32_t mark)
{
    mt_str rest = mt_str_sub(text, i, end);
    size_t stop = rest.n > QUOTE_REACH ? rest.n - QUOTE_REACH : 0;
    uint32_t cp;

    for (size_t at = i; rest.n > stop && mt_utf8_next(&rest, &cp);
         at = end - rest.n)
        if (cp == mark)
            return at;
    return 0;
}

/* After a full stop at byte i (behind it): does the sentence end? */
static bool ends_here(mt_str text, size_t stop, size_t i, size_t end)
{
    uint32_t next = i < end ? mt_utf8_at(text, i) : ' ';
    uint32_t last = mt_utf8_before(text, stop);

    if (next == ' ' || next == 0xA0 || next == '\t')
        return true;
    /* 있다.19일, 말했다.김 씨는 */
    return text.p[stop] == '.' &&
           (last == 0xB2E4 /* 다 */ || last == 0xC694 /* 요 */) &&
           mt_is_wordlike(next);
}

static void add(struct mt_arena *arena, struct mt_sentences *out,
                const struct mt_sentence *proto, mt_span span)
{
    struct mt_sentence *sentence;

    if (span.from >= span.to || out->n >= SENTENCES_MOST)
        return;
    sentence = mt_vec_add(arena, out);
    *sentence = *proto;
    sentence->span = span;
}

/* Does the line hold a list: △2006년 6월 … △2008년 8월 …? */
static bool is_list(mt_str line)
{
    mt_str sign = MT_LIT("△");
    size_t at = mt_str_find(line, sign);

    return at < line.n &&
           mt_str_has(mt_str_sub(line, at + sign.n, line.n), sign);
}

static void split_line(mt_str text, const struct mt_sentence *line,
                       struct mt_arena *arena, struct mt_sentences *out)
{
    size_t end = line->span.to, from = line->span.from, i = from;
    bool list = is_list(mt_str_at(text, line->span));

    while (i < end) {
        uint32_t cp = mt_utf8_at(text, i);
        size_t next = i + mt_utf8_width(text.p[i]);
        size_t close = closing(cp) ? find_close(text, next, end, closing(cp))
                                   : 0;

        if (list && cp == 0x25B3) { /* △ */
            add(arena, out, line, (mt_span){ (uint32_t)from, (uint32_t)i });
            from = i;
        } else if (close)
            next = close + mt_utf8_width(text.p[close]);
        else if (((cp == '.' || cp == '?' || cp == '!') &&
                  ends_here(text, i, next, end)) ||
                 (cp == ' ' && next - from > SENTENCE_MOST) ||
                 next - from > 2 * SENTENCE_MOST) {
            add(arena, out, line, (mt_span){ (uint32_t)from, (uint32_t)next });
            while (next < end && text.p[next] == ' ')
                next++;
            from = next;
        }
        i = next;
    }
    add(arena, out, line, (mt_span){ (uint32_t)from, (uint32_t)end });
}

void mt_sentences_read(const struct mt_article *article, struct mt_arena *arena,
                       struct mt_sentences *out)
{
    for (size_t i = 0; i < article->line_count; i++) {
        struct mt_sentence line = { article->lines[i].span,
                                    article->lines[i].kind, (uint32_t)i };

        split_line(article->text, &line, arena, out);
    }
}

void mt_quotes_read(mt_str text, mt_span within, struct mt_arena *arena,
                    struct mt_spans *out)
{
    for (size_t i = within.from; i < within.to;) {
        uint32_t mark = closing(mt_utf8_at(text, i));
        size_t next = i + mt_utf8_width(text.p[i]);
        size_t close = mark ? find_close(text, next, within.to, mark) : 0;

        if (close) {
            if (close - next > NAME_REACH)
                *mt_vec_add(arena, out) = (mt_span){ (uint32_t)next,
                                                     (uint32_t)close };
            next = close + mt_utf8_width(text.p[close]);
        }
        i = next;
    }
}
