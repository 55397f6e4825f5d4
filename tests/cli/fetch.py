#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""URLs: good servers, bad servers, and addresses that are refused.

The faults come from a server here, ordinary pages from nginx if there is one.
Nothing leaves this machine.
"""
import gzip
import http.server
import json
import os
import pathlib
import shutil
import socket
import socketserver
import ssl
import subprocess
import tempfile
import threading
import time

from harness import OUTAGE, case, has, main, one_line, page, put, run, same

PAGE = ("<!doctype html><html lang=ko><head><meta charset=utf-8><title>" +
        OUTAGE.splitlines()[0] + "</title></head><body><article><h1>" +
        OUTAGE.splitlines()[0] + "</h1>" +
        "".join(f"<p>{p}</p>" for p in OUTAGE.splitlines()[1:]) +
        "</article></body></html>")
seen = []


class Faults(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def reply(self, code, body=b"", **headers):
        self.send_response(code)
        headers.setdefault("Content_Length", len(body))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        seen.append((self.path, dict(self.headers), time.monotonic()))
        name = self.path.strip("/").split("?")[0].replace("-", "_")
        try:
            getattr(self, "at_" + name, lambda: self.reply(404))()
        except OSError:
            pass

    def at_text(self):
        self.reply(200, OUTAGE.encode(), Content_Type="text/plain")

    def at_labelled(self):
        self.reply(200, OUTAGE.encode("cp949"),
                   Content_Type='text/plain; charset="EUC-KR"')

    def at_moved(self):
        self.reply(301, b"moved", Location="/text?after=1")

    def at_loop(self):
        self.reply(302, Location="/loop")

    def at_to_file(self):
        self.reply(302, Location="file:///etc/passwd")

    def at_to_ftp(self):
        self.reply(302, Location="ftp://127.0.0.1/x")

    def at_gone(self):
        self.reply(410, PAGE.encode())

    def at_forbidden(self):
        self.reply(403)

    def at_broken(self):
        self.reply(500)

    def at_busy(self):
        self.reply(503, Retry_After=1)

    def at_short(self):
        self.reply(200, b"abc", Content_Length=100)
        self.close_connection = True

    def at_slow(self):
        time.sleep(6)

    def at_drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(60):
            self.wfile.write(b"a")
            time.sleep(0.1)

    def at_endless(self):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a" * 65536)

    def at_bomb(self):
        self.reply(200, gzip.compress(b"a" * 64 * 1024 * 1024),
                   Content_Encoding="gzip")

    def at_headers(self):
        self.send_response(200)
        for i in range(90):
            self.send_header(f"X-{i}", "y" * 9000)
        self.end_headers()

    def at_chunk(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"zz\r\nabc")
        self.close_connection = True

    def at_nothing(self):
        self.close_connection = True

    def at_empty(self):
        self.reply(200)


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *args):
        pass


server = Server(("127.0.0.1", 0), Faults)
threading.Thread(target=server.serve_forever, daemon=True).start()
SITE = f"http://127.0.0.1:{server.server_port}"
OPEN = ["--allow-private", "--delay", "0", "--retries", "0", "--published",
        "2024-05-22"]


def fails(path, name, *parts, options=(), status=1):
    url = SITE + path
    done = run(*OPEN, *options, url)
    same((done.status, done.out), (status, ""))
    one_line(done, url + ": ", *parts)
    done = run(*OPEN, *options, "--errors", "json", url)
    same([(r["source"], r["error"]) for r in done.records], [(url, name)])


@case
def a_page(dir):
    done = run(*OPEN, SITE + "/text")
    same((done.status, done.err), (0, ""))
    article = done.records[0]["article"]
    same((article["source"], article["url"]), (SITE + "/text",) * 2)


@case
def who_asks(dir):
    run(*OPEN, SITE + "/text")
    has(seen[-1][1]["User-Agent"], "meoktong/")
    run(*OPEN, "--user-agent", "desk/1 (+mailto:a@example.kr)", SITE + "/text")
    same(seen[-1][1]["User-Agent"], "desk/1 (+mailto:a@example.kr)")


@case
def charset_of_the_header(dir):
    done = run("article", *OPEN, SITE + "/labelled")
    same(done.records[0]["article"]["title"], OUTAGE.splitlines()[0])
    same(done.records[0]["article"]["charset"].lower(), "euc-kr")


@case
def after_a_redirect(dir):
    article = run(*OPEN, SITE + "/moved").records[0]["article"]
    same(article["source"], SITE + "/moved")
    same(article["url"], SITE + "/text?after=1")


@case
def korean_letters_in_a_url(dir):
    run(*OPEN, SITE + "/기사?제목=먹통&a=%EA%B0%80")
    same(seen[-1][0], "/%ea%b8%b0%ec%82%ac?%ec%a0%9c%eb%aa%a9="
         "%eb%a8%b9%ed%86%b5&a=%EA%B0%80")


@case
def in_json_lines_and_lists(dir):
    done = run(*OPEN, "-", stdin=json.dumps(
        {"id": "one", "url": SITE + "/text"}) + "\n")
    same(done.records[0]["article"]["source"], "one")
    same(done.records[0]["article"]["url"], SITE + "/text")
    done = run(*OPEN, "-i", "-", stdin=f"{SITE}/gone\n{SITE}/text\n")
    same(done.status, 1)
    same(len(done.records), 1)


@case
def a_url_beside_a_text_is_not_fetched(dir):
    before = len(seen)
    run(*OPEN, "-", stdin=page(id="one", url=SITE + "/text"))
    same(len(seen), before)


@case
def what_is_downloaded_is_kept(dir):
    done = run(*OPEN, "--warc", "w.warc.gz", SITE + "/text", SITE + "/gone")
    same(done.status, 1)
    again = run("--published", "2024-05-22", "w.warc.gz")
    same([r["id"] for r in again.records], [r["id"] for r in done.records])
    same(again.records[0]["article"]["source"][:10], "w.warc.gz#")
    done = run(*OPEN, "--warc", "no/such/w.warc", SITE + "/text")
    same((done.status, done.out), (3, ""))
    one_line(done, "no/such/w.warc: ")


@case
def a_database_knows_what_was_fetched(dir):
    argv = [*OPEN, "--db", "o.db", SITE + "/text", SITE + "/gone",
            SITE + "/broken"]
    same(len(run(*argv).records), 1)
    before = len(seen)
    done = run(*argv)
    same((done.status, done.out), (1, ""))
    one_line(done, "/broken: ")
    same([path for path, *_ in seen[before:] if path != "/robots.txt"],
         ["/broken"])
    same(len(run(*argv, "--refresh").records), 1)


@case
def order_with_urls_among_files(dir):
    put("a.txt", OUTAGE)
    put("list", f"{SITE}/slow\na.txt\n{SITE}/text\n")
    done = run(*OPEN, "--max-time", "1", "--errors", "json", "-i", "list")
    same([r.get("error") or r["article"]["source"] for r in done.records],
         ["timeout", "a.txt", SITE + "/text"])
    done = run(*OPEN, "--max-time", "1", "--errors", "json", "--unordered",
               "-i", "list")
    same(done.records[0]["article"]["source"], "a.txt")
    same(len(done.records), 3)


@case
def pages_into_an_archive(dir):
    put("list", f"{SITE}/text\n{SITE}/gone\n")
    done = run("fetch", *OPEN[:-2], "-i", "list", "-o", "w.warc.gz")
    same(done.status, 1)
    has(done.err, "/gone: ", "1 page to w.warc.gz, 1 failed")
    same(len(run("--published", "2024-05-22", "w.warc.gz").records), 1)
    before = len(seen)
    run("fetch", *OPEN[:-2], SITE + "/text", "-o", "w.warc.gz")
    same(len(seen), before)


@case
def a_pause_between_requests(dir):
    run("--allow-private", "--delay", "0.5", SITE + "/text", SITE + "/gone")
    assert seen[-1][2] - seen[-2][2] >= 0.5


@case
def answers_that_are_no_page(dir):
    fails("/nowhere", "http-404", "404")
    fails("/gone", "http-410", "410")
    fails("/forbidden", "http-403", "403")
    fails("/broken", "http-500", "500", "later")
    fails("/empty", "no-article", "empty")


@case
def a_busy_server(dir):
    fails("/busy", "rate-limited", "later", status=75)
    same(run(*OPEN, SITE + "/busy", SITE + "/gone").status, 1)


@case
def redirects_that_lead_nowhere(dir):
    fails("/loop", "redirect-loop", "20 redirects")
    fails("/to-file", "scheme")
    fails("/to-ftp", "scheme")


@case
def answers_cut_short_or_broken(dir):
    fails("/short", "truncated")
    fails("/chunk", "bad-response")
    fails("/nothing", "bad-response")
    fails("/headers", "bad-response", "headers")


@case
def too_much(dir):
    fails("/endless", "too-large", "10485760", "--max-size")
    fails("/bomb", "too-large")
    fails("/text", "too-large", "100 bytes", options=["--max-size", "100"])


@case
def too_slow(dir):
    for path in "/slow", "/drip":
        began = time.monotonic()
        fails(path, "timeout", "--max-time", options=["--max-time", "1"])
        assert time.monotonic() - began < 5


@case
def no_connection(dir):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    done = run(*OPEN, f"http://127.0.0.1:{port}/")
    same(done.status, 1)
    one_line(done, "takes no connection")
    one_line(run(*OPEN, "http://no-such-host.invalid/"), "no such host")


@case
def private_addresses(dir):
    before = len(seen)
    port = server.server_port
    for host in ("127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1",
                 "[::1]", "[::ffff:7f00:1]", "10.0.0.1", "192.168.1.1",
                 "169.254.169.254", "100.64.0.1", "[fc00::1]", "[fe80::1]",
                 "0.0.0.0", "[::]"):
        url = f"http://{host}:{port}/text"
        done = run("--delay", "0", "--max-time", "5", url)
        same((done.status, done.out), (1, ""))
        one_line(done, url, "private", "--allow-private")
    same(len(seen), before)


@case
def faulty_urls(dir):
    for url, part in (("http://", "not a URL"),
                      ("http://a b/", "blank or control"),
                      ("http://a/\r\nX: y", "blank or control"),
                      ("http://[::1/", "not a URL"),
                      ("http://a:99999/", "not a URL"),
                      ("ftp://127.0.0.1/x", "http or https"),
                      ("file:///etc/passwd", "http or https"),
                      ("gopher://127.0.0.1/", "http or https"),
                      ("http://a/" + "x" * 9000, "8192")):
        done = run(*OPEN, url)
        same((done.status, done.out), (1, ""))
        one_line(done, part)


@case
def a_certificate_nobody_vouches_for(dir):
    if not shutil.which("openssl"):
        return
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
                    "-keyout", "key", "-out", "cert", "-days", "1", "-subj",
                    "/CN=localhost"], cwd=dir, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(dir / "cert", dir / "key")
    secure = Server(("127.0.0.1", 0), Faults)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    threading.Thread(target=secure.serve_forever, daemon=True).start()
    url = f"https://127.0.0.1:{secure.server_port}/text"
    done = run(*OPEN, "--errors", "json", url)
    same([r["error"] for r in done.records], ["tls"])
    secure.shutdown()


def start_nginx(folder, port):
    (folder / "site").mkdir()
    os.chmod(folder, 0o755)
    (folder / "conf").write_text(f"""
daemon off; pid {folder}/pid; error_log {folder}/error.log;
worker_processes 1;
{"user root;" if os.geteuid() == 0 else ""}
events {{ worker_connections 64; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
    scgi_temp_path {folder}/t5;
    types {{ text/html html; }}
    gzip on; gzip_min_length 1; gzip_types text/html;
    server {{ listen 127.0.0.1:{port}; root {folder}/site;
             location = /old {{ return 302 /page.html; }} }}
}}
""")
    child = subprocess.Popen(["nginx", "-p", str(folder), "-c",
                              str(folder / "conf")],
                             stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return child
        except OSError:
            time.sleep(0.05)
    child.terminate()
    raise AssertionError("nginx does not start")


@case
def ordinary_pages_from_nginx(dir):
    if not shutil.which("nginx"):
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        child = start_nginx(folder, port)
        try:
            for i in range(20):
                (folder / "site" / f"{i}.html").write_text(PAGE)
            (folder / "site" / "page.html").write_text(PAGE)
            site = f"http://127.0.0.1:{port}"
            put("list", "".join(f"{site}/{i}.html\n" for i in range(20)) +
                f"{site}/old\n{site}/missing\n")
            done = run("article", *OPEN, "-i", "list")
            same(done.status, 1)
            one_line(done, "/missing: answered with status 404")
            same(len(done.records), 21)
            same({r["article"]["title"] for r in done.records},
                 {OUTAGE.splitlines()[0]})
            same(done.records[20]["article"]["url"], site + "/page.html")
            log = (folder / "access.log").read_text()
            has(log, "meoktong/")
        finally:
            child.terminate()
            child.wait(10)


main()
