#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Shows that every lint check can fail: one faulty snippet a rule."""
import os
import pathlib
import subprocess
import sys
import tempfile

import data
import docs
import layers
import lengths
import names
import style

LAYERS = """# folder  includes  library
base      -         -
data      base      -
page      base data  libxml
.         base page  -
"""
SPDX = "/* SPDX-License-Identifier: MIT */\n"
CLEAN = SPDX + """#include <stdio.h>

#include "base/str.h"

/* sprintf( in a comment, and "atoi(3)" in a string, are only words. */
static int twice(int (*f)(int, int), int a)
{
    return f(a, a) + (int)sizeof "strtok(";
}
"""
LONG = "static int f(void)\n{\n" + "    g();\n" * 60 + "}\n"
SCHEMA = "table words news word id:key name:text aliases:words?\n"

# check, file, its text, a part of what must be said
FAULTS = [
    (layers, "src/base/a.c", '#include "page/dom.h"\n', "may not include"),
    (layers, "src/page/a.c", "#include <curl/curl.h>\n", "<curl/curl.h>"),
    (layers, "src/base/a.c", '#include "data.h"\n', "may not include data"),
    (layers, "src/new/a.c", "int mt_a;\n", "no line for new"),
    (layers, "src/LAYERS", "base  data  -\n", "stands no higher"),
    (lengths, "src/base/a.c", "\n" * 600, "600 lines"),
    (lengths, "src/base/a.c", LONG, "f has 63 lines"),
    (lengths, "src/base/a.c",
     "int g(int a,\n      int b, int (*c)(int, int), int d, int e)\n{\n}\n",
     "takes 5 parameters"),
    (style, "src/base/a.c", "int a;\n", "SPDX"),
    (style, "tests/x", "#!/bin/sh\ntrue\n", "SPDX"),
    (style, "src/base/a.c", SPDX + "/* " + "가" * 39 + " */\n", "84 columns"),
    (style, "src/base/a.c", SPDX + "\tint a;\n", "a tab"),
    (style, "src/base/a.c", SPDX + "int a; \n", "blanks at the end"),
    (style, "src/base/a.c", SPDX + "/* \U0001F600 */\n", "picture"),
    (style, "src/base/a.c", SPDX + "int a;", "line feed"),
    (style, "src/base/a.c", SPDX + "int a = atoi(b);\n", "atoi is banned"),
    (style, "src/base/a.c", SPDX + "int a = isalpha (b);\n", "isalpha"),
    (style, "src/base/a.c", SPDX + 'void f(void)\n{\n    printf("");\n}\n',
     "printf belongs in"),
    (style, "src/page/a.c", SPDX + "long a = time(NULL);\n", "time belongs"),
    (docs, "man/a.1", ".Dd\n.Sh NAME\n.Xx\n", "a.1"),
    (docs, "tests/a", "#!/bin/sh\nif\n", "tests/a"),
    (docs, "tests/a", "#!/usr/bin/env python3\nif\n", "tests/a"),
]
# rows of src/data/words.tsv, a part of what must be said
ROWS = [
    ("a\t카카오\n", "columns"),
    ("A b\t카카오\t-\n", "is no key"),
    ("a\t카카오\t-\na\t다음\t-\n", "stands in"),
    ("a\t카카오\tx|y\nb\t다음\ty\n", "stands in"),
    ("a\t카카오\t-\na\t카카오\t-\n", "the same row"),
    ("a\t\u1112\u1161\u11ab\t-\n", "NFC"),
    ("a\t카\u200b카오\t-\n", "can't be seen"),
    ("a\t카카오\t-", "no line feed"),
]
# C of an object file, a part of what must be said
OBJECTS = [
    ("static int n; int *mt_f(void); int *mt_f(void) { return &n; }",
     "n can change"),
    ("int *mt_f(void); int *mt_f(void) { static int once = 1; return &once; }",
     "once can change"),
    ("int helper(void); int helper(void) { return 1; }", "lacks mt_"),
]


def put(root, path, text):
    target = pathlib.Path(root, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)


def said(faults, words):
    return any(words in fault for fault in faults)


def check_sources():
    for module, path, text, words in FAULTS:
        with tempfile.TemporaryDirectory() as root:
            put(root, "src/LAYERS", LAYERS)
            put(root, "src/page/good.c", CLEAN)
            before = module.check(root)
            put(root, path, text)
            if before:
                yield f"{module.__name__} faults clean code: {before[0]}"
            if not said(module.check(root), words):
                yield f"{module.__name__} does not see: {words}"


def check_rows(generator):
    for rows, words in ROWS:
        with tempfile.TemporaryDirectory() as root:
            put(root, "src/data/SCHEMA", SCHEMA)
            put(root, "src/data/words.tsv", "a\t카카오\tb|c\n")
            if data.check(root, generator):
                yield "data faults clean rows"
            put(root, "src/data/words.tsv", rows)
            if not said(data.check(root, generator), words):
                yield f"data does not see: {words}"


def compile_to(root, text):
    target = f"{root}/a.o"
    subprocess.run(["cc", "-fPIC", "-fvisibility=hidden", "-x", "c", "-c",
                    "-o", target, "-"], input=text, text=True, check=True)
    return target


def check_objects():
    for text, words in OBJECTS:
        with tempfile.TemporaryDirectory() as root:
            target = compile_to(root, text)
            archive = f"{root}/a.a"
            subprocess.run(["ar", "rcs", archive, target], check=True)
            if not said([*names.check_archive(archive),
                         *names.check_mutable(archive)], words):
                yield f"names does not see: {words}"
    with tempfile.TemporaryDirectory() as root:
        target = compile_to(root, "const char *const mt_a[] = {\"x\"};")
        if list(names.check_mutable(target)):
            yield "names calls a constant table mutable"
        put(root, "a.h", "MT_API int mt_gone(void);\n")
        subprocess.run(["cc", "-shared", "-o", f"{root}/a.so", target],
                       check=True)
        if not said(names.check_shared(f"{root}/a.so", f"{root}/a.h"),
                    "mt_gone is marked"):
            yield "names does not see a promised function that is missing"


def check():
    build = os.environ.get("BUILD", "build")
    generator = f"{build}/mt-gen"
    faults = [*check_sources(), *check_objects()]
    if os.path.exists(generator):
        faults += check_rows(generator)
    else:
        faults.append(f"{generator} is not built")
    return [f"tests/lint/selftest.py:1: {fault}" for fault in faults]


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    found = check()
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
