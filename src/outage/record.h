/* SPDX-License-Identifier: MIT */
/* From a draft to the record that leaves the house. */
#ifndef MT_OUTAGE_RECORD_H
#define MT_OUTAGE_RECORD_H

#include "outage/ties.h"

/* A record in the making: lists grow in the arena until they are handed over.
 */
struct mt_maker {
    const struct mt_story *story;
    struct mt_arena *arena;
    const struct mt_book *book;
    const struct mt_ties *ties;
    const struct mt_draft *draft; /* one of its drafts */
    struct mt_outage *out;
    bool shared; /* the sentence at hand tells of several bodies */
    MT_VEC(struct mt_evidence) evidence;
    MT_VEC(mt_str) symptoms, regions;
    MT_VEC(struct mt_conflict) conflicts;
    MT_VEC(struct mt_affected) affected;
    MT_VEC(struct mt_claim) claims;
};

/* Is the name left out because something of the same body is named: 카카오
 * beside 카카오톡? */
bool mt_name_covered(const struct mt_failing *names,
                     const struct mt_name *name);

void mt_maker_quote(struct mt_maker *maker, const char *field, mt_span span);

/* Functions, symptoms, platforms, scope and regions. */
void mt_details_read(struct mt_maker *maker);

/* Is the span part of a known name: 클라우드 in 클라우드플레어, which says
 * nothing of its own? */
bool mt_inside_name(const struct mt_scene *scene, mt_span span);

/* Enters the place at hit number i of the scene, with the smaller ones
 * behind it (서울 강동구 천호동), if users were hit there; returns the last
 * hit used. */
size_t mt_region_read(struct mt_maker *maker, const struct mt_scene *scene,
                      size_t i);
/* Enters quarters that no table has: 신촌 [일대]. */
void mt_quarters_read(struct mt_maker *maker, const struct mt_scene *scene);
/* Enters the place that a service is named for: 서울 119. */
void mt_name_regions_read(struct mt_maker *maker);
/* Cause, its certainty, what was excluded, the supplier. main: is the draft
 * what the article is about, so that sentences without a name mean it? */
void mt_cause_read(struct mt_maker *maker, bool main);

/* Affected counts and stated counts of outages. */
void mt_harm_read(struct mt_maker *maker);

#endif
