/* SPDX-License-Identifier: MIT */
/* The tables and all that is said to them. */
#ifndef MT_STORE_SCHEMA_H
#define MT_STORE_SCHEMA_H

enum { MT_STORE_APPLICATION = 0x6D656F6B, MT_STORE_VERSION = 2 };

/* Makes the tables of a new database; or of one of version 1, what has come
 * since. */
extern const char mt_store_schema[];
extern const char mt_store_migration[];

/* Parameters: 1 the input's name, 2 the record of format "full", and what a
 * statement says. */
enum mt_store_query {
    MT_STORE_BEGIN,
    MT_STORE_COMMIT,
    MT_STORE_ROLLBACK,
    MT_STORE_GET_STATE,     /* -> state, digest */
    MT_STORE_GET_VERSION,   /* 3 url -> etag, last_modified */
    MT_STORE_FREE_OTHERS,   /* inputs that gave the same as this did before */
    MT_STORE_DROP_OLD,      /* what the input gave before, if it was its own */
    MT_STORE_DROP_SAME,     /* the article of the record, unless it belongs
                               to a name that comes before */
    MT_STORE_PUT_ARTICLE,
    MT_STORE_PUT_OUTAGES,
    MT_STORE_PUT_EVIDENCE,
    MT_STORE_PUT_DONE,      /* 3 digest, 4 url, 5 etag, 6 last_modified */
    MT_STORE_PUT_SAME,      /* what it gave before holds */
    MT_STORE_PUT_FAILED,    /* 3 digest, 4 state, 5 error, 6 message */
    MT_STORE_QUERIES,
};

extern const char *const mt_store_sql[MT_STORE_QUERIES];

#endif
