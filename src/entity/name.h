/* SPDX-License-Identifier: MIT */
/* Names of services and of those who run them, wherever a text has them. */
#ifndef MT_ENTITY_NAME_H
#define MT_ENTITY_NAME_H

#include "text/scan.h"

/* One mention. Known ones have a row, others a label from the text. */
struct mt_name {
    mt_span span;
    mt_str label;       /* canonical: 카카오톡 for 카톡 */
    int16_t service;    /* row of mt_services, or -1 */
    int16_t body;       /* row of mt_operators that is named or runs the
                           service, or -1 */
    mt_str body_label;  /* who runs it, empty if unknown */
    uint8_t sector;     /* enum mt_sector */
    uint8_t josa;       /* enum mt_josa of the particle behind it */
    bool is_service;    /* names a service, not only a body */
    bool broad;         /* a brand: 네이버, KT */
    bool generic;       /* names a kind of thing: 키오스크, 교통카드 */
    bool weak;          /* rarely the one that fails: 금융감독원 */
    bool built;         /* made of a body and a kind: KT 인터넷 */
    uint16_t kind;      /* of which kind: row of mt_kinds + 1, or 0 */
    bool known;         /* has a row of its own */
    bool common;        /* an ordinary word, too: 다음, 라인 */
    uint32_t functions; /* lost if it is plainly down */
    uint32_t platforms;
};

struct mt_names {
    struct mt_name *v; /* by span.from, not overlapping */
    size_t n, cap;
};

/*
 * Names of a text, from its hits: rows of the tables (a word that is also an
 * ordinary one only where its surroundings say so), bodies with a kind behind
 * them (제주항공 예약 시스템), bodies by their endings (○○병원) and quoted
 * names beside a noun of sort (전산망 '새올'). A body keeps a former name that
 * the text uses and that was right in the text's year (0: unknown).
 */
void mt_names_read(const struct mt_hits *hits, int year,
                   struct mt_arena *arena, struct mt_names *out);

/* What name and the kind at a hit make together: 제주항공 + 예약 시스템, or the
 * known 네이버 지도 of 네이버 + 지도 앱; name itself where they make nothing
 * new (쿠팡 + 앱). */
const struct mt_name *mt_name_of_kind(const struct mt_name *name,
                                      const struct mt_hit *kind,
                                      struct mt_arena *arena);

/* Does the hit, a row of the kinds, say no more than that there is a site or
 * an app: 홈페이지, 앱, and not 예약 시스템? */
bool mt_is_plain_kind(const struct mt_hit *kind);

/* Do two mentions belong to the same body? */
bool mt_same_body(const struct mt_name *a, const struct mt_name *b);

#endif
