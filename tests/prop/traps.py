#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pages with one trap each: what `meoktong article` must make of them.

fixtures/pages-traps/NAME.html is a page, NAME.expect.json what must come out:
a key of the article's record with its value (a time to the minute), `text`
for the whole body, `has` and `hasnot` for pieces of it, `url` where it was.
"""
import json
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path("fixtures/pages-traps")


def wrong(article, expect):
    """What of the article is not as expected, in words."""
    text = article.get("text") or ""
    for key, want in expect.items():
        got = article.get(key)
        if key == "has":
            for piece in want:
                if piece not in text:
                    yield f"has not: {piece}"
        elif key == "hasnot":
            for piece in want:
                if piece in text:
                    yield f"has: {piece}"
        elif key in ("published", "modified"):
            if (got or "")[:16] != want:
                yield f"{key}: {got}, not {want}"
        elif key != "url" and got != want:
            yield f"{key}: {got!r}, not {want!r}"


def main():
    names = sorted(p.name[:-5] for p in FOLDER.glob("*.html"))
    expects = {n: json.loads((FOLDER / f"{n}.expect.json").read_text())
               for n in names}
    lines = "".join(json.dumps({"id": n, "path": str(FOLDER / f"{n}.html"),
                                "url": expects[n].get("url")}) + "\n"
                    for n in names)
    done = subprocess.run([os.environ.get("MEOKTONG", "build/meoktong"),
                           "article", "-"], input=lines, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found = {}
    for line in done.stdout.splitlines():
        article = json.loads(line)["article"]
        found[article["source"]] = article
    failed = 0
    for name in names:
        trouble = list(wrong(found.get(name, {}), expects[name]))
        failed += bool(trouble)
        for words in trouble:
            print(f"not ok {name}: {words}")
    print(f"{len(names) - failed} passed, {failed} failed")
    return failed > 0 or not names


if __name__ == "__main__":
    sys.exit(main())
