/* SPDX-License-Identifier: MIT */
#include "fetch/gate.h"

#include "base/err.h"

enum { BARRED_SECONDS = 300, ROBOTS_SECONDS = 24 * 60 * 60, SHOWN = 60 };

struct mt_request *mt_gate_request(const struct mt_origin *origin)
{
    struct mt_request *request = mt_request_new();

    request->robots = true;
    request->tries = origin->tries;
    mt_buf_put(&request->url, mt_buf_str(&origin->name));
    mt_buf_put(&request->url, MT_LIT("/robots.txt"));
    return request;
}

bool mt_gate_answered(const struct mt_outcome *outcome)
{
    return outcome->status == MT_OK ||
           (outcome->code >= 300 && outcome->code < 500 &&
            outcome->code != 429 &&
            (mt_status_http(outcome->status) ||
             outcome->status == MT_ERR_REDIRECT_LOOP));
}

void mt_gate_open(struct mt_origin *origin, const struct mt_transfer *transfer,
                  double now)
{
    const char *agent = transfer->options->user_agent;
    long code = 0;

    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &code);
    mt_robots_free(origin->robots);
    origin->robots = NULL;
    if (code >= 200 && code <= 299)
        origin->robots = mt_robots_new(mt_buf_str(&transfer->body),
                                       mt_str_c(agent ? agent
                                                      : MT_USER_AGENT));
    origin->state = MT_ORIGIN_KNOWN;
    origin->until = now + ROBOTS_SECONDS;
}

/* That nobody can connect is told as it is; else the rules are what is
 * missing. */
void mt_gate_bar(struct mt_origin *origin, const struct mt_outcome *outcome,
                 const struct mt_err *err, double now)
{
    origin->try_later = !outcome->unconnected;
    origin->until = now + BARRED_SECONDS;
    if (origin->robots) /* an older copy holds on */
        return;
    origin->state = MT_ORIGIN_BARRED;
    origin->err = (struct mt_err){ MT_OK, "" };
    if (outcome->unconnected)
        origin->err = *err;
    else
        mt_fail(&origin->err, MT_ERR_ROBOTS_UNREACHABLE,
                "robots.txt: %.150s", err->message);
}

bool mt_gate_check(const struct mt_origin *origin, mt_str url,
                   struct mt_buf *rule, struct mt_err *err)
{
    struct mt_robots_answer answer = { .allowed = true };

    if (origin->state == MT_ORIGIN_BARRED)
        *err = origin->err;
    else if (origin->robots)
        answer = mt_robots_ask(origin->robots, url);
    if (!answer.allowed)
        mt_fail(err, MT_ERR_ROBOTS,
                "the site asks programs not to read it (robots.txt, line "
                "%zu: %.*s); save it from a browser", answer.line,
                MT_FMT(mt_str_sub(answer.pattern, 0, SHOWN)));
    if (answer.line)
        mt_buf_printf(rule, "line %zu: %.*s", answer.line,
                      MT_FMT(answer.pattern));
    return err->status == MT_OK;
}
