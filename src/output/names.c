/* SPDX-License-Identifier: MIT */
#include "output/names.h"

#include "data.h"

/* The name of a value, NULL for one past the table: it means none. */
#define NAME_OF(names, value) \
    ((size_t)(value) < sizeof(names) / sizeof *(names) ? (names)[value] : NULL)

const char *mt_sector_name(enum mt_sector sector)
{
    return NAME_OF(mt_sector_names, sector);
}

const char *mt_function_name(enum mt_function function)
{
    return NAME_OF(mt_function_names, function);
}

const char *mt_platform_name(enum mt_platform platform)
{
    return NAME_OF(mt_platform_names, platform);
}

const char *mt_cause_name(enum mt_cause cause)
{
    return NAME_OF(mt_cause_names, cause);
}

const char *mt_scope_name(enum mt_scope scope)
{
    static const char *const names[] = { NULL, "partial", "full" };

    return NAME_OF(names, scope);
}

const char *mt_state_name(enum mt_state state)
{
    static const char *const names[] = { NULL, "resolved", "ongoing" };

    return NAME_OF(names, state);
}

const char *mt_certainty_name(enum mt_certainty certainty)
{
    static const char *const names[] = { NULL, "confirmed", "suspected",
                                         "under_investigation" };

    return NAME_OF(names, certainty);
}

const char *mt_bound_name(enum mt_bound bound)
{
    static const char *const names[] = { NULL, "at_least", "at_most",
                                         "less_than", "more_than" };

    return NAME_OF(names, bound);
}

const char *mt_flag_name(enum mt_flag flag)
{
    switch (flag) {
    case MT_FLAG_TRUNCATED: return "truncated";
    case MT_FLAG_DOWNGRADED: return "downgraded";
    case MT_FLAG_DAMAGED: return "damaged";
    case MT_FLAG_MISLABELLED: return "mislabelled";
    }
    return NULL;
}

const char *mt_page_status_name(enum mt_page_status status)
{
    switch (status) {
    case MT_PAGE_ARTICLE: return "article";
    case MT_PAGE_BLOCKED: return "blocked";
    case MT_PAGE_LOGIN: return "login";
    case MT_PAGE_EMPTY: return "empty";
    case MT_PAGE_LIST: return "list";
    case MT_PAGE_PHOTO: return "photo";
    case MT_PAGE_NOT_KOREAN: return "not_korean";
    }
    return "unknown";
}

const char *mt_line_kind_name(enum mt_line_kind kind)
{
    switch (kind) {
    case MT_LINE_TITLE: return "title";
    case MT_LINE_SUBTITLE: return "subtitle";
    case MT_LINE_PARAGRAPH: return "paragraph";
    case MT_LINE_SUBHEAD: return "subhead";
    case MT_LINE_ITEM: return "item";
    case MT_LINE_ROW: return "row";
    case MT_LINE_CAPTION: return "caption";
    }
    return "unknown";
}
