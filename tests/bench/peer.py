#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peer.py NAME: JSON lines {"id","url","path"} in, article lines out.
peer.py --version NAME: the version of that peer."""
import importlib.metadata
import json
import logging
import pathlib
import sys


def trafilatura_text(page):
    import trafilatura
    return trafilatura.extract(page, include_comments=False) or ""


def readability_text(page):
    import lxml.html
    import readability
    summary = readability.Document(unicode_of(page)).summary(html_partial=True)
    tree = lxml.html.fromstring(summary)
    return "\n".join(line.strip() for line in tree.itertext() if line.strip())


def resiliparse_text(page):
    from resiliparse.extract.html2text import extract_plain_text
    return extract_plain_text(unicode_of(page), main_content=True,
                              alt_texts=False)


def boilerpy_text(page):
    from boilerpy3.extractors import ArticleExtractor
    return ArticleExtractor(raise_on_failure=False).get_content(
        unicode_of(page))


def unicode_of(page):
    """For peers that want text: by its bytes, as the pages are."""
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("cp949", "replace")


PEERS = {"trafilatura": ("trafilatura", trafilatura_text),
         "readability": ("readability-lxml", readability_text),
         "resiliparse": ("resiliparse", resiliparse_text),
         "boilerpy": ("boilerpy3", boilerpy_text)}


def main():
    logging.disable()  # their complaints about real pages
    package, text_of = PEERS[sys.argv[-1]]
    if sys.argv[1] == "--version":
        print(importlib.metadata.version(package))
        return
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
