/* SPDX-License-Identifier: MIT */
#include "fetch/keep.h"

#include <time.h>

#include "base/mem.h"

enum { LONGEST_KEPT = 16 * 1024 };

void mt_keep_hop(struct mt_request *request, mt_str head, bool keep)
{
    struct mt_hop *hop;

    request->hop_count++;
    if (!keep)
        return;
    request->hops = mt_realloc(request->hops, (size_t)request->hop_count *
                                                  sizeof *request->hops);
    hop = &request->hops[request->hop_count - 1];
    *hop = (struct mt_hop){ .url = { 0 } };
    mt_buf_put(&hop->url, mt_buf_str(&request->url));
    mt_buf_put(&hop->head, mt_str_sub(head, 0, LONGEST_KEPT));
}

enum mt_status mt_keep_page(const struct mt_request *request,
                            const struct mt_transfer *transfer,
                            const struct mt_page *page, struct mt_err *err)
{
    struct mt_warc_writer *archive = transfer->options->archive;
    struct mt_version before = { 0 };
    struct mt_buf date = { 0 };
    const char *address = NULL;
    struct mt_capture capture;
    enum mt_status status;

    mt_warc_date(time(NULL), &date);
    curl_easy_getinfo(transfer->curl, CURLINFO_PRIMARY_IP, &address);
    capture = (struct mt_capture){ .url = mt_buf_str(&request->url),
                                   .date = mt_buf_str(&date),
                                   .address = mt_str_c(address),
                                   .head = mt_buf_str(&transfer->head),
                                   .body = mt_buf_str(&page->body),
                                   .truncated = page->truncated,
                                   .unchanged = page->unchanged };
    if (page->unchanged)
        mt_warc_version(archive, capture.url, &before);
    capture.since = mt_buf_str(&before.date);
    status = mt_warc_put(archive, &capture, err);
    for (int i = request->hop_count; i-- > 0 && status == MT_OK;) {
        capture = (struct mt_capture){
            .url = mt_buf_str(&request->hops[i].url),
            .date = mt_buf_str(&date),
            .head = mt_buf_str(&request->hops[i].head),
        };
        status = mt_warc_put(archive, &capture, err);
    }
    mt_version_release(&before);
    mt_buf_release(&date);
    return status;
}
