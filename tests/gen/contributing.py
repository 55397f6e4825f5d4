#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rows that CONTRIBUTING.md shows fit the tables as they are."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

GENERATOR = pathlib.Path(os.environ.get("BUILD", "build"), "mt-gen").resolve()
BLOCK = re.compile(r"^```\n(# \w+\t.*)\n(.*\t.*\n)```", re.M)


def table_with(header):
    """A data file whose columns are headed like this."""
    for path in sorted(pathlib.Path("src/data").rglob("*.tsv")):
        if header in path.read_text().splitlines():
            return path
    return None


def fault_of(header, row):
    target = table_with(header)
    if not target:
        return f"no file of src/data is headed {header!r}"
    with tempfile.TemporaryDirectory() as folder:
        added = pathlib.Path(folder, target.relative_to("src"))
        added.parent.mkdir(parents=True)
        added.write_text(target.read_text() + row)
        others = [path for path in pathlib.Path("src/data").rglob("*.tsv")
                  if path != target]
        done = subprocess.run([GENERATOR, "src/data/SCHEMA", folder, added,
                               *sorted(others)], capture_output=True,
                              text=True)
    return done.stderr


def main():
    blocks = BLOCK.findall(pathlib.Path("CONTRIBUTING.md").read_text())
    faults = [fault_of(*block) for block in blocks]
    print(*filter(None, faults), sep="\n", end="")
    bad = sum(map(bool, faults)) + (len(blocks) < 2)
    print(f"{len(blocks) - sum(map(bool, faults))} passed, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
