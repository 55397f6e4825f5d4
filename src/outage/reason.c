/* SPDX-License-Identifier: MIT */
#include "outage/reason.h"

#include "text/josa.h"

enum {
    FAULT_GAP = 36, /* bytes between a part and what befell it */
    WORK_GAP = 4,   /* between a part and the work on it */
    SURGE_GAP = 36, /* between a crowd and that it was too many */
    CHAIN_GAP = 6,  /* between the parts of one: 네트워크 [스위치] 부품 */
    CROWD_LEAST = 6, /* bytes of who came in masses */
    LOOK_BACK = 24, /* hits */
    KIND_MOST = 40, /* bytes of a noun of kind */
    WRONG_GAP = 45, /* between work and what went wrong with it */
    WORD_MOST = 24, /* bytes of 행정전산망 and its like */
};

/* Is the gap one of a phrase, without a mark that ends it? */
static bool is_tight(mt_str gap, size_t most)
{
    static const char *const marks[] = { ",", ".",  "\"", "'", "(",
                                         ")", "“", "”", "…", "\n" };

    gap = mt_str_past_bracket(gap, gap.n); /* 하드웨어[(HW)] 장애 */
    mt_str_take(&gap, MT_LIT(")"));        /* 데이터베이스(DB[)] 오류 */
    if (mt_str_has_any(gap, MT_ALL(marks)))
        return false;
    return gap.n <= most;
}

/* 서버[를] 늘렸지만 문제는 …: acted upon, nothing befell it. */
static bool is_object(mt_str text, const struct mt_hit *hit)
{
    return mt_josa_at(text, hit->span.to).role == MT_JOSA_OBJECT;
}

/* The last hit of a table that ends before hit number i, close enough. */
static const struct mt_hit *before(const struct mt_hits *hits, size_t i,
                                   enum mt_table table, size_t most)
{
    mt_span span = hits->v[i].span;

    for (size_t k = i; k-- > 0 && i - k < LOOK_BACK;) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->table == table && hit->span.to <= span.from)
            return is_tight(mt_str_sub(hits->text, hit->span.to, span.from),
                            most)
                       ? hit
                       : NULL;
    }
    return NULL;
}

/* 몰린 [트래픽]: the hit of a table right behind hit number i. */
static const struct mt_hit *after(const struct mt_hits *hits, size_t i,
                                  enum mt_table table)
{
    size_t at = hits->v[i].span.to + 1;

    for (size_t k = i + 1; k < hits->n && hits->v[k].span.from <= at; k++)
        if (hits->v[k].table == table && hits->v[k].span.from == at &&
            hits->text.p[at - 1] == ' ')
            return &hits->v[k];
    return NULL;
}

/* 이상이 [없었다], 문제 [없이]: nothing befell it. */
static bool is_none(mt_str text, size_t i)
{
    i += mt_josa_at(text, i).n;
    i += i < text.n && text.p[i] == ' ';
    return mt_str_starts(mt_str_sub(text, i, text.n), MT_LIT("없"));
}

/* '서버 에러'[가 뜨며], 서버 문제[를 겪던]: what users saw, and no cause. */
static bool is_shown(mt_str text, size_t i)
{
    static const char *const quotes[] = { "'", "\"", "’", "”" };
    static const char *const words[] = { "뜨", "떴", "떠", "뜬", "표시",
                                         "메시지", "문구", "안내", "화면",
                                         "겪" };
    mt_str rest = mt_str_sub(text, i, text.n);

    for (size_t k = 0; k < sizeof quotes / sizeof *quotes; k++)
        if (mt_str_take(&rest, mt_str_c(quotes[k])))
            break;
    i = text.n - rest.n;
    i += mt_josa_at(text, i).n;
    i += i < text.n && text.p[i] == ' ';
    return mt_str_starts_any(mt_str_sub(text, i, text.n), MT_ALL(words));
}

/* Lines, power and cooling are told by any word of the chain, the rest by its
 * last: 네트워크 스위치 부품, 서버 장비, 장비 제어 프로그램. */
static bool is_telling(enum mt_cause cause)
{
    return cause == MT_CAUSE_NETWORK || cause == MT_CAUSE_POWER ||
           cause == MT_CAUSE_COOLING;
}

static enum mt_cause part_cause(const struct mt_hit *hit)
{
    return (enum mt_cause)mt_parts[hit->row].cause;
}

/* Reads the chain of parts that ends at *part, whose first word it becomes. */
static enum mt_cause chain_cause(const struct mt_hits *hits,
                                 const struct mt_hit **part)
{
    enum mt_cause cause = part_cause(*part);
    const struct mt_hit *next = *part;

    while (next && !is_telling(cause)) {
        *part = next;
        if (is_telling(part_cause(next)))
            cause = part_cause(next);
        next = before(hits, (size_t)(next - hits->v), MT_TABLE_PARTS,
                      CHAIN_GAP);
    }
    return cause;
}

static void add(struct mt_reasons *out, struct mt_arena *arena,
                struct mt_reason reason)
{
    *mt_vec_add(arena, out) = reason;
}

/* 프로그램 [업데이트]에 오류가: the work on the part went wrong. */
static bool is_worked_on(const struct mt_hits *hits, size_t i, size_t from)
{
    for (size_t k = i; k-- > 0 && hits->v[k].span.from >= from;)
        if (hits->v[k].table == MT_TABLE_FAULTS &&
            mt_faults[hits->v[k].row].cause == MT_CAUSE_INTERNAL_WORK)
            return true;
    return false;
}

/* 시스템을 점검[하다가], 코드를 [바꾸다]가: work under way, and not a remedy
 * (서버를 증설해). */
static bool is_under_way(mt_str text, mt_span work)
{
    static const char *const words[] = { "하다",   "하던",   "하는 과정",
                                         "하는 도중", "하는 중", "하면서",
                                         "하느라", "하려다", "하고 나서",
                                         "한 뒤",  "한 직후", "다",
                                         "던",     "다가",   "는 과정",
                                         " 것이",  "한 것이", " 탓", "한 탓",
                                         " 게 ",   "하는 바람" };
    static const char *const ends[] = { "다", "던", "면서", "는" };
    mt_str rest = mt_str_sub(text, work.to, text.n);

    return mt_str_starts_any(rest, MT_ALL(words)) ||
           mt_str_ends_any(mt_str_at(text, work), MT_ALL(ends));
}

/* 설정을 [한꺼번에 ]바꾼: how it was done. */
static mt_str without_adverb(mt_str gap)
{
    static const char *const adverbs[] = {
        "한꺼번에 ", "한 번에 ", "잘못 ",   "새로 ", "모두 ", "일괄 ",
        "급히 ",     "미리 ",    "새것으로 ", "다시 ", "추가로 ", "대거 ",
    };

    for (size_t k = 0; k < sizeof adverbs / sizeof *adverbs; k++)
        if (mt_str_ends(gap, mt_str_c(adverbs[k])))
            gap.n -= strlen(adverbs[k]);
    return gap;
}

/* The part that hit number i, of work, was done on. */
static const struct mt_hit *worked_on(const struct mt_hits *hits, size_t i)
{
    const struct mt_hit *part = before(hits, i, MT_TABLE_PARTS, SURGE_GAP);
    mt_str gap;

    if (!part)
        return NULL;
    gap = mt_str_sub(hits->text, part->span.to, hits->v[i].span.from);
    return without_adverb(gap).n <= WORK_GAP ? part : NULL;
}

/* 주문 [시스템]에 오류가: what failed, where 결제 [서버]에 오류가 tells why;
 * 협력업체의 [시스템]에 문제가: somebody else's. No reason that lies in a part
 * of ours. */
static bool is_no_part(const struct mt_hits *hits, const struct mt_hit *part)
{
    bool whole = mt_str_eq(mt_str_at(hits->text, part->span),
                           MT_LIT("시스템"));

    for (const struct mt_hit *hit = part; hit-- > hits->v;) {
        if (hit->span.to >= part->span.to &&
            ((whole && hit->table == MT_TABLE_KINDS) ||
             (hit->table == MT_TABLE_REASONS &&
              mt_reasons[hit->row].cause == MT_CAUSE_THIRD_PARTY)))
            return true;
        if (hit->span.from + KIND_MOST < part->span.from)
            break;
    }
    return false;
}

/* 카드사 연동, 본인확인 업체[의] 시스템, and not 카드사[에서] 받은 파일. */
static bool owns_part(const struct mt_hits *hits, const struct mt_hit *who,
                      size_t to)
{
    enum mt_josa role = mt_josa_at(hits->text, who->span.to).role;

    return (role == MT_JOSA_NONE || role == MT_JOSA_OF) &&
           is_tight(mt_str_sub(hits->text, who->span.to, to), KIND_MOST);
}

/* [카드사] 연동 장애, [본인확인 업체]의 시스템에 장애: whose system failed,
 * where nothing finer than that is told of it. */
static const struct mt_hit *supplier_before(const struct mt_hits *hits,
                                            size_t i)
{
    uint32_t from = hits->v[i].span.from;

    for (size_t k = i; k-- > 0 && hits->v[k].span.to + KIND_MOST >= from;) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->table != MT_TABLE_PARTS || hit->span.to > from)
            continue;
        if (part_cause(hit) == MT_CAUSE_THIRD_PARTY)
            return owns_part(hits, hit, from) ? hit : NULL;
        if (part_cause(hit) != MT_CAUSE_SOFTWARE)
            return NULL; /* 통신사 [회선]에 장애가 */
    }
    return NULL;
}

/* Is it a word for any failure: 오류, 문제, 장애? */
static bool is_any_fault(const struct mt_hit *hit)
{
    return mt_faults[hit->row].cause == MT_CAUSE_NONE ||
           mt_faults[hit->row].cause == MT_CAUSE_THIRD_PARTY;
}

static bool add_supplier(const struct mt_hits *hits, size_t i,
                         struct mt_arena *arena, struct mt_reasons *out)
{
    const struct mt_hit *hit = &hits->v[i], *supplier;

    if (!is_any_fault(hit) || is_none(hits->text, hit->span.to) ||
        is_shown(hits->text, hit->span.to))
        return false;
    supplier = supplier_before(hits, i);
    if (!supplier)
        return false;
    add(out, arena,
        (struct mt_reason){ { supplier->span.from, hit->span.to },
                            MT_CAUSE_THIRD_PARTY, false });
    return true;
}

/* Is hit number k of work on the system? */
static bool is_work(const struct mt_hits *hits, size_t k)
{
    const struct mt_hit *hit = &hits->v[k];

    return (hit->table == MT_TABLE_FAULTS &&
            mt_faults[hit->row].cause == MT_CAUSE_INTERNAL_WORK) ||
           (hit->table == MT_TABLE_REASONS &&
            mt_reasons[hit->row].cause == MT_CAUSE_INTERNAL_WORK);
}

/* 교체 작업 [도중] 설정이 날아가, 적용하[다] 오류가, 바꾼 [뒤] 탈이: while or
 * right after it was done. behind: the part of the gap behind the work. */
static bool is_meanwhile(mt_str gap, mt_str behind)
{
    static const char *const links[] = { "중 ",     "도중에 ", "과정에서 ",
                                         "과정에 ", "뒤 ",     "후 ",
                                         "다 ",     "다가 ",   "면서 " };

    if (!is_tight(gap, WRONG_GAP))
        return false;
    return mt_str_eq(behind, MT_LIT("에 ")) || /* 업데이트[에 ]결함이 */
           mt_str_has_any(gap, MT_ALL(links));
}

/* 오류[가 났다], 문제[로]: it happened, and was not found or mended (작업 중
 * 문제를 발견해 고쳤다). A verb (꼬였다) says so itself. */
static bool occurs(mt_str text, mt_span fault)
{
    static const char *const nouns[] = { "오류", "문제", "에러", "이상",
                                         "결함", "말썽", "버그", "오작동" };
    static const char *const verbs[] = {
        "났",   "난 ",  "나면", "나서", "나 ",  "생",   "발생",
        "있었", "있어",  "일어", "벌어", "빚",   "잇따", "겪",   "불거",
        "터",   "나타났", "일으", "때문", "탓",   "으로", "로 ",
    };
    mt_str rest;
    struct mt_particle josa = mt_josa_at(text, fault.to);

    if (!mt_str_ends_any(mt_str_at(text, fault), MT_ALL(nouns)) ||
        josa.role == MT_JOSA_BY)
        return true;
    rest = mt_str_sub(text, fault.to + josa.n, text.n);
    mt_str_take(&rest, MT_LIT(" "));
    return mt_str_starts_any(rest, MT_ALL(verbs));
}

/* 업데이트 [중] 오류가 났다: work that went wrong, whatever the part. */
static bool add_gone_wrong(const struct mt_hits *hits, size_t i,
                           struct mt_arena *arena, struct mt_reasons *out)
{
    const struct mt_hit *hit = &hits->v[i];

    if (!is_any_fault(hit) || !occurs(hits->text, hit->span))
        return false;
    for (size_t k = i; k-- > 0 && i - k < LOOK_BACK;) {
        mt_span work = hits->v[k].span;

        if (work.to + WRONG_GAP < hit->span.from)
            return false;
        if (work.to > hit->span.from || !is_work(hits, k) ||
            !is_meanwhile(mt_str_sub(hits->text, work.from, hit->span.from),
                          mt_str_sub(hits->text, work.to, hit->span.from)))
            continue;
        add(out, arena,
            (struct mt_reason){ { work.from, hit->span.to },
                                MT_CAUSE_INTERNAL_WORK, false });
        return true;
    }
    return false;
}

static void add_fault(const struct mt_hits *hits, size_t i,
                      struct mt_arena *arena, struct mt_reasons *out)
{
    mt_span span = hits->v[i].span;
    enum mt_cause befell = (enum mt_cause)mt_faults[hits->v[i].row].cause;
    bool work = befell == MT_CAUSE_INTERNAL_WORK;
    const struct mt_hit *part =
        work ? worked_on(hits, i) : before(hits, i, MT_TABLE_PARTS, FAULT_GAP);
    enum mt_cause cause;

    if (add_supplier(hits, i, arena, out) || befell == MT_CAUSE_THIRD_PARTY ||
        is_none(hits->text, span.to) || is_shown(hits->text, span.to))
        return;
    if (!part ||
        (is_object(hits->text, part) &&
         !(work && is_under_way(hits->text, span))) ||
        (!work && is_no_part(hits, part))) {
        add_gone_wrong(hits, i, arena, out);
        return;
    }
    cause = chain_cause(hits, &part);
    work |= is_worked_on(hits, i, part->span.to);
    if (!work && add_gone_wrong(hits, i, arena, out))
        return;
    if (work)
        cause = MT_CAUSE_INTERNAL_WORK;
    else if (befell == MT_CAUSE_OVERLOAD ||
        (cause == MT_CAUSE_SOFTWARE && befell < MT_CAUSE_NONE))
        cause = befell;
    add(out, arena,
        (struct mt_reason){ { part->span.from, span.to }, cause, work });
}

/* [직장인이] 한꺼번에 몰려: the subject right before what came in masses, if it
 * may be people who used it (not 불만이 쏟아져). */
static bool is_crowd_by_place(const struct mt_hits *hits, size_t i,
                              mt_span *crowd)
{
    static const char *const heads[] = { "몰리", "몰려", "몰렸", "몰린",
                                         "쇄도", "쏠리", "쏠려" };
    static const char *const adverbs[] = { "한꺼번에 ", "일시에 ", "동시에 ",
                                           "대거 ",     "한번에 ", "갑자기 ",
                                           "일제히 " };
    mt_span span = hits->v[i].span;
    mt_str before = mt_str_sub(hits->text, 0, span.from), word;
    const struct mt_word *words[MT_HITS];

    if (!mt_str_starts_any(mt_str_at(hits->text, span), MT_ALL(heads)))
        return false;
    for (size_t k = 0; k < sizeof adverbs / sizeof *adverbs; k++)
        if (mt_str_ends(before, mt_str_c(adverbs[k])))
            before = mt_str_sub(before, 0, before.n - strlen(adverbs[k]));
    if (!mt_str_ends(before, MT_LIT("이 ")) &&
        !mt_str_ends(before, MT_LIT("가 ")))
        return false;
    word = mt_str_sub(before, 0, before.n - 4);
    crowd->to = (uint32_t)word.n;
    while (word.n && word.p[word.n - 1] != ' ' && word.p[word.n - 1] != '\n')
        word.n--;
    crowd->from = (uint32_t)word.n;
    return crowd->to - crowd->from >= CROWD_LEAST &&
           mt_words_at(&mt_plaint_index, hits->text, crowd->from, words) == 0;
}

/* 소비자들의 [항의가] 빗발쳤다: what came in masses is what they said. */
static bool has_plaint(mt_str text, size_t from, size_t to)
{
    return mt_words_begin_in(&mt_plaint_index, text,
                             (mt_span){ (uint32_t)from, (uint32_t)to });
}

static void add_surge(const struct mt_hits *hits, size_t i,
                      struct mt_arena *arena, struct mt_reasons *out)
{
    const struct mt_hit *crowd = before(hits, i, MT_TABLE_CROWDS, SURGE_GAP);
    mt_span span = hits->v[i].span, subject;

    if (crowd && has_plaint(hits->text, crowd->span.to, span.from))
        return;
    if (crowd && !is_object(hits->text, crowd))
        span.from = crowd->span.from;
    else if ((crowd = after(hits, i, MT_TABLE_CROWDS)) != NULL)
        span.to = crowd->span.to;
    else if (is_crowd_by_place(hits, i, &subject))
        span.from = subject.from;
    else
        return;
    add(out, arena, (struct mt_reason){ span, MT_CAUSE_OVERLOAD, false });
}

/* 사이버 공격[을 받았다]: the attack is told, and not merely its name. */
static bool is_suffered(mt_str text, size_t i)
{
    static const char *const verbs[] = { "받았", "받은", "받아", "받고",
                                         "당했", "당한", "당해", "있었",
                                         "이뤄", "들어왔", "쏟아졌",
                                         "감염됐", "감염된", "감염돼" };
    mt_str rest = mt_str_sub(text, i, text.n);

    mt_str_take(&rest, MT_LIT(" "));
    mt_str_take(&rest, MT_LIT("공격")); /* 디도스 공격 */
    i = text.n - rest.n;
    rest = mt_str_sub(text, i + mt_josa_at(text, i).n, text.n);
    mt_str_take(&rest, MT_LIT(" "));
    return mt_str_starts_any(rest, MT_ALL(verbs));
}

/* 외부 업체의 [전산 문제]: names no kind of fault. */
static bool is_any_system(const struct mt_hits *hits, size_t i)
{
    static const char *const words[] = { "전산", "시스템", "서버", "내부" };

    return mt_str_starts_any(mt_str_at(hits->text, hits->v[i].span),
                             MT_ALL(words));
}

/* 행[정전]산망: letters inside a word that has a meaning of its own. */
static bool is_within_word(const struct mt_hits *hits, size_t i)
{
    mt_span span = hits->v[i].span;

    for (size_t k = i; k-- > 0 && hits->v[k].span.from + WORD_MOST > span.from;)
        if (hits->v[k].table == MT_TABLE_USES &&
            hits->v[k].span.from < span.from && hits->v[k].span.to > span.to)
            return true;
    return false;
}

static void add_plain(const struct mt_hits *hits, size_t i,
                      struct mt_arena *arena, struct mt_reasons *out)
{
    mt_span span = hits->v[i].span;
    enum mt_cause cause = (enum mt_cause)mt_reasons[hits->v[i].row].cause;
    const struct mt_hit *supplier = NULL;

    if (is_within_word(hits, i))
        return;
    if (cause == MT_CAUSE_SOFTWARE && is_any_system(hits, i))
        supplier = supplier_before(hits, i);
    if (supplier) {
        span.from = supplier->span.from;
        add(out, arena,
            (struct mt_reason){ span, MT_CAUSE_THIRD_PARTY, false });
        return;
    }
    add(out, arena,
        (struct mt_reason){ span, cause,
                            cause != MT_CAUSE_CYBERATTACK ||
                                !is_suffered(hits->text, span.to) });
}

void mt_reasons_read(const struct mt_hits *hits, struct mt_arena *arena,
                     struct mt_reasons *out)
{
    for (size_t i = 0; i < hits->n; i++) {
        const struct mt_hit *hit = &hits->v[i];

        if (hit->table == MT_TABLE_REASONS)
            add_plain(hits, i, arena, out);
        else if (hit->table == MT_TABLE_FAULTS)
            add_fault(hits, i, arena, out);
        else if (hit->table == MT_TABLE_SURGES)
            add_surge(hits, i, arena, out);
    }
}
