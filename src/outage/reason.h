/* SPDX-License-Identifier: MIT */
/* What in a text may be why something failed. */
#ifndef MT_OUTAGE_REASON_H
#define MT_OUTAGE_REASON_H

#include "text/scan.h"

struct mt_reason {
    mt_span span; /* first: lists of these are searched by it */
    enum mt_cause cause;
    bool plain; /* a word by itself, which may stand for much else */
};

struct mt_reasons {
    struct mt_reason *v; /* by where their last word begins */
    size_t n, cap;
};

/*
 * Lists words that are reasons by themselves (디도스, 과부하), parts with what
 * befell them (인증 서버에 이상이, 저장장치 고장) and crowds that were too many
 * (접속자가 한꺼번에 몰려). Whether one is the cause of an outage is another
 * question.
 */
void mt_reasons_read(const struct mt_hits *hits, struct mt_arena *arena,
                     struct mt_reasons *out);

#endif
