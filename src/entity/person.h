/* SPDX-License-Identifier: MIT */
/*
 * People with their posts, in the shapes of Korean newsrooms:
 *
 *     홍길동 누리은행 대표는        홍길동 한국대학교 정보보호대학원 교수
 *     홍길동 행안부 차관            누리은행 홍길동 신임 대표
 *     홍길동 금감원장               홍길동(52) 서울시장
 *     홍길동·성춘향 공동대표        에릭 스미스 CEO
 *     홍길동 씨                     홍 대표는 (after one of the above)
 *
 * A name alone, A씨, 김모 씨, 관계자 and those who write (홍길동 기자) are
 * none.
 */
#ifndef MT_ENTITY_PERSON_H
#define MT_ENTITY_PERSON_H

#include "base/arena.h"

struct mt_person {
    mt_span span;       /* the name alone; of 홍 대표 both words */
    mt_str name;        /* in full: 홍길동 for 홍 대표, too */
    mt_str title;       /* as written: 대표, 금감원장; empty beside 씨 */
    mt_str affiliation; /* as written: 누리은행; empty if not said */
};

struct mt_persons {
    struct mt_person *v; /* by span.from, not overlapping */
    size_t n, cap;
};

/* Finds the people of text, appending to *out, which the arena owns. Linear;
 * gives some answer for any bytes. */
void mt_persons_read(mt_str text, struct mt_arena *arena,
                     struct mt_persons *out);

#endif
