/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "store/store.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/lock.h"
#include "store/schema.h"

enum { PATIENCE_MS = 5000 }; /* with a program that writes to it, too */

struct mt_store {
    sqlite3 *db;
    sqlite3_stmt *queries[MT_STORE_QUERIES];
    struct mt_lock *lock;
    struct mt_buf name; /* of the input under way */
    struct mt_buf etag, modified; /* that were asked for last */
};

/* --------------------------------------------------------------- errors -- */

static enum mt_status fail(struct mt_store *store, struct mt_err *err)
{
    int code = sqlite3_errcode(store->db) & 0xFF;
    const char *words = sqlite3_errmsg(store->db);

    switch (code) {
    case SQLITE_FULL:
        return mt_fail(err, MT_ERR_IO,
                       "the disk is full; what is in the database is whole: "
                       "free some space and run the command again");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return mt_fail(err, MT_ERR_IO,
                       "cannot be written: %s; choose another place for --db",
                       words);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return mt_fail(err, MT_ERR_IO,
                       "is being written by another program; end that and "
                       "run the command again");
    case SQLITE_NOTADB:
        return mt_fail(err, MT_ERR_IO,
                       "is no database; choose another name for --db");
    case SQLITE_CORRUPT:
        return mt_fail(err, MT_ERR_IO,
                       "is damaged; restore it or begin another with --db");
    default:
        return mt_fail(err, MT_ERR_IO,
                       "cannot be written: %s; check the disk and run the "
                       "command again", words);
    }
}

/* -------------------------------------------------------------- queries -- */

static bool prepare(struct mt_store *store)
{
    for (int i = 0; i < MT_STORE_QUERIES; i++)
        if (sqlite3_prepare_v3(store->db, mt_store_sql[i], -1,
                               SQLITE_PREPARE_PERSISTENT, &store->queries[i],
                               NULL) != SQLITE_OK)
            return false;
    return true;
}

static void bind(sqlite3_stmt *query, int i, mt_str value)
{
    if (i <= sqlite3_bind_parameter_count(query))
        sqlite3_bind_text64(query, i, value.p ? value.p : "", value.n,
                            SQLITE_STATIC, SQLITE_UTF8);
}

static bool run(struct mt_store *store, enum mt_store_query which)
{
    sqlite3_stmt *query = store->queries[which];
    int code = sqlite3_step(query);

    sqlite3_reset(query);
    return code == SQLITE_DONE || code == SQLITE_ROW;
}

static bool execute(struct mt_store *store, const char *sql)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The first column of the first row as a number. */
static bool number_of(struct mt_store *store, const char *sql, int *value)
{
    sqlite3_stmt *query = NULL;
    bool good = sqlite3_prepare_v2(store->db, sql, -1, &query, NULL) ==
                    SQLITE_OK &&
                sqlite3_step(query) == SQLITE_ROW;

    if (good)
        *value = sqlite3_column_int(query, 0);
    sqlite3_finalize(query);
    return good;
}

/* Names of files need not be UTF-8, the words of a database must. */
static mt_str name_of(struct mt_store *store, mt_str source)
{
    mt_buf_clear(&store->name);
    while (source.n) {
        mt_str before = source;
        uint32_t cp;

        mt_utf8_next(&source, &cp);
        if (cp == 0xFFFD && before.n - source.n == 1)
            mt_buf_printf(&store->name, "%%%02X", (unsigned char)*before.p);
        else
            mt_buf_put_cp(&store->name, cp);
    }
    return mt_buf_str(&store->name);
}

/* ----------------------------------------------------------------- meta -- */

static bool set_meta(struct mt_store *store, const char *key, mt_str value)
{
    sqlite3_stmt *query = NULL;
    bool good = sqlite3_prepare_v2(store->db,
                                   "INSERT OR REPLACE INTO meta VALUES(?1, ?2)",
                                   -1, &query, NULL) == SQLITE_OK;

    if (good) {
        bind(query, 1, mt_str_c(key));
        bind(query, 2, value);
        good = sqlite3_step(query) == SQLITE_DONE;
    }
    sqlite3_finalize(query);
    return good;
}

/* Is this what meta holds? Where it holds another, that goes to *other. */
static bool is_meta(struct mt_store *store, const char *key, mt_str value,
                    struct mt_buf *other)
{
    sqlite3_stmt *query = NULL;

    if (sqlite3_prepare_v2(store->db, "SELECT value FROM meta WHERE key = ?1",
                           -1, &query, NULL) == SQLITE_OK) {
        bind(query, 1, mt_str_c(key));
        if (sqlite3_step(query) == SQLITE_ROW)
            mt_buf_put(other,
                       mt_str_c((const char *)sqlite3_column_text(query, 0)));
    }
    sqlite3_finalize(query);
    return mt_str_eq(mt_buf_str(other), value);
}

static enum mt_status check_meta(struct mt_store *store,
                                 const struct mt_store_options *options,
                                 struct mt_err *err)
{
    struct mt_buf version = { 0 }, settings = { 0 };

    if (!is_meta(store, "version", options->version, &version))
        mt_fail(err, MT_ERR_IO,
                "was filled by meoktong %.60s; --refresh reads all again with "
                "this one", version.p ? version.p : "");
    else if (!is_meta(store, "settings", options->settings, &settings))
        mt_fail(err, MT_ERR_IO,
                "was filled with other options (%.90s); give the same, or "
                "--refresh to read all again", settings.p ? settings.p : "");
    mt_buf_release(&version);
    mt_buf_release(&settings);
    return err->status;
}

/* ----------------------------------------------------------------- open -- */

static bool write_head(struct mt_store *store,
                       const struct mt_store_options *options)
{
    return set_meta(store, "version", options->version) &&
           set_meta(store, "settings", options->settings);
}

static bool make_tables(struct mt_store *store,
                        const struct mt_store_options *options)
{
    struct mt_buf sql = { 0 };
    bool good;

    mt_buf_printf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                  MT_STORE_APPLICATION, MT_STORE_VERSION);
    good = execute(store, "BEGIN IMMEDIATE") && execute(store, sql.p) &&
           execute(store, mt_store_schema) && write_head(store, options) &&
           execute(store, "COMMIT");
    mt_buf_release(&sql);
    return good;
}

static bool migrate(struct mt_store *store)
{
    struct mt_buf sql = { 0 };
    int version = 0;
    bool good = number_of(store, "PRAGMA user_version", &version);

    if (!good || version == MT_STORE_VERSION)
        return good;
    mt_buf_printf(&sql, "PRAGMA user_version = %d", MT_STORE_VERSION);
    good = execute(store, "BEGIN IMMEDIATE") &&
           execute(store, mt_store_migration) && execute(store, sql.p) &&
           execute(store, "COMMIT");
    mt_buf_release(&sql);
    return good;
}

/* Of what another program or other options made nothing can stay. */
static bool forget_all(struct mt_store *store,
                       const struct mt_store_options *options)
{
    struct mt_err other = { MT_OK, "" };
    bool good = execute(store, "BEGIN IMMEDIATE;"
                               "UPDATE inputs SET state = 'left'");

    if (check_meta(store, options, &other) != MT_OK)
        good = good && execute(store, "UPDATE inputs SET url = NULL");
    return good && write_head(store, options) && execute(store, "COMMIT");
}

static enum mt_status check_kind(struct mt_store *store, int application,
                                 struct mt_err *err)
{
    int version = 0;

    if (application != MT_STORE_APPLICATION)
        return mt_fail(err, MT_ERR_IO,
                       "is a database of another program; choose another name "
                       "for --db");
    if (!number_of(store, "PRAGMA user_version", &version))
        return fail(store, err);
    if (version < 1 || version > MT_STORE_VERSION)
        return mt_fail(err, MT_ERR_IO,
                       "has tables of version %d and this program knows 1 "
                       "to %d; use the program that made it, or another --db",
                       version, MT_STORE_VERSION);
    return MT_OK;
}

/* A read-only file would be found out at the first record only. */
static enum mt_status check_writable(struct mt_store *store,
                                     struct mt_err *err)
{
    if (!sqlite3_db_readonly(store->db, "main"))
        return MT_OK;
    return mt_fail(err, MT_ERR_IO,
                   "may not be written; change its permissions or choose "
                   "another place for --db");
}

static enum mt_status set_up(struct mt_store *store,
                             const struct mt_store_options *options,
                             struct mt_err *err)
{
    int tables = 0, application = 0;

    sqlite3_busy_timeout(store->db, PATIENCE_MS);
    if (!execute(store, "PRAGMA foreign_keys = ON") ||
        !number_of(store, "SELECT count(*) FROM sqlite_master", &tables) ||
        !number_of(store, "PRAGMA application_id", &application))
        return fail(store, err);
    if (check_writable(store, err) != MT_OK)
        return err->status;
    if (tables && check_kind(store, application, err) != MT_OK)
        return err->status;
    if (tables && !options->refresh &&
        check_meta(store, options, err) != MT_OK)
        return err->status;
    if (!execute(store, "PRAGMA journal_mode = WAL;"
                        "PRAGMA synchronous = NORMAL") ||
        (!tables && !make_tables(store, options)) ||
        (tables && !migrate(store)) ||
        (tables && options->refresh && !forget_all(store, options)) ||
        !prepare(store))
        return fail(store, err);
    return MT_OK;
}

static void store_free(struct mt_store *store)
{
    for (int i = 0; i < MT_STORE_QUERIES; i++)
        sqlite3_finalize(store->queries[i]);
    sqlite3_close(store->db);
    mt_lock_free(store->lock);
    mt_buf_release(&store->name);
    mt_buf_release(&store->etag);
    mt_buf_release(&store->modified);
    free(store);
}

struct mt_store *mt_store_open(const struct mt_store_options *options,
                               struct mt_err *err)
{
    struct mt_store *store = mt_alloc(sizeof *store);

    store->lock = mt_lock_new(options->path, err);
    if (store->lock) {
        if (sqlite3_open_v2(options->path, &store->db,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                            NULL) != SQLITE_OK)
            fail(store, err);
        else
            set_up(store, options, err);
    }
    if (err->status == MT_OK)
        return store;
    store_free(store);
    return NULL;
}

/* The log goes into the database, so that one file is all there is. */
enum mt_status mt_store_close(struct mt_store *store, struct mt_err *err)
{
    enum mt_status status = MT_OK;

    if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                  NULL, NULL) == SQLITE_FULL)
        status = fail(store, err);
    store_free(store);
    return status;
}

/* --------------------------------------------------------------- inputs -- */

enum mt_store_state mt_store_state_of(struct mt_store *store,
                                      const struct mt_store_input *input)
{
    sqlite3_stmt *query = store->queries[MT_STORE_GET_STATE];
    enum mt_store_state state = MT_STORE_LEFT;

    bind(query, 1, name_of(store, input->source));
    if (sqlite3_step(query) == SQLITE_ROW) {
        mt_str word = mt_str_c((const char *)sqlite3_column_text(query, 0));
        mt_str digest = mt_str_c((const char *)sqlite3_column_text(query, 1));

        if (!mt_str_eq(digest, input->digest))
            state = MT_STORE_LEFT;
        else if (mt_str_eq(word, MT_LIT("done")))
            state = MT_STORE_DONE;
        else if (mt_str_eq(word, MT_LIT("failed")))
            state = MT_STORE_FAILED;
    }
    sqlite3_reset(query);
    return state;
}

bool mt_store_version_of(struct mt_store *store, mt_str source,
                         struct mt_store_version *version)
{
    sqlite3_stmt *query = store->queries[MT_STORE_GET_VERSION];
    bool known;

    bind(query, 1, name_of(store, source));
    bind(query, 3, version->url);
    mt_buf_clear(&store->etag);
    mt_buf_clear(&store->modified);
    known = sqlite3_step(query) == SQLITE_ROW;
    if (known) {
        mt_buf_put(&store->etag,
                   mt_str_c((const char *)sqlite3_column_text(query, 0)));
        mt_buf_put(&store->modified,
                   mt_str_c((const char *)sqlite3_column_text(query, 1)));
    }
    sqlite3_reset(query);
    version->etag = mt_buf_str(&store->etag);
    version->modified = mt_buf_str(&store->modified);
    return known;
}

static enum mt_status end(struct mt_store *store, bool good,
                          struct mt_err *err)
{
    if (good && run(store, MT_STORE_COMMIT))
        return MT_OK;
    fail(store, err);
    if (!sqlite3_get_autocommit(store->db))
        run(store, MT_STORE_ROLLBACK);
    return err->status;
}

static void bind_all(struct mt_store *store, int i, mt_str value)
{
    for (int q = 0; q < MT_STORE_QUERIES; q++)
        bind(store->queries[q], i, value);
}

/* An article that goes away may be what another input gave as well. */
static bool drop_old(struct mt_store *store)
{
    return run(store, MT_STORE_FREE_OTHERS) && run(store, MT_STORE_DROP_OLD);
}

enum mt_status mt_store_put(struct mt_store *store,
                            const struct mt_store_input *input, mt_str record,
                            struct mt_err *err)
{
    bool good;

    bind_all(store, 1, name_of(store, input->source));
    bind_all(store, 2, record);
    bind_all(store, 3, input->digest);
    bind_all(store, 4, input->version.url);
    bind_all(store, 5, input->version.etag);
    bind_all(store, 6, input->version.modified);
    good = run(store, MT_STORE_BEGIN) && drop_old(store) &&
           run(store, MT_STORE_DROP_SAME) &&
           run(store, MT_STORE_PUT_ARTICLE) &&
           run(store, MT_STORE_PUT_OUTAGES) &&
           run(store, MT_STORE_PUT_EVIDENCE) && run(store, MT_STORE_PUT_DONE);
    return end(store, good, err);
}

enum mt_status mt_store_same(struct mt_store *store,
                             const struct mt_store_input *input,
                             struct mt_err *err)
{
    bind_all(store, 1, name_of(store, input->source));
    return end(store, run(store, MT_STORE_BEGIN) &&
                          run(store, MT_STORE_PUT_SAME), err);
}

/* What an input gave before stays while another run may bring it back. */
enum mt_status mt_store_fail(struct mt_store *store,
                             const struct mt_store_input *input,
                             const struct mt_err *cause, struct mt_err *err)
{
    bool good;

    bind_all(store, 1, name_of(store, input->source));
    bind_all(store, 2, MT_LIT("{}"));
    bind_all(store, 3, input->digest);
    bind_all(store, 4, input->again ? MT_LIT("left") : MT_LIT("failed"));
    bind_all(store, 5, mt_str_c(mt_status_name(cause->status)));
    bind_all(store, 6, mt_str_c(cause->message));
    good = run(store, MT_STORE_BEGIN) &&
           (input->again || drop_old(store)) &&
           run(store, MT_STORE_PUT_FAILED);
    return end(store, good, err);
}
