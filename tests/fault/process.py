#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults 37 to 40: kills, disks, signals, two runs."""
import contextlib
import http.server
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

from fault import fault, main
from harness import MEOKTONG, OUTAGE, QUIET, has, one_line, page, put, run
from harness import same, start

KILLS = 200


def many(count, text=OUTAGE, name="n"):
    return "".join(page(text, id=f"{name}{i}",
                        url=f"http://a.example.kr/{name}{i}")
                   for i in range(count))


def tables(path):
    base = sqlite3.connect(path)
    try:
        return [base.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
                for name in ("meta", "inputs", "articles", "outages",
                             "evidence")]
    finally:
        base.close()


@fault(37, "killed at any moment, the same command ends with the same rows")
def kills(dir):
    put("in", many(120) + "broken\n" + many(120, QUIET, "q") + many(60))
    argv = ["-q", "--db"]
    began = time.monotonic()
    run(*argv, "whole.db", "in")
    whole = time.monotonic() - began
    wanted = tables(dir / "whole.db")
    chance = random.Random(37)
    killed = databases = 0
    while killed < KILLS:
        name = f"o{databases}.db"
        for _ in range(chance.choice((1, 2, 3, 8))):
            child = start(*argv, name, "in", stdout=subprocess.DEVNULL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(chance.random() * whole * 1.05)
            killed += child.poll() is None
            child.kill()
            child.wait()
        run(*argv, name, "in")
        same(tables(dir / name) == wanted, True)
        same(sorted(p.name for p in dir.glob(name + "*")), [name])
        os.remove(dir / name)
        databases += 1
    return f"{killed} kills, {databases} databases of {len(wanted[1])} " \
        f"inputs, all like the undisturbed one"


@fault(37, "an output file is the old one or the whole one, never a half")
def killed_output(dir):
    put("in", many(200))
    whole = run("in").out
    chance = random.Random(1)
    put("out", "old")
    for _ in range(20):
        child = start("in", "-o", "out")
        time.sleep(chance.random() * 0.4)
        child.kill()
        child.wait()
        assert (dir / "out").read_text() in ("old", whole)


@contextlib.contextmanager
def small_disk(dir, options="size=400k"):
    """A file system of its own, where that may be made."""
    os.mkdir(dir / "disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none",
                           dir / "disk"], capture_output=True).returncode == 0
    try:
        yield dir / "disk" if made else None
    finally:
        if made:
            subprocess.run(["umount", dir / "disk"], check=True)


@fault(38, "a full disk ends the run with 3; with space it goes on")
def full_disk(dir):
    put("in", many(400))
    with small_disk(dir) as disk:
        if not disk:
            return full_device(dir)
        done = run("in", "-o", "disk/out")
        same((done.status, done.out), (3, ""))
        one_line(done, "disk/out: cannot be written", "space")
        same(os.listdir(disk), [])
        done = run("-q", "--db", "disk/o.db", "in")
        same(done.status, 3)
        one_line(done, "disk/o.db: the disk is full")
        kept = len(tables(disk / "o.db")[1])
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        same(run("-q", "--db", "disk/o.db", "in").status, 0)
        run("-q", "--db", "o.db", "in")
        same(tables(disk / "o.db") == tables(dir / "o.db"), True)
        return f"{kept} of 400 kept, then the rest"


def full_device(dir):
    one_line(run("in", "-o", "/dev/full"), "/dev/full: cannot be written")
    same(run("in", "-o", "/dev/full").status, 3)
    return "/dev/full only: no file system may be mounted here"


@fault(38, "a read-only place is refused before anything is read")
def read_only(dir):
    put("a.txt", OUTAGE)
    with small_disk(dir) as disk:
        if disk:
            run("--db", "disk/o.db", "a.txt")
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        else:
            disk = dir / "no-such-folder"
        for argv in (["-o", disk / "out"], ["--db", disk / "o.db"]):
            done = run(*argv, "a.txt")
            same((done.status, done.out), (3, ""))
            one_line(done, "written")


@fault(39, "head, SIGINT, SIGTERM, a second SIGINT: as a shell expects")
def signals(dir):
    put("in", many(20000))
    argv = [MEOKTONG, "in"]
    done = subprocess.run(f"{MEOKTONG} in | head -n 1; "
                          "echo ${PIPESTATUS[0]}", shell=True, cwd=dir,
                          executable="/bin/bash", capture_output=True,
                          text=True, timeout=60)
    same((done.stdout.splitlines()[-1], done.stderr), ("141", ""))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        child = subprocess.Popen(argv, cwd=dir, stdout=subprocess.PIPE)
        child.stdout.readline()
        began = time.monotonic()
        child.send_signal(number)
        lines = child.stdout.read().splitlines()
        same(child.wait(10), -number)
        assert time.monotonic() - began < 5
        assert not lines or lines[-1].endswith(b"}")
    child = subprocess.Popen(argv, cwd=dir, stdout=subprocess.PIPE)
    child.stdout.readline()  # its pipe is full: it cannot end by itself
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    time.sleep(0.1)
    child.send_signal(signal.SIGINT)
    same(child.wait(1), -signal.SIGINT)


@fault(39, "a page under way is finished, one that hangs is not waited for")
def under_way(dir):
    child = start("-j", "1", "-", stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE)
    child.stdin.write(page(id="one").encode())
    child.stdin.flush()
    child.stdout.readline()
    worker = int(pathlib.Path(f"/proc/{child.pid}/task/{child.pid}/children")
                 .read_text())
    os.kill(worker, signal.SIGSTOP)
    child.stdin.write(page(id="two").encode())
    child.stdin.flush()
    time.sleep(0.3)
    began = time.monotonic()
    child.send_signal(signal.SIGTERM)
    same(child.wait(10), -signal.SIGTERM)
    assert 4 < time.monotonic() - began < 7
    assert not pathlib.Path(f"/proc/{worker}").exists()


@fault(40, "a second run on a database is refused, a dead one's lock is taken")
def two_runs(dir):
    put("in", many(3))
    first = start("--db", "o.db", "-", stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE)
    first.stdin.write(page(id="a").encode())
    first.stdin.flush()
    first.stdout.readline()
    done = run("--db", "o.db", "in")
    same((done.status, done.out), (3, ""))
    one_line(done, f"another run fills it (process {first.pid})")
    first.kill()
    first.wait()
    same(run("--db", "o.db", "in").status, 0)
    same(sorted(os.listdir(dir)), ["in", "o.db"])


@fault(40, "a database of another version or other options is refused")
def other_version(dir):
    put("in", many(3))
    run("--db", "o.db", "in")
    one_line(run("--db", "o.db", "--publishers", "none", "in"),
             "other options", "--refresh")
    for sql, part in (("UPDATE meta SET value = '0.0.9' WHERE key = "
                       "'version'", "meoktong 0.0.9"),
                      ("PRAGMA user_version = 99", "version 99")):
        base = sqlite3.connect(dir / "o.db")
        base.execute(sql)
        base.commit()
        base.close()
        done = run("--db", "o.db", "in")
        same(done.status, 3)
        one_line(done, part)


CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static long calls;
time_t time(time_t *t)
{
    time_t now = 1700000000 - 3600 * ++calls;
    if (t)
        *t = now;
    return now;
}
int clock_gettime(clockid_t id, struct timespec *to)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))
            dlsym(RTLD_NEXT, "clock_gettime");
    if (id == CLOCK_REALTIME) {
        to->tv_sec = time(0);
        to->tv_nsec = 0;
        return 0;
    }
    return real(id, to);
}
"""


class Site(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        body = OUTAGE.encode() if "robots" not in self.path else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@fault(40, "a clock that runs backwards changes no wait")
def clock(dir):
    put("clock.c", CLOCK)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", "clock.so", "clock.c",
                    "-ldl"], cwd=dir, check=True)
    server = http.server.HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    began = time.monotonic()
    done = run("--allow-private", "--delay", "1", "--published", "2024-05-22",
               f"{site}/1", f"{site}/2", f"{site}/3",
               env={"LD_PRELOAD": str(dir / "clock.so")}, seconds=30)
    took = time.monotonic() - began
    same((done.status, len(done.records)), (0, 3))
    assert 2 <= took < 10, took
    return f"{took:.1f} s for three pages a second apart"


main()
