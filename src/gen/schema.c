/* SPDX-License-Identifier: MIT */
/* Reads src/data/SCHEMA. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "gen/gen.h"

void complain(struct schema *schema, const char *file, int line,
              const char *format, ...)
{
    va_list args;

    schema->errors++;
    fprintf(stderr, "%s:%d: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

mt_str slurp(struct schema *schema, const char *path)
{
    FILE *file = fopen(path, "rb");
    mt_str out = { NULL, 0 };
    long size;

    if (!file)
        return out;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        char *p = mt_arena_alloc(schema->arena, (size_t)size + 1);

        rewind(file);
        if (fread(p, 1, (size_t)size, file) == (size_t)size)
            out = (mt_str){ p, (size_t)size };
    }
    fclose(file);
    return out;
}

const struct list *schema_list(const struct schema *schema, mt_str name)
{
    for (size_t i = 0; i < schema->lists.n; i++)
        if (mt_str_eq(schema->lists.v[i].name, name))
            return &schema->lists.v[i];
    return NULL;
}

struct table *schema_table(const struct schema *schema, mt_str name)
{
    for (size_t i = 0; i < schema->tables.n; i++)
        if (mt_str_eq(schema->tables.v[i]->name, name))
            return schema->tables.v[i];
    return NULL;
}

int list_find(const struct list *list, mt_str value)
{
    for (size_t i = 0; i < list->values.n; i++)
        if (mt_str_eq(list->values.v[i], value))
            return (int)i;
    return -1;
}

/* The next word of a line; empty at its end. */
static mt_str word(mt_str *line)
{
    mt_str part;

    while (mt_str_split(line, ' ', &part))
        if (part.n)
            return part;
    return (mt_str){ NULL, 0 };
}

/* Two lists of one prefix would give two enumerators of one name. */
static bool prefix_taken(const struct schema *schema, mt_str prefix)
{
    for (size_t i = 0; i < schema->lists.n; i++)
        if (mt_str_eq(schema->lists.v[i].prefix, prefix))
            return true;
    return false;
}

static void read_list(struct schema *schema, const char *path, int number,
                      mt_str line)
{
    bool made = mt_str_eq(word(&line), MT_LIT("enum"));
    mt_str name = word(&line), prefix = word(&line), value;
    struct list *list;

    if (prefix_taken(schema, prefix))
        complain(schema, path, number, "another list has the prefix %.*s",
                 MT_FMT(prefix));
    list = mt_vec_add(schema->arena, &schema->lists);
    list->name = name;
    list->prefix = prefix;
    list->made = made;
    while ((value = word(&line)).n)
        *mt_vec_add(schema->arena, &list->values) = value;
}

/* "name:type" or "name:type=target" or "name:type?" */
static bool read_column(mt_str spec, struct column *column)
{
    static const struct {
        const char *name;
        enum column_type type;
    } types[] = {
        { "key", COLUMN_KEY },       { "text", COLUMN_TEXT },
        { "words", COLUMN_WORDS },   { "ref", COLUMN_REF },
        { "one", COLUMN_ONE },       { "set", COLUMN_SET },
        { "num", COLUMN_NUM },       { "name", COLUMN_NAME },
        { "former", COLUMN_FORMER },
    };
    mt_str type;

    if (!mt_str_split(&spec, ':', &column->name) || !spec.p)
        return false;
    mt_str_split(&spec, '=', &type);
    column->target = spec;
    column->optional = mt_str_ends(type, MT_LIT("?"));
    type.n -= column->optional;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (mt_str_eq(type, mt_str_c(types[i].name))) {
            column->type = types[i].type;
            return true;
        }
    return false;
}

static void read_table(struct schema *schema, const char *path, int number,
                       mt_str line)
{
    struct table *table = mt_arena_alloc(schema->arena, sizeof *table);
    mt_str sides, spec;

    *mt_vec_add(schema->arena, &schema->tables) = table;
    table->number = (int)schema->tables.n - 1;
    table->name = word(&line);
    table->index = word(&line);
    sides = word(&line);
    table->sides_free = mt_str_eq(sides, MT_LIT("free"));
    if (!table->sides_free && !mt_str_eq(sides, MT_LIT("word")))
        complain(schema, path, number, "sides are \"word\" or \"free\"");
    while ((spec = word(&line)).n) {
        struct column *column = mt_vec_add(schema->arena, &table->columns);

        if (!read_column(spec, column))
            complain(schema, path, number, "no such column type: \"%.*s\"",
                     MT_FMT(spec));
        else if ((column->type == COLUMN_ONE || column->type == COLUMN_SET) &&
                 !schema_list(schema, column->target))
            complain(schema, path, number, "no such list: \"%.*s\"",
                     MT_FMT(column->target));
    }
}

void schema_read(struct schema *schema, const char *path)
{
    mt_str text = slurp(schema, path), line;

    if (!text.p)
        complain(schema, path, 0, "can't be read");
    for (int number = 1; mt_str_split(&text, '\n', &line); number++) {
        mt_str rest = line, what = word(&rest);

        if (what.n == 0 || what.p[0] == '#')
            continue;
        if (mt_str_eq(what, MT_LIT("list")) || mt_str_eq(what, MT_LIT("enum")))
            read_list(schema, path, number, line);
        else if (mt_str_eq(what, MT_LIT("table")))
            read_table(schema, path, number, rest);
        else
            complain(schema, path, number, "\"%.*s\" is no directive",
                     MT_FMT(what));
    }
}
