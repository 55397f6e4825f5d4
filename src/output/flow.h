/* SPDX-License-Identifier: MIT */
/* Text set in the lines of a terminal, wrapped at blanks. */
#ifndef MT_OUTPUT_FLOW_H
#define MT_OUTPUT_FLOW_H

#include "base/buf.h"

/* An object of the caller: the first four set, the rest zero. */
struct mt_flow {
    struct mt_buf *out;
    size_t columns; /* of a line */
    size_t indent;  /* columns that all lines but the first leave free */
    bool color;
    struct mt_buf word; /* under way */
    size_t width;       /* columns of it */
    size_t at;          /* columns that the line has */
    bool blank;         /* one stands before the word */
};

/* SGR codes of a terminal ("1", "1;4"); "" is plain. */
#define MT_PLAIN ""
#define MT_BOLD "1"
#define MT_DIM "2"
#define MT_MARKED "1;4"

/* Appends words; a line may end at their blanks. Control characters become
 * blanks. */
void mt_flow_put(struct mt_flow *flow, mt_str text, const char *style);
/* The same where no line may end: blanks are part of the word. */
void mt_flow_glue(struct mt_flow *flow, mt_str text, const char *style);
/* Fills the line with blanks up to a column, at least one. */
void mt_flow_tab(struct mt_flow *flow, size_t column);
/* Ends the line and gives the memory back; flow may be used again. */
void mt_flow_end(struct mt_flow *flow);

#endif
