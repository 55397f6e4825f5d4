/* SPDX-License-Identifier: MIT */
/* Reads and checks the .tsv files. */
#include <stdlib.h>

#include "base/utf8.h"
#include "gen/gen.h"

enum { LONGEST_WORD = 120 };

static bool none(mt_str cell)
{
    return mt_str_eq(cell, MT_LIT("-"));
}

/* "src/data/services/telecom.tsv" and "src/data/services.tsv" are services. */
static mt_str table_of(mt_str path)
{
    mt_str name = { NULL, 0 }, folder = { NULL, 0 }, part;

    while (mt_str_split(&path, '/', &part)) {
        folder = name;
        name = part;
    }
    if (mt_str_ends(name, MT_LIT(".tsv")))
        name.n -= 4;
    return mt_str_eq(folder, MT_LIT("data")) ? name : folder;
}

static bool good_key(mt_str cell)
{
    for (size_t i = 0; i < cell.n; i++) {
        char c = cell.p[i];

        if (!mt_is_digit(c) && !(c >= 'a' && c <= 'z') && c != '.' &&
            c != '_' && c != '-')
            return false;
    }
    return cell.n && !none(cell);
}

static void check_values(struct schema *schema, const struct row *row,
                         const struct column *column, mt_str cell)
{
    const struct list *list = schema_list(schema, column->target);
    mt_str value;

    while (mt_str_split(&cell, ',', &value))
        if (list_find(list, value) < 0)
            complain(schema, row->file, row->line,
                     "\"%.*s\" is no value of %.*s", MT_FMT(value),
                     MT_FMT(column->target));
}

static bool whole_number(mt_str cell)
{
    int value;

    mt_str_take(&cell, MT_LIT("-"));
    return mt_str_digits(&cell, 9, &value) && cell.n == 0;
}

static void check_cell(struct schema *schema, const struct row *row,
                       const struct column *column, mt_str cell)
{
    const char *wrong = NULL;

    if (cell.n == 0)
        wrong = "is empty (write - for none)";
    else if (!mt_str_eq(cell, mt_str_trim(cell)))
        wrong = "begins or ends with a blank";
    else if (none(cell) && !column->optional &&
             (column->type == COLUMN_TEXT || column->type == COLUMN_NAME ||
              column->type == COLUMN_WORDS))
        wrong = "is required";
    else if (column->type == COLUMN_KEY && !good_key(cell))
        wrong = "is no key (a-z 0-9 . _ -)";
    else if (column->type == COLUMN_NUM && !whole_number(cell))
        wrong = "is no whole number";
    if (wrong)
        complain(schema, row->file, row->line, "%.*s: \"%.*s\" %s",
                 MT_FMT(column->name), MT_FMT(cell), wrong);
    else if (!none(cell) &&
             (column->type == COLUMN_ONE || column->type == COLUMN_SET))
        check_values(schema, row, column, cell);
}

static void read_row(struct schema *schema, struct table *table,
                     struct row place, mt_str line)
{
    struct row *row = mt_vec_add(schema->arena, &table->rows);
    mt_str *cells = mt_arena_alloc(schema->arena,
                                   table->columns.n * sizeof *cells);
    size_t n = 0;
    mt_str cell;

    *row = (struct row){ cells, place.file, place.line };
    for (; mt_str_split(&line, '\t', &cell); n++)
        if (n < table->columns.n)
            cells[n] = cell;
    if (n != table->columns.n) {
        complain(schema, place.file, place.line,
                 "%zu columns where %.*s has %zu", n, MT_FMT(table->name),
                 table->columns.n);
        table->rows.n--;
        return;
    }
    for (size_t i = 0; i < n; i++)
        check_cell(schema, row, &table->columns.v[i], cells[i]);
}

void rows_read(struct schema *schema, const char *path)
{
    mt_str text = slurp(schema, path), line;
    struct table *table = schema_table(schema, table_of(mt_str_c(path)));

    if (!table) {
        complain(schema, path, 0, "no table of SCHEMA has this name");
        return;
    }
    if (!text.p || !mt_utf8_valid(text)) {
        complain(schema, path, 0,
                 text.p ? "is not valid UTF-8" : "can't be read");
        return;
    }
    for (int number = 1; mt_str_split(&text, '\n', &line); number++)
        if (line.n && line.p[0] != '#')
            read_row(schema, table, (struct row){ NULL, path, number }, line);
}

/* A cell with the place that it stands at, for finding doubles. */
struct place {
    mt_str text;
    const struct row *row;
};

static int by_text(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = mt_str_cmp(x->text, y->text);

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static void check_doubles(struct schema *schema, struct place *places, size_t n,
                          const char *what)
{
    if (n)
        qsort(places, n, sizeof *places, by_text);
    for (size_t i = 1; i < n; i++)
        if (places[i - 1].row != places[i].row && /* CAFE24|cafe24 is fine */
            mt_str_eq(places[i - 1].text, places[i].text))
            complain(schema, places[i].row->file, places[i].row->line,
                     "%s \"%.*s\" stands in %s:%d too", what,
                     MT_FMT(places[i].text), places[i - 1].row->file,
                     places[i - 1].row->line);
}

mt_str word_form(struct schema *schema, mt_str s)
{
    mt_str copy = mt_arena_copy(schema->arena, s);

    for (size_t i = 0; i < copy.n; i++)
        ((char *)copy.p)[i] = copy.p[i] == '_' ? ' ' : mt_lower(copy.p[i]);
    return copy;
}

typedef MT_VEC(struct place) places;

bool years_read(mt_str s, int *since, int *until)
{
    *since = *until = 0;
    if (s.n == 0)
        return true;
    mt_str_digits(&s, 4, since);
    if (!mt_str_take(&s, MT_LIT("-")))
        return false;
    mt_str_digits(&s, 4, until);
    return s.n == 0 && (*since || *until);
}

static void collect_words(struct schema *schema, const struct row *row,
                          mt_str cell, places *out)
{
    mt_str word, name;

    while (mt_str_split(&cell, '|', &word)) {
        mt_str years = word;
        int since, until;

        mt_str_split(&years, '@', &name); /* 다음카카오@2014-2015 */
        if (!years_read(years, &since, &until) ||
            (years.n == 0 && name.n < word.n)) /* "@" and nothing behind it */
            complain(schema, row->file, row->line,
                     "\"%.*s\" is no span of years (2004-2021, -2015)",
                     MT_FMT(years));
        if (name.n == 0 || name.n > LONGEST_WORD)
            complain(schema, row->file, row->line,
                     "a word is empty or longer than %d bytes", LONGEST_WORD);
        *mt_vec_add(schema->arena,
                    out) = (struct place){ word_form(schema, name), row };
    }
}

bool holds_words(enum column_type type)
{
    return type == COLUMN_WORDS || type == COLUMN_NAME || type == COLUMN_FORMER;
}

static void check_table(struct schema *schema, struct table *table)
{
    places keys = { 0 }, words = { 0 };

    for (size_t r = 0; r < table->rows.n; r++)
        for (size_t c = 0; c < table->columns.n; c++) {
            const struct row *row = &table->rows.v[r];
            enum column_type type = table->columns.v[c].type;

            if (type == COLUMN_KEY)
                *mt_vec_add(schema->arena,
                            &keys) = (struct place){ row->cells[c], row };
            else if (holds_words(type) && !none(row->cells[c]))
                collect_words(schema, row, row->cells[c], &words);
        }
    check_doubles(schema, keys.v, keys.n, "the key");
    check_doubles(schema, words.v, words.n, "the word");
}

static bool has_key(const struct table *table, mt_str key)
{
    for (size_t r = 0; r < table->rows.n; r++)
        if (mt_str_eq(table->rows.v[r].cells[0], key))
            return true;
    return false;
}

static void check_refs(struct schema *schema, const struct table *table,
                       size_t c)
{
    const struct table *target = schema_table(schema,
                                              table->columns.v[c].target);

    for (size_t r = 0; r < table->rows.n; r++) {
        const struct row *row = &table->rows.v[r];

        if (!none(row->cells[c]) &&
            (!target || !has_key(target, row->cells[c])))
            complain(schema, row->file, row->line,
                     "%.*s: no row \"%.*s\" in %.*s",
                     MT_FMT(table->columns.v[c].name), MT_FMT(row->cells[c]),
                     MT_FMT(table->columns.v[c].target));
    }
}

void rows_check(struct schema *schema)
{
    for (size_t t = 0; t < schema->tables.n; t++) {
        struct table *table = schema->tables.v[t];

        check_table(schema, table);
        for (size_t c = 0; c < table->columns.n; c++)
            if (table->columns.v[c].type == COLUMN_REF)
                check_refs(schema, table, c);
    }
}
