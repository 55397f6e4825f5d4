/* SPDX-License-Identifier: MIT */
#include "store/schema.h"

const char mt_store_schema[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL)"
    " WITHOUT ROWID;"
    "CREATE TABLE inputs(source TEXT PRIMARY KEY, digest TEXT NOT NULL,"
    " state TEXT NOT NULL CHECK(state IN ('done', 'failed', 'left')),"
    " error TEXT, message TEXT, article_id TEXT,"
    " url TEXT, etag TEXT, last_modified TEXT) WITHOUT ROWID;"
    "CREATE TABLE articles(id TEXT PRIMARY KEY, source TEXT NOT NULL,"
    " url TEXT, publisher TEXT, section TEXT, title TEXT, byline TEXT,"
    " published TEXT, modified TEXT, text TEXT NOT NULL, text_sha256 TEXT,"
    " charset TEXT, method TEXT, confidence REAL, flags TEXT)"
    " WITHOUT ROWID;"
    "CREATE TABLE outages(id TEXT PRIMARY KEY,"
    " article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,"
    " services TEXT NOT NULL, service_ids TEXT, operator TEXT, sector TEXT,"
    " start TEXT, start_approx INTEGER, \"end\" TEXT, end_approx INTEGER,"
    " duration_minutes REAL, duration_minutes_max REAL,"
    " duration_approx INTEGER, duration_stated INTEGER, duration_bound TEXT,"
    " functions TEXT, symptoms TEXT, platforms TEXT, scope TEXT,"
    " regions TEXT, cause TEXT, cause_text TEXT, cause_certainty TEXT,"
    " cause_excluded TEXT, third_party TEXT, status TEXT, affected TEXT,"
    " claims TEXT, conflicts TEXT, \"primary\" INTEGER, confidence REAL,"
    " record TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE evidence("
    " outage_id TEXT NOT NULL REFERENCES outages(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, field TEXT NOT NULL, quote TEXT NOT NULL,"
    " span_from INTEGER NOT NULL, span_to INTEGER NOT NULL,"
    " PRIMARY KEY(outage_id, position)) WITHOUT ROWID;"
    "CREATE INDEX outages_of_article ON outages(article_id);"
    "CREATE INDEX outages_by_start ON outages(start);"
    "CREATE INDEX inputs_of_article ON inputs(article_id);";

const char mt_store_migration[] =
    "ALTER TABLE inputs ADD COLUMN url TEXT;"
    "ALTER TABLE inputs ADD COLUMN etag TEXT;"
    "ALTER TABLE inputs ADD COLUMN last_modified TEXT;"
    "ALTER TABLE articles ADD COLUMN flags TEXT;";

/* Keys of JSON that become columns of the same name. */
#define A(key) "json_extract(?2, '$.article." #key "')"
#define O(key) "json_extract(o.value, '$." #key "')"
#define E(path) "json_extract(e.value, '$." path "')"

/* An article that two inputs give belongs to the one whose name comes first:
 * so the order in which they were read leaves no trace. */
const char *const mt_store_sql[MT_STORE_QUERIES] = {
    [MT_STORE_BEGIN] = "BEGIN IMMEDIATE",
    [MT_STORE_COMMIT] = "COMMIT",
    [MT_STORE_ROLLBACK] = "ROLLBACK",
    [MT_STORE_GET_STATE] = "SELECT state, digest FROM inputs WHERE source = ?1",
    /* Only what is there can stay. */
    [MT_STORE_GET_VERSION] =
        "SELECT etag, last_modified FROM inputs WHERE source = ?1 AND"
        " url = ?3 AND article_id IN (SELECT id FROM articles)",
    [MT_STORE_FREE_OTHERS] =
        "UPDATE inputs SET state = 'left', url = NULL"
        " WHERE source <> ?1 AND article_id = (SELECT a.id FROM articles AS a"
        " JOIN inputs AS i ON i.article_id = a.id WHERE i.source = ?1"
        " AND a.source = ?1 AND a.id IS NOT " A(id) ")",
    [MT_STORE_DROP_OLD] =
        "DELETE FROM articles WHERE source = ?1 AND id ="
        " (SELECT article_id FROM inputs WHERE source = ?1)"
        " AND id IS NOT " A(id),
    [MT_STORE_DROP_SAME] =
        "DELETE FROM articles WHERE id = " A(id) " AND source >= ?1",
    [MT_STORE_PUT_ARTICLE] =
        "INSERT OR IGNORE INTO articles VALUES(" A(id) ", ?1, " A(url) ", "
        A(publisher) ", " A(section) ", " A(title) ", " A(byline) ", "
        A(published) ", " A(modified) ", " A(text) ", " A(text_sha256) ", "
        A(charset) ", " A(method) ", " A(confidence) ", " A(flags) ")",
    [MT_STORE_PUT_OUTAGES] =
        "INSERT OR REPLACE INTO outages SELECT " O(id) ", " A(id) ", "
        O(services) ", " O(service_ids) ", " O(operator) ", " O(sector) ", "
        O(start) ", " O(start_approx) ", " O(end) ", " O(end_approx) ", "
        O(duration_minutes) ", " O(duration_minutes_max) ", "
        O(duration_approx) ", " O(duration_stated) ", " O(duration_bound) ", "
        O(functions) ", " O(symptoms) ", " O(platforms) ", " O(scope) ", "
        O(regions) ", " O(cause) ", " O(cause_text) ", " O(cause_certainty)
        ", " O(cause_excluded) ", " O(third_party) ", " O(status) ", "
        O(affected) ", " O(claims) ", " O(conflicts) ", " O(primary) ", "
        O(confidence) ", o.value"
        " FROM json_each(?2, '$.outages') AS o WHERE EXISTS(SELECT 1 FROM"
        " articles WHERE id = " A(id) " AND source = ?1)",
    [MT_STORE_PUT_EVIDENCE] =
        "INSERT OR REPLACE INTO evidence SELECT " O(id) ", e.key,"
        " " E("field") ", " E("quote") ", " E("span[0]") ", " E("span[1]")
        " FROM json_each(?2, '$.outages') AS o,"
        " json_each(o.value, '$.evidence') AS e WHERE EXISTS(SELECT 1 FROM"
        " articles WHERE id = " A(id) " AND source = ?1)",
    [MT_STORE_PUT_DONE] =
        "INSERT OR REPLACE INTO inputs VALUES(?1, ?3, 'done', NULL, NULL, "
        A(id) ", nullif(?4, ''), nullif(?5, ''), nullif(?6, ''))",
    [MT_STORE_PUT_SAME] =
        "UPDATE inputs SET state = 'done', error = NULL, message = NULL"
        " WHERE source = ?1 AND article_id IN (SELECT id FROM articles)",
    [MT_STORE_PUT_FAILED] =
        "INSERT INTO inputs VALUES(?1, ?3, ?4, ?5, ?6, NULL, NULL, NULL,"
        " NULL) ON CONFLICT(source) DO UPDATE SET digest = ?3, state = ?4,"
        " error = ?5, message = ?6,"
        " article_id = iif(?4 = 'left', article_id, NULL),"
        " url = iif(?4 = 'left', url, NULL),"
        " etag = iif(?4 = 'left', etag, NULL),"
        " last_modified = iif(?4 = 'left', last_modified, NULL)",
};
