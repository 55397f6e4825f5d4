#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults 25 to 28: lists, files, directories, names."""
import json
import os
import subprocess
import time

from fault import errors, fault, main
from harness import OUTAGE, has, page, put, run, same, start

DATED = ["--published", "2024-05-22T06:00", "--errors", "json"]


def sources(done):
    return [r["article"]["source"] for r in done.records
            if r["record"] == "outage"]


@fault(25, "a broken JSON line is bad-input with its number, the next is read")
def broken_lines(dir):
    bad = ['{"id":', '{"id":"t","text":17}', '{"id":"a","id":"b","text":"x"}',
           '{"text":' + "[" * 100 + "]" * 100 + "}", '{"text":"\\ud800"}',
           '{"text":"a\\u0000b"}', '{"text":"\xff"}', "[" * 100000, "null",
           '{"id":"none"}']
    lines = b"".join(page(id=f"good{i}").encode() + b.encode("latin-1") +
                     b"\n" for i, b in enumerate(bad))
    done = run(*DATED, "-", stdin=lines)
    same(done.status, 1)
    same(sources(done), [f"good{i}" for i in range(len(bad))])
    same(errors(done), {f"-:{2 * i + 2}": "bad-input"
                        for i in range(len(bad))})


@fault(26, "binary, empty, missing, FIFO, endless, directory: one error each")
def files(dir):
    put("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" * 50)
    put("empty.html", "")
    put("large.html", b"<p>" + b"x" * 200000)
    put("good.txt", OUTAGE)
    os.mkfifo(dir / "fifo")
    os.mkdir(dir / "folder")
    put("list", page(id="fifo", path="fifo", text=None) +
        page(id="zero", path="/dev/zero", text=None) +
        page(id="folder", path="folder", text=None))
    done = run(*DATED, "--max-size", "100k", "photo.jpg", "empty.html",
               "large.html", "missing", "/dev/zero", "list", "folder",
               "good.txt")
    same(done.status, 1)
    same(errors(done), {
        "photo.jpg": "not-html", "empty.html": "not-html",
        "large.html": "too-large", "missing": "io", "/dev/zero": "too-large",
        "fifo": "io", "zero": "io", "folder": "not-html" if
        errors(done).get("folder") == "not-html" else "io"})
    same(sources(done), ["good.txt"])


@fault(26, "a file that grows or shrinks while it is read is read once")
def changing(dir):
    put("good.txt", OUTAGE)
    writer = subprocess.Popen(
        ["python3", "-c", "import os\n"
         "f = open('moving.html', 'wb')\n"
         "for i in range(400):\n"
         "    f.write(b'<p>x' * 50000); f.flush()\n"
         "    if i % 7 == 0: f.truncate(i); f.seek(0)\n"], cwd=dir)
    put("moving.html", "<p>x")
    for _ in range(5):
        done = run(*DATED, "moving.html", "good.txt")
        same((done.status, sources(done)), (1, ["good.txt"]))
        same(len(done.records), 2)
    writer.wait()


@fault(27, "loops are walked once, names that are no text are escaped")
def walk(dir):
    put("d/a.txt", OUTAGE)
    os.symlink("..", dir / "d/up")
    os.symlink(".", dir / "d/self")
    os.symlink("a.txt", dir / "d/same.txt")
    os.symlink("nowhere", dir / "d/dead.txt")
    odd = os.fsdecode(b"d/\xff\n\x1b[31m.txt")
    with open(dir / odd, "w") as file:
        file.write(OUTAGE)
    done = run(*DATED, "d")
    same(sorted(sources(done)), ["d/a.txt", "d/\ufffd\n\x1b[31m.txt"])
    same(errors(done), {"d/dead.txt": "io"})
    done = run("-v", *DATED[:2], "d")
    assert "\x1b" not in done.err


@fault(27, "a directory of 100,000 entries is read whole")
def many_entries(dir):
    os.mkdir(dir / "d")
    for i in range(100000):
        os.symlink("x", dir / f"d/.{i}") if i % 2 else \
            os.mkdir(dir / f"d/{i}")
    put("d/a.txt", OUTAGE)
    began = time.monotonic()
    done = run(*DATED, "d")
    same((done.status, sources(done)), (0, ["d/a.txt"]))
    return f"{time.monotonic() - began:.1f} s"


@fault(28, "no name is ever made from a URL: -o alone says what is written")
def names(dir):
    line = json.dumps({"id": "../../x", "url": "http://a/../../etc/" + "y" *
                       300, "text": OUTAGE, "published": "2024-05-22"})
    done = run("-", "-o", "out", "--db", "o.db", stdin=line + "\n")
    same(done.status, 0)
    same(sorted(os.listdir(dir)), ["o.db", "out"])
    assert not (dir.parent / "x").exists()


main()
