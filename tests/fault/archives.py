#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults 33 to 36: archives."""
import gzip
import io
import shutil
import subprocess
import zipfile

from fault import errors, fault, main
from harness import OUTAGE, has, put, run, same

DATED = ["--published", "2024-05-22T06:00", "--errors", "json"]
TITLE, *REST = OUTAGE.splitlines()
PAGE = ("<!doctype html><meta charset=utf-8><title>" + TITLE +
        "</title><article><h1>" + TITLE + "</h1>" +
        "".join(f"<p>{p}</p>" for p in REST) + "</article>").encode()


def block(fields, body):
    head = "WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items())
    return (head + f"Content-Length: {len(body)}\r\n\r\n").encode() + body + \
        b"\r\n\r\n"


def response(i, body=PAGE, status="200 OK", kind="text/html", **more):
    http = (f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n").encode()
    return block({"WARC-Type": "response",
                  "WARC-Target-URI": f"http://a.example.kr/{i}",
                  "Content-Type": "application/http;msgtype=response",
                  **{k.replace("_", "-"): v for k, v in more.items()}},
                 http + body)


def urls(done):
    return [r["article"]["url"] for r in done.records
            if r["record"] == "outage"]


def read(name, content):
    return run(*DATED, put(name, content))


def at(*numbers):
    return [f"http://a.example.kr/{i}" for i in numbers]


@fault(33, "a damaged record is named and the next one read")
def damage(dir):
    parts = [response(i) for i in range(4)]
    broken = parts[1].replace(b"Content-Length: ", b"Content-Length: -")
    for name, content, left in (
            ("garbage.warc", parts[0] + b"\0junk\n" * 50 + parts[2], (0, 2)),
            ("length.warc", parts[0] + broken + parts[2] + parts[3],
             (0, 2, 3)),
            ("bits.warc.gz", gzip.compress(parts[0]) +
             gzip.compress(parts[1])[:40] + b"\xff" * 60 +
             gzip.compress(parts[2]) + gzip.compress(parts[3]), (0, 2, 3))):
        done = read(name, content)
        same((done.status, urls(done)), (1, at(*left)))
        same(set(errors(done).values()), {"bad-archive"})


@fault(34, "an archive that was cut gives all whole records, then truncated")
def cut(dir):
    parts = [response(i) for i in range(3)]
    packed = [gzip.compress(p) for p in parts]
    for name, whole, last in (("a.warc", b"".join(parts[:2]), parts[2]),
                              ("a.warc.gz", b"".join(packed[:2]), packed[2])):
        for n in (20, len(last) // 2, len(last) - 30):
            done = read(name, whole + last[:n])
            same((done.status, urls(done)), (1, at(0, 1)))
            same(errors(done), {name: "truncated"})


@fault(35, "HTML, double gzip, zip, ARC, zstd under a WARC's name: by content")
def wrong_kind(dir):
    warc = response(0)
    done = read("page.warc.gz", PAGE)
    same((done.status, len(done.records)), (0, 1))
    same(urls(read("twice.warc.gz", gzip.compress(gzip.compress(warc)))),
         at(0))
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    first = b"1 0 test\nURL IP-address Archive-date Content-type " \
        b"Archive-length\n"
    arc = (b"filedesc://a.arc 0.0.0.0 20240522060000 text/plain %d\n" %
           len(first)) + first + b"\n" + \
        (b"http://a.example.kr/0 192.0.2.1 20240522060000 text/html %d\n" %
         len(body)) + body + b"\n"
    same(urls(read("arc.warc.gz", gzip.compress(arc))), at(0))
    same(urls(read("arc.warc", arc)), at(0))
    if shutil.which("zstd"):
        packed = subprocess.run(["zstd", "-c"], input=warc, check=True,
                                capture_output=True).stdout
        same(urls(read("zstd.warc.gz", packed)), at(0))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        z.writestr("a.warc", warc)
    done = read("zip.warc.gz", file.getvalue())
    same((done.status, len(done.records)), (1, 1))
    same(errors(done), {"zip.warc.gz": "bad-archive"})
    done = read("text.warc.gz", gzip.compress(PAGE))
    same(errors(done), {"text.warc.gz": "bad-archive"})


@fault(36, "revisits, redirects, 404s, pictures make no empty articles; "
       "truncated ones carry a flag")
def no_pages(dir):
    content = b"".join([
        response(0),
        response(1, b"moved", "301 Moved"), response(2, PAGE, "404 Not Found"),
        response(3, b"\x89PNG\r\n\x1a\n\0", kind="image/png"),
        block({"WARC-Type": "revisit", "WARC-Target-URI":
               "http://a.example.kr/4", "Content-Type":
               "application/http;msgtype=response"},
              b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        block({"WARC-Type": "request", "WARC-Target-URI":
               "http://a.example.kr/5", "Content-Type":
               "application/http;msgtype=request"}, b"GET / HTTP/1.1\r\n\r\n"),
        block({"WARC-Type": "metadata", "Content-Type": "text/plain"},
              b"via: x\r\n"),
        block({"WARC-Type": "resource", "WARC-Target-URI":
               "http://a.example.kr/6", "Content-Type": "text/html"}, PAGE),
        response(7)])
    put("a.warc", content)
    cut = response(8, WARC_Truncated="length")
    length = int(cut.split(b"Content-Length: ")[1].split(b"\r")[0])
    longer = response(9).replace(b"Content-Length: %d" % length,
                                 b"Content-Length: %d" % (length - 9))
    done = run(*DATED, put("b.warc", cut + longer + response(10)))
    same([(r["article"]["url"], r["article"].get("flags"))
          for r in done.records],
         list(zip(at(8, 9, 10), (["truncated"], ["damaged"], None))))
    done = run("article", "--errors", "json", "a.warc")
    same([r["article"]["url"] for r in done.records
          if r["record"] == "article"], at(0, 6, 7))
    return f"{len(errors(done))} errors"


@fault(36, "segments are joined; a page that lacks one is named")
def segments(dir):
    def part(i, n, content, **more):
        return block({"WARC-Type": "continuation" if n > 1 else "response",
                      "WARC-Target-URI": f"http://a.example.kr/{i}",
                      "Content-Type": "application/http;msgtype=response",
                      "WARC-Record-ID" if n == 1 else
                      "WARC-Segment-Origin-ID": f"<urn:{i}>",
                      "WARC-Segment-Number": n,
                      **{k.replace("_", "-"): v for k, v in more.items()}},
                     content)
    whole = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    a, b, c = whole[:60], whole[60:300], whole[300:]
    total = {"WARC_Segment_Total_Length": len(whole)}
    parts = [part(0, 1, a), response(1), part(0, 2, b), part(2, 1, a),
             part(0, 3, c, **total), part(2, 3, c, **total), response(3)]
    for name, content in (("a.warc", b"".join(parts)),
                          ("a.warc.gz", b"".join(map(gzip.compress, parts)))):
        done = read(name, content)
        same((done.status, urls(done)), (1, at(1, 0, 3)))
        same(list(errors(done).values()), ["truncated"])
        done = run(*DATED, name + "#0")
        same((done.status, urls(done)), (0, at(0)))


main()
