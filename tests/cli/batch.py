#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Many inputs: worker processes, order, progress, directories, archives."""
import contextlib
import gzip
import os
import pathlib
import pty
import signal
import subprocess
import time

from harness import OUTAGE, QUIET, case, has, main, one_line, page, put
from harness import run, same, start

DATED = ["--published", "2024-05-22T06:00"]


def sources(done):
    return [r["article"]["source"] for r in done.records]


def many(count, text=OUTAGE):
    return "".join(page(text, id=f"n{i}") for i in range(count))


def workers(pid):
    return [int(p) for p in pathlib.Path(
        f"/proc/{pid}/task/{pid}/children").read_text().split()]


@case
def order_and_number_of_workers_change_nothing(dir):
    put("in", many(50) + "broken\n" + many(50, QUIET) + page(id="last"))
    one = run("-j", "1", "in")
    same(one.status, 1)
    same(sources(one), [f"n{i}" for i in range(50)] + ["last"])
    for argv in (["-j", "2"], ["-j", "7"], []):
        other = run(*argv, "in")
        same((other.out, other.err, other.status),
             (one.out, one.err, one.status))
    loose = run("-j", "7", "--unordered", "in")
    same(sorted(loose.out.splitlines()), sorted(one.out.splitlines()))


@case
def formats_are_the_same_from_many_workers(dir):
    put("in", many(3) + many(2, QUIET) + many(3))
    for argv in (["-F", "json"], ["-F", "csv"], ["-F", "tsv"], ["-F", "full"],
                 ["-F", "table"], ["article", "--text"],
                 ["article", "--markdown"], ["article", "-F", "json"]):
        same(run(*argv, "-j", "4", "in").out, run(*argv, "-j", "1", "in").out)


def with_worker(act, *argv, text=OUTAGE):
    """Stops the worker, gives it a page, acts on it, and lets it go on."""
    child = start("-j", "1", *argv, "-", stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdin.write(page(id="first").encode())
    child.stdin.flush()
    has(child.stdout.readline().decode(), '"first"')
    worker, = workers(child.pid)
    os.kill(worker, signal.SIGSTOP)
    child.stdin.write(page(text, id="next").encode())
    child.stdin.flush()
    time.sleep(0.3)
    act(child, worker)
    with contextlib.suppress(ProcessLookupError):  # it is gone already
        os.kill(worker, signal.SIGCONT)
    out, err = child.communicate(page(id="last").encode(), timeout=60)
    return child.returncode, out.decode(), err.decode()


@case
def a_worker_that_crashes_costs_one_page(dir):
    if "sanitize" in os.environ.get("BUILD", ""):
        return
    for number in (signal.SIGSEGV, signal.SIGKILL, signal.SIGBUS):
        status, out, err = with_worker(
            lambda child, worker: os.kill(worker, number), "--errors", "json")
        same(status, 1)
        has(out, '"source":"next","error":"crashed"', '"source":"last"')


@case
def memory_of_a_page_has_an_end(dir):
    import resource
    if "sanitize" in os.environ.get("BUILD", ""):
        return

    def starve(child, worker):
        size = int(pathlib.Path(f"/proc/{worker}/statm")
                   .read_text().split()[0])
        resource.prlimit(worker, resource.RLIMIT_AS, (size, size))
    status, out, err = with_worker(starve, "--errors", "json",
                                   text=OUTAGE + QUIET * 10000)
    same(status, 1)
    has(out, '"source":"next","error":"too-complex"', '"source":"last"')


@case
def idle_workers_may_be_killed(dir):
    child = start("-j", "1", "-", stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE)
    for i in range(4):
        child.stdin.write(page(id=f"n{i}").encode())
        child.stdin.flush()
        has(child.stdout.readline().decode(), f'"n{i}"')
        os.kill(workers(child.pid)[0], signal.SIGKILL)
        time.sleep(0.05)
    child.stdin.close()
    same(child.wait(10), 0)


@case
def no_worker_stays_behind(dir):
    child = start("-j", "3", "-", stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE)
    child.stdin.write(many(30).encode())
    child.stdin.flush()
    for _ in range(30):
        child.stdout.readline()
    left = workers(child.pid)
    assert 1 <= len(left) <= 3, left
    child.kill()
    child.wait(10)
    for _ in range(100):
        if not any(map(is_running, left)):
            return
        time.sleep(0.05)
    raise AssertionError("workers outlive the run")


def is_running(pid):
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
        return stat.rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@case
def what_is_under_way_is_finished(dir):
    def end(child, worker):
        child.send_signal(signal.SIGTERM)
        time.sleep(0.2)
    began = time.monotonic()
    status, out, err = with_worker(end)
    same((status, err), (-signal.SIGTERM, ""))
    assert time.monotonic() - began < 5
    has(out, '"next"')
    assert '"last"' not in out


@case
def progress_on_a_terminal(dir):
    master, slave = pty.openpty()
    child = start("-j", "1", "-", stdin=subprocess.PIPE, stderr=slave,
                  stdout=subprocess.DEVNULL)
    os.close(slave)
    child.stdin.write(many(3).encode() + b"broken\n")
    child.stdin.flush()
    time.sleep(2.8)
    child.stdin.close()
    same(child.wait(10), 1)
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:
        pass
    os.close(master)
    shown = shown.decode()
    has(shown, "\rmeoktong: 4 done, 1 failed, 3 outages, ".replace(
        "\r", "\r\033[K"), " pages/s")
    has(shown.splitlines()[-1], "4 inputs, 1 failed, 3 outages, ")


@case
def other_text_in_a_directory_is_passed_over(dir):
    put("d/a.txt", OUTAGE)
    put("d/README.md", "# Pages\n\nOne page a file.\n")
    put("d/LICENSE", "Permission is hereby granted to anybody.\n" * 5)
    put("d/notes", "todo: ask the desk again\n")
    put("d/empty.html", "")
    put("d/old.html", "<html><title>Old</title><p>" +
        "nothing but English words here and there. " * 30)
    put("d/page.gold.json", "{}")
    done = run(*DATED, "d")
    same((done.status, done.err, sources(done)), (0, "", ["d/a.txt"]))
    done = run(*DATED, "-v", "d")
    same(done.err.count("no page; passed over"), 6)
    has(done.err, "d/README.md: no page", "1 input, 0 failed")
    os.remove(dir / "d/a.txt")
    done = run("d")
    same((done.status, done.out), (1, ""))
    one_line(done, "d: no pages in this directory")
    for argv in (["--unordered"], ["-j", "1"], ["-j", "5"]):
        one_line(run(*argv, "d"), "d: no pages in this directory")
    one_line(run(put("d/empty.html", "")), "d/empty.html")


@case
def a_blocked_page_in_a_directory_is_named(dir):
    put("d/a.html", "<html><title>Access Denied</title><body>"
        "<h1>Access Denied</h1></body></html>")
    done = run("d")
    same(done.status, 1)
    one_line(done, "d/a.html: no article")


def record(url, body):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n").encode() + http + \
        b"\r\n\r\n"


def web_page(text=OUTAGE):
    title, *rest = text.splitlines()
    return ("<!doctype html><meta charset=utf-8><title>" + title +
            "</title><article><h1>" + title + "</h1>" +
            "".join(f"<p>{p}</p>" for p in rest) + "</article>").encode()


@case
def an_archive_is_a_source(dir):
    parts = [record(f"http://a.example.kr/{i}", web_page()) for i in range(3)]
    put("a.warc", b"".join(parts))
    put("a.warc.gz", b"".join(map(gzip.compress, parts)))
    offset = len(parts[0])
    done = run(*DATED, "a.warc")
    same((done.status, done.err), (0, ""))
    same(sources(done), ["a.warc#0", f"a.warc#{offset}",
                         f"a.warc#{2 * offset}"])
    same(done.records[1]["article"]["url"], "http://a.example.kr/1")
    same(len(run(*DATED, "-", stdin=b"".join(parts)).records), 3)
    packed = run(*DATED, "a.warc.gz")
    same([r["id"] for r in packed.records], [r["id"] for r in done.records])
    for name in sources(done) + sources(packed):
        same(sources(run(*DATED, name)), [name])
    put("list", f"a.warc#{offset}\n")
    same(sources(run(*DATED, "-i", "list")), [f"a.warc#{offset}"])
    one_line(run("a.warc#17"), "a.warc#17: ")
    one_line(run("b.warc#17"), "b.warc#17: no such file")


@case
def a_cut_archive_gives_what_is_whole(dir):
    whole = record("http://a.example.kr/1", web_page())
    done = run(*DATED, "--errors", "json", put("a.warc", whole * 2 +
                                               whole[:300]))
    same(done.status, 1)
    same([r.get("error") for r in done.records], [None, None, "truncated"])


@case
def an_archive_in_a_directory(dir):
    put("d/a.warc.gz", gzip.compress(record("http://a.example.kr/1",
                                            web_page())))
    put("d/source.tar.gz", gzip.compress(b"ustar" * 1000))
    done = run(*DATED, "d")
    same((done.status, done.err), (0, ""))
    same(sources(done), ["d/a.warc.gz#0"])
    done = run(*DATED, "--errors", "json", "d/source.tar.gz")
    same([r["error"] for r in done.records], ["bad-archive"])


main()
