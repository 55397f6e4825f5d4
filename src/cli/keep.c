/* SPDX-License-Identifier: MIT */
#include "cli/keep.h"

#include "cli/report.h"
#include "store/store.h"

enum mt_status mt_keeper_open(struct mt_keeper *keeper,
                              const struct mt_settings *settings,
                              const char *sites, struct mt_err *err)
{
    struct mt_buf said = { 0 };
    struct mt_store_options options = { .path = settings->db,
                                        .version = mt_str_c(mt_version()),
                                        .refresh = settings->refresh };

    mt_buf_printf(&said, "publishers=%s",
                  settings->no_publishers ? "none" : "all");
    if (sites[0])
        mt_buf_printf(&said, "+%.16s", sites);
    if (settings->join)
        mt_buf_put(&said, MT_LIT(", join"));
    if (settings->published)
        mt_buf_printf(&said, ", published=%s", settings->published);
    if (settings->url)
        mt_buf_printf(&said, ", url=%s", settings->url);
    options.settings = mt_buf_str(&said);
    keeper->store = mt_store_open(&options, err);
    mt_buf_release(&said);
    return err->status;
}

enum mt_status mt_keeper_close(struct mt_keeper *keeper, struct mt_err *err)
{
    mt_seen_release(&keeper->names);
    mt_seen_release(&keeper->documents);
    return keeper->store ? mt_store_close(keeper->store, err) : MT_OK;
}

/* A name is what a record is kept under: it stands for one input. */
enum mt_asked mt_keeper_ask(struct mt_keeper *keeper, mt_str source,
                            mt_str digest)
{
    struct mt_store_input input = { .source = source, .digest = digest };
    struct mt_buf both = { 0 };
    bool name = mt_seen_text(&keeper->names, source), document;

    mt_buf_put(&both, source);
    mt_buf_putc(&both, '\0');
    mt_buf_put(&both, digest);
    document = mt_seen_text(&keeper->documents, mt_buf_str(&both));
    mt_buf_release(&both);
    if (!name)
        return document ? MT_ASKED_CLASH : MT_ASKED_TWICE;
    return mt_store_state_of(keeper->store, &input) == MT_STORE_LEFT
               ? MT_ASKED_WANTED
               : MT_ASKED_BEFORE;
}

void mt_keeper_known(struct mt_keeper *keeper, mt_str source, mt_str url,
                     struct mt_version *version)
{
    struct mt_store_version stored = { .url = url };

    if (!mt_store_version_of(keeper->store, source, &stored))
        return;
    mt_buf_put(&version->etag, stored.etag);
    mt_buf_put(&version->modified, stored.modified);
}

/* What another day may cure. */
static bool is_passing(const struct mt_batch_answer *answer,
                       enum mt_status status)
{
    if (mt_status_http(status))
        return mt_status_http(status) >= 500 || answer->try_later;
    switch (status) {
    case MT_ERR_IO:
    case MT_ERR_DNS:
    case MT_ERR_CONNECT:
    case MT_ERR_TLS:
    case MT_ERR_TIMEOUT:
    case MT_ERR_TRUNCATED:
    case MT_ERR_BAD_RESPONSE:
    case MT_ERR_ROBOTS_UNREACHABLE:
    case MT_ERR_RATE_LIMITED:
    case MT_ERR_RESET:
    case MT_ERR_CRASHED: return true;
    case MT_OK:
    case MT_ERR_BAD_INPUT:
    case MT_ERR_NOT_HTML:
    case MT_ERR_NO_ARTICLE:
    case MT_ERR_TOO_LARGE:
    case MT_ERR_TOO_COMPLEX:
    case MT_ERR_BAD_URL:
    case MT_ERR_SCHEME:
    case MT_ERR_REDIRECT_LOOP:
    case MT_ERR_PRIVATE_ADDRESS:
    case MT_ERR_ROBOTS:
    case MT_ERR_BAD_ARCHIVE:
    case MT_ERR_HTTP: break;
    }
    return answer->try_later;
}

static enum mt_status put_failure(struct mt_keeper *keeper,
                                  const struct mt_batch_answer *answer,
                                  const struct mt_err *cause,
                                  struct mt_err *err)
{
    struct mt_store_input input = { .source = answer->source,
                                    .digest = answer->digest,
                                    .again = is_passing(answer,
                                                        cause->status) };

    return mt_store_fail(keeper->store, &input, cause, err);
}

enum mt_status mt_keeper_put(struct mt_keeper *keeper,
                             const struct mt_batch_answer *answer,
                             const struct mt_worked *worked,
                             struct mt_err *err)
{
    struct mt_store_input input = {
        .source = answer->source,
        .digest = answer->digest,
        .version = { answer->url, mt_buf_str(&answer->version->etag),
                     mt_buf_str(&answer->version->modified) },
    };
    struct mt_err cause = { MT_OK, "" };

    if (answer->unchanged)
        return mt_store_same(keeper->store, &input, err);
    if (answer->err)
        return put_failure(keeper, answer, answer->err, err);
    if (answer->found && mt_is_no_page(worked))
        return MT_OK;
    cause = worked->err;
    if (cause.status == MT_OK && worked->page != MT_PAGE_ARTICLE)
        mt_no_article(worked->page, &cause);
    if (cause.status != MT_OK)
        return put_failure(keeper, answer, &cause, err);
    return mt_store_put(keeper->store, &input, worked->kept, err);
}
