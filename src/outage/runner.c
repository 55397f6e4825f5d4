/* SPDX-License-Identifier: MIT */
#include "outage/runner.h"

enum {
    MENDED_WITHIN = 4, /* sentences from the failure to who mended it */
    SPOKEN_WITHIN = 3, /* the same to who speaks of it */
    OWNER_REACH = 60,  /* bytes from a body to what is its */
};

/* A ministry speaks of what others run; a city runs and mends its own. */
static bool may_run(const struct mt_name *name)
{
    static const char *const ends[] = { "시", "군", "구", "도", "교육청" };

    return !name->is_service && name->body_label.n &&
           (!name->weak || mt_str_ends_any(name->label, MT_ALL(ends)));
}

/* 양양군[의] 누리집, 환경부[가 운영하는] 충전기: does the first own the
 * second? */
static bool owns(const struct mt_maker *maker, const struct mt_name *body,
                 const struct mt_name *service)
{
    const struct mt_hits *hits = &maker->story->hits;
    mt_str gap = mt_str_sub(maker->story->text, body->span.to,
                            service->span.from);

    if (body->is_service || !body->body_label.n || gap.n > OWNER_REACH ||
        mt_str_has(gap, MT_LIT(",")) || mt_str_has(gap, MT_LIT(".")) ||
        mt_str_has(gap, MT_LIT("\n")))
        return false;
    if (body->josa == MT_JOSA_OF)
        return true;
    for (size_t k = mt_first_hit(hits, body->span.to);
         k < hits->n && hits->v[k].span.to <= service->span.from; k++)
        if (hits->v[k].table == MT_TABLE_RUNNERS &&
            mt_runners[hits->v[k].row].way != MT_WAY_SUPPLIES)
            return true;
    return false;
}

/* The body before a name of the draft that owns it. */
static const struct mt_name *owner(const struct mt_maker *maker)
{
    const struct mt_failing *names = &maker->draft->names;
    const struct mt_names *all = &maker->story->names;

    for (size_t i = 0; i < names->n; i++)
        for (size_t k = 0; k < all->n &&
                           all->v[k].span.to <= names->v[i]->span.from; k++)
            if (owns(maker, &all->v[k], names->v[i]))
                return &all->v[k];
    return NULL;
}

/* Does a name do in its sentence what a cue behind it says: 대구시[는] 장비를
 * 바꿔 [복구했다], 공사[는] …다고 [밝혔다]? */
static bool does(const struct mt_scene *scene, const struct mt_name *name,
                 enum mt_cue cue)
{
    mt_span behind = { name->span.to, scene->span.to };

    return may_run(name) && name->josa == MT_JOSA_TOPIC &&
           mt_scene_has(scene, cue, behind);
}

static const struct mt_name *doer_in(const struct mt_maker *maker, size_t index,
                                     enum mt_cue cue)
{
    struct mt_scene scene;

    if (index >= maker->story->sentences.n)
        return NULL;
    mt_scene_read(&scene, maker->story, index);
    for (size_t k = scene.names.from; k < scene.names.to; k++)
        if (does(&scene, &maker->story->names.v[k], cue))
            return &maker->story->names.v[k];
    return NULL;
}

/* 버스 안내 단말기가 꺼졌다. [대구시는] 장비를 바꿔 복구했다. */
static const struct mt_name *mender(const struct mt_maker *maker)
{
    const struct mt_draft *draft = maker->draft;
    const struct mt_name *name;

    for (size_t i = 0; i < draft->sources.n; i++)
        for (size_t ahead = 0; ahead < MENDED_WITHIN; ahead++) {
            name = doer_in(maker, draft->sources.v[i].scene + ahead,
                           MT_CUE_RESTORE);
            if (name)
                return name;
        }
    return NULL;
}

/* [공사는] 10시 반까지 조회가 되지 않았다고 밝혔다: the only body that speaks
 * of it. */
static const struct mt_name *speaker(const struct mt_maker *maker)
{
    const struct mt_draft *draft = maker->draft;
    const struct mt_name *found = NULL, *name;

    for (size_t i = 0; i < draft->sources.n; i++)
        for (size_t ahead = 0; ahead < SPOKEN_WITHIN; ahead++) {
            name = doer_in(maker, draft->sources.v[i].scene + ahead,
                           MT_CUE_NOTICE);
            if (found && name && !mt_same_body(found, name))
                return NULL;
            found = found ? found : name;
        }
    return found;
}

const struct mt_name *mt_runner_of(const struct mt_maker *maker)
{
    const struct mt_name *name = owner(maker);

    if (!name && maker->book->drafts.n == 1)
        name = mender(maker);
    if (!name && maker->book->drafts.n == 1)
        name = speaker(maker);
    return name;
}
