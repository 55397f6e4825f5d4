/* SPDX-License-Identifier: MIT */
/* Looking words up, in a small index and in every generated one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "data.h"
#include "data/words.h"

#define WORD(text, row) \
    { text, sizeof(text) - 1, 1, MT_SIDES_WORD, row, false, 0, 0 }
#define KEY(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* In the order of their bytes: "k", "kt", "kt망", 카카오, 카카오톡, 카톡. */
static const struct mt_word words[] = {
    WORD("k", 0),     WORD("kt", 1),       WORD("kt망", 2),
    WORD("카", 6),    WORD("카카오", 3),   WORD("카카오톡", 4),
    WORD("카톡", 5),
};
static const struct mt_word_start starts[] = {
    { KEY('k', 0, 0), 0, 1 },
    { KEY('k', 't', 0), 1, 2 },
    { KEY('k', 't', 0xEB), 2, 3 },
    { KEY(0xEC, 0xB9, 0xB4), 3, 7 },
};
static const struct mt_index small = { words, 7, starts, 4 };

/* The rows of the words at i, "1 2", in the order that they are found. */
static void assert_rows(const char *text, size_t i, const char *expected)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&small, mt_str_c(text), i, hits);
    char rows[64] = "";
    size_t used = 0;

    for (size_t h = 0; h < n; h++) {
        if (h)
            rows[used++] = ' ';
        rows[used++] = (char)('0' + hits[h]->row);
    }
    assert_string_equal(rows, expected);
}

static void finds_all_that_begin_here(void **state)
{
    (void)state;
    assert_rows("카카오톡이", 0, "6 3 4");
    assert_rows("또 카톡", 4, "6 5");
    assert_rows("카카오", 0, "6 3");
    assert_rows("카", 0, "6");
    assert_rows("카카", 0, "6");
}

static void finds_short_words(void **state)
{
    (void)state;
    assert_rows("KT망이", 0, "0 1 2");
    assert_rows("Kt", 0, "0 1");
    assert_rows("kt ", 0, "0 1");
    assert_rows("k", 0, "0");
    assert_rows("ka", 0, "0");
}

static void finds_nothing(void **state)
{
    (void)state;
    assert_rows("", 0, "");
    assert_rows("톡", 0, "");
    assert_rows("카", 3, "");
    assert_rows("카", 9, "");
    assert_rows("카", 1, "");
    assert_rows("\xEC\xB9", 0, "");
}

static void finds_exactly(void **state)
{
    (void)state;
    assert_int_equal(mt_words_row(&small, 1, MT_LIT("카카오")), 3);
    assert_int_equal(mt_words_row(&small, 1, MT_LIT("KT")), 1);
    assert_int_equal(mt_words_row(&small, 1, MT_LIT("카카")), -1);
    assert_int_equal(mt_words_row(&small, 2, MT_LIT("카카오")), -1);
    assert_int_equal(mt_words_row(&small, 1, MT_LIT("")), -1);
}

/* Every word of a generated index is found again where it stands. */
static void check_index(const struct mt_index *index)
{
    for (size_t i = 0; i < index->n; i++) {
        const struct mt_word *word = &index->words[i], *hits[MT_HITS];
        size_t n = mt_words_at(index, (mt_str){ word->text, word->n }, 0, hits);
        bool found = false;

        assert_int_equal(strlen(word->text), word->n);
        assert_true(word->table < MT_TABLE_COUNT);
        for (size_t h = 0; h < n; h++)
            found = found || hits[h] == word;
        assert_true(found);
    }
}

static void generated_words_are_found(void **state)
{
    (void)state;
    check_index(&mt_news_index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_all_that_begin_here),
        cmocka_unit_test(finds_short_words),
        cmocka_unit_test(finds_nothing),
        cmocka_unit_test(finds_exactly),
        cmocka_unit_test(generated_words_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
