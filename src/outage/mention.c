/* SPDX-License-Identifier: MIT */
#include "outage/mention.h"

#include "outage/bystander.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "entity/person.h"
#include "outage/failing.h"
#include "outage/frame.h"
#include "text/josa.h"
#include "timex/number.h"
#include "timex/show.h"

struct reader {
    struct mt_story story;
    struct mt_arena *arena;
    struct mt_spans symptoms; /* that records quote, by span */
    bool unreal;              /* the article is about a drill or a plan */
    struct mt_mentions *out;
};

static struct mt_mention *add(struct reader *reader, enum mt_mention_kind kind,
                              mt_span span)
{
    struct mt_mention *mention = mt_vec_add(reader->arena, reader->out);
    mt_str text = reader->story.text;

    /* words of the tables may have blanks at their ends */
    while (span.from < span.to && text.p[span.from] == ' ')
        span.from++;
    while (span.to > span.from && text.p[span.to - 1] == ' ')
        span.to--;
    mention->kind = kind;
    mention->span = span;
    mention->number = -1;
    return mention;
}

/* --------------------------------------------------------------- names -- */

static bool is_failing(const struct mt_event *event, const struct mt_name *name)
{
    for (size_t i = 0; i < event->failing.n; i++)
        if (event->failing.v[i]->span.from == name->span.from)
            return true;
    return false;
}

/* Why a name in a sentence that claims a failure is, or is not, what failed. */
static const char *reading_of_name(const struct mt_event *event,
                                   const struct mt_name *name)
{
    if (event->claim <= MT_CLAIM_REFER)
        return NULL;
    if (is_failing(event, name))
        return "fails";
    if (name->weak)
        return "weak";
    if (name->josa == MT_JOSA_BY)
        return "means";
    return mt_may_fail(event->scene, name) ? "other" : "aside";
}

static mt_str id_of(const struct mt_name *name)
{
    if (name->service >= 0)
        return mt_services[name->service].id;
    if (!name->is_service && name->known && name->body >= 0)
        return mt_operators[name->body].id;
    return MT_LIT("");
}

static void read_names(struct reader *reader, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &reader->story.names.v[k];
        struct mt_mention *mention = add(
            reader,
            name->is_service ? MT_MENTION_SERVICE : MT_MENTION_ORGANISATION,
            name->span);

        mention->id = id_of(name);
        mention->name = name->label;
        mention->reading = reading_of_name(event, name);
    }
}

static bool inside_name(const struct mt_scene *scene, mt_span span)
{
    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        mt_span name = scene->story->names.v[k].span;

        if (span.from >= name.from && span.to <= name.to)
            return true;
    }
    return false;
}

/* -------------------------------------------------------------- people -- */

static bool is_reporter(const struct mt_article *article, mt_str name)
{
    for (size_t i = 0; i < article->byline.n; i++)
        if (mt_str_eq(article->byline.v[i], name))
            return true;
    return false;
}

static void read_persons(struct reader *reader)
{
    struct mt_persons persons = { 0 };

    mt_persons_read(reader->story.text, reader->arena, &persons);
    for (size_t i = 0; i < persons.n; i++) {
        const struct mt_person *person = &persons.v[i];
        struct mt_mention *mention;

        if (is_reporter(reader->story.article, person->name))
            continue;
        mention = add(reader, MT_MENTION_PERSON, person->span);
        mention->name = person->name;
        mention->title = person->title;
        mention->affiliation = person->affiliation;
    }
}

/* --------------------------------------------------------------- times -- */

static const char *reading_of_time(const struct mt_event *event,
                                   const struct mt_time *time)
{
    switch (mt_time_use(event->scene, time)) {
    case MT_USE_START: return "start";
    case MT_USE_END: return "end";
    case MT_USE_PARTIAL: return "partial";
    case MT_USE_WINDOW: return "window";
    case MT_USE_LENGTH: return "length";
    case MT_USE_DAY: return "day";
    case MT_USE_ACCIDENT: return "accident";
    case MT_USE_CURRENT: return "current";
    case MT_USE_NONE: break;
    }
    return event->claim > MT_CLAIM_REFER ? "other" : NULL;
}

/* The string behind key in what `meoktong times` writes for one expression:
 * values hold neither quotation marks nor escapes. */
static mt_str field_of(mt_str json, mt_str key)
{
    size_t at = mt_str_find(json, key);
    mt_str value = mt_str_sub(json, at + key.n, json.n);

    return mt_str_sub(value, 0, mt_str_find(value, MT_LIT("\"")));
}

static mt_str value_of(struct mt_arena *arena, const struct mt_time *time)
{
    struct mt_time one = *time;
    struct mt_buf json = { 0 };
    bool length = time->kind == MT_TIME_DURATION;
    mt_str value;

    one.span = (mt_span){ 0, 0 };
    mt_times_json(MT_LIT(""), &(struct mt_times){ &one, 1, 1 }, &json);
    value = field_of(mt_buf_str(&json), length ? MT_LIT("\"duration\":\"")
                                               : MT_LIT("\"value\":\""));
    value = mt_arena_copy(arena, value);
    mt_buf_release(&json);
    return value;
}

static void read_times(struct reader *reader, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &reader->story.times.v[k];
        struct mt_mention *mention = add(reader,
                                         time->kind == MT_TIME_DURATION
                                             ? MT_MENTION_DURATION
                                             : MT_MENTION_TIME,
                                         time->span);

        mention->value = value_of(reader->arena, time);
        mention->reading = reading_of_time(event, time);
    }
}

/* ----------------------------------------------------------- quantities -- */

/* The shortest unit at byte i behind which a word ends (명|의, 개사), else the
 * longest. */
static const struct mt_word *unit_at(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_unit_index, text, i, hits);

    for (size_t k = 0; k < n; k++)
        if (mt_word_ends(text, i + hits[k]->n))
            return hits[k];
    return n ? hits[n - 1] : NULL;
}

/* The unit behind a number, whose span then holds it. A number that is a word
 * stands apart from it: 세 [대], not 세대. */
static const struct mt_word *take_unit(mt_str text, mt_span *number)
{
    bool digits = mt_is_digit(text.p[number->from]);
    bool blank = number->to < text.n && text.p[number->to] == ' ';
    const struct mt_word *unit = NULL;

    if (digits)
        unit = unit_at(text, number->to);
    if (!unit && blank) {
        unit = unit_at(text, number->to + 1);
        number->to += unit != NULL;
    }
    if (unit)
        number->to += unit->n;
    return unit;
}

/* 20대, 3대 통신사: ages and ranks are no counts. */
static bool is_count(double value, mt_str unit)
{
    return value >= 100 || (value >= 0 && !mt_str_eq(unit, MT_LIT("대")));
}

static void read_quantities(struct reader *reader)
{
    const struct mt_times *times = &reader->story.times;
    struct mt_numbers numbers = { 0 };
    size_t t = 0;

    mt_numbers_read(reader->story.text, reader->arena, &numbers);
    for (size_t i = 0; i < numbers.n; i++) {
        mt_span span = numbers.v[i].span;
        const struct mt_word *unit = take_unit(reader->story.text, &span);
        struct mt_mention *mention;

        while (t < times->n && times->v[t].span.to <= span.from)
            t++;
        if (!unit || !is_count(numbers.v[i].value, mt_units[unit->row].unit) ||
            (t < times->n && times->v[t].span.from < span.to))
            continue;
        mention = add(reader, MT_MENTION_QUANTITY, span);
        mention->number = numbers.v[i].value;
        mention->unit = mt_units[unit->row].unit;
    }
}

/* --------------------------------------------- places, causes, symptoms -- */

/* Does the sentence tell why something failed, or that it did? */
static bool tells_cause(const struct mt_event *event)
{
    static const enum mt_cue cues[] = { MT_CUE_CAUSE_OF, MT_CUE_UNSURE,
                                        MT_CUE_EXCLUDE, MT_CUE_HEDGE,
                                        MT_CUE_ACCIDENT };

    if (event->claim > MT_CLAIM_NONE)
        return true;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (mt_scene_has(event->scene, cues[i], event->scene->span))
            return true;
    return false;
}

static const char *reading_of_hit(const struct reader *reader,
                                  const struct mt_scene *scene,
                                  const struct mt_hit *hit)
{
    if (reader->unreal || mt_scene_unreal(scene))
        return "unreal";
    switch (mt_trigger_claim(scene, hit)) {
    case MT_CLAIM_NONE: break;
    case MT_CLAIM_REFER: return "refers";
    case MT_CLAIM_SOFT:
    case MT_CLAIM_FAIL: return "fails";
    }
    return "unreal";
}

/* The quotation of a record that holds the span, else the span with the ending
 * of its word (막혔[다]), without a particle (먹통|이). */
static mt_span symptom_at(const struct reader *reader, mt_span span)
{
    mt_str text = reader->story.text;
    size_t lo = 0, hi = reader->symptoms.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (reader->symptoms.v[mid].from <= span.from)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo > 0 && reader->symptoms.v[lo - 1].to >= span.to)
        return reader->symptoms.v[lo - 1];
    if (mt_josa_at(text, span.to).n == 0)
        while (mt_is_wordlike(mt_utf8_at(text, span.to)))
            span.to += (uint32_t)mt_utf8_width(text.p[span.to]);
    return span;
}

static void read_cue(struct reader *reader, const struct mt_event *event,
                     const struct mt_hit *hit)
{
    enum mt_cue cue = mt_hit_cue(hit);
    struct mt_mention *mention;

    if (cue != MT_CUE_FAIL && cue != MT_CUE_SOFT && cue != MT_CUE_FLAW &&
        cue != MT_CUE_DOWN)
        return;
    mention = add(reader, MT_MENTION_SYMPTOM, symptom_at(reader, hit->span));
    mention->reading = reading_of_hit(reader, event->scene, hit);
}

static void read_hits(struct reader *reader, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &reader->story.hits.v[i];

        if (inside_name(scene, hit->span))
            continue;
        if (hit->table == MT_TABLE_PLACES)
            add(reader, MT_MENTION_PLACE, hit->span)->name =
                mt_places[hit->row].name;
        else
            read_cue(reader, event, hit);
    }
}

static void read_reasons(struct reader *reader, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t i = scene->reasons.from; i < scene->reasons.to; i++) {
        const struct mt_reason *reason = &reader->story.reasons.v[i];

        if (!inside_name(scene, reason->span))
            add(reader, MT_MENTION_CAUSE, reason->span)->name = mt_str_c(
                mt_cause_names[reason->cause]);
    }
}

/* ---------------------------------------------------------------- order -- */

static int by_span(const void *a, const void *b)
{
    const mt_span *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to != y->to ? (x->to > y->to ? -1 : 1) : 0;
}

/* Of two alike the one that says more comes first. */
static int by_place(const void *a, const void *b)
{
    const struct mt_mention *x = a, *y = b;
    int order = by_span(&x->span, &y->span);

    if (order)
        return order;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->reading && y->reading)
        return strcmp(x->reading, y->reading);
    return !x->reading - !y->reading;
}

static void settle(struct mt_mentions *all)
{
    size_t n = 0;

    if (all->n)
        qsort(all->v, all->n, sizeof *all->v, by_place);
    for (size_t i = 0; i < all->n; i++)
        if (n == 0 || all->v[n - 1].kind != all->v[i].kind ||
            by_span(&all->v[n - 1].span, &all->v[i].span) != 0)
            all->v[n++] = all->v[i];
    all->n = n;
}

static void collect_symptoms(struct reader *reader,
                             const struct mt_outages *outages)
{
    for (size_t i = 0; i < outages->n; i++)
        for (size_t k = 0; k < outages->v[i].evidence_count; k++) {
            const struct mt_evidence *e = &outages->v[i].evidence[k];

            if (strcmp(e->field, "symptoms") == 0)
                *mt_vec_add(reader->arena, &reader->symptoms) = e->span;
        }
    if (reader->symptoms.n)
        qsort(reader->symptoms.v, reader->symptoms.n,
              sizeof *reader->symptoms.v, by_span);
}

void mt_mentions_read(const struct mt_article *article,
                      const struct mt_outages *outages, struct mt_arena *arena,
                      struct mt_mentions *out)
{
    struct reader reader = { .arena = arena, .out = out };

    mt_story_read(&reader.story, article, arena);
    reader.unreal = mt_frame_of(&reader.story) != MT_FRAME_REPORT;
    collect_symptoms(&reader, outages);
    for (size_t i = 0; i < reader.story.sentences.n; i++) {
        struct mt_scene *scene = mt_arena_alloc(arena, sizeof *scene);
        struct mt_event event;

        mt_scene_read(scene, &reader.story, i);
        mt_event_read(&event, scene, arena);
        read_names(&reader, &event);
        read_times(&reader, &event);
        read_hits(&reader, &event);
        if (tells_cause(&event))
            read_reasons(&reader, &event);
    }
    read_persons(&reader);
    read_quantities(&reader);
    settle(out);
}
