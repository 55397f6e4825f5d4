/* SPDX-License-Identifier: MIT */
#include "article/article.h"

#include "article/draft.h"
#include "base/date.h"
#include "base/err.h"
#include "data.h"
#include "page/decode.h"

enum { LOOK = 4096 }; /* bytes in which markup shows */

/* A tag or a doctype near the top: bytes of any charset have them as ASCII. */
static bool looks_like_html(mt_str text)
{
    static const char *const signs[] = { "<!doctype", "<html", "<head", "<body",
                                         "<meta", "<div", "<p>", "<p ", "<br",
                                         "<table", "<title", "<script",
                                         "<article", "<span", "<?xml" };
    mt_str head = mt_str_sub(text, 0, LOOK);

    for (size_t i = 0; i < head.n; i++)
        for (size_t k = 0; head.p[i] == '<' &&
                           k < sizeof signs / sizeof *signs; k++)
            if (mt_str_eq_nocase(
                    mt_str_sub(head, i, i + strlen(signs[k])),
                    mt_str_c(signs[k])))
                return true;
    return false;
}

/* NUL bytes where no UTF-16 mark explains them. */
static bool looks_binary(mt_str bytes)
{
    mt_str head = mt_str_sub(bytes, 0, LOOK);
    size_t odd = 0;

    if (mt_str_starts(bytes, MT_LIT("\xFF\xFE")) ||
        mt_str_starts(bytes, MT_LIT("\xFE\xFF")))
        return false;
    for (size_t i = 0; i < head.n; i++)
        odd += (unsigned char)head.p[i] < 9 ||
               ((unsigned char)head.p[i] > 13 && (unsigned char)head.p[i] < 27);
    return odd * 50 > head.n;
}

/* What the address alone tells. */
static void see_url(struct mt_draft *draft)
{
    const struct mt_publishers_row *site =
        mt_publisher_of_host(draft->sites, mt_url_host(draft->url));
    mt_when when;

    if (site && (site->site != MT_SITE_PORTAL || !draft->publisher.n))
        draft->publisher = site->name;
    if (draft->published.precision >= MT_PRECISION_MINUTE)
        return;
    when = mt_stamp_of_url(draft->url);
    if (!draft->published.precision ||
        (mt_when_has_date(when) &&
         mt_when_days(when) == mt_when_days(draft->published)))
        draft->published = when;
}

/* ASCII alone is the same in all charsets. */
static unsigned label_flag(const struct mt_input *input, mt_str charset)
{
    mt_str label = mt_charset_label(input->bytes, input->charset);

    if (label.n == 0 || mt_str_eq(label, charset))
        return 0;
    for (size_t i = 0; i < input->bytes.n; i++)
        if ((unsigned char)input->bytes.p[i] >= 0x80)
            return MT_FLAG_MISLABELLED;
    return 0;
}

/* One page; published, if it is known, overrides what it says. */
static enum mt_status read_page(const struct mt_article_job *job,
                                mt_when published, struct mt_draft *draft,
                                struct mt_err *err)
{
    const struct mt_input *input = job->input;
    mt_str text;

    if (input->bytes.n > MT_PAGE_CEILING)
        return mt_fail(err, MT_ERR_TOO_LARGE, "more than %d MiB",
                       MT_PAGE_CEILING >> 20);
    if (!mt_str_trim(input->bytes).n)
        return mt_fail(err, MT_ERR_NOT_HTML, "is empty");
    if (looks_binary(input->bytes))
        return mt_fail(err, MT_ERR_NOT_HTML,
                       "is binary, neither HTML nor text");
    text = mt_decode(input->bytes, &draft->charset, draft->arena);
    draft->flags = input->flags | label_flag(input, draft->charset);
    if (input->kind == MT_KIND_HTML ||
        (input->kind == MT_KIND_GUESS && looks_like_html(text))) {
        if (!mt_html_read(text, !(job->options && job->options->no_publishers),
                          draft))
            return mt_fail(err, MT_ERR_TOO_COMPLEX, "has too many elements");
    } else {
        mt_plain_read(text, draft);
    }
    see_url(draft);
    if (published.precision)
        draft->published = published;
    if (!draft->published.precision) /* 최종수정 2016.07.08 alone */
        draft->published = mt_when_cut(draft->modified, MT_PRECISION_DAY);
    return MT_OK;
}

static void init_draft(const struct mt_article_job *job,
                       struct mt_arena *arena, struct mt_draft *draft)
{
    *draft = (struct mt_draft){
        .arena = arena,
        .url = job->input->url,
        .charset = job->input->charset,
        .sites = job->options ? job->options->sites : NULL,
    };
    draft->byline.sites = draft->sites;
}

/* A later page that can't be read adds nothing. */
static void read_more(const struct mt_article_job *job, struct mt_draft *draft)
{
    struct mt_article_job more = { job->input->next, job->options };

    for (int n = 1; more.input && n < MT_PAGES; n++) {
        struct mt_draft page;

        init_draft(&more, draft->arena, &page);
        if (read_page(&more, (mt_when){ 0 }, &page, NULL) == MT_OK)
            mt_draft_join(draft, &page);
        more.input = more.input->next;
    }
}

enum mt_status mt_article_read(const struct mt_article_job *job,
                               struct mt_arena *arena, struct mt_article *out,
                               struct mt_err *err)
{
    const struct mt_input *input = job->input;
    mt_when published = { 0 };
    struct mt_draft draft;
    enum mt_status status;

    if (input->published.n && !mt_when_parse(input->published, &published))
        return mt_fail(err, MT_ERR_BAD_INPUT, "published is no date: %.*s",
                       MT_FMT(mt_str_sub(input->published, 0, 40)));
    init_draft(job, arena, &draft);
    status = read_page(job, published, &draft, err);
    if (status != MT_OK)
        return status;
    read_more(job, &draft);
    out->source = mt_arena_copy(arena, input->source);
    draft.url = mt_arena_copy(arena, draft.url);
    mt_draft_finish(&draft, out);
    return MT_OK;
}
