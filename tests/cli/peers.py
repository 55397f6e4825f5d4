#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What we write, warcio reads; what warcio writes, we read.

Runs where there is a Python that has warcio: this one, or the one that WARCIO
names, as in

    python3 -m venv /tmp/warcio-venv && /tmp/warcio-venv/bin/pip install warcio
    make check TESTS=cli WARCIO=/tmp/warcio-venv/bin/python
"""
import gzip
import hashlib
import http.server
import json
import os
import socketserver
import subprocess
import sys
import threading

from harness import OUTAGE, case, has, main, run, same

TITLE, *REST = OUTAGE.splitlines()
PAGE = ("<!doctype html><meta charset=utf-8><title>" + TITLE +
        "</title><article><h1>" + TITLE + "</h1>" +
        "".join(f"<p>{p}</p>" for p in REST) + "</article>").encode()
LONG = b"<!doctype html><meta charset=utf-8><title>x</title>" + \
    "<p>긴 글 ".encode() * 20000

# The archive named -> a line a record: type, URL, status, body's digest.
READER = """
import hashlib, json, sys
from warcio.archiveiterator import ArchiveIterator
with open(sys.argv[1], "rb") as file:
    for r in ArchiveIterator(file):
        body = r.content_stream().read()
        print(json.dumps([r.rec_type, r.rec_headers["WARC-Target-URI"],
                          r.http_headers and
                          r.http_headers.get_statuscode(),
                          hashlib.sha1(body).hexdigest()]))
"""
WRITER = """
import io, sys
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
page = sys.stdin.buffer.read()
with open(sys.argv[1], "wb") as file:
    writer = WARCWriter(file, gzip=sys.argv[1].endswith(".gz"))
    writer.write_record(writer.create_warcinfo_record("x", {"a": "b"}))
    for i in range(3):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")],
                                protocol="HTTP/1.1")
        first = writer.create_warc_record(f"http://a.kr/{i}", "response",
                                          payload=io.BytesIO(page),
                                          http_headers=head)
        asked = writer.create_warc_record(f"http://a.kr/{i}", "request",
                                          http_headers=StatusAndHeaders(
                                              "GET / HTTP/1.1", [],
                                              is_http_request=True))
        writer.write_request_response_pair(asked, first)
    writer.write_record(writer.create_revisit_record(
        "http://a.kr/9", digest="sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
        refers_to_uri="http://a.kr/0", refers_to_date="2024-05-22T06:00:00Z"))
"""


class Pages(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        bodies = {"/a": PAGE, "/long": LONG, "/zipped": gzip.compress(PAGE)}
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/a?moved")
            body = b""
        else:
            body = bodies.get(self.path.split("?")[0])
            self.send_response(404 if body is None else 200)
        if self.path == "/zipped":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")


def python_with_warcio():
    for python in filter(None, (os.environ.get("WARCIO"), sys.executable)):
        if subprocess.run([python, "-c", "import warcio"],
                          capture_output=True).returncode == 0:
            return python
    return None


PYTHON = python_with_warcio()


def warcio(dir, *argv, stdin=b""):
    done = subprocess.run([PYTHON, *argv], cwd=dir, input=stdin,
                          capture_output=True)
    same((done.returncode, done.stderr.decode()), (0, ""))
    return done.stdout.decode()


def digest(body):
    return hashlib.sha1(body).hexdigest()


@case
def what_we_write(dir):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    for name in ("a.warc", "a.warc.gz"):
        for path in ("/a", "/long", "/zipped", "/moved"):
            done = run("fetch", "--allow-private", "--ignore-robots",
                       "--delay", "0", "-o", name, root + path)
            same(done.status, 0)
        rows = [json.loads(line) for line in
                warcio(dir, "-c", READER, name).splitlines()]
        same(rows[0][0], "warcinfo")
        same(rows[1:], [
            ["response", root + "/a", "200", digest(PAGE)],
            ["response", root + "/long", "200", digest(LONG)],
            ["response", root + "/zipped", "200", digest(PAGE)],
            ["response", root + "/a?moved", "200", digest(PAGE)],
            ["response", root + "/moved", "301", digest(b"")]])
        warcio(dir, "-m", "warcio.cli", "check", name)
        index = warcio(dir, "-m", "warcio.cli", "index", "-f",
                       "offset,warc-target-uri", name)
        for line in map(json.loads, index.splitlines()):
            if line.get("warc-target-uri", "").endswith(("/a", "/a?moved")):
                done = run("article", f"{name}#{line['offset']}")
                same(done.records[0]["article"]["title"], TITLE)
    server.shutdown()


@case
def what_warcio_writes(dir):
    for name in ("a.warc", "a.warc.gz"):
        warcio(dir, "-c", WRITER, name, stdin=PAGE)
        done = run("article", name)
        same([r["article"]["url"] for r in done.records],
             [f"http://a.kr/{i}" for i in range(3)])
        has(done.records[0]["article"]["title"], TITLE)


if PYTHON:
    main()
else:
    print("skipped: no Python here has warcio; name one with WARCIO=")
    print("0 passed, 0 failed")
