#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Inputs of every kind, good and bad: each is answered, none stops others."""
import json
import os

from harness import OUTAGE, QUIET, case, has, main, one_line, page, put
from harness import run, same

DATED = ["--published", "2024-05-22T06:00"]


def sources(done):
    return [r["article"]["source"] for r in done.records]


@case
def a_text_file(dir):
    done = run(*DATED, put("a.txt", OUTAGE))
    same(done.status, 0)
    same(done.err, "")
    same(sources(done), ["a.txt"])
    same(done.records[0]["start"], "2024-05-21T08:30+09:00")
    same(done.records[0]["end"], "2024-05-21T09:24+09:00")


@case
def standard_input_as_text(dir):
    done = run(*DATED, "-", stdin=OUTAGE)
    same(done.status, 0)
    same(sources(done), ["-"])


@case
def extract_is_the_default(dir):
    put("a.txt", OUTAGE)
    same(run("extract", *DATED, "a.txt").out, run(*DATED, "a.txt").out)


@case
def an_article_without_outages_prints_nothing(dir):
    done = run(put("b.txt", QUIET))
    same((done.status, done.out, done.err), (0, "", ""))


@case
def json_lines(dir):
    done = run("-", stdin=page(id="one") + "\n" + page(id="two"))
    same(done.status, 0)
    same(sources(done), ["one", "two"])


@case
def json_lines_in_a_file(dir):
    put("page.txt", OUTAGE)
    put("list", page(id="one") + json.dumps(
        {"id": "two", "path": "page.txt", "published": "2024-05-22"}) + "\n" +
        page())
    done = run("list")
    same(done.status, 0)
    same(sources(done), ["one", "two", "list:3"])


@case
def json_line_with_a_number_as_id(dir):
    same(sources(run("-", stdin=page(id=17))), ["17"])


@case
def a_json_line_is_answered_at_once(dir):
    import subprocess
    from harness import start
    with start("-", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdin.write(page(id="one").encode())
        child.stdin.flush()
        has(child.stdout.readline().decode(), '"source":"one"')
        child.stdin.close()
        same(child.wait(10), 0)


@case
def broken_json_lines_do_not_stop_others(dir):
    bad = ["broken", '{"id":"a","text":}', '{"id":["a"],"text":"x"}',
           '{"id":"a","id":"b","text":"x"}', '{"text":"\\ud800"}',
           '{"text":"\\u0000"}', "[" * 100000, '{"id":"nothing"}', '[1]',
           '{"id":"x","text":17}']
    lines = "".join(page(id="good") + b + "\n" for b in bad)
    done = run("-", stdin=lines)
    same(done.status, 1)
    same(sources(done), ["good"] * len(bad))
    same(len(done.errors), len(bad))
    for i, line in enumerate(done.errors):
        has(line, f"meoktong: -:{2 * i + 2}: ", "; ")


@case
def a_broken_first_line(dir):
    done = run("-", stdin='{"id": broken\n' + page(id="good"))
    same((done.status, sources(done)), (1, ["good"]))
    done = run("-", stdin="broken\n" + page(id="good"))
    same((done.status, sources(done)), (1, ["good"]))


@case
def a_json_line_with_an_unknown_date(dir):
    done = run("-", stdin=page(id="a", published="어제") + page(id="b"))
    same((done.status, sources(done)), (1, ["b"]))
    one_line(done, "-:1: ", "published", "어제", "2024-05-22")


@case
def a_byte_order_mark(dir):
    done = run("-", stdin="\ufeff" + page(id="a"))
    same((done.status, sources(done)), (0, ["a"]))


@case
def a_line_over_the_ceiling(dir):
    done = run("-", "--max-size", "2k",
               stdin=page("가" * 100000, id="long") + page(id="short"))
    same((done.status, sources(done)), (1, ["short"]))
    one_line(done, "-:1: ", "--max-size")


@case
def a_text_over_the_ceiling(dir):
    done = run("-", "--max-size", "2k",
               stdin=page("가" * 1000, id="long") + page(id="short"))
    same((done.status, sources(done)), (1, ["short"]))
    one_line(done, "long: ", "--max-size")


@case
def a_missing_file(dir):
    put("a.txt", OUTAGE)
    done = run(*DATED, "missing", "a.txt")
    same((done.status, sources(done)), (1, ["a.txt"]))
    one_line(done, "missing: no such file")


@case
def an_unreadable_file(dir):
    os.chmod(dir / put("a.txt", OUTAGE), 0)
    if os.access(dir / "a.txt", os.R_OK):  # root may read everything
        return
    one_line(run("a.txt"), "a.txt: may not be read", "permissions")


@case
def an_empty_file(dir):
    done = run(put("empty.html", ""))
    same((done.status, done.out), (1, ""))
    one_line(done, "empty.html: ")


@case
def a_binary_file(dir):
    done = run(put("photo.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"))
    same((done.status, done.out), (1, ""))
    one_line(done, "photo.html: ")


@case
def a_file_over_the_ceiling(dir):
    done = run("--max-size", "100", put("a.txt", OUTAGE))
    same((done.status, done.out), (1, ""))
    one_line(done, "a.txt: ", "100 bytes", "--max-size")


@case
def an_endless_device(dir):
    one_line(run("--max-size", "1M", "/dev/zero"), "/dev/zero: ")


@case
def other_json(dir):
    done = run(put("a.json", '{\n "title": "x"\n}\n'))
    same((done.status, done.out), (1, ""))
    one_line(done, "a.json: JSON, but no pages")


@case
def records_are_no_pages(dir):
    put("records.jsonl", run(*DATED, put("a.txt", OUTAGE)).out)
    one_line(run("records.jsonl"), "records.jsonl: JSON, but no pages")


@case
def a_path_that_could_block(dir):
    os.mkfifo(dir / "fifo")
    done = run("-", stdin='{"id":"a","path":"fifo"}\n{"path":"/dev/zero"}\n')
    same(done.status, 1)
    same(len(done.errors), 2)
    has(done.errors[0], "a: is no regular file")


@case
def a_directory(dir):
    for name in "d/b.txt", "d/a/c.txt", "d/a.txt":
        put(name, OUTAGE)
    put("d/page_files/site.css", "a{}")
    put("d/photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")
    put("d/a.gold.json", "{}")
    put("d/.hidden.txt", OUTAGE)
    done = run(*DATED, "d")
    same((done.status, done.err), (0, ""))
    same(sources(done), ["d/a/c.txt", "d/a.txt", "d/b.txt"])
    same(sources(run(*DATED, "d/")), sources(done))


@case
def a_directory_with_loops(dir):
    put("d/a.txt", OUTAGE)
    os.symlink("..", dir / "d/up")
    os.symlink(".", dir / "d/self")
    os.symlink("a.txt", dir / "d/z.txt")
    os.mkfifo(dir / "d/fifo")
    done = run(*DATED, "d")
    same((done.status, sources(done)), (0, ["d/a.txt"]))


@case
def a_deep_directory(dir):
    deep = "/".join(["x"] * 400)
    put(deep + "/a.txt", OUTAGE)
    same(sources(run(*DATED, "x")), [deep + "/a.txt"])


@case
def a_directory_without_pages(dir):
    put("d/a.css", "a{}")
    done = run("d")
    same((done.status, done.out), (1, ""))
    one_line(done, "d: no pages in this directory")


@case
def names_that_are_no_text(dir):
    name = os.fsdecode(b"d/\xff\n.txt")
    put("d/x", "")
    os.remove(dir / "d/x")
    (dir / name).write_text(OUTAGE)
    done = run(*DATED, "d")
    same(sources(done), ["d/\ufffd\n.txt"])
    done = run("no\nsuch\x1b[31m")
    same(len(done.errors), 1)
    assert "\x1b" not in done.err


@case
def a_list(dir):
    for name in "a.txt", "b c.txt":
        put(name, OUTAGE)
    put("list", b"\xef\xbb\xbfa.txt\r\n\r\n# comment\r\nb c.txt\na.txt\n"
        b"missing\n-\nhttp://a b/\n" + b"x" * 100000 + b"\na\0b\nb c.txt")
    done = run(*DATED, "-i", "list")
    same((done.status, sources(done)), (1, ["a.txt", "b c.txt"]))
    same(len(done.errors), 5)
    for line, part in zip(done.errors, ("missing: ", "list:7: ",
                                        "http://a b/: ", "list:9: ",
                                        "list:10: ")):
        has(line, part)


@case
def a_list_parted_by_nul(dir):
    put("a\nb.txt", OUTAGE)
    put("#c.txt", OUTAGE)
    done = run(*DATED, "-0", "-i", "-", stdin=b"a\nb.txt\0\0#c.txt\0")
    same((done.status, sources(done)), (0, ["a\nb.txt", "#c.txt"]))


@case
def no_article(dir):
    done = run(put("a.html", "<html><title>Access Denied</title><body>"
                   "<h1>Access Denied</h1></body></html>"))
    same((done.status, done.out), (1, ""))
    one_line(done, "a.html: no article")


main()
