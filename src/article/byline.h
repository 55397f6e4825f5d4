/* SPDX-License-Identifier: MIT */
/*
 * The names of those who wrote an article, in the shapes of newsrooms:
 *
 *     [서울=뉴시스]홍길동 기자 = ...      (서울=연합뉴스) 홍길동 김철수 기자 =
 *     [머니뉴스 홍길동·김철수 기자] ...   [머니뉴스=홍길동 기자]
 *     홍길동 기자 gildong@example.com     /홍길동인턴기자
 *     홍길동 머니뉴스 객원기자            머니뉴스 홍길동입니다.
 *     경제 / 홍길동 기자 / 2026-02-20     홍길동 2024. 1. 20. 20:25
 *
 * Photographers, desks (온라인뉴스부) and people of the story are none.
 */
#ifndef MT_ARTICLE_BYLINE_H
#define MT_ARTICLE_BYLINE_H

#include "article/publisher.h"

struct mt_names {
    MT_VEC(mt_str) list;
    const struct mt_sites *sites; /* whose names are no people's; or NULL */
};

/* Adds a name that is not there yet, up to a ceiling. */
void mt_names_add(struct mt_arena *arena, mt_str name, struct mt_names *names);

/* Is s, whole, the name of a Korean: a surname and one to two syllables? */
bool mt_is_name(const struct mt_sites *sites, mt_str s);

/* Names that a line in the head or the tail of a page tells. */
void mt_byline_line(struct mt_arena *arena, mt_str line,
                    struct mt_names *names);

/* Names in the dateline that a sentence begins with. */
void mt_byline_dateline(struct mt_arena *arena, mt_str line,
                        struct mt_names *names);

/* Names in the signature that stands behind the last sentence of a line. */
void mt_byline_signature(struct mt_arena *arena, mt_str line,
                         struct mt_names *names);

/* Names in an author field of a page's data: "홍길동 기자, 김철수". */
void mt_byline_field(struct mt_arena *arena, mt_str field,
                     struct mt_names *names);

/* Is the line nothing but a byline: names, posts, publishers, mail? */
bool mt_is_byline(mt_str line);

#endif
