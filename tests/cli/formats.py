#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same records in every format."""
import csv
import io
import json
import unicodedata

from harness import OUTAGE, QUIET, case, has, main, page, put, run, same

KEYS = ("schema record id article services service_ids operator sector start "
        "start_approx end end_approx duration_minutes duration_minutes_max "
        "duration_approx duration_stated duration_bound functions symptoms "
        "platforms scope regions cause cause_text cause_certainty "
        "cause_excluded third_party status affected claims conflicts primary "
        "evidence confidence").split()
LINES = page(id="one") + page(QUIET, id="quiet") + page(id="=two")


@case
def jsonl(dir):
    done = run("-", stdin=LINES)
    same([r["article"]["source"] for r in done.records], ["one", "=two"])
    for record in done.records:
        same(list(record), KEYS)
        same(record["duration_minutes"], 54)
        assert isinstance(record["duration_minutes"], int)


@case
def quotes_are_the_text_at_their_spans(dir):
    full = run("-F", "full", "-", stdin=LINES).records
    for line in full:
        text = line["article"]["text"]
        for outage in line["outages"]:
            assert outage["evidence"]
            for e in outage["evidence"]:
                same(text[e["span"][0]:e["span"][1]], e["quote"])


@case
def full(dir):
    done = run("-F", "full", "-", stdin=LINES)
    same([r["article"]["source"] for r in done.records],
         ["one", "quiet", "=two"])
    same([len(r["outages"]) for r in done.records], [1, 0, 1])
    same(done.records[0]["outages"], run("-", stdin=page(id="one")).records)
    for record in done.records:
        a = record["article"]
        for line in a["lines"]:
            assert "\n" not in a["text"][line["span"][0]:line["span"][1]]
        title = a["lines"][0]
        same(title["kind"], "title")
        same(a["text"][title["span"][0]:title["span"][1]], a["title"])
        body = a["text"][a["body"][0]:a["body"][1]]
        has(a["text"], body)
        assert a["title"] not in body


@case
def json_array(dir):
    records = run("-", stdin=LINES).records
    same(json.loads(run("-F", "json", "-", stdin=LINES).out), records)
    same(json.loads(run("-F", "json", "-", stdin=page(QUIET)).out), [])


@case
def comma_separated(dir):
    out = run("-F", "csv", "-", stdin=LINES).out
    assert out.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    same([row["source"] for row in rows], ["one", "'=two"])
    same(rows[0]["services"], "카카오톡")
    same(rows[0]["start"], "2024-05-21T08:30+09:00")
    same(rows[0]["duration_minutes"], "54")
    same(rows[0]["primary"], "true")
    same(rows[0]["third_party"], "")


@case
def tab_separated(dir):
    put("a\tb\n.txt", OUTAGE)
    out = run("-F", "tsv", "--published", "2024-05-22", "a\tb\n.txt").out
    rows = [line.split("\t") for line in out.splitlines()]
    same(len(rows), 2)
    same(len(rows[0]), len(rows[1]))
    same(dict(zip(*rows))["source"], "a b .txt")


@case
def only_the_head_without_records(dir):
    same(len(run("-F", "csv", "-", stdin=page(QUIET)).out.splitlines()), 1)


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


@case
def table(dir):
    long = OUTAGE.replace("한때 멈춰", "한때 " + "멈춰 " * 60)
    done = run("-F", "table", "-",
               stdin=page(id="one") + page(QUIET) + page(long, id="two"))
    lines = done.out.splitlines()
    has(done.out, "2024-05-21 08:30–09:24", "54 min", "카카오톡")
    assert "\033" not in done.out
    for line in lines:
        assert width(line) <= 80, line
    same(lines.count(""), 1)


@case
def article_as_json(dir):
    done = run("article", "-", stdin=page(id="one"))
    same(list(done.records[0]), ["record", "article"])
    a = done.records[0]["article"]
    same(list(a), "source id url publisher section title subtitles byline "
         "published modified text captions charset status method "
         "confidence".split())
    same((a["source"], a["title"]), ("one", OUTAGE.splitlines()[0]))
    same(a["published"][:16], "2024-05-22T06:00")
    same(a["text"], "\n".join(OUTAGE.splitlines()[1:]))


@case
def article_to_be_read(dir):
    lines = OUTAGE.splitlines()
    done = run("article", "--text", "-", stdin=page(id="one"))
    same(done.out, lines[0] + "\n\n" + "\n".join(lines[1:]) + "\n")
    done = run("article", "--text", "-", stdin=page() + page())
    same(done.out.count("\f"), 1)
    done = run("article", "--markdown", "-", stdin=page(id="one"))
    has(done.out, "# " + lines[0] + "\n\n", "\n\n" + lines[1] + "\n\n")


@case
def errors_in_place(dir):
    lines = page(id="one") + "{broken\n" + page(id="two")
    done = run("--errors", "json", "-", stdin=lines)
    same((done.status, done.err), (1, ""))
    same([r["record"] for r in done.records], ["outage", "error", "outage"])
    error = done.records[1]
    same((error["source"], error["error"]), ("-:2", "bad-input"))
    assert error["message"]
    array = json.loads(run("--errors", "json", "-F", "json", "-",
                           stdin=lines).out)
    same(array, done.records)


@case
def any_locale(dir):
    outs = {run("-", stdin=LINES, env={"LC_ALL": locale}).out
            for locale in ("C", "C.UTF-8", "ko_KR.UTF-8", "tr_TR.UTF-8")}
    same(len(outs), 1)


@case
def times(dir):
    done = run("times", "--ref", "2024-05-22", "21일 오전 8시30분께")
    item = done.records[0]["times"][0]
    same(item["value"], "2024-05-21T08:30+09:00")
    same((item["approx"], item["span"]), (True, [0, 13]))
    lines = "".join(json.dumps(line) + "\n" for line in (
        {"id": "a\"b", "text": "54분간", "ref": None},
        {"id": "c", "text": "21일", "ref": "언제"},
        {"id": "d"},
        {"id": "e", "text": "3일", "ref": "2024-05-22"}))
    done = run("times", "-", stdin=lines)
    same(done.status, 1)
    same([r["id"] for r in done.records], ["a\"b", "e"])
    same(done.records[0]["times"][0]["duration"], "PT54M")
    same(len(done.errors), 2)


@case
def times_of_a_text_on_standard_input(dir):
    done = run("times", "--ref", "2024-05-22", "-", stdin="어제 21일\n")
    same(len(done.records), 1)
    assert done.records[0]["times"]


main()
