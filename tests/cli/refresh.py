#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--refresh: what has not changed is not sent again. The pages come from a
server on loopback that knows If-None-Match and If-Modified-Since."""
import gzip
import os
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent /
                       "fault"))
from harness import OUTAGE, QUIET, case, has, main, put, run, same  # noqa
from server import Server, reply, to  # noqa: E402

OPEN = ["--allow-private", "--delay", "0", "--retries", "0"]
DB = [*OPEN, "--published", "2024-05-22", "--db", "o.db"]
DAY = "Wed, 22 May 2024 06:00:00 GMT"


def html(text):
    title, *rest = text.splitlines()
    return ("<!doctype html><html lang=ko><head><meta charset=utf-8><title>" +
            title + "</title></head><body><article><h1>" + title + "</h1>" +
            "".join(f"<p>{p}</p>" for p in rest) +
            "</article></body></html>").encode()


class Site:
    """Pages with versions; asked: what was asked for, under which condition,
    and how it was answered."""

    def __init__(self):
        self.pages, self.asked = {}, []
        self.server = Server({"/robots.txt": reply(b"")})
        self.url = self.server.site

    def put(self, path, text, tag=None, date=None, **fields):
        headers = {"ETag": tag, "Last-Modified": date, **fields}
        self.pages[path] = (html(text), tag, date, headers)
        self.server.answers[path] = lambda c, lines: self.answer(
            path, c, lines)

    def answer(self, path, connection, lines):
        body, tag, date, headers = self.pages[path]
        given = dict(line.split(": ", 1) for line in lines if ": " in line)
        match, since = (given.get("If-None-Match"),
                        given.get("If-Modified-Since"))
        same = match == tag if match else bool(date) and since == date
        self.asked.append((path, match, since, 304 if same else 200))
        connection.sendall(reply(b"", "304 Not Modified", Content_Length=None,
                                 **headers) if same
                           else reply(body, **headers))


def rows(dir, sql):
    base = sqlite3.connect(os.path.join(dir, "o.db"))
    try:
        return base.execute(sql).fetchall()
    finally:
        base.close()


@case
def records_stay_while_pages_do(dir):
    site = Site()
    site.put("/tag", OUTAGE, tag='"v1"')
    site.put("/date", OUTAGE, date=DAY)
    site.put("/both", QUIET, tag='W/"a"', date=DAY)
    site.put("/none", OUTAGE)
    urls = [site.url + p for p in ("/tag", "/date", "/both", "/none")]
    first = run(*DB, *urls)
    same((first.status, len(first.records)), (0, 3))
    same({a[1:] for a in site.asked}, {(None, None, 200)})
    before = rows(dir, "SELECT * FROM outages ORDER BY 1")
    site.asked.clear()
    same((run(*DB, *urls).out, site.asked), ("", []))
    done = run("-v", *DB, "--refresh", *urls)
    same(site.asked, [("/tag", '"v1"', None, 304), ("/date", None, DAY, 304),
                      ("/both", 'W/"a"', DAY, 304), ("/none", None, None, 200)])
    same([r["article"]["source"] for r in done.records], [urls[3]])
    has(done.err, "4 inputs, 0 failed, 1 outage, 3 unchanged",
        "/tag: unchanged; its records stay")
    same(rows(dir, "SELECT * FROM outages ORDER BY 1"), before)
    same(rows(dir, "SELECT DISTINCT state FROM inputs"), [("done",)])
    site.put("/tag", QUIET, tag='"v2"')
    done = run(*DB, "--refresh", urls[0])
    same((done.status, site.asked[-1]), (0, ("/tag", '"v1"', None, 200)))
    same(rows(dir, "SELECT etag FROM inputs WHERE source LIKE '%/tag'"),
         [('"v2"',)])
    same(rows(dir, "SELECT count(*) FROM outages"), [(2,)])


@case
def other_options_read_everything(dir):
    """The page is the same, but what is made of it need not be."""
    site = Site()
    site.put("/tag", OUTAGE, tag='"v1"')
    run(*DB, site.url + "/tag")
    other = [*DB[:-4], "--published", "2023-01-02", "--db", "o.db"]
    done = run(*other, "--refresh", site.url + "/tag")
    same(site.asked[-1], ("/tag", None, None, 200))
    same([r["start"][:4] for r in done.records], ["2022"])
    run(*other, "--refresh", site.url + "/tag")
    same(site.asked[-1][3], 304)


@case
def what_failed_is_asked_without_condition(dir):
    site = Site()
    site.put("/page", OUTAGE, tag='"v1"')
    url = site.url + "/page"
    run(*DB, url)
    answer = site.server.answers["/page"]
    site.server.answers["/page"] = reply(b"", "503 Busy")
    same(run(*DB, "--refresh", url).status, 75)
    site.server.answers["/page"] = answer
    same(run(*DB, url).out, "")  # its record is still there
    same(site.asked[-1], ("/page", '"v1"', None, 304))
    same(rows(dir, "SELECT state, error FROM inputs"), [("done", None)])
    site.server.answers["/page"] = reply(b"", "404 Gone")
    run(*DB, "--refresh", url)
    same(rows(dir, "SELECT count(*) FROM articles"), [(0,)])
    site.server.answers["/page"] = answer
    run(*DB, "--refresh", url)
    same(site.asked[-1], ("/page", None, None, 200))
    same(rows(dir, "SELECT count(*) FROM outages"), [(1,)])


@case
def a_condition_is_for_one_url(dir):
    """What a redirect leads to now may be another page, and older."""
    site = Site()
    site.put("/a", OUTAGE, tag='"x"', date=DAY)
    site.put("/b", QUIET, tag='"x"', date=DAY)
    site.server.answers["/now"] = to("/a")
    url = site.url + "/now"
    run(*DB, url)
    same(run(*DB, "--refresh", url).out, "")
    same(site.asked[-1], ("/a", '"x"', DAY, 304))
    site.server.answers["/now"] = to("/b")
    run(*DB, "--refresh", url)
    same(site.asked[-1], ("/b", None, None, 200))
    same(rows(dir, "SELECT count(*) FROM outages"), [(0,)])


@case
def a_304_that_nobody_asked_for(dir):
    site = Site()
    site.server.answers["/odd"] = reply(b"", "304 Not Modified")
    done = run(*OPEN, site.url + "/odd")
    same((done.status, len(done.errors)), (1, 1))
    has(done.err, "304")


@case
def an_archive_gets_revisits(dir):
    site = Site()
    site.put("/a", OUTAGE, tag='"v1"')
    site.put("/b", OUTAGE, date=DAY)
    site.put("/c", OUTAGE)
    site.server.answers["/moved"] = to("/a")
    urls = [site.url + p for p in ("/a", "/b", "/c", "/moved")]
    for name in "a.warc", "a.warc.gz", "a.warc.zst":
        run("fetch", *OPEN, *urls, "-o", name)
        site.put("/b", QUIET, date=DAY.replace("22", "23"))
        site.asked.clear()
        done = run("fetch", "-v", *OPEN, "--refresh", *urls, "-o", name)
        same(sorted(site.asked), [
            ("/a", '"v1"', None, 304), ("/a", '"v1"', None, 304),
            ("/b", None, DAY, 200), ("/c", None, None, 200)])
        has(done.err, f"2 pages to {name}, 0 failed, 2 unchanged",
            "/a: unchanged")
        done = run("article", name)
        same((done.status, done.err, sorted(
            r["article"]["url"][-2:] for r in done.records)),
            (0, "", ["/a", "/a", "/b", "/b", "/c", "/c"]))
        before = (dir / name).stat().st_size
        run("fetch", *OPEN, *urls, "-o", name)
        same((dir / name).stat().st_size, before)
        site.asked.clear()
        run("fetch", *OPEN, "--refresh", urls[0], "-o", name)
        same(site.asked, [("/a", '"v1"', None, 304)])
        site.put("/b", OUTAGE, date=DAY)
    data = gzip.decompress((dir / "a.warc.gz").read_bytes()).decode()
    records = [r for r in data.split("WARC/1.1\r\n")
               if r.startswith("WARC-Type: revisit")]
    same(len(records), 3)
    date = next(line for line in data.splitlines()
                if line.startswith("WARC-Date: "))[11:21]
    has(records[0], "revisit/server-not-modified\r\n",
        f"WARC-Refers-To-Target-URI: {urls[0]}\r\n",
        f"WARC-Refers-To-Date: {date}", "HTTP/1.1 304 Not Modified\r\n")


@case
def other_tools_read_revisits(dir):
    try:
        import warcio.archiveiterator as warcio
    except ImportError:
        print("warcio is not here: not tried")
        return
    site = Site()
    site.put("/a", OUTAGE, tag='"v1"')
    for more in [], ["--refresh"]:
        run("fetch", *OPEN, *more, site.url + "/a", "-o", "a.warc.gz")
    with open(dir / "a.warc.gz", "rb") as file:
        seen = [(r.rec_type, r.http_headers and
                 r.http_headers.get_statuscode())
                for r in warcio.ArchiveIterator(file)]
    same(seen, [("warcinfo", None), ("response", "200"), ("revisit", "304")])


@case
def records_and_archive_together(dir):
    site = Site()
    site.put("/a", OUTAGE, tag='"v1"')
    both = [*DB, "--warc", "a.warc", site.url + "/a"]
    same(len(run(*both).records), 1)
    done = run("-v", *both, "--refresh")
    has(done.err, "1 unchanged")
    data = (dir / "a.warc").read_text()
    same((data.count("WARC-Type: response"), data.count("WARC-Type: revisit"),
          data.count("WARC-Refers-To-Date: ")), (1, 1, 1))
    done = run("-v", *DB, "--refresh", "--warc", "b.warc", site.url + "/a")
    has((dir / "b.warc").read_text(), "WARC-Type: revisit")
    same(run("article", "a.warc").status, 0)


@case
def a_database_of_version_1(dir):
    site = Site()
    site.put("/a", OUTAGE, tag='"v1"')
    run(*DB, site.url + "/a")
    for column in "url", "etag", "last_modified":
        rows(dir, f"ALTER TABLE inputs DROP COLUMN {column}")
    rows(dir, "ALTER TABLE articles DROP COLUMN flags")
    rows(dir, "PRAGMA user_version = 1")
    same(run(*DB, site.url + "/a").out, "")
    same(len(run(*DB, "--refresh", site.url + "/a").records), 1)
    same(rows(dir, "SELECT etag FROM inputs"), [('"v1"',)])
    same(rows(dir, "PRAGMA user_version"), [(2,)])


main()
