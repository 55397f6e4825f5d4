/* SPDX-License-Identifier: MIT */
/*
 * meoktong: outage records from Korean news.
 *
 *     struct mt_reader *reader = mt_reader_new(NULL);
 *     struct mt_input input = { .bytes = page, .url = url };
 *     struct mt_result *result;
 *     struct mt_err err;
 *
 *     if (mt_read(reader, &input, &result, &err) == MT_OK) {
 *         for (size_t i = 0; i < result->outage_count; i++)
 *             show(&result->article, &result->outages[i]);
 *         mt_result_free(result);
 *     }
 *     mt_reader_free(reader);
 *
 * Bytes go in (HTML or plain text of one page), an article and its outage
 * records come out. The library neither opens files nor uses the network,
 * reads no clock and keeps no global state: one reader a thread is all that
 * threads need. What a function allocates on failure it has freed.
 *
 * Conventions of this header
 *   - mt_str lends: its bytes belong to somebody else and are not followed
 *     by a NUL byte. Everything inside a mt_result lives until
 *     mt_result_free.
 *   - All text that comes out is valid UTF-8 in NFC.
 *   - A span counts bytes, [from, to), of mt_article.text. Records written
 *     as JSON count code points instead; mt_points() converts.
 *   - "Nothing there" is an empty value (mt_str with n == 0, mt_when with
 *     precision MT_PRECISION_NONE, a negative number where none can be), not
 *     an error.
 *   - Out of memory ends the process with a message (see mt_set_oom).
 */
#ifndef MEOKTONG_H
#define MEOKTONG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MT_VERSION "0.1.0"
#define MT_SCHEMA "meoktong/1"

#if defined(__GNUC__)
#define MT_API __attribute__((visibility("default")))
#else
#define MT_API
#endif

/* ------------------------------------------------------------- strings -- */

/* Borrowed bytes. p may be NULL only where n is 0. */
typedef struct mt_str {
    const char *p;
    size_t n;
} mt_str;

/* A list of borrowed strings. */
typedef struct mt_strs {
    const mt_str *v;
    size_t n;
} mt_strs;

/* [from, to) in bytes of the text that it belongs to. */
typedef struct mt_span {
    uint32_t from, to;
} mt_span;

/* -------------------------------------------------------------- errors -- */

/* How a call ended. The names are the closed list of error records too. */
enum mt_status {
    MT_OK,
    MT_ERR_IO,             /* a file could not be read or written */
    MT_ERR_BAD_INPUT,      /* a broken JSON line, an unknown date, ... */
    MT_ERR_NOT_HTML,       /* binary, or empty */
    MT_ERR_NO_ARTICLE,     /* a page, but none with an article */
    MT_ERR_TOO_LARGE,      /* over the size ceiling */
    MT_ERR_TOO_COMPLEX,    /* over the ceiling of nodes or time */
    MT_ERR_BAD_URL,        /* not a URL that can be fetched */
    MT_ERR_SCHEME,         /* neither http nor https */
    MT_ERR_DNS,
    MT_ERR_CONNECT,
    MT_ERR_TLS,
    MT_ERR_TIMEOUT,
    MT_ERR_REDIRECT_LOOP,
    MT_ERR_PRIVATE_ADDRESS,
    MT_ERR_TRUNCATED,
    MT_ERR_BAD_RESPONSE,
    MT_ERR_ROBOTS,         /* the site's robots.txt says no */
    MT_ERR_ROBOTS_UNREACHABLE, /* and this time it could not be asked */
    MT_ERR_RATE_LIMITED,   /* the site asks for longer waits than we take */
    MT_ERR_RESET,          /* the connection broke in the middle */
    MT_ERR_BAD_ARCHIVE,    /* damaged, or not an archive at all */
    MT_ERR_CRASHED,        /* the page ended the process that read it */
    /* An answer other than 2xx has a status of its own, MT_ERR_HTTP + 404,
     * whose name is "http-404". */
    MT_ERR_HTTP = 1000,
};

/* The first trouble of a call: what it was, in one line for people. */
struct mt_err {
    enum mt_status status;
    char message[240];
};

/* The name of a status as error records spell it: "too-large". Static. */
MT_API const char *mt_status_name(enum mt_status status);

/* Called when memory runs out; it must not return. NULL: print and abort. */
MT_API void mt_set_oom(void (*handler)(void));

/* --------------------------------------------------------------- times -- */

enum mt_precision {
    MT_PRECISION_NONE,
    MT_PRECISION_YEAR,
    MT_PRECISION_MONTH,
    MT_PRECISION_DAY,
    MT_PRECISION_HOUR,
    MT_PRECISION_MINUTE,
    MT_PRECISION_SECOND,
};

/*
 * A moment as precisely as somebody stated it. Fields past the precision are
 * 0. year == 0 with a precision of HOUR or finer is a clock without a day.
 * hour may be 24 (the midnight that ends the day). offset: minutes east of
 * UTC (540 in Korea); floating: the zone is local to the event and unknown.
 */
typedef struct mt_when {
    int16_t year;
    uint8_t month, day, hour, minute, second;
    uint8_t precision; /* enum mt_precision */
    int16_t offset;
    bool floating;
} mt_when;

/* Room for any mt_when in text: "2024-05-21T08:30:00+09:00". */
#define MT_WHEN_SIZE 32

/* Writes a moment as ISO 8601 at its own precision ("2023-11",
 * "2024-05-21T08:30+09:00"; "" for none) and returns out. */
MT_API char *mt_when_format(mt_when when, char out[MT_WHEN_SIZE]);

/* Reads ISO 8601 at any precision (a blank may stand for the T; without an
 * offset it is Korean time). False, and *out untouched, for anything else. */
MT_API bool mt_when_parse(mt_str text, mt_when *out);

/* ------------------------------------------------------------- article -- */

/* What a line of the article is. */
enum mt_line_kind {
    MT_LINE_TITLE,
    MT_LINE_SUBTITLE,
    MT_LINE_PARAGRAPH,
    MT_LINE_SUBHEAD,
    MT_LINE_ITEM, /* of a list */
    MT_LINE_ROW,  /* of a table */
    MT_LINE_CAPTION,
};

struct mt_line {
    mt_span span; /* of mt_article.text, without the line feed */
    enum mt_line_kind kind;
};

/* How the article was found, or why there is none. */
enum mt_page_status {
    MT_PAGE_ARTICLE,
    MT_PAGE_BLOCKED,   /* "access denied", a CAPTCHA */
    MT_PAGE_LOGIN,     /* a wall before the text */
    MT_PAGE_EMPTY,     /* a template without its text */
    MT_PAGE_LIST,      /* an index of articles */
    MT_PAGE_PHOTO,     /* pictures with captions only */
    MT_PAGE_NOT_KOREAN,
};

/* What there is to know before an article is trusted; bits. */
enum mt_flag {
    MT_FLAG_TRUNCATED = 1,   /* the page came cut short */
    MT_FLAG_DOWNGRADED = 2,  /* a redirect led to it from https to http */
    MT_FLAG_DAMAGED = 4,     /* a length or a checksum of its archive does not
                                hold */
    MT_FLAG_MISLABELLED = 8, /* it is in another charset than it says */
};

/*
 * One article. text holds all that is read, one line each, in this order:
 * title, subtitles, body, captions; lines says which is which. Every span of
 * a record points into it. Body alone: [body.from, body.to).
 */
struct mt_article {
    char id[19];    /* "a-" and 16 hexadecimal digits */
    mt_str source;  /* what the caller gave as mt_input.source */
    mt_str url;     /* canonical where the page says so */
    mt_str publisher;
    mt_str section;
    mt_str title;
    mt_strs subtitles;
    mt_strs byline; /* names alone, without 기자 */
    mt_when published, modified;
    mt_str text;
    const struct mt_line *lines;
    size_t line_count;
    mt_span body;
    mt_str charset; /* of the bytes, by its WHATWG name */
    enum mt_page_status status;
    mt_str method;     /* "publisher", "microdata", "state", "density", ... */
    double confidence; /* that the body is the body, 0..1 */
    unsigned flags;    /* mt_flag: the caller's, and what was found */
};

/* -------------------------------------------------------------- record -- */

/* The order of each enumeration is the one of src/data/SCHEMA. */
enum mt_sector {
    MT_SECTOR_TELECOM,
    MT_SECTOR_PLATFORM,
    MT_SECTOR_FINANCE,
    MT_SECTOR_SECURITIES,
    MT_SECTOR_CRYPTO,
    MT_SECTOR_GOVERNMENT,
    MT_SECTOR_COMMERCE,
    MT_SECTOR_DELIVERY,
    MT_SECTOR_GAME,
    MT_SECTOR_MEDIA,
    MT_SECTOR_TRANSPORT,
    MT_SECTOR_EDUCATION,
    MT_SECTOR_HEALTH,
    MT_SECTOR_CLOUD,
    MT_SECTOR_SECURITY,
    MT_SECTOR_UTILITY,
    MT_SECTOR_OTHER,
    MT_SECTOR_NONE,
};

enum mt_function {
    MT_FUNCTION_MESSAGING,
    MT_FUNCTION_CALL,
    MT_FUNCTION_VOICE,
    MT_FUNCTION_DATA,
    MT_FUNCTION_INTERNET,
    MT_FUNCTION_TV,
    MT_FUNCTION_LOGIN,
    MT_FUNCTION_SIGNUP,
    MT_FUNCTION_PAYMENT,
    MT_FUNCTION_TRANSFER,
    MT_FUNCTION_TRADING,
    MT_FUNCTION_BANKING,
    MT_FUNCTION_SEARCH,
    MT_FUNCTION_MAIL,
    MT_FUNCTION_MAPS,
    MT_FUNCTION_MEDIA,
    MT_FUNCTION_GAME,
    MT_FUNCTION_ORDERING,
    MT_FUNCTION_DELIVERY,
    MT_FUNCTION_BOOKING,
    MT_FUNCTION_TICKETING,
    MT_FUNCTION_TRANSPORT,
    MT_FUNCTION_GOVERNMENT,
    MT_FUNCTION_IDENTITY,
    MT_FUNCTION_CLOUD,
    MT_FUNCTION_WEB,
    MT_FUNCTION_APP,
    MT_FUNCTION_AI,
    MT_FUNCTION_OTHER,
    MT_FUNCTION_COUNT,
};

enum mt_platform {
    MT_PLATFORM_PC,
    MT_PLATFORM_MOBILE,
    MT_PLATFORM_ANDROID,
    MT_PLATFORM_IOS,
    MT_PLATFORM_WEB,
    MT_PLATFORM_COUNT,
};

enum mt_cause {
    MT_CAUSE_INTERNAL_WORK,
    MT_CAUSE_SOFTWARE,
    MT_CAUSE_HARDWARE,
    MT_CAUSE_NETWORK,
    MT_CAUSE_POWER,
    MT_CAUSE_FIRE,
    MT_CAUSE_COOLING,
    MT_CAUSE_CYBERATTACK,
    MT_CAUSE_OVERLOAD,
    MT_CAUSE_THIRD_PARTY,
    MT_CAUSE_CABLE,
    MT_CAUSE_NATURAL,
    MT_CAUSE_HUMAN_ERROR,
    MT_CAUSE_UNKNOWN,
    MT_CAUSE_NONE,
};

enum mt_scope { MT_SCOPE_NONE, MT_SCOPE_PARTIAL, MT_SCOPE_FULL };
enum mt_state { MT_STATE_NONE, MT_STATE_RESOLVED, MT_STATE_ONGOING };

enum mt_certainty {
    MT_CERTAINTY_NONE,
    MT_CERTAINTY_CONFIRMED,
    MT_CERTAINTY_SUSPECTED,
    MT_CERTAINTY_UNDER_INVESTIGATION,
};

enum mt_bound {
    MT_BOUND_NONE,
    MT_BOUND_AT_LEAST,
    MT_BOUND_AT_MOST,
    MT_BOUND_LESS_THAN,
    MT_BOUND_MORE_THAN,
};

/* A field of the record and the words it rests on. */
struct mt_evidence {
    const char *field; /* key of the JSON record, static */
    mt_span span;
};

struct mt_affected {
    double value;
    mt_str unit, what; /* "명", "이용자" */
    bool approx;
};

/* "5월에만 세 번": a count that the article states without telling each. */
struct mt_claim {
    int count;
    mt_when period;
    mt_str service;
};

/* Two values of one field that contradict each other in the article. */
struct mt_conflict {
    const char *field;
    mt_str kept, other;
};

/* One outage as one article reports it. See meoktong(5) for each field. */
struct mt_outage {
    char id[19]; /* "o-" and 16 hexadecimal digits */
    mt_strs services, service_ids;
    mt_str operator_name;
    enum mt_sector sector;
    mt_when start, end;
    bool start_approx, end_approx;
    double duration_minutes, duration_minutes_max; /* < 0: none */
    bool duration_approx, duration_stated;
    enum mt_bound duration_bound;
    uint32_t functions; /* bit f: enum mt_function f */
    uint32_t platforms;
    mt_strs symptoms, regions;
    enum mt_scope scope;
    enum mt_cause cause;
    mt_str cause_text;
    enum mt_certainty cause_certainty;
    uint32_t cause_excluded; /* bit c: enum mt_cause c */
    mt_str third_party;
    enum mt_state status;
    const struct mt_affected *affected;
    size_t affected_count;
    const struct mt_claim *claims;
    size_t claim_count;
    const struct mt_conflict *conflicts;
    size_t conflict_count;
    bool primary;
    const struct mt_evidence *evidence;
    size_t evidence_count;
    double confidence;
};

/* ------------------------------------------------------------- mentions -- */

enum mt_mention_kind {
    MT_MENTION_SERVICE,
    MT_MENTION_ORGANISATION,
    MT_MENTION_PERSON,
    MT_MENTION_PLACE,
    MT_MENTION_TIME,
    MT_MENTION_DURATION,
    MT_MENTION_QUANTITY, /* a number with its unit: 신고 [129건] */
    MT_MENTION_CAUSE,
    MT_MENTION_SYMPTOM,
    MT_MENTION_KIND_COUNT,
};

/*
 * Something that the article names, an outage's or not. What a kind does not
 * have is empty; of an unknown service, body, place or cause so are id and
 * name.
 */
struct mt_mention {
    mt_span span; /* of a person the name alone, of 홍 대표 both words */
    enum mt_mention_kind kind;
    mt_str id;    /* of a service or an organisation: its key in the data */
    mt_str name;  /* what it stands for: 카카오톡 for 카톡, 홍길동 for 홍 대표,
                     "power" for 정전 */
    mt_str title, affiliation; /* of a person: 대표, 카카오 */
    mt_str value; /* of a time or a duration, in ISO 8601 and EDTF: what
                     `meoktong times` writes */
    double number; /* of a quantity; < 0: none */
    mt_str unit;
    /*
     * How the reader of outages took it; NULL: nothing to say. Static.
     * service, organisation: "fails" (in its sentence), and, beside a failure
     * that is not its own, "weak" (seldom the one that fails), "means" (로,
     * 으로), "aside" (a source, a channel, another choice, or normal) or
     * "other" (another name is nearer).
     * symptom: "fails", "refers" (talked about, not stated), "unreal" (feared,
     * planned, denied, practised). time, duration: "start", "end", "partial",
     * "window", "length", "day", "accident", "current"; "other" for one beside
     * a failure that is none of these.
     */
    const char *reading;
};

/* -------------------------------------------------------------- reader -- */

/*
 * Sites that a caller knows beside those of the library. rows: UTF-8 text, a
 * site or a layout a line, in the form that meoktong-data(5) tells under
 * "Sites of one's own"; at most 1 MiB. name: what messages call the text, a
 * file's name. NULL for a faulty row; then err, if not NULL, is BAD_INPUT and
 * says "NAME:LINE: cause; way out". rows need not outlive the call. Never
 * changed afterwards, so that readers of several threads may share it; free it
 * after them and their results, which lend names from it.
 */
struct mt_sites;
MT_API struct mt_sites *mt_sites_new(mt_str rows, mt_str name,
                                     struct mt_err *err);
MT_API void mt_sites_free(struct mt_sites *sites);

struct mt_options {
    /* Looked at before the library's own; NULL: none. Lent. */
    const struct mt_sites *sites;
    /* Nothing but the generic path is used to find the article. */
    bool no_publishers;
    /* mt_read lists what the article mentions, too. */
    bool mentions;
};

/* One page. Only bytes must be given. */
struct mt_input {
    mt_str bytes;     /* HTML or plain text, in any charset */
    mt_str source;    /* the caller's name for it; comes back unchanged */
    mt_str url;       /* where it was; gives host, date and id */
    mt_str charset;   /* from the Content-Type header */
    mt_str published; /* ISO 8601; overrides what the page says */
    enum mt_kind {
        MT_KIND_GUESS, /* by content */
        MT_KIND_HTML,
        MT_KIND_TEXT,
    } kind;
    unsigned flags; /* mt_flag: what the caller knows; come back, too */
    /* The page of the same article that follows, NULL: none; at most
     * MT_PAGES in all. Its body goes on where this one ends; of its url,
     * published and source nothing is taken. */
    const struct mt_input *next;
};

enum { MT_PAGES = 32 };

/*
 * Is next page number (2, 3, ...) of the article that begins with first? It is
 * if its address is that of first with this number (?page=2, /2, _2.html, and
 * the like), or the same while its rel=prev or rel=next tells the number, if
 * both have one title, and do not name two times of publication. Addresses:
 * mt_input.url, else what the page says (canonical). Where it can't be told,
 * false.
 */
MT_API bool mt_continues(const struct mt_input *first, int number,
                         const struct mt_input *next);

struct mt_result {
    struct mt_article article;
    const struct mt_outage *outages;
    size_t outage_count;
    const struct mt_mention *mentions; /* by span; no two of one kind with one
                                          span. Only if asked for. */
    size_t mention_count;
    struct mt_arena *arena; /* owns all of the above */
};

struct mt_reader;

/* NULL options mean the defaults. Free with mt_reader_free. */
MT_API struct mt_reader *mt_reader_new(const struct mt_options *options);
MT_API void mt_reader_free(struct mt_reader *reader);

/*
 * Reads a page: article and outages. On success *out is the caller's, to be
 * freed with mt_result_free. A page without an article is a success with
 * article.status != MT_PAGE_ARTICLE and no outages. Errors: NOT_HTML (empty
 * or binary), TOO_LARGE, TOO_COMPLEX, BAD_INPUT (published is no date); then
 * *out is NULL and err, if not NULL, says what was wrong.
 */
MT_API enum mt_status mt_read(struct mt_reader *reader,
                              const struct mt_input *input,
                              struct mt_result **out, struct mt_err *err);

/* The same without looking for outages. */
MT_API enum mt_status mt_read_article(struct mt_reader *reader,
                                      const struct mt_input *input,
                                      struct mt_result **out,
                                      struct mt_err *err);
MT_API void mt_result_free(struct mt_result *result);

/* -------------------------------------------------------------- output -- */

/* A record as one line of JSON without line feed. Free with free(). */
MT_API char *mt_outage_json(const struct mt_article *article,
                            const struct mt_outage *outage);

/* {"record":"article","article":{...}} with the body's text. free(). */
MT_API char *mt_article_json(const struct mt_article *article);

/* Converts a span in bytes of text into one in code points. */
MT_API mt_span mt_points(mt_str text, mt_span bytes);

/* The spelling of an enumeration's value in records ("internal_work"), NULL
 * for the value that means none. Static. */
MT_API const char *mt_sector_name(enum mt_sector sector);
MT_API const char *mt_function_name(enum mt_function function);
MT_API const char *mt_platform_name(enum mt_platform platform);
MT_API const char *mt_cause_name(enum mt_cause cause);
MT_API const char *mt_scope_name(enum mt_scope scope);
MT_API const char *mt_state_name(enum mt_state state);
MT_API const char *mt_certainty_name(enum mt_certainty certainty);
MT_API const char *mt_bound_name(enum mt_bound bound);
MT_API const char *mt_flag_name(enum mt_flag flag);

/* The version of the library and of its data, e.g. "0.1.0 (data 6f12ab09)". */
MT_API const char *mt_version(void);

#ifdef __cplusplus
}
#endif
#endif
