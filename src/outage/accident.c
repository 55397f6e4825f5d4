/* SPDX-License-Identifier: MIT */
#include "outage/accident.h"

#include "outage/failing.h"

enum { NEAR = 3 }; /* sentences between an accident and what it led to */

/* The last name before the accident that may be hit: its place is told by the
 * site of one (KT 아현지사에서), so that asides don't matter. */
static const struct mt_name *victim(const struct mt_scene *scene,
                                    size_t accident)
{
    for (size_t k = scene->names.to; k-- > scene->names.from;) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->span.to <= accident && !name->weak &&
            name->josa != MT_JOSA_TOPIC &&
            name->sector != MT_SECTOR_MEDIA)
            return name;
    }
    return NULL;
}

void mt_accident_see(struct mt_book *book, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t i = scene->hits.from;
         event->claim <= MT_CLAIM_REFER && i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];
        const struct mt_name *name;

        if (mt_hit_cue(hit) != MT_CUE_ACCIDENT)
            continue;
        name = victim(scene, hit->span.from);
        if (!name)
            continue;
        book->struck = name;
        book->struck_at = scene->index + 1;
        book->struck_window = event->windows.n ? event->windows.v[0]
                                               : (struct mt_window){ 0 };
        return;
    }
}

bool mt_is_sequel(const struct mt_story *story, size_t index)
{
    const struct mt_word *hits[MT_HITS];

    return index < story->sentences.n &&
           mt_words_at(&mt_sequel_index, story->text,
                       story->sentences.v[index].span.from, hits) > 0;
}

void mt_accident_follow(const struct mt_book *book, struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    if (!book->struck || event->claim <= MT_CLAIM_REFER ||
        event->failing.n || scene->index + 1 > book->struck_at + NEAR ||
        !mt_is_sequel(scene->story, scene->index))
        return;
    event->failing = mt_failing_with_kinds(scene, book->struck, event->trigger,
                                           book->arena);
    if (event->windows.n == 0 && book->struck_window.start.span.to) {
        struct mt_window *window = mt_vec_add(book->arena, &event->windows);

        *window = book->struck_window;
    }
}
