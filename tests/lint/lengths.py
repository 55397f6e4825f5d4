#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Files under 600 lines, functions under 60, at most 4 parameters."""
import sys

import source

FILE, FUNCTION, PARAMETERS = 600, 60, 4
CODE = ("src/*.[ch]", "src/**/*.[ch]", "include/*.h", "tests/**/*.[ch]")
# Signatures that a library asks for.
FOREIGN = {"LLVMFuzzerTestOneInput", "main"}


def check(root):
    faults = []
    for path, text in set(source.files(root, *CODE)):
        count = text.count("\n")
        if count >= FILE and path.name != "meoktong.h":
            faults.append(f"{path}:1: {count} lines; {FILE - 1} at most")
        for f in source.functions(text):
            if f.lines >= FUNCTION:
                faults.append(f"{path}:{f.line}: {f.name} has {f.lines} "
                              f"lines; {FUNCTION - 1} at most")
            if f.parameters > PARAMETERS and f.name not in FOREIGN:
                faults.append(f"{path}:{f.line}: {f.name} takes "
                              f"{f.parameters} parameters; {PARAMETERS} at "
                              "most")
    return sorted(faults)


def summary(root):
    lengths = sorted(f.lines for path, text in
                     set(source.files(root, "src/*.c", "src/**/*.c"))
                     for f in source.functions(text))
    if not lengths:
        return "no functions"
    return (f"{len(lengths)} functions, {sum(lengths) / len(lengths):.1f} "
            f"lines on average, half of them under "
            f"{lengths[len(lengths) // 2] + 1}, the longest {lengths[-1]}")


if __name__ == "__main__":
    top = sys.argv[1] if len(sys.argv) > 1 else "."
    found = check(top)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"lengths: {summary(top)}", file=sys.stderr)
    sys.exit(bool(found))
