/* SPDX-License-Identifier: MIT */
#include "archive/segment.h"

#include <stdlib.h>

#include "archive/digest.h"
#include "archive/http.h"
#include "base/mem.h"

enum { MOST_OPEN = sizeof((struct mt_segments){ 0 }.v) / sizeof(void *) };

void mt_segment_free(struct mt_segment *segment)
{
    mt_head_release(&segment->head);
    mt_buf_release(&segment->block);
    free(segment);
}

void mt_segments_release(struct mt_segments *segments)
{
    for (size_t i = 0; i < segments->n; i++)
        mt_segment_free(segments->v[i]);
    segments->n = segments->held = 0;
}

static struct mt_segment *find(const struct mt_segments *segments, mt_str id)
{
    for (size_t i = 0; i < segments->n && id.n; i++)
        if (segments->v[i]->state == MT_JOINING_OPEN &&
            mt_str_eq(mt_buf_str(&segments->v[i]->head.id), id))
            return segments->v[i];
    return NULL;
}

/* The digest is that of the body, as it lies behind the HTTP head. */
static void check_digest(struct mt_segment *whole)
{
    struct mt_http http;

    mt_http_read(mt_buf_str(&whole->block), &http);
    whole->damaged |= mt_digest_differs(mt_buf_str(&whole->head.digest),
                                        http.body);
}

static void end(struct mt_segment *whole, const struct mt_head *last)
{
    whole->state = last->total == whole->block.n ? MT_JOINING_WHOLE
                                                 : MT_JOINING_PART;
    if (whole->state == MT_JOINING_WHOLE)
        check_digest(whole);
}

static void append(struct mt_segments *segments, struct mt_segment *whole,
                   const struct mt_segment *part, mt_str block)
{
    if (part->head.length > segments->most - whole->block.n) {
        whole->state = MT_JOINING_LARGE;
        return;
    }
    mt_buf_put(&whole->block, block);
    segments->held += block.n;
    whole->damaged |= part->damaged;
    whole->head.truncated |= part->head.truncated;
    if (part->head.has_total)
        end(whole, &part->head);
}

/* Whoever has waited longest makes room. */
static void make_room(struct mt_segments *segments)
{
    size_t held = segments->held, n = segments->n;

    for (size_t i = 0; i < segments->n; i++) {
        if (n < MOST_OPEN && held <= 2 * segments->most)
            return;
        if (segments->v[i]->state == MT_JOINING_OPEN)
            segments->v[i]->state = MT_JOINING_PART;
        held -= segments->v[i]->block.n;
        n--;
    }
}

static bool open_one(struct mt_segments *segments,
                     struct mt_segment *segment, mt_str block)
{
    struct mt_segment *whole, *same;
    mt_str id = mt_buf_str(&segment->head.id);

    if (segment->head.segment != 1 || segments->n == MOST_OPEN)
        return false;
    same = find(segments, id);
    if (same)
        same->state = MT_JOINING_PART;
    whole = mt_alloc(sizeof *whole);
    *whole = *segment;
    segment->head = (struct mt_head){ .length = 0 };
    segments->v[segments->n++] = whole;
    whole->number = 1;
    append(segments, whole, whole, block);
    if (whole->state == MT_JOINING_OPEN && id.n == 0)
        whole->state = MT_JOINING_PART;
    make_room(segments);
    return true;
}

bool mt_segments_put(struct mt_segments *segments, struct mt_segment *segment,
                     mt_str block)
{
    struct mt_segment *whole;

    if (!mt_str_eq_nocase(mt_buf_str(&segment->head.type),
                          MT_LIT("continuation")))
        return open_one(segments, segment, block);
    whole = find(segments, mt_buf_str(&segment->head.origin));
    if (!whole)
        return false;
    if (segment->head.segment == whole->number + 1) {
        whole->number++;
        append(segments, whole, segment, block);
    } else if (segment->head.segment != whole->number) {
        whole->state = MT_JOINING_PART;
    }
    make_room(segments);
    return true;
}

struct mt_segment *mt_segments_next(struct mt_segments *segments, bool all)
{
    for (size_t i = 0; i < segments->n; i++) {
        struct mt_segment *segment = segments->v[i];

        if (segment->state == MT_JOINING_OPEN && !all)
            continue;
        if (segment->state == MT_JOINING_OPEN)
            segment->state = MT_JOINING_PART;
        segments->held -= segment->block.n;
        segments->n--;
        memmove(segments->v + i, segments->v + i + 1,
                (segments->n - i) * sizeof *segments->v);
        return segment;
    }
    return NULL;
}
