/* SPDX-License-Identifier: MIT */
/* What a text calls the bodies and services of the tables. */
#ifndef MT_ENTITY_SPELLING_H
#define MT_ENTITY_SPELLING_H

#include "text/scan.h"

/* A spelling for each row of mt_operators and mt_services. */
struct mt_spellings {
    mt_str *bodies, *services;
};

/*
 * Chooses the spelling of every row that the text names: 비씨카드 where it
 * never says BC카드, NHN in 2011, 페이스북 (the company) in 2021. year is the
 * text's, 0: unknown. The arena owns the lists.
 */
struct mt_spellings mt_spellings_read(const struct mt_hits *hits, int year,
                                      struct mt_arena *arena);

/* What a hit of a body is called where it stands: 우체국, though the text has
 * 우정사업본부, too; but the spelling of the text where these words only
 * shorten it (신한 for 신한은행). */
mt_str mt_spelling_here(mt_str text, const struct mt_hit *hit, mt_str called);

#endif
