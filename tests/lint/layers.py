#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who includes whom, held against src/LAYERS."""
import re
import sys

import source

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
# What C11 and POSIX bring; anything else in <> is an outside library.
SYSTEM = set("""assert complex ctype errno fenv float inttypes iso646 limits
    locale math setjmp signal stdalign stdarg stdatomic stdbool stddef stdint
    stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype
    dirent fcntl fnmatch ftw glob netdb poll pthread pwd regex sched strings
    syslog termios unistd wordexp getopt endian fts""".split())
SYSTEM_FOLDERS = ("sys/", "arpa/", "netinet/", "net/", "linux/")


def read_layers(text, complain):
    """folder -> (folders it may include, libraries it may include)"""
    layers = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = re.split(r"\s{2,}", line.strip())
        if len(cells) != 3:
            complain("src/LAYERS", number, "not three columns")
            continue
        folder, uses, libraries = cells
        uses = [] if uses == "-" else uses.split()
        for name in uses:
            if name not in layers:
                complain("src/LAYERS", number,
                         f"{folder} names {name}, which stands no higher")
        layers[folder] = (set(uses),
                          set() if libraries == "-" else
                          set(libraries.split(",")))
    return layers


def library_of(name):
    head = name.split("/")[0]
    return head.removesuffix(".h")


def is_system(name):
    return (name.removesuffix(".h") in SYSTEM or
            name.startswith(SYSTEM_FOLDERS))


def fault_of(folder, quote, name, layers):
    uses, libraries = layers[folder]
    if quote == "<":
        if not is_system(name) and library_of(name) not in libraries:
            return f"{folder} may not include <{name}>"
        return None
    if name == "meoktong.h":
        return None
    target = "data" if name == "data.h" else name.split("/")[0]
    if target not in (folder, *uses):
        return f"{folder} may not include {target} (\"{name}\")"
    return None


def check(root):
    faults = []

    def complain(path, line, words):
        faults.append(f"{path}:{line}: {words}")

    texts = dict(source.files(root, "src/LAYERS"))
    layers = read_layers("".join(texts.values()), complain)
    for path, text in source.files(root, "src/*.[ch]", "src/**/*.[ch]"):
        folder = path.parts[1] if len(path.parts) > 2 else "."
        if folder not in layers:
            complain(path, 1, f"src/LAYERS has no line for {folder}")
            continue
        for match in INCLUDE.finditer(text):
            fault = fault_of(folder, *match.groups(), layers)
            if fault:
                complain(path, text.count("\n", 0, match.start(1)) + 1, fault)
    return sorted(set(faults))


if __name__ == "__main__":
    found = check(sys.argv[1] if len(sys.argv) > 1 else ".")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
