#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--db: records that stay, and runs that go on where one ended."""
import os
import signal
import sqlite3
import subprocess
import time

from harness import OUTAGE, QUIET, case, has, main, one_line, page, put
from harness import run, same, start

DATED = ["--published", "2024-05-22T06:00"]


def rows(sql, db="o.db"):
    import harness
    base = sqlite3.connect(os.path.join(harness.here[0], db))
    try:
        return base.execute(sql).fetchall()
    finally:
        base.close()


def tables(db="o.db"):
    return [rows(f"SELECT * FROM {name} ORDER BY 1, 2", db) for name in
            ("meta", "inputs", "articles", "outages", "evidence")]


def many(count, text=OUTAGE):
    return "".join(page(text, id=f"n{i}", url=f"http://a.example.kr/{i}")
                   for i in range(count))


@case
def records_are_kept_and_written(dir):
    put("a.txt", OUTAGE)
    put("b.txt", QUIET)
    done = run(*DATED, "--db", "o.db", "a.txt", "b.txt")
    same((done.status, done.err), (0, ""))
    same(done.out, run(*DATED, "a.txt").out)
    record = done.records[0]
    same(rows("SELECT id, start, \"end\", duration_minutes FROM outages"),
         [(record["id"], record["start"], record["end"], 54)])
    same(rows("SELECT source, state FROM inputs"),
         [("a.txt", "done"), ("b.txt", "done")])
    same(rows("SELECT field, quote FROM evidence ORDER BY position"),
         [(e["field"], e["quote"]) for e in record["evidence"]])
    same(sorted(os.listdir(dir)), ["a.txt", "b.txt", "o.db"])


@case
def again_does_what_is_left(dir):
    put("in", many(20))
    same(run("--db", "o.db", "in").status, 0)
    before = tables()
    done = run("-v", "--db", "o.db", "in")
    same((done.status, done.out), (0, ""))
    has(done.err, "0 inputs, 0 failed, 0 outages, 20 from earlier runs")
    put("in", many(22))
    done = run("--db", "o.db", "in")
    same([r["article"]["source"] for r in done.records], ["n20", "n21"])
    same(len(run("--db", "o.db", "--refresh", "in").records), 22)
    same([r for r in tables()[2] if r[1] not in ("n20", "n21")], before[2])


@case
def a_changed_file_is_read_again(dir):
    put("a.txt", OUTAGE)
    run(*DATED, "--db", "o.db", "a.txt")
    put("a.txt", QUIET)
    same(run(*DATED, "--db", "o.db", "a.txt").status, 0)
    same(rows("SELECT count(*) FROM outages"), [(0,)])
    same(rows("SELECT title FROM articles"), [(QUIET.splitlines()[0],)])


@case
def failures_are_kept(dir):
    put("a.html", "<html><title>Access Denied</title><body>"
        "<h1>Access Denied</h1></body></html>")
    done = run("--db", "o.db", "a.html", "missing")
    same(done.status, 1)
    same(rows("SELECT source, state, error FROM inputs"),
         [("a.html", "failed", "no-article"), ("missing", "left", "io")])
    done = run("--db", "o.db", "a.html", "missing")
    one_line(done, "missing: no such file")


@case
def a_name_stands_for_one_input(dir):
    done = run("--db", "o.db", "-", stdin=page(id="a") + page(id="a") +
               page(QUIET, id="a"))
    same((done.status, len(done.records)), (1, 1))
    one_line(done, "a: this name has stood for another input")


@case
def no_database_to_write(dir):
    put("a.txt", OUTAGE)
    for name, content, part in (
            ("x.db", "words " * 100, "is no database"),
            ("no/such/x.db", None, "cannot be written"),
            ("d", None, "cannot be")):
        if content:
            put(name, content)
        os.makedirs(dir / "d", exist_ok=True)
        done = run("--db", name, "a.txt")
        same((done.status, done.out), (3, ""))
        one_line(done, name + ": ", part)
        if content:
            same((dir / name).read_text(), content)
    sqlite3.connect(dir / "other.db").execute("CREATE TABLE t(a)")
    one_line(run("--db", "other.db", "a.txt"), "another program")
    run("--db", "o.db", "a.txt")
    one_line(run("--db", "o.db", "--publishers", "none", "a.txt"),
             "other options", "--refresh")
    base = sqlite3.connect(dir / "o.db")
    base.execute("PRAGMA user_version = 9")
    base.close()
    one_line(run("--db", "o.db", "a.txt"), "version 9")


@case
def one_run_at_a_time(dir):
    put("a.txt", OUTAGE)
    child = start("--db", "o.db", "-", stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE)
    child.stdin.write(page(id="a").encode())
    child.stdin.flush()
    child.stdout.readline()
    done = run("--db", "o.db", "a.txt")
    same((done.status, done.out), (3, ""))
    one_line(done, "o.db: another run fills it", str(child.pid))
    same(rows("SELECT source FROM inputs"), [("a",)])  # it can be read
    child.kill()
    child.wait(10)
    same(run("--db", "o.db", "a.txt").status, 0)
    same(sorted(os.listdir(dir)), ["a.txt", "o.db"])


@case
def a_full_database(dir):
    """The ceiling of pages gives the same error as a disk without room."""
    put("in", many(300))
    run("--db", "o.db", "-", stdin=many(1))
    import resource
    size = os.path.getsize(dir / "o.db")
    child = start("--db", "o.db", "in", stdout=subprocess.DEVNULL,
                  stderr=subprocess.PIPE, preexec_fn=lambda: (
                      signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                      resource.setrlimit(resource.RLIMIT_FSIZE,
                                         (size + 200000, size + 200000))))
    err = child.communicate()[1].decode()
    same(child.returncode, 3)
    has(err, "meoktong: o.db: ", "; ")
    some = rows("SELECT count(*) FROM inputs")[0][0]
    assert 1 <= some < 300, some
    same(run("--db", "o.db", "in").status, 0)
    run("--db", "p.db", "in")
    same(tables(), tables("p.db"))


@case
def killed_and_begun_again(dir):
    put("in", many(150) + many(150, QUIET).replace("n", "q"))
    began = time.monotonic()
    run("-q", "--db", "whole.db", "in")
    whole = time.monotonic() - began
    for i in range(12):
        child = start("-q", "--db", "o.db", "in", stdout=subprocess.DEVNULL)
        time.sleep(whole * (i + 1) / 14)
        child.kill()
        child.wait(10)
    run("-q", "--db", "o.db", "in")
    same(tables(), tables("whole.db"))


@case
def interrupted_and_begun_again(dir):
    put("in", many(2000))
    child = start("--db", "o.db", "in", stdout=subprocess.DEVNULL,
                  stderr=subprocess.PIPE)
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    same(child.wait(10), -signal.SIGINT)
    some = rows("SELECT count(*) FROM inputs")[0][0]
    assert 0 < some < 2000, some
    same(len(run("--db", "o.db", "in").records), 2000 - some)


main()
