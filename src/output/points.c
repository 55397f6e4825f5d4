/* SPDX-License-Identifier: MIT */
#include "output/points.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static uint32_t count(mt_str text, size_t from, size_t to)
{
    return (uint32_t)mt_utf8_count(mt_str_sub(text, from, to));
}

mt_span mt_points(mt_str text, mt_span bytes)
{
    uint32_t from = count(text, 0, bytes.from);

    if (bytes.to <= bytes.from)
        return (mt_span){ from, from };
    return (mt_span){ from, from + count(text, bytes.from, bytes.to) };
}

void mt_points_map_init(struct mt_points_map *map, mt_str text)
{
    size_t steps = text.n / MT_POINTS_STEP;

    map->text = text;
    map->counts = mt_alloc((steps + 1) * sizeof *map->counts);
    for (size_t i = 1; i <= steps; i++)
        map->counts[i] =
            map->counts[i - 1] +
            count(text, (i - 1) * MT_POINTS_STEP, i * MT_POINTS_STEP);
}

void mt_points_map_release(struct mt_points_map *map)
{
    free(map->counts);
    *map = (struct mt_points_map){ .counts = NULL };
}

static uint32_t points_before(const struct mt_points_map *map, size_t byte)
{
    size_t at = byte < map->text.n ? byte : map->text.n;
    size_t step = at / MT_POINTS_STEP;

    return map->counts[step] + count(map->text, step * MT_POINTS_STEP, at);
}

mt_span mt_points_map_span(const struct mt_points_map *map, mt_span bytes)
{
    uint32_t from = points_before(map, bytes.from);

    if (bytes.to <= bytes.from)
        return (mt_span){ from, from };
    return (mt_span){ from, points_before(map, bytes.to) };
}
