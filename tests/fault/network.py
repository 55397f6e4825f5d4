#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults 1 to 24: the network, and lists of URLs.

Prints a line for each: its number, "ok" or "not ok", and what happened. In
every run a good page stands behind the bad one and must come out.
"""
import gzip
import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import zlib

from server import Server, drip, endless, reply, reset, servfail, silence, to

MEOKTONG = os.path.abspath(os.environ.get("MEOKTONG", "build/meoktong"))
TITLE = "애크미톡 메시지 전송 한때 멈춰"
PAGE = (f"<!doctype html><html lang=ko><head><meta charset=utf-8><title>{TITLE}"
        f"</title></head><body><article><h1>{TITLE}</h1><p>카카오톡이 21일 오전 "
        "8시30분부터 9시24분까지 54분간 메시지 전송 장애를 겪었다.</p><p>카카오는 "
        "내부 시스템 작업 중 오류가 났다고 밝혔다.</p></article></body></html>"
        ).encode()
CHUNKED = dict(Content_Length=None, Transfer_Encoding="chunked")
faults = []
folder = None


def fault(number):
    def add(function):
        faults.append((number, function))
        return function
    return add


def same(got, wanted):
    assert got == wanted, f"{got!r} instead of {wanted!r}"


def command(*argv):
    return [MEOKTONG, *argv]


class Run:
    """The records and errors of a run, by what they are about."""

    def __init__(self, *argv, prefix=(), stdin=None, seconds=60):
        began = time.monotonic()
        child = subprocess.Popen([*prefix, *command(*argv)], cwd=folder,
                                 stdin=subprocess.PIPE if stdin else
                                 subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        out, err = child.communicate(stdin, timeout=seconds)
        self.seconds = time.monotonic() - began
        self.status, self.err = child.returncode, err.decode()
        assert self.status >= 0, f"died of signal {-self.status}"
        self.errors, self.pages = {}, {}
        for line in out.decode().splitlines():
            record = json.loads(line)
            if record.get("record") == "error":
                self.errors[record["source"]] = record
            else:
                self.pages[record["article"]["source"]] = record


ANSWERS = {"/good": reply(PAGE)}
server = Server(ANSWERS)
SITE = server.site
BASE = ("extract", "--allow-private", "--delay", "0", "--published",
        "2024-05-22", "--errors", "json", "--max-time", "5")


def ask(url, *options, retries=0, prefix=()):
    """The error name of url (None for a page), and the run."""
    if url.startswith("/"):
        url = SITE + url
    run = Run(*BASE, "--retries", str(retries), *options, url,
              SITE + "/good", prefix=prefix)
    assert SITE + "/good" in run.pages, "the good page did not come out"
    assert (url in run.errors) != (url in run.pages), "no answer, or two"
    return run.errors.get(url, {}).get("error"), run


def flags(run, url):
    return run.pages[SITE + url if url[0] == "/" else url]["article"].get(
        "flags")


def every(name, paths, *options, retries=0):
    """Each of paths (and what it answers) must end as name."""
    for path, answer in paths.items():
        ANSWERS[path] = answer
        got, _ = ask(path, *options, retries=retries)
        assert got == name or got in (name if isinstance(name, tuple) else ()),\
            f"{path}: {got} instead of {name}"


@fault(1)
def no_such_host():
    same(ask("http://no-such-host.invalid/")[0], "dns")
    asked = servfail()
    if asked is None or not shutil.which("unshare"):
        return "dns; (not root: SERVFAIL was not tried)"
    resolv = folder / "resolv.conf"
    resolv.write_text("nameserver 127.0.0.77\noptions timeout:1 attempts:1\n")
    prefix = ["unshare", "-m", "sh", "-c",
              f"mount --bind {resolv} /etc/resolv.conf && exec \"$0\" \"$@\""]
    got, once = ask("http://gone.example/", retries=2, prefix=prefix)
    same(got, "dns")
    got, thrice = ask("http://trouble.example/", retries=2, prefix=prefix)
    same(got, "dns")
    assert once.seconds < 1, f"NXDOMAIN took {once.seconds:.1f} s"
    assert thrice.seconds > 1.4, f"SERVFAIL took {thrice.seconds:.1f} s"
    resolv.write_text("nameserver 127.0.0.77\noptions timeout:4 attempts:1\n")
    got, silent = ask("http://silent.example/", prefix=prefix)
    same(got, "dns")
    assert 3 < silent.seconds < 8, f"silence took {silent.seconds:.1f} s"
    return (f"dns; NXDOMAIN at once, SERVFAIL after 3 tries in "
            f"{thrice.seconds:.1f} s, silence after {silent.seconds:.1f} s")


@fault(1)
def silent_name_server():
    """Nobody waits for it: no other page, and no end of the run."""
    asked = servfail("127.0.0.78")
    if asked is None or not shutil.which("unshare"):
        return "(not root: a silent name server was not tried)"
    resolv = folder / "resolv.conf"
    resolv.write_text("nameserver 127.0.0.78\noptions timeout:20\n")
    script = f"mount --bind {resolv} /etc/resolv.conf && exec \"$0\" \"$@\""
    waits = []
    for argv in ((*BASE[:-2], "--unordered"),
                 ("fetch", "--allow-private", "-o", "a.warc", "-v")):
        child = subprocess.Popen(
            ["unshare", "-m", "sh", "-c", script,
             *command(*argv, "http://silent.example/", SITE + "/good")],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert b"/good" in (child.stderr if argv[0] == "fetch"
                            else child.stdout).readline()
        time.sleep(1)
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)
        waits.append(time.monotonic() - began)
        same(child.returncode, -signal.SIGINT)
    assert max(waits) < 1, f"^C took {max(waits):.1f} s"
    return f"while a name server is silent ^C takes {max(waits):.2f} s"


@fault(2)
def no_connection():
    with Server({}).socket as closed:
        port = closed.getsockname()[1]
    got, run = ask(f"http://127.0.0.1:{port}/")
    assert got == "connect" or run.seconds > 1, got
    ANSWERS["/reset"] = reset
    same(ask("/reset")[0], "reset")
    before = server.count("/reset")
    got, run = ask("/reset", retries=2)
    same((got, server.count("/reset") - before), ("reset", 3))
    ANSWERS["/once"] = [reset, reply(PAGE)]
    same(ask("/once", retries=2)[0], None)
    return f"connect; reset after 3 tries in {run.seconds:.1f} s"


def given_up(path, answer, limit):
    """A server that keeps us waiting is left after --max-time."""
    ANSWERS[path] = answer
    got, run = ask(path, "--max-time", str(limit))
    same(got, "timeout")
    assert run.seconds < limit + 3
    return (f"timeout after {run.seconds:.1f} s with --max-time {limit} "
            "(30 s else)")


@fault(3)
def never_an_answer():
    return given_up("/silence", silence, 1)


@fault(4)
def a_byte_a_second():
    return given_up("/drip", drip, 2)


@fault(5)
def a_body_without_end():
    ANSWERS["/endless"] = endless
    same(ask("/endless")[0], "too-large")
    same(ask("/endless", "--max-size", "100k")[0], "too-large")
    return "too-large at --max-size"


@fault(6)
def shorter_than_said():
    every("truncated", {"/short": reply(PAGE, Content_Length="9999")})
    got, run = ask("/short", "--keep-partial")
    same((got, flags(run, "/short"), flags(run, "/good")),
         (None, ["truncated"], None))
    return "truncated; a page with that flag with --keep-partial"


@fault(7)
def lengths_that_cannot_be():
    twice = reply(PAGE).replace(b"Connection:", b"Content-Length: 7\r\n"
                                b"Connection:")
    every("bad-response", {
        "/negative": reply(PAGE, Content_Length="-1"), "/twice": twice,
        "/huge": reply(PAGE, Content_Length=str(2 ** 63)),
        "/word": reply(PAGE, Content_Length="many")})
    return "bad-response: negative, twice, 2^63, no number"


@fault(8)
def broken_chunks():
    chunk = b"%x\r\n%s\r\n" % (len(PAGE), PAGE)
    every("bad-response", {
        "/size": reply(**CHUNKED) + b"zz\r\nabc\r\n0\r\n\r\n",
        "/nul": reply(**CHUNKED) + chunk + b"0\r\nX: a\0b\r\n\r\n"})
    every("truncated", {"/cut": reply(**CHUNKED) + chunk[:100]})
    return "bad-response: size, NUL in a trailer; truncated: cut"


@fault(9)
def headers_without_end():
    many = b"".join(b"X-%d: y\r\n" % i for i in range(6000))
    long = b"".join(b"X-%d: %s\r\n" % (i, b"y" * 9000) for i in range(60))
    every("bad-response", {
        "/many": b"HTTP/1.1 200 OK\r\n" + many + b"\r\n" + PAGE,
        "/long": b"HTTP/1.1 200 OK\r\n" + long + b"\r\n" + PAGE,
        "/line": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 400000 + b"\r\n\r\n"})
    return "bad-response: 6,000 lines, 540 KB, a line of 400 KB"


@fault(10)
def redirects_without_end():
    ANSWERS.update({f"/hop{i}": to(f"/hop{i + 1}") for i in range(30)})
    ANSWERS["/hop30"] = reply(PAGE)
    every("redirect-loop", {"/loop": to("/loop")})
    same(ask("/hop9")[0], "redirect-loop")   # 21 hops
    same(ask("/hop10")[0], None)             # 20
    other = Server({"/robots.txt": reply(b"User-agent: *\nDisallow: /no"),
                    "/no": reply(PAGE), "/yes": reply(PAGE)}, "127.0.0.2")
    ANSWERS["/away"] = to(other.site + "/no")
    ANSWERS["/fine"] = to(other.site + "/yes")
    same(ask("/away")[0], "robots")
    same(other.count("/no"), 0)
    same(ask("/fine")[0], None)
    return "redirect-loop at 21; each hop asks robots.txt"


@fault(11)
def redirects_out_of_the_web():
    every("scheme", {f"/to{i}": to(target) for i, target in enumerate((
        "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)",
        "ftp://127.0.0.1/x", "gopher://127.0.0.1/"))})
    return "scheme: file, data, javascript, ftp, gopher"


@fault(12)
def private_addresses():
    port = server.port
    urls = [f"http://{host}:{port}/good" for host in (
        "127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0x7f.1",
        "2130706433", "10.0.0.1", "169.254.169.254", "[fc00::1]",
        "news.test")]
    before = len(server.seen)
    run = Run("extract", "--errors", "json", "--delay", "0", "--max-time", "5",
              "--retries", "0", "--resolve", f"news.test:{port}:127.0.0.1",
              *urls)
    same({run.errors[url]["error"] for url in urls}, {"private-address"})
    same(len(server.seen), before)
    # Through a proxy a public host can lead to a private one.
    proxy = Server({"http://93.184.216.34/a": to("http://10.0.0.1/b"),
                    "93.184.216.34http://93.184.216.34/a":
                    to("http://10.0.0.1/b")})
    run = Run("extract", "--errors", "json", "--delay", "0", "--retries", "0",
              "--proxy", proxy.site, "http://93.184.216.34/a")
    same([e["error"] for e in run.errors.values()], ["private-address"])
    same([p for _, p, _ in proxy.seen if "10.0.0.1" in p], [])
    return f"private-address: {len(urls)} spellings, a name, a redirect"


def certificates():
    """Contexts by name: good, expired, other (another host), self."""
    def openssl(*argv):
        subprocess.run(["openssl", *argv], cwd=folder, check=True,
                       capture_output=True)

    def sign(name, subject, *days):
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout",
                f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={subject}")
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{subject}")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem",
                "-CAkey", "ca.key", "-CAcreateserial", "-out", f"{name}.pem",
                "-extfile", f"{name}.ext", *days)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
            "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
            "self.key", "-out", "self.pem", "-days", "2", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    sign("good", "localhost", "-days", "2")
    sign("other", "example.kr", "-days", "2")
    sign("expired", "localhost", "-days", "-1")
    out = {}
    for name in "good", "other", "expired", "self":
        out[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        out[name].load_cert_chain(folder / f"{name}.pem",
                                  folder / f"{name}.key")
    return out


@fault(13)
def from_https_to_http():
    secure = Server({"/down": to(SITE + "/good"), "/hsts": reply(
        PAGE, Strict_Transport_Security="max-age=1000")},
        context=certificates()["good"])
    url = f"https://localhost:{secure.port}/down"
    ca = ("--cacert", "ca.pem")
    got, run = ask(url, *ca)
    same((got, flags(run, url)), (None, ["downgraded"]))
    run = Run(*BASE, "--retries", "0", "--https-only", *ca, url,
              f"https://localhost:{secure.port}/hsts")
    same((run.errors[url]["error"], len(run.pages)), ("scheme", 1))
    plain = f"http://localhost:{server.port}/good"
    before = server.count("/good")
    run = Run(*BASE, "--retries", "0", "--connections", "1", *ca,
              f"https://localhost:{secure.port}/hsts", plain)
    assert run.errors[plain]["error"] in ("tls", "robots-unreachable")
    same(server.count("/good"), before)
    return ("followed with a flag; scheme with --https-only; HSTS hosts never "
            "asked by http")


@fault(14)
def certificates_nobody_vouches_for():
    contexts = certificates()
    for name in "expired", "other", "self":
        secure = Server({"/x": reply(PAGE)}, context=contexts[name])
        url = f"https://localhost:{secure.port}/x"
        same((name, ask(url, "--cacert", "ca.pem")[0]), (name, "tls"))
    secure = Server({"/x": reply(PAGE)}, context=contexts["good"])
    url = f"https://localhost:{secure.port}/x"
    same(ask(url)[0], "tls")
    same(ask(url, "--cacert", "ca.pem")[0], None)
    return "tls: expired, another host's, self-signed, unknown authority"


@fault(15)
def bombs():
    bomb = gzip.compress(b"a" * (64 << 20))
    every("too-large", {"/bomb": reply(bomb, Content_Encoding="gzip")})
    body = PAGE
    for _ in range(6):
        body = gzip.compress(body)
    every("bad-response", {"/nested": reply(
        body, Content_Encoding=", ".join(["gzip"] * 6))})
    body = PAGE
    for _ in range(5):
        body = gzip.compress(body)
    every(None, {"/five": reply(
        body, Content_Encoding=", ".join(["gzip"] * 5))})
    if shutil.which("zstd"):
        body = subprocess.run(["zstd", "-q", "-c"], input=b"a" * (64 << 20),
                              capture_output=True, check=True).stdout
        every("too-large", {"/zstd": reply(body, Content_Encoding="zstd")})
    return (f"too-large: 64 MiB from {len(bomb) // 1024} KB; six encodings "
            "refused, five read")


@fault(16)
def not_coded_as_said():
    tagless = gzip.compress(PAGE.replace(b"</body></html>", b""))
    every(None, {"/plain": reply(PAGE, Content_Encoding="gzip"),
                 "/tagless": reply(tagless, Content_Encoding="gzip"),
                 "/raw": reply(zlib.compress(PAGE)[2:-4],
                               Content_Encoding="deflate")})
    packed = gzip.compress(os.urandom(2000) + PAGE * 20)
    every("truncated", {
        "/junk": reply(b"\x01\x02 no page", Content_Encoding="gzip"),
        "/cutzip": reply(packed[:1500], Content_Encoding="gzip")})
    return "plain HTML is read; a cut or wrong coding is truncated"


@fault(17)
def servers_that_ask_to_wait():
    ANSWERS["/wait"] = [reply(b"", "429 Slow", Retry_After="2"), reply(PAGE)]
    got, run = ask("/wait", retries=2)
    same(got, None)
    assert 1.9 < run.seconds < 6, run.seconds
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT",
                         time.gmtime(time.time() + 3))
    ANSWERS["/date"] = [reply(b"", "503 Busy", Retry_After=date), reply(PAGE)]
    got, dated = ask("/date", retries=2)
    same(got, None)
    assert dated.seconds > 0.9, dated.seconds
    other = Server({"/x": reply(b"", "429 Slow", Retry_After="999999999")},
                   "127.0.0.3")
    got, run = ask(other.site + "/x", retries=2)
    same((got, other.count("/x")), ("rate-limited", 1))
    assert run.seconds < 5
    return "waits as long as asked; an absurd wait is rate-limited, others go on"


@fault(18)
def pages_that_are_no_article():
    every("no-article", {
        "/empty": reply(b""),
        "/login": reply("<html><title>로그인</title><form>아이디 <input name=id>"
                        "비밀번호 <input type=password></form></html>"
                        .encode()),
        "/captcha": reply(b"<html><title>Just a moment...</title><body>Checking"
                          b" your browser. Please solve the CAPTCHA.</html>"),
        "/error": reply("<html><title>오류</title><body>페이지를 찾을 수 없습니다."
                        "</body></html>".encode())})
    return "no-article: empty, log-in, CAPTCHA, error page"


@fault(19)
def refusals():
    for code in 401, 403, 404, 410, 451:
        path = f"/s{code}"
        ANSWERS[path] = reply(PAGE, f"{code} No")
        got, run = ask(path, retries=2)
        same((got, server.count(path)), (f"http-{code}", 1))
    ANSWERS["/s500"] = reply(b"", "500 No")
    got, run = ask("/s500", retries=2)
    same((got, server.count("/s500")), ("http-500", 3))
    return "http-401 to http-451 asked once, http-500 three times"


def robots_site(name, answer, *options):
    """How /x fares on a host whose robots.txt is answered so."""
    ANSWERS[f"{name}.test/robots.txt"] = answer
    ANSWERS[f"{name}.test/x"] = reply(PAGE)
    return ask(f"http://{name}.test:{server.port}/x", "--resolve",
               f"{name}.test:{server.port}:127.0.0.1", *options)[0]


@fault(20)
def robots():
    no = b"User-agent: *\nDisallow: /x\n"
    same(robots_site("r500", reply(b"", "500 No")), "robots-unreachable")
    same(robots_site("rreset", reset), "robots-unreachable")
    same(robots_site("r403", reply(b"", "403 No")), None)
    same(robots_site("rhtml", reply(PAGE)), None)
    same(robots_site("rbig", reply(no + b"# pad\n" * 200000)), "robots")
    same(robots_site("rbom", reply(b"\xef\xbb\xbf" + no)), "robots")
    same(robots_site("rcr", reply(no.replace(b"\n", b"\r"))), "robots")
    same(robots_site("rno", reply(no)), "robots")
    same(robots_site("rignored", reply(no), "--ignore-robots"), None)
    return ("robots-unreachable for 5xx; 4xx allows; 1.2 MB, HTML, BOM and CR "
            "are read")


@fault(21)
def urls_that_would_be_headers():
    for url in ("http://a b/", "http://a/\r\nX: y", "http://a/\tx",
                "http://a/\x7f"):
        run = Run(*BASE, url)
        same([e["error"] for e in run.errors.values()], ["bad-url"])
    run = Run(*BASE, "-i", "-", stdin=b"http://a/\0b\n")
    same([e["error"] for e in run.errors.values()], ["bad-url"])
    for agent in "a\r\nX: y", "", "a\tb":
        same(Run(*BASE, "--user-agent", agent, "http://a/").status, 2)
    return "bad-url; a user agent is refused as wrong usage"


@fault(22)
def hosts_that_die():
    port = server.port
    got, run = ask(f"http://two.test:{port}/good", "--resolve",
                   f"two.test:{port}:127.0.0.99,127.0.0.1")
    same(got, None)
    dying = Server({"/robots.txt": reply(b""),
                    **{f"/{i}": reset for i in range(9)}}, "127.0.0.4")
    urls = [f"{dying.site}/{i}" for i in range(9)]
    run = Run(*BASE, "--retries", "0", *urls, SITE + "/good")
    same(len(run.errors), 9)
    asked = sum(p != "/robots.txt" for _, p, _ in dying.seen)
    same(asked, 5)
    return "the next address is tried; after 5 failures a host is left alone"


@fault(23)
def lists():
    text = (b"\xef\xbb\xbf" + f"{SITE}/good\r\n\r\n# a comment\r\n{SITE}/good"
            f"\r\n".encode() + b"x" * (1 << 20) + b"\nhttp://a b/\n" +
            f"{SITE}/gone".encode())
    (folder / "list").write_bytes(text)
    run = Run(*BASE, "--retries", "0", "-i", "list")
    same(sorted(e["error"][:7] for e in run.errors.values()),
         ["bad-url", "bad-url", "http-40"])
    same(len(run.pages), 1)
    assert any(":5" in source for source in run.errors), run.errors.keys()
    return "read; bad lines are bad-url with their number, duplicates once"


@fault(24)
def korean_urls():
    port = server.port
    paths = {"/%ea%b8%b0%ec%82%ac?a=%B0%A1&amp;b=1": "/기사?a=%B0%A1&amp;b=1"}
    for wire, url in paths.items():
        ANSWERS[wire] = reply(PAGE)
        same(ask(url)[0], None)
    name = "xn--vg1b002a.xn--3e0b707e"
    same(ask(f"http://뉴스.한국:{port}/good", "--resolve",
             f"{name}:{port}:127.0.0.1")[0], None)
    assert any(host.startswith(name) for host, _, _ in server.seen)
    return "IDNA and UTF-8 escapes; escapes that are there stay"


def main():
    global folder
    failed = 0
    wanted = {int(n) for n in sys.argv[1:]} or {n for n, _ in faults}
    for number, function in faults:
        if number not in wanted:
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            try:
                print(f"{number:02} ok {function()}", flush=True)
            except Exception as trouble:
                failed += 1
                print(f"{number:02} not ok {function.__name__}: "
                      f"{type(trouble).__name__} {trouble}", flush=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
