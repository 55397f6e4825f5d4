/* SPDX-License-Identifier: MIT */
#include "outage/about.h"

#include "outage/bystander.h"
#include "outage/failing.h"

/* The names of what is talked about, for a sentence that names nothing. */
struct mt_failing mt_topic_of(const struct mt_book *book)
{
    return book->current.n ? book->current.v[0]->names : book->topic;
}

/* 길병원의 전산시스템이 …. 병원 [전산시스템]이: the kind that it was named by,
 * and no site, on which news are posted, too? */
static bool is_same_kind(const struct mt_scene *scene,
                         const struct mt_name *name, mt_span trigger)
{
    const struct mt_hit *kind = mt_scene_find(
        scene, MT_TABLE_KINDS, (mt_span){ scene->span.from, trigger.from });

    return kind && name->kind == kind->row + 1 && !mt_is_plain_kind(kind);
}

/* KT … 주민들이 [인터넷]을 쓰지 못했다: is what was lost the carrier's? */
static bool is_line_down(const struct mt_scene *scene,
                         const struct mt_name *name)
{
    static const uint32_t lines =
        1u << MT_FUNCTION_INTERNET | 1u << MT_FUNCTION_CALL |
        1u << MT_FUNCTION_DATA | 1u << MT_FUNCTION_TV;
    const struct mt_hits *hits = &scene->story->hits;

    if (name->sector != MT_SECTOR_TELECOM)
        return false;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (hits->v[i].table == MT_TABLE_USES &&
            mt_uses[hits->v[i].row].functions & lines)
            return true;
    return false;
}

/* 가천대길병원이 …. [병원 전산시스템]이 멈췄다: what of the only body that the
 * text has named failed. */
void mt_fail_only(struct mt_book *book, const struct mt_event *event,
                  struct mt_failing *names)
{
    struct mt_failing found;

    if (!book->only || book->several || event->claim <= MT_CLAIM_REFER ||
        !mt_is_body_line(event->scene->kind))
        return;
    found = mt_failing_with_kinds(event->scene, book->only, event->trigger,
                                  book->arena);
    if (found.n && (found.v[0] != book->only ||
                    is_same_kind(event->scene, book->only, event->trigger) ||
                    is_line_down(event->scene, book->only)))
        *names = found;
}

/* Notes whom the sentence is about: the first name with a particle of topic. */
static void see_subject(struct mt_book *book, const struct mt_scene *scene)
{
    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->josa != MT_JOSA_TOPIC || name->weak || !name->body_label.n)
            continue;
        book->subject = name;
        return;
    }
}

/* Notes the body that the text is about, as long as it names no other. */
static void see_only(struct mt_book *book, const struct mt_scene *scene)
{
    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->weak || !name->body_label.n)
            continue;
        if (!book->only)
            book->only = name;
        book->several |= !mt_same_body(book->only, name);
    }
}

void mt_about_see(struct mt_book *book, const struct mt_scene *scene)
{
    see_subject(book, scene);
    see_only(book, scene);
}

/* [간편인증]이 되지 않았다, behind 홈택스가 멈췄다: what it does, and no
 * service of its own. */
bool mt_is_use_of_topic(const struct mt_book *book,
                        const struct mt_failing *names)
{
    struct mt_failing about = mt_topic_of(book);

    if (names->n == 0 || about.n == 0 || about.v[0]->generic ||
        !about.v[0]->is_service)
        return false;
    for (size_t i = 0; i < names->n; i++)
        if (!names->v[i]->generic || names->v[i]->body_label.n)
            return false;
    return true;
}

/* 전화와 인터넷이 끊겼다. … KT는 복구를 마쳤다: the only carrier of a text that
 * names nothing else that fails. */
static bool may_be_carrier(const struct mt_scene *scene,
                           const struct mt_name *name)
{
    return name->sector == MT_SECTOR_TELECOM && !name->weak &&
           mt_may_fail(scene, name);
}

const struct mt_name *mt_only_carrier(const struct mt_story *story)
{
    const struct mt_name *only = NULL;

    for (size_t i = 0; i < story->sentences.n; i++) {
        struct mt_scene scene;

        mt_scene_read(&scene, story, i);
        for (size_t k = scene.names.from; k < scene.names.to; k++) {
            if (!may_be_carrier(&scene, &story->names.v[k]))
                continue;
            if (only && !mt_same_body(only, &story->names.v[k]))
                return NULL;
            only = &story->names.v[k];
        }
    }
    return only;
}
