#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peer.py NAME: JSON lines {"id","url","path"} in, article lines out."""
import json
import pathlib
import sys


def trafilatura_text(page):
    import trafilatura
    return trafilatura.extract(page, include_comments=False) or ""


def readability_text(page):
    import lxml.html
    import readability
    text = page.decode("utf-8", "replace")
    summary = readability.Document(text).summary(html_partial=True)
    tree = lxml.html.fromstring(summary)
    return "\n".join(line.strip() for line in tree.itertext() if line.strip())


PEERS = {"trafilatura": trafilatura_text, "readability": readability_text}


def main():
    text_of = PEERS[sys.argv[1]]
    for line in sys.stdin:
        item = json.loads(line)
        try:
            text = text_of(pathlib.Path(item["path"]).read_bytes())
        except Exception as trouble:  # a peer may raise whatever it likes
            print(f"{item['id']}: {trouble}", file=sys.stderr)
            text = ""
        article = {"source": item["id"], "text": text, "title": None,
                   "published": None, "modified": None, "byline": []}
        print(json.dumps({"record": "article", "article": article},
                         ensure_ascii=False))


if __name__ == "__main__":
    main()
