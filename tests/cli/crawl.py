#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""meoktong fetch and robots: archives that are written, read and gone on
with. The pages come from a server on loopback."""
import gzip
import os
import pathlib
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent /
                       "fault"))
from harness import (MEOKTONG, OUTAGE, case, has, main, one_line, put,  # noqa
                     run, same, start)
from server import Server, reply, to  # noqa: E402

PAGE = ("<!doctype html><html lang=ko><head><meta charset=utf-8><title>" +
        OUTAGE.splitlines()[0] + "</title></head><body><article><h1>" +
        OUTAGE.splitlines()[0] + "</h1>" +
        "".join(f"<p>{p}</p>" for p in OUTAGE.splitlines()[1:]) +
        "</article></body></html>").encode()
ANSWERS = {f"/{i}": reply(PAGE + b"<!-- %d -->" % i) for i in range(300)}
ANSWERS["/robots.txt"] = reply(b"User-agent: *\nDisallow: /no\n"
                               b"Allow: /no/yes\n", Content_Type="text/plain")
ANSWERS["/moved"] = to("/7")
ANSWERS["/zipped"] = reply(gzip.compress(PAGE), Content_Encoding="gzip")
server = Server(ANSWERS)
SITE = server.site
OPEN = ["--allow-private", "--delay", "0", "--retries", "0"]


def urls(count):
    return "".join(f"{SITE}/{i}\n" for i in range(count))


def pages_of(archive):
    done = run("--published", "2024-05-22", archive)
    same(done.status, 0)
    return sorted(r["article"]["url"] for r in done.records)


@case
def fetched_and_read(dir):
    put("urls", urls(3) + f"{SITE}/moved\n{SITE}/zipped\n{SITE}/gone\n")
    for name in "a.warc", "a.warc.gz", "a.warc.zst":
        done = run("fetch", *OPEN, "-i", "urls", "-o", name)
        same((done.status, done.out), (1, ""))
        has(done.err, "/gone: answered with status 404", f"5 pages to {name}")
        same(pages_of(name), sorted(f"{SITE}/{p}" for p in
                                    ("0", "1", "2", "7", "zipped")))


@case
def what_is_there_is_not_fetched_again(dir):
    put("urls", urls(3) + f"{SITE}/moved\n")
    run("fetch", *OPEN, "-i", "urls", "-o", "a.warc.gz")
    size, before = (dir / "a.warc.gz").stat().st_size, len(server.seen)
    done = run("fetch", *OPEN, "-i", "urls", "-o", "a.warc.gz")
    same((done.status, len(server.seen)), (0, before))
    has(done.err, "0 pages", "4 there before")
    same((dir / "a.warc.gz").stat().st_size, size)
    done = run("fetch", *OPEN, "--refresh", f"{SITE}/1", "-o", "a.warc.gz")
    has(done.err, "1 page to ")
    assert (dir / "a.warc.gz").stat().st_size > size


@case
def killed_at_any_moment(dir):
    put("urls", urls(300))
    for name in "a.warc.gz", "a.warc", "a.warc.zst":
        kills = 0
        for delay in (0.01, 0.03, 0.05, 0.08, 0.02, 0.04, 0.06, 0.1):
            child = start("fetch", *OPEN, "-i", "urls", "-o", name,
                          stderr=subprocess.DEVNULL)
            time.sleep(delay)
            kills += child.poll() is None
            child.kill()
            child.wait()
        assert kills
        done = run("fetch", *OPEN, "-i", "urls", "-o", name)
        same(done.status, 0)
        same(pages_of(name), sorted(f"{SITE}/{i}" for i in range(300)))


@case
def a_signal_ends_it_cleanly(dir):
    put("urls", urls(300))
    child = start("fetch", "--allow-private", "--delay", "1", "-i", "urls",
                  "-o", "a.warc.gz", stderr=subprocess.PIPE)
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    err = child.communicate(timeout=5)[1].decode()
    same(child.returncode, -signal.SIGINT)
    has(err, "stopped; the same command goes on")
    assert pages_of("a.warc.gz")


@case
def people_see_how_far_it_is(dir):
    put("urls", urls(8) + f"{SITE}/gone\n")
    for argv in (["fetch", "-o", "a.warc"], ["extract", "-o", "out"]):
        ours, theirs = pty.openpty()
        child = start(*argv, "--allow-private", "--delay", "0.5", "--retries",
                      "0", "-i", "urls", stderr=theirs)
        os.close(theirs)
        shown = b""
        try:
            while more := os.read(ours, 4096):
                shown += more
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        same(child.wait(10), 1)
        assert re.search(rb"\d done, .*\d\.\d pages/s, \d+ s left", shown), shown


@case
def where_it_cannot_be_written(dir):
    put("diary.warc", "dear diary\n")
    for name, part in (("no/where.warc", "No such file"),
                       ("diary.warc", "choose another name"),
                       (".", "directory")):
        done = run("fetch", *OPEN, f"{SITE}/1", "-o", name)
        same((done.status, done.out), (3, ""))
        has(done.err, part)
    same((dir / "diary.warc").read_text(), "dear diary\n")
    if os.path.exists("/dev/full"):
        done = run("fetch", *OPEN, f"{SITE}/1", "-o", "/dev/full")
        same(done.status, 3)
        has(done.err, "No space left", "free some space")


@case
def files_are_no_urls(dir):
    put("page.html", PAGE)
    done = run("fetch", *OPEN, "page.html", "-o", "a.warc")
    same(done.status, 1)
    has(done.err, "page.html: a file, where a URL is needed; ")


@case
def a_half_page_keeps_its_flag(dir):
    ANSWERS["/half"] = reply(PAGE, Content_Length="99999")
    for name in "a.warc", "a.warc.gz":
        same(run("fetch", *OPEN, f"{SITE}/half", "-o", name).status, 1)
        run("fetch", *OPEN, "--keep-partial", f"{SITE}/half", "-o", name)
        done = run("--published", "2024-05-22", "--db", name + ".db", name)
        same([r["article"]["flags"] for r in done.records], [["truncated"]])
        base = sqlite3.connect(dir / (name + ".db"))
        same(base.execute("SELECT flags FROM articles").fetchall(),
             [('["truncated"]',)])
        base.close()


@case
def asked_of_robots(dir):
    done = run("robots", "--allow-private", f"{SITE}/1", f"{SITE}/no/1",
               f"{SITE}/no/yes")
    same(done.status, 1)
    same(sorted(done.out.splitlines()), sorted([
        f"allowed\t{SITE}/1\tno rule against it",
        f"refused\t{SITE}/no/1\tline 2: /no",
        f"allowed\t{SITE}/no/yes\tline 3: /no/yes"]))
    same(run("robots", "--allow-private", f"{SITE}/1").status, 0)
    done = run("fetch", *OPEN, f"{SITE}/no/1", "-o", "a.warc")
    same(done.status, 1)
    has(done.err, "robots.txt, line 2: /no", "browser")
    same(server.count("/no/1"), 0)
    ANSWERS["/no/1"] = reply(PAGE)
    done = run("fetch", *OPEN, "--ignore-robots", f"{SITE}/no/1", "-o",
               "a.warc")
    same(done.status, 0)
    has(done.err, "robots.txt is not asked")


@case
def crawl_delay_is_kept(dir):
    slow = Server({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 1\n"),
                   "/1": reply(PAGE), "/2": reply(PAGE)}, "127.0.0.5")
    run("fetch", *OPEN, f"{slow.site}/1", f"{slow.site}/2", "-o", "a.warc")
    times = [t for _, p, t in slow.seen if p != "/robots.txt"]
    same(len(times), 2)
    assert times[1] - times[0] >= 1, times


@case
def several_hosts_at_once_one_connection_each(dir):
    names = [f"127.0.0.{i}" for i in range(20, 28)]
    open_now, most = {}, {}

    def slow(name):
        def answer(connection, request):
            open_now[name] = open_now.get(name, 0) + 1
            most[name] = max(most.get(name, 0), open_now[name])
            time.sleep(0.2)
            open_now[name] -= 1
            connection.sendall(reply(PAGE))
        return answer

    sites = [Server({"/robots.txt": reply(b""), "/a": slow(n), "/b": slow(n)},
                    n).site for n in names]
    began = time.monotonic()
    done = run("fetch", *OPEN, *[s + p for s in sites for p in ("/a", "/b")],
               "-o", "a.warc")
    same(done.status, 0)
    same(set(most.values()), {1})
    assert time.monotonic() - began < 2, "one after the other"


@case
def what_is_written(dir):
    run("fetch", *OPEN, f"{SITE}/1", f"{SITE}/moved", f"{SITE}/zipped", "-o",
        "a.warc.gz")
    data = gzip.decompress((dir / "a.warc.gz").read_bytes())
    same(data.count(b"WARC/1.1\r\n"), 5)
    has(data.decode(), "X-Crawler-Content-Encoding: gzip",
        f"WARC-Target-URI: {SITE}/moved")


main()
