/* SPDX-License-Identifier: MIT */
/* Byte spans of one text as spans of code points, many times over. */
#ifndef MT_OUTPUT_POINTS_H
#define MT_OUTPUT_POINTS_H

#include "meoktong.h"

/* Counts of code points at every MT_POINTS_STEP bytes, so that a conversion
 * costs one step and not the whole text. */
struct mt_points_map {
    mt_str text;
    uint32_t *counts;
};

enum { MT_POINTS_STEP = 256 };

/* text must outlive the map. */
void mt_points_map_init(struct mt_points_map *map, mt_str text);
void mt_points_map_release(struct mt_points_map *map);
/* Like mt_points(map->text, bytes). */
mt_span mt_points_map_span(const struct mt_points_map *map, mt_span bytes);

#endif
