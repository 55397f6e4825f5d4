#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--join: the pages of one article as one."""
import gzip
import json
import sqlite3

from harness import case, has, main, put, run, same

TITLE = "하늘톡 여섯 시간 멈춰, 회사는 원인을 밝혔다"
LEAD = "머리글은 쪽마다 되풀이되며 무슨 일인지 짧게 알린다고 한다."
PARTS = [
    "카카오톡이 21일 오전 8시30분부터 오후 2시30분까지 멈췄다. "
    "이용자 삼백만 명이 글을 보내지 못했다고 회사는 전했다.",
    "원인은 전원 장치 고장이라고 회사는 밝혔다. "
    "자료는 하나도 잃지 않았다고 덧붙였다.",
    "회사는 다음 달까지 두 번째 전원을 마련하겠다고 밝혔다. "
    "값은 따로 물리지 않는다고 한다.",
]
AT = "https://nuri.example/view/7"


def page(number, head="", title=TITLE, part=None):
    return f"""<!doctype html><html lang="ko"><head><meta charset="utf-8">
<title>{title} - 누리신문</title>{head}
<meta property="article:published_time" content="2024-05-22T06:00:00+09:00">
</head><body><h1>{title}</h1>
<h2 class="subtitle">부제도 쪽마다 다시 나온다고 한다</h2>
<p class="byline">홍길동 기자 2024.05.22 06:00</p>
<div class="article-body"><p>{LEAD}</p>
<p>{part or PARTS[number - 1]}</p>
<div class="paging"><a href="{AT}">1</a> <a href="{AT}?page=2">2</a></div>
<p><a href="?page={number + 1}">{number + 1}페이지로</a></p>
<p>다음 페이지에 계속됩니다.</p>
<p>저작권자 ⓒ 누리신문 무단전재 금지</p></div></body></html>
"""


def canonical(url, *links):
    out = f'<link rel="canonical" href="{url}">'
    for rel, href in links:
        out += f'<link rel="{rel}" href="{href}">'
    return out


def line(url, number, **more):
    return json.dumps({"url": url, "html": page(number, **more)},
                      ensure_ascii=False) + "\n"


def texts(*argv, **more):
    """The text of each article that comes out."""
    done = run("article", *argv, **more)
    same((done.status, done.err), (0, ""))
    return [r["article"]["text"] for r in done.records]


WHOLE = "\n".join([LEAD, *PARTS])
FORMS = [
    (AT, f"{AT}?page=2", f"{AT}?page=3"),
    (f"{AT}?a=1&page=1#top", f"{AT}?a=1&page=2", f"{AT}?a=1&page=3"),
    (f"{AT}/", f"{AT}/2", f"{AT}/3/"),
    (f"http://www.nuri.example/view/7", f"{AT}/page/2", f"{AT}/page/3"),
    (f"{AT}.html", f"{AT}_2.html", f"{AT}_3.html"),
    (f"{AT}.html", f"{AT}-2.html", f"{AT}-3.html"),
    (f"{AT}?pageNo=1", f"{AT}?pageNo=2", f"{AT}?pageNo=3"),
]


@case
def by_their_addresses(dir):
    for urls in FORMS:
        lines = "".join(line(url, i) for i, url in enumerate(urls, 1))
        same(texts("--join", "-", stdin=lines), [WHOLE])
        same(len(texts("-", stdin=lines)), 3)


@case
def by_what_they_say(dir):
    put("d/a.html", page(1, canonical(AT)))
    put("d/b.html", page(2, canonical(f"{AT}?page=2")))
    put("d/c.html", page(3, canonical(f"{AT}?page=3")))
    same(texts("--join", "d"), [WHOLE])
    put("d/a.html", page(1, canonical(AT, ("next", "?page=2"))))
    put("d/b.html", page(2, canonical(AT, ("prev", AT),
                                      ("next", f"{AT}?page=3"))))
    put("d/c.html", page(3, canonical(AT, ("prev", "/view/7?page=2"))))
    same(texts("--join", "d"), [WHOLE])
    put("list", "d/a.html\nd/b.html\nd/c.html\n")
    same(texts("--join", "-i", "list"), [WHOLE])
    same(len(texts("--join", "d/c.html", "d/b.html", "d/a.html")), 3)
    same(texts("--join", "d/b.html", "d/c.html", "d/a.html")[2],
         f"{LEAD}\n{PARTS[0]}")


@case
def never_two_articles(dir):
    first = line(AT, 1)
    for other in (
            line(f"{AT}?page=3", 3),              # the second is missing
            line(f"{AT}?page=1", 2), line(AT, 2),
            line("https://nuri.example/view/8?page=2", 2),
            line("https://other.example/view/7?page=2", 2),
            line(f"{AT}?id=8&page=2", 2),
            line(f"{AT}?page=2", 2, title="다른 글은 다른 제목으로 나온다"),
            line(f"{AT}?page=2", 2).replace("2024-05-22T06:00",
                                            "2024-05-23T06:00")):
        same(len(texts("--join", "-", stdin=first + other)), 2)
    pair = (line("https://nuri.example/news/1", 1) +
            line("https://nuri.example/news/2", 2))
    same(len(texts("--join", "-", stdin=pair)), 2)
    pair = line(f"{AT}?p=1234", 1) + line(f"{AT}?p=1235", 2)
    same(len(texts("--join", "-", stdin=pair)), 2)


@case
def a_copy_adds_nothing(dir):
    lines = line(AT, 1) + line(f"{AT}?page=2", 1)
    same(texts("--join", "-", stdin=lines), [f"{LEAD}\n{PARTS[0]}"])


@case
def whatever_the_language(dir):
    parts = [f"Engineers closed the bridge in the {word} part of this long "
             "story, and nobody had told the town." for word in
             ("first", "second")]
    lines = "".join(json.dumps(
        {"url": f"{AT}?page={i}", "html": "<!doctype html><title>The bridge "
         f"that was closed</title><p>{part}</p>"}) + "\n"
        for i, part in enumerate(parts, 1))
    done = run("article", "-q", "--join", "-", stdin=lines)
    same([r["article"]["text"] for r in done.records], ["\n".join(parts)])


@case
def spans_and_records(dir):
    lines = "".join(line(url, i) for i, url in enumerate(FORMS[0], 1))
    done = run("-F", "full", "--join", "-", stdin=lines)
    same((done.status, len(done.records)), (0, 1))
    record = done.records[0]
    text = record["article"]["text"]
    has(text, *PARTS)
    outages = record["outages"]
    same(len(outages), 1)
    for evidence in outages[0]["evidence"]:
        at, to = evidence["span"]
        same(text[at:to], evidence["quote"])
    same(record["article"]["url"], AT)
    same(record["article"]["byline"], ["홍길동"])


@case
def the_same_whoever_works(dir):
    lines = ""
    for k in range(40):
        for i in (1, 2, 3):
            lines += line(f"{AT}{k}" + (f"?page={i}" if i > 1 else ""), i)
        lines += line(f"https://nuri.example/other/{k}", 1, title=f"{TITLE} {k}")
    want = run("article", "--join", "-j", "1", "-", stdin=lines)
    same((want.status, len(want.records)), (0, 80))
    same(run("article", "--join", "-j", "4", "-", stdin=lines).out, want.out)
    done = run("article", "--join", "-j", "4", "--unordered", "-",
               stdin=lines)
    same(sorted(done.out.splitlines()), sorted(want.out.splitlines()))


@case
def in_archives(dir):
    warc = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    for number, url in enumerate(FORMS[0], 1):
        body = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" +
                page(number).encode())
        warc += (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}"
                 "\r\nContent-Type: application/http; msgtype=response\r\n"
                 f"Content-Length: {len(body)}\r\n\r\n").encode()
        warc += body + b"\r\n\r\n"
    put("a.warc.gz", gzip.compress(warc))
    same(texts("--join", "a.warc.gz"), [WHOLE])


@case
def a_database_takes_them_as_one(dir):
    put("d/a.html", page(1, canonical(AT)))
    put("d/b.html", page(2, canonical(f"{AT}?page=2")))
    argv = ("--db", "o.db", "--join", "d")
    same(len(run(*argv).records), 1)
    same(run(*argv).out, "")
    put("d/c.html", page(3, canonical(f"{AT}?page=3")))
    has(run("-v", *argv).err, "d/c.html: goes on with d/a.html")
    with sqlite3.connect(dir / "o.db") as base:
        rows = base.execute("SELECT text FROM articles").fetchall()
    same(len(rows), 1)
    has(rows[0][0], *PARTS)
    done = run("--db", "o.db", "d")
    has(done.err, "other options")


@case
def what_stands_between_parts_them(dir):
    put("a.html", page(1, canonical(AT)))
    put("b.html", page(2, canonical(f"{AT}?page=2")))
    done = run("article", "--join", "a.html", "missing", "b.html")
    same((done.status, len(done.records)), (1, 2))
    same(run("article", "--join", "a.html", "b.html").status, 0)


@case
def never_more_than_fits(dir):
    lines = "".join(line(AT + (f"?page={i}" if i > 1 else ""), 1,
                         part=f"{i}번째 대목은 이렇게 이어진다고 한다. " * 3)
                    for i in range(1, 41))
    got = texts("--join", "-", stdin=lines)
    same(len(got), 9)
    has(got[0], "1번째", "32번째")
    same("33번째" in got[0], False)


main()
