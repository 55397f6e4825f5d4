/* SPDX-License-Identifier: MIT */
#include "output/width.h"

#include "base/utf8.h"

/* Sorted ranges, after East Asian Width (UAX #11) and general category. */
struct range {
    uint32_t from, to;
};

static const struct range wide[] = {
    { 0x1100, 0x115F },   { 0x231A, 0x231B },   { 0x23E9, 0x23EC },
    { 0x2614, 0x2615 },   { 0x2648, 0x2653 },   { 0x26A1, 0x26A1 },
    { 0x26C4, 0x26C5 },   { 0x2705, 0x2705 },   { 0x274C, 0x274E },
    { 0x2753, 0x2757 },   { 0x2E80, 0x303E },   { 0x3041, 0x33FF },
    { 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },   { 0xA000, 0xA4CF },
    { 0xA960, 0xA97C },   { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },
    { 0xFE30, 0xFE6F },   { 0xFF01, 0xFF60 },   { 0xFFE0, 0xFFE6 },
    { 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF }, { 0x1F900, 0x1F9FF },
    { 0x20000, 0x3FFFD },
};

static const struct range thin[] = {
    { 0x0300, 0x036F },   { 0x1160, 0x11FF }, { 0x200B, 0x200F },
    { 0x2028, 0x202E },   { 0x2060, 0x206F }, { 0x20D0, 0x20FF },
    { 0xD7B0, 0xD7FB },   { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
    { 0xE0000, 0xE0FFF },
};

static bool among(const struct range *ranges, size_t n, uint32_t cp)
{
    size_t from = 0, to = n;

    while (from < to) {
        size_t mid = from + (to - from) / 2;

        if (cp > ranges[mid].to)
            from = mid + 1;
        else if (cp < ranges[mid].from)
            to = mid;
        else
            return true;
    }
    return false;
}

static size_t width_of(uint32_t cp)
{
    if (cp < 0x300)
        return 1;
    if (among(thin, sizeof thin / sizeof *thin, cp))
        return 0;
    return among(wide, sizeof wide / sizeof *wide, cp) ? 2 : 1;
}

size_t mt_width(mt_str text)
{
    size_t columns = 0;
    uint32_t cp;

    while (mt_utf8_next(&text, &cp))
        columns += width_of(cp);
    return columns;
}

/* C0, DEL, C1, and the marks that turn the writing direction. */
static bool commands_terminal(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
           (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

void mt_width_put(mt_str text, size_t columns, bool pad, struct mt_buf *out)
{
    bool cut = mt_width(text) > columns;
    size_t room = cut && columns ? columns - 1 : columns, used = 0;
    uint32_t cp;

    while (mt_utf8_next(&text, &cp) && used + width_of(cp) <= room) {
        used += width_of(cp);
        mt_buf_put_cp(out, commands_terminal(cp) ? ' ' : cp);
    }
    if (cut && columns) {
        mt_buf_put(out, MT_LIT("…"));
        used++;
    }
    for (; pad && used < columns; used++)
        mt_buf_putc(out, ' ');
}
