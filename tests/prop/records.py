#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What must hold of every record, whatever the article says.

Runs the program over every page of fixtures/, and over the articles and pages
of ../shared where that is there. One property over one set is one case.
"""
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import jsonschema

MEOKTONG = os.environ["MEOKTONG"]
SHARED = pathlib.Path("../shared")
SCHEMA = json.loads(pathlib.Path("schema/outage-1.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHOWN = 10  # faults of one property that are told


def pages_in(*folders):
    found = []
    for folder in folders:
        for kind in ("*.html", "*.txt"):
            found += pathlib.Path(folder).rglob(kind)
    return sorted(map(str, found))


SETS = {
    "fixtures": pages_in("fixtures"),
    "articles": pages_in(SHARED / "seed", SHARED / "corpus/dev"),
    "pages": pages_in(SHARED / "pages"),
}


def call(args, data=b"", env=None):
    done = subprocess.run([MEOKTONG, *args], input=data, capture_output=True,
                          env=dict(os.environ, **(env or {})))
    if done.returncode not in (0, 1):  # 1: a page without an article
        raise RuntimeError(f"exit status {done.returncode}: "
                           f"{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout


@functools.cache
def records(name):
    """The records of a set, as bytes: what other runs are held against."""
    return call(["extract", *SETS[name]])


@functools.cache
def full(name):
    """Each article of a set with its text and its outages."""
    out = call(["extract", "-F", "full", *SETS[name]])
    return [json.loads(line) for line in out.decode().splitlines()]


def outages(name):
    return [json.loads(line) for line in records(name).decode().splitlines()]


def valid(name):
    """Every record keeps the schema."""
    for record in outages(name):
        for fault in VALIDATOR.iter_errors(record):
            yield (f"{record['article']['source']}: {fault.json_path}: "
                   f"{fault.message}")


def grounded(name):
    """Every quote stands in the text, where its span says."""
    for item in full(name):
        text = item["article"]["text"]
        for record in item["outages"]:
            for proof in record["evidence"]:
                start, end = proof["span"]
                if text[start:end] != proof["quote"] or start >= end:
                    yield (f"{item['article']['source']}: {proof['field']} "
                           f"[{start}, {end}) is {text[start:end]!r}, "
                           f"not {proof['quote']!r}")


# A value and the field of the evidence that it needs.
NEEDS_PROOF = ("services", "start", "end", "functions", "platforms",
               "symptoms", "regions", "cause", "status", "scope", "affected",
               "third_party")


def proven(name):
    """No value without the words that it rests on."""
    for record in outages(name):
        fields = {proof["field"] for proof in record["evidence"]}
        for field in NEEDS_PROOF:
            if record.get(field) not in (None, []) and field not in fields:
                yield (f"{record['article']['source']}: {field} "
                       f"{record[field]!r} shows no evidence")


def ordered(name):
    """No outage ends before it begins, or lasts less than nothing."""
    for record in outages(name):
        start, end = record["start"], record["end"]
        if start and end and len(start) == len(end) and end < start and \
                start[-6:] == end[-6:]:
            yield f"{record['article']['source']}: {start} .. {end}"
        least, most = record["duration_minutes"], \
            record.get("duration_minutes_max")
        if least is not None and most is not None and most < least:
            yield f"{record['article']['source']}: {least} .. {most} minutes"


def composed(name):
    """All text that comes out is NFC, and one line a record."""
    for line in records(name).decode().splitlines():
        if unicodedata.normalize("NFC", line) != line:
            yield f"not NFC: {line[:120]}"


def distinct(name):
    """No id stands for two outages."""
    seen = {}
    for record in outages(name):
        key = (record["id"], record["article"]["id"])
        if key in seen and seen[key] == record["article"]["source"]:
            yield f"{record['article']['source']}: {record['id']} twice"
        seen[key] = record["article"]["source"]


def same_again(name):
    """The same bytes give the same records."""
    if call(["extract", *SETS[name]]) != records(name):
        yield "a second run gave something else"


def same_alone(name):
    """What stands before a page does not change its records."""
    alone = b"".join(call(["extract", page]) for page in SETS[name][::-1])
    if sorted(alone.splitlines()) != sorted(records(name).splitlines()):
        yield "one page a run gave something else"


def as_lines(name):
    lines = []
    for page in SETS[name]:
        line = {"id": page, "path": page}
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def same_by_lines(name):
    """A page named in a JSON line gives the records that the file gives."""
    if call(["extract", "-"], as_lines(name)) != records(name):
        yield "JSON lines on standard input gave something else"


@functools.cache
def locale_folder():
    """Compiled locales of our own where the machine can make them."""
    folder = tempfile.mkdtemp(prefix="meoktong-locale-")
    for language in ("ko_KR", "tr_TR"):
        if shutil.which("localedef"):
            subprocess.run(["localedef", "-i", language, "-f", "UTF-8",
                            f"{folder}/{language}.UTF-8"],
                           capture_output=True)
    return folder


def same_everywhere(name):
    """The same records under every locale."""
    for language in ("C", "ko_KR.UTF-8", "tr_TR.UTF-8"):
        env = {"LC_ALL": language, "LANG": language,
               "LOCPATH": locale_folder(),
               # The C library itself never frees what LOCPATH says.
               "ASAN_OPTIONS": "exitcode=86:detect_leaks=0"}
        if call(["extract", *SETS[name]], env=env) != records(name):
            yield f"LC_ALL={language} gave something else"


PROPERTIES = (valid, grounded, proven, ordered, composed, distinct,
              same_again, same_by_lines, same_everywhere)


def main():
    passed = failed = 0
    for name, pages in SETS.items():
        checks = PROPERTIES + ((same_alone,) if name == "fixtures" else ())
        for check in checks if pages else ():
            try:
                faults = list(check(name))
            except (RuntimeError, ValueError, KeyError) as trouble:
                faults = [f"{type(trouble).__name__}: {trouble}"]
            passed, failed = passed + (not faults), failed + bool(faults)
            if faults:
                print(f"{name}: not true: {check.__doc__} "
                      f"({len(faults)} times)")
                print(*(f"  {fault}" for fault in faults[:SHOWN]), sep="\n")
        if pages and not failed:
            proofs = sum(len(r["evidence"]) for r in outages(name))
            print(f"{name}: {len(pages)} pages, {len(outages(name))} "
                  f"records, {proofs} pieces of evidence")
    shutil.rmtree(locale_folder(), ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
