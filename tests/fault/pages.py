#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults 29 to 32: charsets and HTML."""
import time

from fault import errors, fault, main
from harness import OUTAGE, has, put, run, same

TITLE, *REST = OUTAGE.splitlines()


def html(charset, head=""):
    return (f"<!doctype html><html><head><meta charset={charset}>"
            f"<title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}"
            "</h1>" + "".join(f"<p>{p}</p>" for p in REST) +
            "</article></body></html>")


def article(content):
    done = run("article", put("a.html", content))
    same((done.status, done.err), (0, ""))
    return done.records[0]["article"]


@fault(29, "where the label lies, the bytes decide, and a flag says so")
def lying_labels(dir):
    for label, charset, lies in (
            ("euc-kr", "utf-8", True), ("utf-8", "cp949", True),
            ("", "utf-8", False), ("", "cp949", False),
            ("shift_jis", "utf-8", True), ("utf-16", "utf-8", False),
            ("utf-8", "utf-8", False), ("ks_c_5601-1987", "cp949", False)):
        found = article(html(label).encode(charset))
        same(found["title"], TITLE)
        has(found["text"], REST[0])
        same(found.get("flags"), ["mislabelled"] if lies else None)


@fault(30, "bad EUC-KR gives U+FFFD and swallows no tag")
def bad_pairs(dir):
    for bad in (b"\xb0", b"\x80", b"\xff", b"\xc9\xa1", b"\xa1\x20",
                b"\xb0\xb0\xb0"):
        content = html("euc-kr").encode("cp949")
        content = content.replace(b"</p><p>", bad + b"</p><p>", 1)
        found = article(content)
        has(found["text"], REST[0][:20], REST[1])
        same(len(found["text"].splitlines()), 2)


@fault(31, "whatever the bytes, output is valid UTF-8 JSON")
def bad_utf8(dir):
    for bad in (b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\0",
                b"\xc2\x85", "\u202e\ufeff\u200b".encode(), b"\xff" * 50):
        content = html("utf-8").encode()
        content = content.replace(b"</p><p>", bad + b"</p><p>", 1)
        found = article(content)
        has(found["text"], REST[1])
        for c in found["text"]:
            assert c == "\n" or ord(c) >= 32 and c not in "\u202e\ufeff", bad


def answered(content):
    began = time.monotonic()
    put("good.txt", OUTAGE)
    done = run("--errors", "json", "--max-size", "16M",
               put("a.html", content), "good.txt", seconds=120)
    took = time.monotonic() - began
    assert took < 35, took
    same(done.records[-1]["article"]["source"], "good.txt")
    return errors(done).get("a.html", "read"), took


@fault(32, "monsters are read or end in one error")
def monsters(dir):
    said = []
    for name, content in (
            ("10^6 deep", "<div>" * 1000000 + TITLE),
            ("10^6 attributes",
             "<p " + " ".join(f"a{i}=1" for i in range(1000000)) + ">x"),
            ("15 MB of text", html("utf-8") + "가" * 5000000),
            ("no end of a comment", html("utf-8") + "<!--" + "x-" * 4000000),
            ("no end of a script", html("utf-8") + "<script>" + "<" * 9000000),
            ("entities", html("utf-8") + "&amp;&#44032;" * 900000),
            ("open tags", "<b><i><a href=x>" * 500000 + TITLE),
            ("table", "<table><tr><td>" * 300000 + TITLE)):
        error, took = answered(content)
        assert error in ("read", "too-complex", "no-article", "not-html",
                         "timeout"), (name, error)
        said.append(f"{name} {error} {took:.1f} s")
    return ", ".join(said)


main()
