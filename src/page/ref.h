/* SPDX-License-Identifier: MIT */
/* Character references: &amp; &#44032; &#xAC00; &copy */
#ifndef MT_PAGE_REF_H
#define MT_PAGE_REF_H

#include "base/arena.h"
#include "base/buf.h"

/* Appends s with its references resolved. attribute: the rules of attribute
 * values ("&copy=1" is none). What comes out is no control character. */
void mt_ref_put(struct mt_buf *out, mt_str s, bool attribute);

/* The same into an arena; s itself where it has no '&'. */
mt_str mt_ref_resolve(struct mt_arena *arena, mt_str s, bool attribute);

#endif
