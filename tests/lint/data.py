#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows of src/data: what mt-gen says of them, and NFC."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import source


def generator_faults(root, generator):
    """mt-gen names a faulty row by file and line itself."""
    tables = sorted(pathlib.Path(root, "src/data").rglob("*.tsv"))
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [pathlib.Path(generator).resolve(), "src/data/SCHEMA", folder,
             *(path.relative_to(root) for path in tables)],
            cwd=root, capture_output=True, text=True)
    lines = [line for line in done.stderr.splitlines()
             if re.match(r"\S+:\d+: ", line)]
    if done.returncode and not lines:
        lines = [f"src/data:1: mt-gen: {done.stderr.strip()}"]
    return lines


def line_faults(line):
    if line != unicodedata.normalize("NFC", line):
        yield "is not NFC"
    if "\r" in line or line != line.rstrip(" "):
        yield "ends with a blank or a carriage return"
    if any(unicodedata.category(c) in ("Cf", "Co", "Cn") for c in line):
        yield "holds a character that can't be seen"


def check(root, generator):
    faults = generator_faults(root, generator)
    for path, text in source.files(root, "src/data/**/*.tsv"):
        seen = {}
        if text and not text.endswith("\n"):
            last = text.count("\n") + 1
            faults.append(f"{path}:{last}: no line feed at the end")
        for number, line in enumerate(text.split("\n"), 1):
            faults += [f"{path}:{number}: {w}" for w in line_faults(line)]
            if line and not line.startswith("#"):
                if line in seen:
                    faults.append(f"{path}:{number}: the same row as line "
                                  f"{seen[line]}")
                seen.setdefault(line, number)
    return sorted(set(faults))


if __name__ == "__main__":
    found = check(".", f"{sys.argv[1] if len(sys.argv) > 1 else 'build'}"
                  "/mt-gen")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
