/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "cli/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

enum { MOST_NAME = 32 };

/* A command line under way. */
struct line {
    struct mt_settings *settings;
    struct mt_err *err;
    char **next;
    const struct mt_option *used[64]; /* to be checked against the command */
    size_t used_count;
};

static bool wrong(struct line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool wrong(struct line *line, const char *format, ...)
{
    struct mt_err err;
    va_list args;

    va_start(args, format);
    vsnprintf(err.message, sizeof err.message, format, args);
    va_end(args);
    mt_fail(line->err, MT_ERR_BAD_INPUT, "%s", err.message);
    return false;
}

/* ----------------------------------------------------------- near names -- */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Letters to change, add or take away to come from a to b. */
static size_t distance(const char *a, const char *b)
{
    size_t row[MOST_NAME + 1], na = strlen(a), nb = strlen(b);

    if (na > MOST_NAME || nb > MOST_NAME)
        return MOST_NAME;
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t above = row[j];

            row[j] = least(above + 1, row[j - 1] + 1,
                           diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[nb];
}

static bool is_near(const char *a, const char *b)
{
    size_t n = strlen(b);

    return distance(a, b) <= (n < 5 ? 1 : n < 9 ? 2 : 3);
}

static const char *near_option(const char *name)
{
    const struct mt_option *option;
    const char *best = NULL;

    for (size_t i = 0; (option = mt_option_at(i)); i++)
        if (is_near(name, option->name) &&
            (!best || distance(name, option->name) < distance(name, best)))
            best = option->name;
    for (size_t i = 0; !best && name[0] && (option = mt_option_at(i)); i++)
        if (mt_str_starts(mt_str_c(option->name), mt_str_c(name)))
            best = option->name;
    return best;
}

enum mt_command mt_command_find(const char *name)
{
    for (int i = 0; i < MT_COMMAND_COUNT; i++)
        if (strcmp(name, mt_command_info((enum mt_command)i)->name) == 0)
            return (enum mt_command)i;
    return MT_COMMAND_COUNT;
}

static const char *near_command(const char *name)
{
    for (int i = 0; i < MT_COMMAND_COUNT; i++)
        if (is_near(name, mt_command_info((enum mt_command)i)->name))
            return mt_command_info((enum mt_command)i)->name;
    return NULL;
}

/* -------------------------------------------------------------- options -- */

/* label is the option as it was written; argument NULL: none was given. */
static bool apply(struct line *line, const struct mt_option *option,
                  const char *label, const char *argument)
{
    struct mt_err cause = { MT_OK, "" };

    if (line->used_count == sizeof line->used / sizeof *line->used)
        return wrong(line, "%s: too many options", label);
    line->used[line->used_count++] = option;
    if (option->read(line->settings, argument, &cause))
        return true;
    return wrong(line, "%s %.60s: %s", label, argument, cause.message);
}

/* Takes the argument from the next word unless it was attached. */
static bool apply_with(struct line *line, const struct mt_option *option,
                       const char *label, const char *attached)
{
    if (attached)
        return apply(line, option, label, attached);
    if (!*line->next)
        return wrong(line, "%s: needs an argument; write %s", label,
                     option->argument);
    return apply(line, option, label, *line->next++);
}

static bool unknown(struct line *line, const char *word, const char *name)
{
    const char *near = near_option(name);

    if (near)
        return wrong(line, "%.60s: unknown option; did you mean --%s?", word,
                     near);
    return wrong(line, "%.60s: unknown option; see meoktong --help", word);
}

/* "--name", "--name=argument" */
static bool read_long(struct line *line, const char *word)
{
    const char *name = word + 2, *equals = strchr(name, '=');
    size_t n = equals ? (size_t)(equals - name) : strlen(name);
    const struct mt_option *option;
    char label[MOST_NAME + 3];

    n = n < MOST_NAME ? n : MOST_NAME;
    snprintf(label, sizeof label, "--%.*s", (int)n, name);
    for (size_t i = 0; (option = mt_option_at(i)); i++)
        if (strcmp(option->name, label + 2) == 0)
            break;
    if (!option)
        return unknown(line, word, label + 2);
    if (option->argument)
        return apply_with(line, option, label, equals ? equals + 1 : NULL);
    if (equals)
        return wrong(line, "%s: takes no argument", label);
    return apply(line, option, label, NULL);
}

/* "-o", "-oFILE", "-qe" */
static bool read_short(struct line *line, const char *word)
{
    for (const char *p = word + 1; *p; p++) {
        char label[] = { '-', *p, '\0' };
        const struct mt_option *option;

        for (size_t i = 0; (option = mt_option_at(i)); i++)
            if (option->letter == *p)
                break;
        if (!option)
            return unknown(line, word, word + 1);
        if (option->argument)
            return apply_with(line, option, label, p[1] ? p + 1 : NULL);
        if (!apply(line, option, label, NULL))
            return false;
    }
    return true;
}

static void add_operand(struct mt_settings *settings, const char *word)
{
    settings->operands =
        mt_realloc(settings->operands, (settings->operand_count + 1) *
                                           sizeof *settings->operands);
    settings->operands[settings->operand_count++] = word;
}

/* The first word that is no option may name the command. */
static void read_operand(struct mt_settings *settings, const char *word)
{
    enum mt_command command = mt_command_find(word);

    if (settings->command_given || settings->operand_count ||
        command == MT_COMMAND_COUNT) {
        add_operand(settings, word);
        return;
    }
    settings->command = command;
    settings->command_given = true;
}

/* --------------------------------------------------------------- checks -- */

static bool check_commands(struct line *line)
{
    enum mt_command command = line->settings->command;

    for (size_t i = 0; i < line->used_count; i++)
        if (!(line->used[i]->commands >> command & 1)) {
            const char *name = mt_command_info(command)->name;

            return wrong(line, "--%s: no option of %s; see meoktong help %s",
                         line->used[i]->name, name, name);
        }
    return true;
}

static bool format_is_json(enum mt_format format)
{
    return format == MT_FORMAT_JSONL || format == MT_FORMAT_JSON ||
           format == MT_FORMAT_FULL;
}

static bool check_format(struct line *line)
{
    const struct mt_settings *s = line->settings;
    bool prose =
        s->format == MT_FORMAT_TEXT || s->format == MT_FORMAT_MARKDOWN;
    const char *name = mt_format_name(s->format);

    if (s->explain && s->format != MT_FORMAT_COUNT)
        return wrong(line, "--explain: not in %s; leave out -F", name);
    if (s->explain && s->errors_json)
        return wrong(line, "--errors json: not with --explain");
    if (s->format == MT_FORMAT_COUNT)
        return true;
    if (s->command == MT_COMMAND_EXTRACT && prose)
        return wrong(line, "-F %s: for articles alone; write meoktong article "
                           "--%s", name, name);
    if (s->command == MT_COMMAND_ARTICLE && !prose &&
        !format_is_json(s->format))
        return wrong(line, "-F %s: for outages alone; articles come as jsonl, "
                           "json, full, text or markdown", name);
    if (s->errors_json && !format_is_json(s->format))
        return wrong(line, "--errors json: not in %s; write -F jsonl, json or "
                           "full", name);
    return true;
}

/* "artcle page.html": more likely a command that was meant than a file that
 * is not there. */
static bool check_command(struct line *line)
{
    const struct mt_settings *s = line->settings;
    const char *word = s->operand_count > 1 ? s->operands[0] : NULL;
    const char *near = word ? near_command(word) : NULL;

    if (s->command_given || !near || access(word, F_OK) == 0)
        return true;
    return wrong(line, "%s: no command and no file; did you mean %s?", word,
                 near);
}

static bool is_network(enum mt_command command)
{
    return command == MT_COMMAND_FETCH || command == MT_COMMAND_ROBOTS;
}

static bool check_sources(struct line *line)
{
    const struct mt_settings *s = line->settings;

    if (s->help || s->version || s->command == MT_COMMAND_HELP)
        return true;
    if (s->null && !s->list)
        return wrong(line, "-0: parts a list; give the list with -i");
    if (s->operand_count == 0 && (MT_FOR_TEXTS >> s->command & 1))
        return wrong(line, "no TEXT; give one in quotes, or - for standard "
                           "input (meoktong help %s)",
                     mt_command_info(s->command)->name);
    if (s->operand_count == 0 && !s->list && is_network(s->command))
        return wrong(line, "no URL; give one%s (meoktong help %s)",
                     s->command == MT_COMMAND_FETCH ? ", or a list with -i"
                                                    : "",
                     mt_command_info(s->command)->name);
    if (s->refresh && s->command == MT_COMMAND_EXTRACT && !s->db)
        return wrong(line, "--refresh: reads again what a database has; give "
                           "that with --db");
    if (s->operand_count == 0 && !s->list)
        return wrong(line, "no SOURCE; give a URL, a file, a directory, or - "
                           "for standard input (meoktong --help)");
    return true;
}

bool mt_settings_read(struct mt_settings *settings, char **argv,
                      struct mt_err *err)
{
    struct line line = { .settings = settings, .err = err, .next = argv + 1 };
    bool good = true;

    *settings = (struct mt_settings){ .format = MT_FORMAT_COUNT,
                                      .max_size = 10 * 1024 * 1024,
                                      .max_time = 120,
                                      .delay = 5,
                                      .retries = 2 };
    while (good && *line.next) {
        const char *word = *line.next++;

        if (strcmp(word, "--") == 0)
            break;
        if (word[0] == '-' && word[1] == '-')
            good = read_long(&line, word);
        else if (word[0] == '-' && word[1])
            good = read_short(&line, word);
        else
            read_operand(settings, word);
    }
    while (good && *line.next)
        add_operand(settings, *line.next++);
    return good && check_commands(&line) && check_format(&line) &&
           check_command(&line) && check_sources(&line);
}

void mt_settings_release(struct mt_settings *settings)
{
    free(settings->operands);
    free(settings->resolve);
    settings->operands = settings->resolve = NULL;
}
