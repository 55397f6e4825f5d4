/* SPDX-License-Identifier: MIT */
/* Writes the tables as C. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "gen/gen.h"

struct entry {
    mt_str text;
    const struct table *table;
    size_t row;
    bool former;
    int since, until;
};

typedef MT_VEC(struct entry) entries;

static bool none(mt_str cell)
{
    return mt_str_eq(cell, MT_LIT("-"));
}

static void upper(struct mt_buf *out, mt_str s)
{
    for (size_t i = 0; i < s.n; i++)
        mt_buf_putc(out, s.p[i] >= 'a' && s.p[i] <= 'z'
                             ? (char)(s.p[i] - 'a' + 'A')
                             : s.p[i]);
}

/* A C string literal; octal escapes, for a hex escape has no end. */
static void literal(struct mt_buf *out, mt_str s)
{
    mt_buf_putc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '"' || c == '\\' || c == '?' || c < 32 || c >= 127)
            mt_buf_printf(out, "\\%03o", c);
        else
            mt_buf_putc(out, (char)c);
    }
    mt_buf_putc(out, '"');
}

static void emit_list(struct mt_buf *h, struct mt_buf *c,
                      const struct list *list)
{
    mt_buf_printf(h, "extern const char *const mt_%.*s_names[%zu];\n",
                  MT_FMT(list->name), list->values.n);
    mt_buf_printf(c, "const char *const mt_%.*s_names[%zu] = {",
                  MT_FMT(list->name), list->values.n);
    if (list->made)
        mt_buf_printf(h, "enum mt_%.*s {", MT_FMT(list->name));
    for (size_t i = 0; i < list->values.n; i++) {
        literal(c, list->values.v[i]);
        mt_buf_putc(c, ',');
        mt_buf_put(h, list->made ? MT_LIT(" ") : MT_LIT("_Static_assert("));
        mt_buf_put(h, list->prefix);
        mt_buf_putc(h, '_');
        upper(h, list->values.v[i]);
        mt_buf_printf(h, list->made ? "," : " == %zu, \"see SCHEMA\");\n", i);
    }
    mt_buf_put(c, MT_LIT("};\n"));
    if (list->made) {
        mt_buf_putc(h, ' ');
        mt_buf_put(h, list->prefix);
        mt_buf_put(h, MT_LIT("_NONE };\n"));
    }
}

static const char *field_type(enum column_type type)
{
    switch (type) {
    case COLUMN_KEY:
    case COLUMN_NAME:
    case COLUMN_TEXT: return "mt_str";
    case COLUMN_REF: return "int16_t";
    case COLUMN_ONE: return "uint8_t";
    case COLUMN_SET: return "uint32_t";
    case COLUMN_NUM: return "int32_t";
    case COLUMN_FORMER:
    case COLUMN_WORDS: return NULL;
    }
    return NULL;
}

static void emit_struct(struct mt_buf *h, const struct table *table)
{
    mt_buf_printf(h, "struct mt_%.*s_row {", MT_FMT(table->name));
    mt_buf_put(h, MT_LIT(" uint16_t line;"));
    for (size_t i = 0; i < table->columns.n; i++) {
        const char *type = field_type(table->columns.v[i].type);

        if (type)
            mt_buf_printf(h, " %s %.*s;", type,
                          MT_FMT(table->columns.v[i].name));
    }
    mt_buf_put(h, MT_LIT(" };\nenum { MT_"));
    upper(h, table->name);
    mt_buf_printf(h, "_ROWS = %zu };\n", table->rows.n);
    mt_buf_printf(h, "extern const struct mt_%.*s_row mt_%.*s[];\n",
                  MT_FMT(table->name), MT_FMT(table->name));
}

static int ref_row(const struct table *table, mt_str key)
{
    for (size_t r = 0; !none(key) && r < table->rows.n; r++)
        if (mt_str_eq(table->rows.v[r].cells[0], key))
            return (int)r;
    return -1;
}

static unsigned set_bits(const struct list *list, mt_str cell)
{
    unsigned bits = 0;
    mt_str value;

    while (!none(cell) && mt_str_split(&cell, ',', &value))
        bits |= 1u << list_find(list, value);
    return bits;
}

static void emit_cell(struct schema *schema, struct mt_buf *c,
                      const struct column *column, mt_str cell)
{
    const struct list *list = schema_list(schema, column->target);

    switch (column->type) {
    case COLUMN_KEY:
    case COLUMN_NAME:
    case COLUMN_TEXT:
        cell.n = none(cell) ? 0 : cell.n;
        mt_buf_putc(c, '{');
        literal(c, cell);
        mt_buf_printf(c, ",%zu},", cell.n);
        break;
    case COLUMN_REF:
        mt_buf_printf(c, "%d,",
                      ref_row(schema_table(schema, column->target), cell));
        break;
    case COLUMN_ONE:
        mt_buf_printf(c, "%d,",
                      none(cell) ? (int)list->values.n : list_find(list, cell));
        break;
    case COLUMN_SET: mt_buf_printf(c, "%uu,", set_bits(list, cell)); break;
    case COLUMN_NUM: mt_buf_printf(c, "%.*s,", MT_FMT(cell)); break;
    case COLUMN_FORMER:
    case COLUMN_WORDS: break;
    }
}

static void emit_table(struct schema *schema, struct mt_buf *c,
                       const struct table *table)
{
    mt_buf_printf(c, "const struct mt_%.*s_row mt_%.*s[] = {\n",
                  MT_FMT(table->name), MT_FMT(table->name));
    for (size_t r = 0; r < table->rows.n; r++) {
        mt_buf_printf(c, "{%d,", table->rows.v[r].line);
        for (size_t i = 0; i < table->columns.n; i++)
            emit_cell(schema, c, &table->columns.v[i],
                      table->rows.v[r].cells[i]);
        mt_buf_put(c, MT_LIT("},\n"));
    }
    mt_buf_put(c, table->rows.n ? MT_LIT("};\n") : MT_LIT("{0}};\n"));
}

static int by_word(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = mt_str_cmp(x->text, y->text);

    if (order == 0)
        order = x->table->number - y->table->number;
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* A cell of a table. */
struct at {
    size_t row, column;
};

/* The words of one cell, in lower case and without their years. */
static void add_words(struct schema *schema, const struct table *table,
                      struct at at, entries *out)
{
    size_t row = at.row, column = at.column;
    mt_str cell = table->rows.v[row].cells[column], word, name;
    bool former = table->columns.v[column].type == COLUMN_FORMER;

    while (!none(cell) && mt_str_split(&cell, '|', &word)) {
        struct entry *entry = mt_vec_add(schema->arena, out);

        mt_str_split(&word, '@', &name);
        *entry =
            (struct entry){ word_form(schema, name), table, row, former, 0, 0 };
        years_read(word, &entry->since, &entry->until);
    }
}

/* Spellings of one row that differ in case alone are one word. */
static void drop_doubles(entries *all)
{
    size_t n = 0;

    for (size_t i = 0; i < all->n; i++)
        if (n == 0 || by_word(&all->v[n - 1], &all->v[i]) != 0)
            all->v[n++] = all->v[i];
    all->n = n;
}

static void index_entries(struct schema *schema, mt_str name, entries *out)
{
    for (size_t t = 0; t < schema->tables.n; t++) {
        const struct table *table = schema->tables.v[t];

        if (!mt_str_eq(table->index, name))
            continue;
        for (size_t r = 0; r < table->rows.n; r++)
            for (size_t i = 0; i < table->columns.n; i++)
                if (holds_words(table->columns.v[i].type))
                    add_words(schema, table, (struct at){ r, i }, out);
    }
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_word);
    drop_doubles(out);
}

static uint32_t key_of(mt_str s)
{
    uint32_t key = 0;

    for (size_t i = 0; i < 3; i++)
        key = key << 8 | (i < s.n ? (unsigned char)s.p[i] : 0u);
    return key;
}

static size_t emit_starts(struct mt_buf *c, mt_str name, const entries *all)
{
    size_t n = 0, from = 0;

    mt_buf_printf(c, "static const struct mt_word_start %.*s_starts[] = {",
                  MT_FMT(name));
    for (size_t i = 1; i <= all->n; i++) {
        uint32_t key = key_of(all->v[from].text);

        if (i < all->n && key_of(all->v[i].text) == key)
            continue;
        mt_buf_printf(c, "{%uu,%zu,%zu},\n", key, from, i);
        from = i;
        n++;
    }
    mt_buf_put(c, MT_LIT("{0}};\n"));
    return n;
}

static void emit_index(struct schema *schema, struct mt_buf *h,
                       struct mt_buf *c, mt_str name)
{
    entries all = { 0 };
    size_t starts;

    index_entries(schema, name, &all);
    mt_buf_printf(h, "extern const struct mt_index mt_%.*s_index;\n",
                  MT_FMT(name));
    mt_buf_printf(c, "static const struct mt_word %.*s_words[] = {\n",
                  MT_FMT(name));
    for (size_t i = 0; i < all.n; i++) {
        mt_buf_putc(c, '{');
        literal(c, all.v[i].text);
        mt_buf_printf(c, ",%zu,%d,%d,%zu,%d,%d,%d},\n", all.v[i].text.n,
                      all.v[i].table->number, !all.v[i].table->sides_free,
                      all.v[i].row, all.v[i].former, all.v[i].since,
                      all.v[i].until);
    }
    mt_buf_put(c, MT_LIT("{0}};\n"));
    starts = emit_starts(c, name, &all);
    mt_buf_printf(c,
                  "const struct mt_index mt_%.*s_index = { %.*s_words, %zu, "
                  "%.*s_starts, %zu };\n",
                  MT_FMT(name), MT_FMT(name), all.n, MT_FMT(name), starts);
}

/* Emits every index once, at the first table that names it. */
static void emit_indexes(struct schema *schema, struct mt_buf *h,
                         struct mt_buf *c)
{
    for (size_t t = 0; t < schema->tables.n; t++) {
        mt_str name = schema->tables.v[t]->index;
        bool seen = none(name);

        for (size_t i = 0; i < t; i++)
            seen |= mt_str_eq(schema->tables.v[i]->index, name);
        if (!seen)
            emit_index(schema, h, c, name);
    }
}

static bool save(const char *folder, const char *name,
                 const struct mt_buf *text)
{
    char path[512];
    FILE *file;
    bool good;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (!file)
        return false;
    good = fwrite(text->p, 1, text->n, file) == text->n;
    return fclose(file) == 0 && good;
}

static void emit_all(struct schema *schema, struct mt_buf *h, struct mt_buf *c)
{
    char hash[65];

    mt_buf_put(h, MT_LIT("/* Made by mt-gen from src/data. */\n"
                         "#ifndef MT_DATA_H\n#define MT_DATA_H\n"
                         "#include \"data/words.h\"\nenum mt_table {"));
    for (size_t t = 0; t < schema->tables.n; t++) {
        mt_buf_put(h, MT_LIT(" MT_TABLE_"));
        upper(h, schema->tables.v[t]->name);
        mt_buf_putc(h, ',');
    }
    mt_buf_put(h, MT_LIT(" MT_TABLE_COUNT };\n"));
    mt_buf_put(c, MT_LIT("/* Made by mt-gen from src/data. */\n"
                         "#include \"data.h\"\n"));
    for (size_t i = 0; i < schema->lists.n; i++)
        emit_list(h, c, &schema->lists.v[i]);
    for (size_t t = 0; t < schema->tables.n; t++) {
        emit_struct(h, schema->tables.v[t]);
        emit_table(schema, c, schema->tables.v[t]);
    }
    emit_indexes(schema, h, c);
    mt_sha256(mt_buf_str(c), hash);
    mt_buf_printf(h, "#define MT_DATA_VERSION \"%.8s\"\n#endif\n", hash);
}

bool emit(struct schema *schema, const char *folder)
{
    struct mt_buf h = { 0 }, c = { 0 };
    bool good;

    emit_all(schema, &h, &c);
    good = save(folder, "data.h", &h) && save(folder, "data.c", &c);
    mt_buf_release(&h);
    mt_buf_release(&c);
    return good;
}
