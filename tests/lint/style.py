#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Line by line: 80 columns, no tabs, SPDX, no banned functions."""
import pathlib
import re
import sys
import unicodedata

import source

COLUMNS = 80
CODE = ("src/*.[ch]", "src/**/*.[ch]", "include/*.h", "tests/**/*.[ch]")
SCRIPTS = ("tests/**/*", ".ci/run", "Makefile", "tests/*.mk")
SPDX = "SPDX-License-Identifier: MIT"

# Why each is banned: no bound, hidden state, or an answer that the locale
# decides.
BANNED = set("""
    strtok strtok_r gets sprintf vsprintf strcpy strncpy strcat strncat stpcpy
    atoi atol atoll atof strtol strtoul strtoll strtoull sscanf scanf fscanf
    isalpha isdigit isalnum isspace isupper islower ispunct isprint isgraph
    iscntrl isxdigit isblank tolower toupper iswalpha iswdigit iswalnum
    iswspace towlower towupper strcoll strxfrm wcscoll mbstowcs mbtowc
    localtime localtime_r gmtime ctime asctime mktime strftime
    rand srand random alloca system popen tmpnam tempnam mktemp setjmp longjmp
    """.split())
# What only some folders may do: the library is silent, reads no clock and
# ends no process.
ONLY = {
    "cli gen": "printf puts putchar vprintf perror",
    "cli gen base/mem.c": "exit abort _Exit",
    "cli": "getenv setenv putenv setlocale",
    "cli fetch batch": "time gettimeofday clock_gettime clock",
}
CALL = re.compile(r"(?<![\w.>])([a-z_]\w*)\s*\(")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else
               0 if unicodedata.combining(c) else 1 for c in line)


def allowed(path, places):
    inside = "/".join(path.parts[1:])
    return any(inside == place or inside.startswith(place + "/")
               for place in places.split())


def call_fault(path, name):
    if name in BANNED:
        return f"{name} is banned"
    if path.parts[0] == "src":
        for places, names in ONLY.items():
            if name in names.split() and not allowed(path, places):
                return f"{name} belongs in {places} only"
    return None


def line_faults(line):
    if width(line) > COLUMNS:
        yield f"{width(line)} columns; {COLUMNS} at most"
    if "\t" in line:
        yield "a tab"
    if line != line.rstrip():
        yield "blanks at the end"
    if any(ord(c) >= 0x1F000 for c in line):
        yield "a picture character"


def check_code(path, text):
    lines = text.split("\n")
    if SPDX not in lines[0]:
        yield 1, f"the first line must say {SPDX}"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield len(lines), "must end with one line feed"
    for number, line in enumerate(lines, 1):
        for fault in line_faults(line):
            yield number, fault
    plain = source.bare(text)
    for match in CALL.finditer(plain):
        fault = call_fault(path, match.group(1))
        if fault:
            yield plain.count("\n", 0, match.start()) + 1, fault


def is_script(root, path, text):
    file = pathlib.Path(root, path)
    return (file.is_file() and "\0" not in text and
            (text.startswith("#!") or path.suffix in (".py", ".mk") or
             path.name == "Makefile"))


def check(root):
    faults = []
    for path, text in set(source.files(root, *CODE)):
        faults += [f"{path}:{n}: {w}" for n, w in check_code(path, text)]
    for path in {p for pattern in SCRIPTS
                 for p in pathlib.Path(root).glob(pattern) if p.is_file()}:
        text = path.read_text(errors="replace")
        path = path.relative_to(root)
        if is_script(root, path, text) and \
                SPDX not in "\n".join(text.split("\n")[:2]):
            faults.append(f"{path}:1: no line with {SPDX}")
    return sorted(faults)


if __name__ == "__main__":
    found = check(sys.argv[1] if len(sys.argv) > 1 else ".")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
