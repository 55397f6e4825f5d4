/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "store/store.h"

static char folder[64], path[96];

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/test_store.XXXXXX");
    snprintf(path, sizeof path, "%s/o.db", mkdtemp(folder));
    return 0;
}

static int tear_down(void **state)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
    char name[128];

    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
    return rmdir(folder);
}

static struct mt_store *open_as(const char *version, const char *settings,
                                bool refresh, struct mt_err *err)
{
    struct mt_store_options options = { path, mt_str_c(version),
                                        mt_str_c(settings), refresh };

    *err = (struct mt_err){ MT_OK, "" };
    return mt_store_open(&options, err);
}

static struct mt_store *open_store(void)
{
    struct mt_err err;
    struct mt_store *store = open_as("1", "", false, &err);

    assert_non_null(store);
    return store;
}

static void close_store(struct mt_store *store)
{
    struct mt_err err = { MT_OK, "" };

    assert_int_equal(mt_store_close(store, &err), MT_OK);
}

/* An article and how many outages it reports. */
static void put(struct mt_store *store, const char *source, const char *id,
                int outages)
{
    struct mt_store_input input = { .source = mt_str_c(source),
                                    .digest = MT_LIT("d") };
    struct mt_err err = { MT_OK, "" };
    char record[2000];
    int n = snprintf(record, sizeof record,
                     "{\"article\":{\"id\":\"%s\",\"text\":\"t\",\"title\":"
                     "\"제목\"},\"outages\":[", id);

    for (int i = 0; i < outages; i++)
        n += snprintf(record + n, sizeof record - (size_t)n,
                      "%s{\"id\":\"o-%s-%d\",\"services\":[\"카카오톡\"],"
                      "\"start\":\"2024-05-21\",\"duration_minutes\":6,"
                      "\"primary\":true,\"evidence\":[{\"field\":\"start\","
                      "\"quote\":\"21일\",\"span\":[4,7]}]}",
                      i ? "," : "", id, i);
    snprintf(record + n, sizeof record - (size_t)n, "]}");
    assert_int_equal(mt_store_put(store, &input, mt_str_c(record), &err),
                     MT_OK);
}

static void answer_is(const char *sql, const char *wanted)
{
    sqlite3 *db;
    sqlite3_stmt *query;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &query, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    assert_string_equal(sqlite3_column_text(query, 0), wanted);
    sqlite3_finalize(query);
    sqlite3_close(db);
}

static enum mt_store_state state_of(struct mt_store *store, const char *source,
                                    const char *digest)
{
    struct mt_store_input input = { .source = mt_str_c(source),
                                    .digest = mt_str_c(digest) };

    return mt_store_state_of(store, &input);
}

static void rows_of_a_record(void **state)
{
    struct mt_store *store = open_store();

    (void)state;
    put(store, "a.html", "a-1", 2);
    answer_is("SELECT source || title || text FROM articles", "a.html제목t");
    answer_is("SELECT count(*) FROM outages WHERE article_id = 'a-1'", "2");
    answer_is("SELECT services || start || duration_minutes || \"primary\" "
              "FROM outages", "[\"카카오톡\"]2024-05-216.01");
    answer_is("SELECT quote || span_from || ',' || span_to FROM evidence",
              "21일4,7");
    answer_is("SELECT json_extract(record, '$.id') FROM outages "
              "ORDER BY id LIMIT 1", "o-a-1-0");
    answer_is("SELECT state || article_id FROM inputs", "donea-1");
    close_store(store);
    answer_is("PRAGMA user_version", "2");
}

static void what_is_done_stays_done(void **state)
{
    struct mt_store *store = open_store();
    struct mt_store_input bad = { .source = MT_LIT("bad") };
    struct mt_store_input busy = { .source = MT_LIT("busy"), .again = true };
    struct mt_err cause = { MT_ERR_HTTP + 404, "gone" }, err = { MT_OK, "" };

    (void)state;
    put(store, "a", "a-1", 1);
    assert_int_equal(mt_store_fail(store, &bad, &cause, &err), MT_OK);
    assert_int_equal(mt_store_fail(store, &busy, &cause, &err), MT_OK);
    close_store(store);
    store = open_store();
    assert_int_equal(state_of(store, "a", "d"), MT_STORE_DONE);
    assert_int_equal(state_of(store, "a", "other"), MT_STORE_LEFT);
    assert_int_equal(state_of(store, "bad", ""), MT_STORE_FAILED);
    assert_int_equal(state_of(store, "busy", ""), MT_STORE_LEFT);
    assert_int_equal(state_of(store, "new", ""), MT_STORE_LEFT);
    close_store(store);
    answer_is("SELECT error || message FROM inputs WHERE source = 'bad'",
              "http-404gone");
}

static void again_replaces(void **state)
{
    struct mt_store *store = open_store();

    (void)state;
    put(store, "a", "a-1", 3);
    put(store, "a", "a-1", 1);
    answer_is("SELECT count(*) FROM outages", "1");
    put(store, "a", "a-2", 2);
    answer_is("SELECT group_concat(id) FROM articles", "a-2");
    answer_is("SELECT count(*) FROM evidence", "2");
    close_store(store);
}

/* One article under two names: in any order the same rows. */
static void order_leaves_no_trace(void **state)
{
    static const char *const names[][2] = { { "a", "b" }, { "b", "a" } };

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct mt_store *store = open_store();

        for (int j = 0; j < 2; j++)
            put(store, names[i][j], "a-1", names[i][j][0] == 'a' ? 1 : 2);
        close_store(store);
        answer_is("SELECT source FROM articles", "a");
        answer_is("SELECT count(*) FROM outages", "1");
        answer_is("SELECT group_concat(article_id) FROM inputs", "a-1,a-1");
        unlink(path);
    }
}

static void others_are_read_again(void **state)
{
    struct mt_store *store = open_store();

    (void)state;
    put(store, "a", "a-1", 1);
    put(store, "b", "a-1", 1);
    put(store, "a", "a-2", 1);
    assert_int_equal(state_of(store, "a", "d"), MT_STORE_DONE);
    assert_int_equal(state_of(store, "b", "d"), MT_STORE_LEFT);
    put(store, "b", "a-1", 1);
    answer_is("SELECT group_concat(id) FROM articles", "a-1,a-2");
    close_store(store);
}

static void a_failure_for_good_takes_the_rows(void **state)
{
    struct mt_store *store = open_store();
    struct mt_store_input input = { .source = MT_LIT("a"),
                                    .digest = MT_LIT("d"), .again = true };
    struct mt_err cause = { MT_ERR_TIMEOUT, "" }, err = { MT_OK, "" };

    (void)state;
    put(store, "a", "a-1", 1);
    mt_store_fail(store, &input, &cause, &err);
    answer_is("SELECT count(*) FROM outages", "1");
    cause.status = MT_ERR_NO_ARTICLE;
    input.again = false;
    mt_store_fail(store, &input, &cause, &err);
    answer_is("SELECT count(*) FROM outages", "0");
    close_store(store);
}

/* A page of http://a/, known by its ETag. */
static void put_fetched(struct mt_store *store, const char *source,
                        const char *id)
{
    struct mt_store_input input = {
        .source = mt_str_c(source),
        .version = { MT_LIT("http://a/"), MT_LIT("\"x\""), MT_LIT("") },
    };
    struct mt_err err = { MT_OK, "" };
    char record[200];

    snprintf(record, sizeof record,
             "{\"article\":{\"id\":\"%s\",\"text\":\"t\"},"
             "\"outages\":[]}", id);
    assert_int_equal(mt_store_put(store, &input, mt_str_c(record), &err),
                     MT_OK);
}

static bool is_known(struct mt_store *store, const char *source,
                     const char *url)
{
    struct mt_store_version version = { .url = mt_str_c(url) };
    bool known = mt_store_version_of(store, mt_str_c(source), &version);

    assert_true(mt_str_eq(version.etag, known ? MT_LIT("\"x\"")
                                              : MT_LIT("")));
    assert_int_equal(version.modified.n, 0);
    return known;
}

static void versions_are_known_while_their_records_stay(void **state)
{
    struct mt_store *store = open_store();
    struct mt_store_input busy = { .source = MT_LIT("a"), .again = true };
    struct mt_err cause = { MT_ERR_TIMEOUT, "" }, err = { MT_OK, "" };

    (void)state;
    put_fetched(store, "a", "a-1");
    put_fetched(store, "b", "a-1");
    assert_true(is_known(store, "a", "http://a/"));
    assert_false(is_known(store, "a", "http://a/moved"));
    assert_false(is_known(store, "c", "http://a/"));
    mt_store_fail(store, &busy, &cause, &err);
    assert_true(is_known(store, "a", "http://a/"));
    assert_int_equal(mt_store_same(store, &busy, &err), MT_OK);
    assert_int_equal(state_of(store, "a", ""), MT_STORE_DONE);
    put_fetched(store, "a", "a-2"); /* a-1 goes, and b must bring it back */
    assert_false(is_known(store, "b", "http://a/"));
    mt_store_same(store, &(struct mt_store_input){ .source = MT_LIT("b") },
                  &err);
    assert_int_equal(state_of(store, "b", ""), MT_STORE_LEFT);
    busy.again = false;
    mt_store_fail(store, &busy, &cause, &err);
    assert_false(is_known(store, "a", "http://a/"));
    close_store(store);
}

static void refreshed_versions(void **state)
{
    struct mt_store *store = open_store();
    struct mt_err err;

    (void)state;
    put_fetched(store, "a", "a-1");
    close_store(store);
    store = open_as("1", "", true, &err);
    assert_int_equal(state_of(store, "a", ""), MT_STORE_LEFT);
    assert_true(is_known(store, "a", "http://a/"));
    close_store(store);
    store = open_as("2", "", true, &err); /* reads with other eyes */
    assert_false(is_known(store, "a", "http://a/"));
    close_store(store);
}

static void tables_of_version_1(void **state)
{
    struct mt_store *store = open_store();
    sqlite3 *db;

    (void)state;
    put(store, "a", "a-1", 1);
    close_store(store);
    sqlite3_open(path, &db);
    assert_int_equal(sqlite3_exec(db, "ALTER TABLE inputs DROP COLUMN url;"
                                  "ALTER TABLE inputs DROP COLUMN etag;"
                                  "ALTER TABLE inputs DROP COLUMN "
                                  "last_modified; ALTER TABLE articles "
                                  "DROP COLUMN flags;"
                                  "PRAGMA user_version = 1",
                                  NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    store = open_store();
    assert_int_equal(state_of(store, "a", "d"), MT_STORE_DONE);
    put_fetched(store, "b", "a-2");
    assert_true(is_known(store, "b", "http://a/"));
    close_store(store);
    answer_is("PRAGMA user_version", "2");
    answer_is("SELECT count(*) FROM outages", "1");
}

static void names_that_are_no_text(void **state)
{
    struct mt_store *store = open_store();

    (void)state;
    put(store, "\xFF" "가", "a-1", 1);
    assert_int_equal(state_of(store, "\xFF" "가", "d"), MT_STORE_DONE);
    answer_is("SELECT source FROM inputs", "%FF가");
    close_store(store);
}

static void refuses(const char *version, const char *settings,
                    const char *words)
{
    struct mt_err err;

    assert_null(open_as(version, settings, false, &err));
    assert_int_equal(err.status, MT_ERR_IO);
    assert_non_null(strstr(err.message, words));
    assert_non_null(strstr(err.message, "; "));
}

static void other_runs_are_refused(void **state)
{
    struct mt_store *store = open_store();
    struct mt_err err;

    (void)state;
    put(store, "a", "a-1", 1);
    close_store(store);
    refuses("2", "", "--refresh");
    refuses("1", "published=2024-05-22", "other options");
    store = open_as("2", "x", true, &err);
    assert_non_null(store);
    assert_int_equal(state_of(store, "a", "d"), MT_STORE_LEFT);
    close_store(store);
    refuses("1", "", "meoktong 2");
}

static void one_run_at_a_time(void **state)
{
    struct mt_store *store = open_store();
    pid_t child = fork();
    int status;

    (void)state;
    if (child == 0) {
        struct mt_err err;
        struct mt_store *other = open_as("1", "", false, &err);

        _exit(!other && strstr(err.message, "another run") ? 0 : 1);
    }
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    close_store(store);
    close_store(open_store());
}

static void write_file(const char *bytes)
{
    FILE *file = fopen(path, "w");

    fputs(bytes, file);
    fclose(file);
}

static void other_files_are_left_alone(void **state)
{
    sqlite3 *db;

    (void)state;
    write_file("no database at all, but words, and a good many of them");
    refuses("1", "", "no database");
    unlink(path);
    sqlite3_open(path, &db);
    sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL, NULL);
    sqlite3_close(db);
    refuses("1", "", "another program");
    unlink(path);
    close_store(open_store());
    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA user_version = 9", NULL, NULL, NULL);
    sqlite3_close(db);
    refuses("1", "", "version 9");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(rows_of_a_record),
        TEST(what_is_done_stays_done),
        TEST(again_replaces),
        TEST(order_leaves_no_trace),
        TEST(others_are_read_again),
        TEST(a_failure_for_good_takes_the_rows),
        TEST(versions_are_known_while_their_records_stay),
        TEST(refreshed_versions),
        TEST(tables_of_version_1),
        TEST(names_that_are_no_text),
        TEST(other_runs_are_refused),
        TEST(one_run_at_a_time),
        TEST(other_files_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
