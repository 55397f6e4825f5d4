/* SPDX-License-Identifier: MIT */
#include "cli/report.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "output/width.h"

enum { LONGEST_NAME = 200, LONGEST_MESSAGE = 400 };

/* For causes that come without a way out. */
static const char *way_out(enum mt_status status)
{
    switch (status) {
    case MT_ERR_NOT_HTML: return "give HTML, text or JSON lines";
    case MT_ERR_TOO_LARGE: return "raise --max-size";
    case MT_ERR_TOO_COMPLEX: return "save the page anew or leave it out";
    case MT_ERR_BAD_INPUT: return "mend it and run again";
    default: return "see meoktong --help";
    }
}

static void put_safe(mt_str s, size_t most, struct mt_buf *out)
{
    mt_width_put(s, most, false, out);
}

void mt_report(mt_str name, const struct mt_err *err)
{
    mt_str message = mt_str_c(err->message);
    struct mt_buf line = { 0 };

    mt_buf_put(&line, MT_LIT("meoktong: "));
    put_safe(name.n ? name : MT_LIT("(no name)"), LONGEST_NAME, &line);
    mt_buf_put(&line, MT_LIT(": "));
    put_safe(message, LONGEST_MESSAGE, &line);
    if (!mt_str_has(message, MT_LIT("; ")))
        mt_buf_printf(&line, "; %s", way_out(err->status));
    mt_buf_putc(&line, '\n');
    fwrite(line.p, 1, line.n, stderr);
    mt_buf_release(&line);
}

void mt_note(const char *format, ...)
{
    struct mt_buf line = { 0 };
    char message[LONGEST_MESSAGE];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    mt_buf_put(&line, MT_LIT("meoktong: "));
    put_safe(mt_str_c(message), LONGEST_MESSAGE, &line);
    mt_buf_putc(&line, '\n');
    fwrite(line.p, 1, line.n, stderr);
    mt_buf_release(&line);
}

void mt_no_article(enum mt_page_status status, struct mt_err *err)
{
    static const char *const reasons[] = {
        [MT_PAGE_ARTICLE] = "an article",
        [MT_PAGE_BLOCKED] = "no article: the site blocks programs; save the "
                            "page from a browser",
        [MT_PAGE_LOGIN] = "no article: a wall stands before the text; save "
                          "the page while logged in",
        [MT_PAGE_EMPTY] = "no article: a template without its text; save the "
                          "page from a browser",
        [MT_PAGE_LIST] = "no article: a list of articles; give the articles "
                         "themselves",
        [MT_PAGE_PHOTO] = "no article: pictures alone; there is no text to "
                          "read",
        [MT_PAGE_NOT_KOREAN] = "no article: not in Korean; no other language "
                               "is read",
    };

    mt_fail(err, MT_ERR_NO_ARTICLE, "%s", reasons[status]);
}

const char *mt_plural(size_t n)
{
    return n == 1 ? "" : "s";
}
