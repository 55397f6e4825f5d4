/* SPDX-License-Identifier: MIT */
#include "fetch/page.h"

#include "archive/decode.h"
#include "archive/http.h"
#include "base/err.h"

void mt_page_fill(struct mt_page *page, const struct mt_request *request,
                  struct mt_transfer *transfer,
                  const struct mt_outcome *outcome)
{
    struct mt_buf body = page->body;
    const char *type = NULL;

    page->body = transfer->body;
    transfer->body = body;
    mt_buf_put(&page->url, mt_buf_str(&request->url));
    curl_easy_getinfo(transfer->curl, CURLINFO_CONTENT_TYPE, &type);
    mt_buf_put(&page->charset, mt_http_charset(mt_str_c(type)));
    page->truncated = outcome->truncated;
    page->unchanged = outcome->unchanged;
    if (!outcome->truncated)
        mt_version_read(mt_buf_str(&transfer->head), &page->version);
    page->downgraded = request->downgraded;
}

static bool looks_like_html(mt_str body)
{
    body = mt_str_trim(body);
    mt_str_take(&body, MT_LIT("\xEF\xBB\xBF"));
    return mt_str_starts(body, MT_LIT("<"));
}

enum mt_status mt_page_check_raw(struct mt_page *page, size_t max_size,
                                 struct mt_err *err)
{
    struct mt_buf *body = &page->body, plain = { 0 };

    if (looks_like_html(mt_buf_str(body)))
        return MT_OK;
    if (mt_unwrap(mt_buf_str(body), MT_LIT("gzip"), max_size, &plain) ==
            MT_DECODED_ALL &&
        looks_like_html(mt_buf_str(&plain))) {
        mt_buf_release(body);
        *body = plain;
        return MT_OK;
    }
    mt_buf_release(&plain);
    return mt_fail(err, MT_ERR_TRUNCATED,
                   "the page is not coded as the server says, or cut short; "
                   "try again later");
}
