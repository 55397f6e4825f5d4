/* SPDX-License-Identifier: MIT */
/* Why a host's name was not found. */
#ifndef MT_FETCH_LOOKUP_H
#define MT_FETCH_LOOKUP_H

#include "base/str.h"

struct mt_lookup;

enum mt_lookup_answer {
    MT_LOOKUP_RUNNING,
    MT_LOOKUP_NO_SUCH_HOST,
    MT_LOOKUP_TROUBLE, /* that may pass: the name server's, or the network's */
};

/* Begins to look host up, in a thread that nobody waits for: a name server
 * that is silent takes its time. */
struct mt_lookup *mt_lookup_new(mt_str host);
enum mt_lookup_answer mt_lookup_answer(struct mt_lookup *lookup);
/* Also while it is running. */
void mt_lookup_free(struct mt_lookup *lookup);

#endif
