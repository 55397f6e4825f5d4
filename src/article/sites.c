/* SPDX-License-Identifier: MIT */
/*
 * Rows of sites, as publishers.tsv and page_layouts.tsv have them, in one text:
 *
 *     acmenews.co.kr  애크미뉴스  애크미뉴스|acmenews  press  acme
 *     acme  div.story||#old_story  .share||.ad  202001  0  -
 *
 * with a tab between two columns. Five columns are a publisher, six a layout.
 */
#include "article/sites.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/utf8.h"
#include "page/decode.h"
#include "page/select.h"

enum {
    MOST_BYTES = 1024 * 1024,
    MOST_LINES = 20000,
    PUBLISHER = 5, /* columns */
    LAYOUT = 6,
    LONGEST_WORD = 120,
    SHOWN = 40, /* bytes of a cell in a message */
};

/* A text under way. */
struct reading {
    struct mt_sites *sites;
    mt_str name;
    struct mt_err *err;
    int line;
    MT_VEC(mt_str) layouts; /* of each publisher */
    MT_VEC(mt_str) nexts;   /* of each layout */
    MT_VEC(struct mt_word) words;
};

static bool wrong(struct reading *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool wrong(struct reading *r, const char *format, ...)
{
    char message[sizeof r->err->message];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    mt_fail(r->err, MT_ERR_BAD_INPUT, "%.*s:%d: %s",
            MT_FMT(mt_str_sub(r->name, 0, 100)), r->line, message);
    return false;
}

static mt_str brief(mt_str cell)
{
    size_t n = 0;

    while (n < cell.n && n < SHOWN)
        n += mt_utf8_width(cell.p[n]);
    return mt_str_sub(cell, 0, n);
}

static bool is_none(mt_str cell)
{
    return mt_str_eq(cell, MT_LIT("-"));
}

/* ---------------------------------------------------------------- cells -- */

static bool good_key(mt_str cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (!mt_is_digit(cell.p[i]) && cell.p[i] != '.' &&
            !(cell.p[i] >= 'a' && cell.p[i] <= 'z') && cell.p[i] != '_' &&
            cell.p[i] != '-')
            return false;
    return cell.n && !is_none(cell);
}

static bool check_host(struct reading *r, mt_str host)
{
    if (mt_str_starts(host, MT_LIT("www.")))
        return wrong(r, "host %.*s: www. is never looked at; leave it out",
                     MT_FMT(brief(host)));
    if (!good_key(host) || !mt_str_has(host, MT_LIT(".")))
        return wrong(r, "host %.*s: no host; write small letters without "
                        "https:// and path, as news.example.kr",
                     MT_FMT(brief(host)));
    for (size_t i = 0; i < r->sites->publishers.n; i++)
        if (mt_str_eq(r->sites->publishers.v[i].host, host))
            return wrong(r, "host %.*s: line %d has it, too; keep one",
                         MT_FMT(brief(host)), r->sites->publishers.v[i].line);
    return true;
}

static bool read_site(struct reading *r, mt_str cell, uint8_t *out)
{
    for (int i = 0; i < MT_SITE_NONE; i++)
        if (mt_str_eq(cell, mt_str_c(mt_page_site_names[i]))) {
            *out = (uint8_t)i;
            return true;
        }
    return wrong(r, "site %.*s: unknown; write press or portal",
                 MT_FMT(brief(cell)));
}

/* yyyymm, or 0 */
static bool read_month(struct reading *r, mt_str cell, int32_t *out)
{
    mt_str s = cell;
    int year = 0, month = 0;

    *out = 0;
    if (mt_str_eq(cell, MT_LIT("0")))
        return true;
    if (cell.n != 6 || !mt_str_digits(&s, 4, &year) ||
        !mt_str_digits(&s, 2, &month) || !year || month < 1 || month > 12)
        return wrong(r, "month %.*s: none; write 202405, or 0 for any",
                     MT_FMT(brief(cell)));
    *out = 100 * year + month;
    return true;
}

static bool check_selectors(struct reading *r, const char *column, mt_str cell)
{
    mt_str fault;

    if (mt_select_good(cell, &fault) && !is_none(cell))
        return true;
    return wrong(r, "%s %.*s: no such selector; write as div.story > p, "
                    "#body or [itemprop=articleBody], up to %d parted by ||",
                 column, MT_FMT(brief(fault)), MT_SELECTORS);
}

/* A word of the index as mt-gen makes it; _ is a blank. */
static bool add_spelling(struct reading *r, mt_str spelling)
{
    struct mt_arena *arena = r->sites->arena;
    struct mt_word *word;
    char *text;

    if (!spelling.n || spelling.n > LONGEST_WORD ||
        !mt_str_eq(spelling, mt_str_trim(spelling)))
        return wrong(r, "spelling \"%.*s\": empty, over %d bytes, or with a "
                        "blank at an end; write them as 한빛|한빛뉴스",
                     MT_FMT(brief(spelling)), LONGEST_WORD);
    text = mt_arena_alloc(arena, spelling.n + 1);
    for (size_t i = 0; i < spelling.n; i++)
        text[i] = spelling.p[i] == '_' ? ' ' : mt_lower(spelling.p[i]);
    word = mt_vec_add(arena, &r->words);
    word->text = text;
    word->n = (uint8_t)spelling.n;
    word->table = MT_TABLE_PUBLISHERS;
    word->row = (uint16_t)(r->sites->publishers.n - 1);
    return true;
}

/* ----------------------------------------------------------------- rows -- */

static bool add_publisher(struct reading *r, const mt_str *cells)
{
    struct mt_sites *sites = r->sites;
    struct mt_publishers_row *row;
    mt_str words = is_none(cells[2]) ? MT_LIT("") : cells[2], word;
    bool good = true;

    if (!check_host(r, cells[0]))
        return false;
    if (is_none(cells[1]))
        return wrong(r, "name: none; write the one that records shall have");
    row = mt_vec_add(sites->arena, &sites->publishers);
    row->line = (uint16_t)r->line;
    row->host = cells[0];
    row->name = cells[1];
    row->layout = -1;
    *mt_vec_add(sites->arena, &r->layouts) = cells[4];
    while (good && words.n && mt_str_split(&words, '|', &word))
        good = add_spelling(r, word);
    return good && read_site(r, cells[3], &row->site);
}

static bool add_layout(struct reading *r, const mt_str *cells)
{
    struct mt_sites *sites = r->sites;
    struct mt_page_layouts_row *row;

    if (!good_key(cells[0]))
        return wrong(r, "layout %.*s: no key; write small letters, digits, . "
                        "_ and -", MT_FMT(brief(cells[0])));
    for (size_t i = 0; i < sites->layouts.n; i++)
        if (mt_str_eq(sites->layouts.v[i].id, cells[0]))
            return wrong(r, "layout %.*s: line %d has it, too; keep one",
                         MT_FMT(brief(cells[0])), sites->layouts.v[i].line);
    if (!check_selectors(r, "body", cells[1]) ||
        (!is_none(cells[2]) && !check_selectors(r, "drop", cells[2])))
        return false;
    row = mt_vec_add(sites->arena, &sites->layouts);
    row->line = (uint16_t)r->line;
    row->id = cells[0];
    row->body = cells[1];
    row->drop = is_none(cells[2]) ? MT_LIT("") : cells[2];
    row->next = -1;
    *mt_vec_add(sites->arena, &r->nexts) = cells[5];
    return read_month(r, cells[3], &row->from) &&
           read_month(r, cells[4], &row->until);
}

static bool read_row(struct reading *r, mt_str line)
{
    mt_str cells[LAYOUT + 1];
    size_t n = 0;

    while (n <= LAYOUT && mt_str_split(&line, '\t', &cells[n]))
        n++;
    for (size_t i = 0; i < n; i++)
        if (!cells[i].n || !mt_str_eq(cells[i], mt_str_trim(cells[i])))
            return wrong(r, "column %zu is empty or has a blank at an end; "
                            "write - for none", i + 1);
    if (n == PUBLISHER)
        return add_publisher(r, cells);
    if (n == LAYOUT)
        return add_layout(r, cells);
    return wrong(r, "%zu%s columns; part by tabs the 5 of a publisher (host "
                    "name spellings site layout) or the 6 of a layout (id "
                    "body drop from until next)", n > LAYOUT ? n - 1 : n,
                 n > LAYOUT ? " and more" : "");
}

static bool read_rows(struct reading *r, mt_str text)
{
    mt_str line;

    while (mt_str_split(&text, '\n', &line)) {
        if (++r->line > MOST_LINES)
            return wrong(r, "more than %d lines; give fewer", MOST_LINES);
        if (!mt_str_trim(line).n || mt_str_starts(line, MT_LIT("#")))
            continue;
        if (!read_row(r, line))
            return false;
    }
    return true;
}

/* Bytes are checked line by line, to tell where. */
static bool check_bytes(struct reading *r, mt_str rows)
{
    mt_str rest = rows, line;

    if (rows.n > MOST_BYTES)
        return wrong(r, "more than %d bytes; give fewer rows", MOST_BYTES);
    while (mt_str_split(&rest, '\n', &line)) {
        r->line++;
        if (!mt_utf8_valid(line))
            return wrong(r, "no UTF-8; save the file in this encoding");
        if (line.n && memchr(line.p, '\0', line.n))
            return wrong(r, "a NUL byte; save the file as plain text");
    }
    r->line = 0;
    return true;
}

/* -------------------------------------------------------------- layouts -- */

static int layout_row(const struct mt_sites *sites, mt_str id)
{
    for (size_t i = 0; i < sites->layouts.n; i++)
        if (mt_str_eq(sites->layouts.v[i].id, id))
            return MT_PAGE_LAYOUTS_ROWS + (int)i;
    for (int i = 0; i < MT_PAGE_LAYOUTS_ROWS; i++)
        if (mt_str_eq(mt_page_layouts[i].id, id))
            return i;
    return -1;
}

static bool resolve(struct reading *r, mt_str id, int16_t *out)
{
    int row = is_none(id) ? -1 : layout_row(r->sites, id);

    *out = (int16_t)row;
    if (row >= 0 || is_none(id))
        return true;
    return wrong(r, "layout %.*s: unknown; add a row of 6 columns for it, or "
                    "write -", MT_FMT(brief(id)));
}

static bool resolve_all(struct reading *r)
{
    struct mt_sites *sites = r->sites;

    for (size_t i = 0; i < sites->publishers.n; i++) {
        r->line = sites->publishers.v[i].line;
        if (!resolve(r, r->layouts.v[i], &sites->publishers.v[i].layout))
            return false;
    }
    for (size_t i = 0; i < sites->layouts.n; i++) {
        r->line = sites->layouts.v[i].line;
        if (!resolve(r, r->nexts.v[i], &sites->layouts.v[i].next))
            return false;
    }
    return true;
}

const struct mt_page_layouts_row *mt_sites_layout(const struct mt_sites *sites,
                                                  int layout)
{
    if (layout < 0)
        return NULL;
    return layout < MT_PAGE_LAYOUTS_ROWS
               ? &mt_page_layouts[layout]
               : &sites->layouts.v[layout - MT_PAGE_LAYOUTS_ROWS];
}

/* ---------------------------------------------------------------- index -- */

static int by_bytes(const void *left, const void *right)
{
    const struct mt_word *a = left, *b = right;

    return mt_str_cmp((mt_str){ a->text, a->n }, (mt_str){ b->text, b->n });
}

static bool check_words(struct reading *r)
{
    for (size_t i = 1; i < r->words.n; i++)
        if (by_bytes(&r->words.v[i - 1], &r->words.v[i]) == 0) {
            const struct mt_publishers_row *rows = r->sites->publishers.v;
            int a = rows[r->words.v[i - 1].row].line;
            int b = rows[r->words.v[i].row].line;

            r->line = a < b ? b : a;
            return wrong(r, "spelling %s: line %d has it, too; keep one",
                         r->words.v[i].text, a < b ? a : b);
        }
    return true;
}

/* Words that begin with the same three bytes have one start. */
static void cut_starts(struct reading *r)
{
    struct mt_index *index = &r->sites->index;
    MT_VEC(struct mt_word_start) starts = { 0 };

    for (size_t i = 0; i < r->words.n; i++) {
        const struct mt_word *word = &r->words.v[i];
        uint32_t key = mt_words_key((mt_str){ word->text, word->n });

        if (!starts.n || starts.v[starts.n - 1].key != key)
            *mt_vec_add(r->sites->arena, &starts) =
                (struct mt_word_start){ key, (uint32_t)i, (uint32_t)i };
        starts.v[starts.n - 1].to = (uint32_t)i + 1;
    }
    *index = (struct mt_index){ r->words.v, r->words.n, starts.v, starts.n };
}

static bool make_index(struct reading *r)
{
    if (r->words.n)
        qsort(r->words.v, r->words.n, sizeof *r->words.v, by_bytes);
    if (!check_words(r))
        return false;
    cut_starts(r);
    return true;
}

/* ------------------------------------------------------------------ API -- */

struct mt_sites *mt_sites_new(mt_str rows, mt_str name, struct mt_err *err)
{
    struct mt_arena *arena = mt_arena_new();
    struct mt_sites *sites = mt_arena_alloc(arena, sizeof *sites);
    struct reading r = { .sites = sites, .name = name, .err = err };

    if (err)
        *err = (struct mt_err){ 0 };
    sites->arena = arena;
    mt_str_take(&rows, MT_LIT("\xEF\xBB\xBF"));
    if (check_bytes(&r, rows) && read_rows(&r, mt_text_clean(rows, arena)) &&
        resolve_all(&r) && make_index(&r))
        return sites;
    mt_sites_free(sites);
    return NULL;
}

void mt_sites_free(struct mt_sites *sites)
{
    if (sites)
        mt_arena_free(sites->arena);
}
