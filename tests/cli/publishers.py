#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--publishers: sites of one's own, and none."""
from harness import case, has, main, one_line, put, run, same

# The text of this site stands in a list, which no rule of ours would take.
PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8">
<title>하늘톡 여섯 시간 멈춰 | 누리소식지</title></head><body>
<h1>하늘톡 여섯 시간 멈춰</h1>
<div class="box"><p>하늘톡이 21일 오전 8시30분부터 오후 2시30분까지 멈췄다.</p>
<p>회사는 전원 장치를 바꾸다가 난 일이며, 자료는 하나도 잃지 않았다고 설명했다.</p></div>
<div class="side"><p>누리시 도서관은 다음 달부터 밤 열 시까지 문을 연다고 알렸다.
열람실은 삼백 석이며, 시민은 누구나 책을 빌릴 수 있다고 설명했다.</p>
<p>시는 주민 의견을 들어 이름을 지었고, 잔치는 따로 열지 않는다고 덧붙였다.
자리는 먼저 온 사람이 먼저 앉는다.</p></div>
</body></html>
"""
ROWS = ("# mine\n"
        "nuri.example\t누리\t누리소식지\tpress\tnuri\n"
        "nuri\tdiv.box\t-\t0\t0\t-\n")
AT = ("--url", "https://m.nuri.example/1", "article")


def article(*argv):
    done = run(*AT, *argv, "a.html")
    same((done.status, done.err), (0, ""))
    return done.records[0]["article"]


@case
def adds_sites(dir):
    put("a.html", PAGE)
    put("mine.tsv", ROWS)
    plain, mine = article(), article("--publishers", "mine.tsv")
    has(plain["text"], "도서관")
    same((mine["publisher"], mine["method"]), ("누리", "publisher"))
    has(mine["text"], "멈췄다", "전원 장치")
    assert "도서관" not in mine["text"], mine["text"]
    same(mine["title"], "하늘톡 여섯 시간 멈춰")
    same(article("-j1", "--publishers", "mine.tsv"), mine)


@case
def goes_before_what_is_known(dir):
    put("a.html", PAGE)
    put("mine.tsv", "segye.com\t나의 세계\t-\tpress\t-\n")
    for argv, name in (((), "세계일보"),
                       (("--publishers", "mine.tsv"), "나의 세계")):
        done = run("--url", "https://m.segye.com/1", "article", "a.html",
                   *argv)
        same(done.records[0]["article"]["publisher"], name)


@case
def the_last_one_counts(dir):
    put("a.html", PAGE)
    put("mine.tsv", ROWS)
    same(article("--publishers", "mine.tsv", "--publishers", "none"),
         article("--publishers", "none"))
    same(article("--publishers", "none", "--publishers", "mine.tsv"),
         article("--publishers", "mine.tsv"))


@case
def faulty_files(dir):
    put("a.html", PAGE)
    put("short.tsv", ROWS + "b.example\tB\n")
    put("latin.tsv", b"b.example\tB\xff\t-\tpress\t-\n")
    put("large.tsv", "#" * (1 << 20) + "\n")
    for name, part in (("missing.tsv", "missing.tsv: no such file"),
                       ("short.tsv", "short.tsv:4: 2 columns"),
                       ("latin.tsv", "latin.tsv:1: no UTF-8"),
                       ("large.tsv", "large.tsv: more than 1048576 bytes"),
                       (".", "is a directory")):
        done = run(*AT, "-o", "out", "--publishers", name, "a.html")
        same((done.status, done.out), (2, ""))
        one_line(done, "--publishers: ", part)
        assert not (dir / "out").exists()


@case
def a_database_knows_the_rows(dir):
    put("a.txt", PAGE)
    put("mine.tsv", ROWS)
    same(run("--db", "o.db", "--publishers", "mine.tsv", "a.txt").status, 0)
    put("copy.tsv", ROWS)
    same(run("--db", "o.db", "--publishers", "copy.tsv", "a.txt").status, 0)
    put("mine.tsv", ROWS.replace("div.box", "div.side"))
    for argv in ((), ("--publishers", "mine.tsv"), ("--publishers", "none")):
        done = run("--db", "o.db", *argv, "a.txt")
        same(done.status, 3)
        one_line(done, "other options", "--refresh")


main()
