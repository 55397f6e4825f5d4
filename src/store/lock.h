/* SPDX-License-Identifier: MIT */
/* One run at a time. */
#ifndef MT_STORE_LOCK_H
#define MT_STORE_LOCK_H

#include "meoktong.h"

struct mt_lock;

/*
 * Takes the lock that stands beside path, as path-lock. NULL, with err set, if
 * another process holds it or nothing can be written there. A process that
 * dies lets go of it.
 */
struct mt_lock *mt_lock_new(const char *path, struct mt_err *err);
void mt_lock_free(struct mt_lock *lock);

#endif
