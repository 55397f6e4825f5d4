/* SPDX-License-Identifier: MIT */
/*
 * Runs the specifications of the readers of outages: tests/spec/outage-*.txt.
 *
 * Three lines a case, a blank line between them, # for comments: the day of
 * publication, the text (| parts the lines of an article), what must come out.
 * What is asked for follows from the file's name:
 *
 *   outage-claims   what the sentence claims: fail, soft, refer or none
 *   outage-names    the names that fail, parted by commas; - for none
 *   outage-times    what its times are: "START 2024-05-21T08:30; LENGTH 54"
 *   outage-causes   the cause of the first record and its certainty
 *   outage-records  a record a part: services, start, end, minutes; a ? stands
 *                   for a value that the text does not give
 *   outage-details  regions; platforms; scope; status of the first record; -
 *                   stands for what the text does not give
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "outage/event.h"
#include "outage/failing.h"
#include "outage/outage.h"

typedef void reader(const struct mt_article *article, struct mt_arena *arena,
                    struct mt_buf *out);

static void put_list(struct mt_buf *out, mt_strs list)
{
    for (size_t i = 0; i < list.n; i++) {
        mt_buf_put(out, i ? MT_LIT(", ") : MT_LIT(""));
        mt_buf_put(out, list.v[i]);
    }
}

static void put_when(struct mt_buf *out, mt_when when)
{
    char text[MT_WHEN_SIZE];
    mt_str s;

    mt_when_format(when, text);
    s = mt_str_c(text);
    if (mt_str_ends(s, MT_LIT("+09:00")))
        s.n -= 6;
    mt_buf_put(out, s.n ? s : MT_LIT("?"));
}

static void scene_of(const struct mt_article *article, struct mt_arena *arena,
                     struct mt_scene *scene)
{
    struct mt_story *story = mt_arena_alloc(arena, sizeof *story);

    mt_story_read(story, article, arena);
    mt_scene_read(scene, story, 0);
}

static void read_claims(const struct mt_article *article,
                        struct mt_arena *arena, struct mt_buf *out)
{
    static const char *const names[] = { "none", "refer", "soft", "fail" };
    enum mt_assertion best = MT_CLAIM_NONE;
    struct mt_scene scene;

    scene_of(article, arena, &scene);
    for (size_t i = scene.hits.from; i < scene.hits.to; i++) {
        enum mt_assertion claim = mt_trigger_claim(&scene,
                                                   &scene.story->hits.v[i]);

        best = claim > best ? claim : best;
    }
    mt_buf_put(out, mt_str_c(names[mt_scene_unreal(&scene) ? 0 : best]));
}

static void read_names(const struct mt_article *article, struct mt_arena *arena,
                       struct mt_buf *out)
{
    struct mt_event event;
    struct mt_scene scene;

    scene_of(article, arena, &scene);
    mt_event_read(&event, &scene, arena);
    for (size_t i = 0; i < event.failing.n && event.claim; i++) {
        mt_buf_put(out, i ? MT_LIT(", ") : MT_LIT(""));
        mt_buf_put(out, event.failing.v[i]->label);
    }
    if (!out->n)
        mt_buf_putc(out, '-');
}

static void put_time(struct mt_buf *out, enum mt_time_use role,
                     const struct mt_time *time)
{
    static const char *const names[] = { "NONE",    "START",    "END",
                                         "PARTIAL", "WINDOW",   "LENGTH",
                                         "DAY",     "ACCIDENT", "CURRENT" };

    mt_buf_put(out, out->n ? MT_LIT("; ") : MT_LIT(""));
    mt_buf_printf(out, "%s ", names[role]);
    if (role == MT_USE_LENGTH)
        mt_buf_printf(out, "%g", mt_amount_minutes(time->least));
    else
        put_when(out, role == MT_USE_END ? time->to : time->from);
    if (role == MT_USE_WINDOW) {
        mt_buf_putc(out, '/');
        put_when(out, time->to);
    }
}

static void read_times(const struct mt_article *article, struct mt_arena *arena,
                       struct mt_buf *out)
{
    struct mt_scene scene;

    scene_of(article, arena, &scene);
    for (size_t i = scene.times.from; i < scene.times.to; i++) {
        const struct mt_time *time = &scene.story->times.v[i];
        enum mt_time_use role = mt_time_use(&scene, time);

        if (role != MT_USE_NONE)
            put_time(out, role, time);
    }
    if (!out->n)
        mt_buf_putc(out, '-');
}

static void read_causes(const struct mt_article *article,
                        struct mt_arena *arena, struct mt_buf *out)
{
    struct mt_outages outages = { 0 };
    const char *cause, *certainty;

    mt_outages_read(article, arena, &outages);
    cause = outages.n ? mt_cause_name(outages.v[0].cause) : "no record";
    certainty = outages.n ? mt_certainty_name(outages.v[0].cause_certainty)
                          : NULL;
    mt_buf_printf(out, "%s%s%s", cause ? cause : "-", certainty ? " " : "",
                  certainty ? certainty : "");
}

static void read_records(const struct mt_article *article,
                         struct mt_arena *arena, struct mt_buf *out)
{
    struct mt_outages outages = { 0 };

    mt_outages_read(article, arena, &outages);
    for (size_t i = 0; i < outages.n; i++) {
        const struct mt_outage *o = &outages.v[i];

        mt_buf_put(out, i ? MT_LIT(" | ") : MT_LIT(""));
        put_list(out, o->services);
        mt_buf_putc(out, ' ');
        put_when(out, o->start);
        mt_buf_putc(out, ' ');
        put_when(out, o->end);
        if (o->duration_minutes >= 0)
            mt_buf_printf(out, " %g", o->duration_minutes);
        else
            mt_buf_put(out, MT_LIT(" ?"));
    }
    if (!out->n)
        mt_buf_putc(out, '-');
}

static void put_word(struct mt_buf *out, const char *word)
{
    mt_buf_put(out, mt_str_c(word ? word : "-"));
}

static void read_details(const struct mt_article *article,
                         struct mt_arena *arena, struct mt_buf *out)
{
    struct mt_outages outages = { 0 };
    const struct mt_outage *o;
    bool some = false;

    mt_outages_read(article, arena, &outages);
    if (!outages.n) {
        put_word(out, "no record");
        return;
    }
    o = &outages.v[0];
    if (o->regions.n)
        put_list(out, o->regions);
    else
        put_word(out, NULL);
    put_word(out, "; ");
    for (int i = 0; mt_platform_name((enum mt_platform)i); i++)
        if (o->platforms >> i & 1) {
            put_word(out, some ? ", " : "");
            put_word(out, mt_platform_name((enum mt_platform)i));
            some = true;
        }
    if (!some)
        put_word(out, NULL);
    put_word(out, "; ");
    put_word(out, mt_scope_name(o->scope));
    put_word(out, "; ");
    put_word(out, mt_state_name(o->status));
}

static reader *reader_of(const char *path)
{
    static const struct {
        const char *name;
        reader *read;
    } readers[] = {
        { "outage-claims", read_claims },   { "outage-names", read_names },
        { "outage-times", read_times },     { "outage-causes", read_causes },
        { "outage-records", read_records }, { "outage-details", read_details },
    };

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strstr(path, readers[i].name))
            return readers[i].read;
    return NULL;
}

/* "a|b" as an article of two paragraphs. */
static void make_article(mt_str text, mt_str day, struct mt_arena *arena,
                         struct mt_article *article)
{
    mt_str copy = mt_arena_copy(arena, text), rest = copy, part;
    struct mt_line *lines = mt_arena_alloc(arena, 64 * sizeof *lines);

    *article = (struct mt_article){ .text = copy, .lines = lines };
    memcpy(article->id, "a-0000000000000000", 19);
    mt_when_parse(day, &article->published);
    while (article->line_count < 64 && mt_str_split(&rest, '|', &part)) {
        struct mt_line *line = &lines[article->line_count++];

        line->span.from = (uint32_t)(part.p - copy.p);
        line->span.to = (uint32_t)(line->span.from + part.n);
        line->kind = MT_LINE_PARAGRAPH;
        if (rest.p)
            ((char *)copy.p)[line->span.to] = '\n';
    }
    article->body = (mt_span){ 0, (uint32_t)copy.n };
}

static bool run_case(const char *path, int line, const mt_str part[3])
{
    struct mt_arena *arena = mt_arena_new();
    struct mt_article article;
    struct mt_buf out = { 0 };
    bool good;

    make_article(part[1], part[0], arena, &article);
    reader_of(path)(&article, arena, &out);
    good = mt_str_eq(mt_buf_str(&out), part[2]);
    if (!good)
        printf("%s:%d: %.*s\n    expected %.*s\n    got      %.*s\n", path,
               line, MT_FMT(part[1]), MT_FMT(part[2]),
               MT_FMT(mt_buf_str(&out)));
    mt_buf_release(&out);
    mt_arena_free(arena);
    return good;
}

static void run_file(const char *path, mt_str text, int count[2])
{
    mt_str part[3], line;
    int have = 0;

    for (int number = 1; mt_str_split(&text, '\n', &line); number++) {
        if (line.n && line.p[0] == '#')
            continue;
        if (line.n)
            part[have++] = line;
        else if (have)
            printf("%s:%d: a case has three lines\n", path, number), count[1]++,
                have = 0;
        if (have == 3) {
            count[!run_case(path, number - 2, part)]++;
            have = 0;
        }
    }
}

static bool slurp(const char *path, struct mt_buf *out)
{
    FILE *file = fopen(path, "rb");
    size_t n = 1;

    while (file && n > 0) {
        n = fread(mt_buf_room(out, 65536), 1, 65536, file);
        out->n += n;
    }
    return file && fclose(file) == 0;
}

int main(int argc, char **argv)
{
    int count[2] = { 0, 0 };

    for (int i = 1; i < argc; i++) {
        struct mt_buf text = { 0 };

        if (reader_of(argv[i]) && slurp(argv[i], &text))
            run_file(argv[i], mt_buf_str(&text), count);
        else
            printf("%s: can't be read, or no such reader\n", argv[i]),
                count[1]++;
        mt_buf_release(&text);
    }
    printf("%d passed, %d failed\n", count[0], count[1]);
    return count[1] ? 1 : 0;
}
