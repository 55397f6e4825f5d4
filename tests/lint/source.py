# SPDX-License-Identifier: MIT
"""C source as the lint checks see it: without comments, function by function.

Enough of C for code that keeps the house style; nothing here parses C.
"""
import dataclasses
import pathlib
import re

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
                   r"|'(?:\\.|[^'\\\n])*'", re.S)
HEAD = re.compile(r"([A-Za-z_]\w*)\s*\((.*)\)\s*$", re.S)
NO_FUNCTION = {"if", "for", "while", "switch", "sizeof", "return"}


def bare(text):
    """text with comments, strings and characters blanked, lines kept."""
    def blank(match):
        found = match.group()
        if found[0] in "\"'":
            return found[0] + " " * (len(found) - 2) + found[0]
        return re.sub(r"[^\n]", " ", found)
    return TOKEN.sub(blank, text)


def files(root, *patterns):
    """Files of the tree by glob, as (path below root, text)."""
    root = pathlib.Path(root)
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            yield path.relative_to(root), path.read_text(errors="replace")


@dataclasses.dataclass
class Function:
    name: str
    line: int         # of its opening brace
    lines: int        # from the head to the closing brace
    parameters: int


def split_commas(text):
    depth = count = 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        count += c == "," and depth == 0
    if text.strip() in ("", "void"):
        return 0
    return count + (not text.rstrip().endswith("..."))


def functions(text):
    """The functions that a file defines."""
    text = re.sub(r"^#(?:[^\n\\]|\\.|\\\n)*", lambda m:
                  re.sub(r"[^\n]", " ", m.group()), bare(text), flags=re.M)
    out, depth, start, body = [], 0, 0, None
    for i, c in enumerate(text):
        if c == "{":
            if depth == 0:
                head = text[start:i]
                match = HEAD.search(head.rstrip())
                if match and match.group(1) not in NO_FUNCTION and \
                        "=" not in head.split("(")[0]:
                    body = (match, start + len(head) - len(head.lstrip()), i)
            depth += 1
        elif c == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                if body:
                    out.append(function(text, *body, i))
                    body = None
                start = i + 1
        elif c == ";" and depth == 0:
            start = i + 1
    return out


def function(text, match, head, brace, end):
    name, rest = match.group(1), match.group(0)
    # The outermost bracket pair is the list of parameters.
    inside = rest[rest.index("(") + 1:rest.rindex(")")]
    return Function(name, text.count("\n", 0, brace) + 1,
                    text.count("\n", head, end) + 1, split_commas(inside))
