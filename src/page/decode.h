/* SPDX-License-Identifier: MIT */
/* Bytes of any charset to clean UTF-8. */
#ifndef MT_PAGE_DECODE_H
#define MT_PAGE_DECODE_H

#include "base/arena.h"

/*
 * The encoding of a page by its WHATWG name ("UTF-8", "EUC-KR"), static.
 * header: a Content-Type field, or its charset alone; may be empty. Order:
 * byte order mark, valid UTF-8, header, <meta> near the top, the shape of the
 * bytes. "UTF-8" and "EUC-KR" as labels give way to bytes that contradict
 * them.
 */
mt_str mt_charset_sniff(mt_str bytes, mt_str header);

/* The encoding that a page says it is in, by the header or else by itself;
 * empty if it does not say, or names none that is known. Static. */
mt_str mt_charset_label(mt_str bytes, mt_str header);

/* How many bytes of s belong to no UTF-8 sequence. */
size_t mt_utf8_bad(mt_str s);

/* The encoding that a label means, or the empty string. Static. */
mt_str mt_charset_of(mt_str label);

/*
 * Converts as the standard says: U+FFFD for what is wrong, and an ASCII byte
 * behind a bad lead byte survives, since it may be a '<'. The result has its
 * byte order mark taken off and is valid UTF-8. false: ICU has no converter.
 */
bool mt_charset_convert(mt_str bytes, mt_str charset, struct mt_arena *arena,
                        mt_str *out);

/* Valid UTF-8 as everything behind the door wants it: NFC, line feeds alone
 * as line ends, and no NUL, control, bidi or invisible characters. */
mt_str mt_text_clean(mt_str utf8, struct mt_arena *arena);

/* The three steps in one. *charset holds a Content-Type header, or nothing,
 * and becomes the encoding's name. Any bytes give some text. */
mt_str mt_decode(mt_str bytes, mt_str *charset, struct mt_arena *arena);

#endif
