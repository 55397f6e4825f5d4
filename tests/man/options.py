#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The program's help, its manual and its completions name the same commands
and options."""
import os
import pathlib
import re
import subprocess
import sys

MEOKTONG = os.environ["MEOKTONG"]
LONG = re.compile(r"(?<![\w-])--([a-z][a-z-]+)")


def says(*argv):
    return subprocess.run([MEOKTONG, *argv], capture_output=True, text=True,
                          check=True).stdout


def commands():
    return set(re.findall(r"^  meoktong \[?([a-z]+)\]? ", says("--help"),
                          re.M))


def options():
    return {name for command in commands()
            for name in LONG.findall(says("help", command))}


def difference(what, want, have):
    for name in sorted(want - have):
        yield f"{what} does not name {name}"
    for name in sorted(have - want):
        yield f"{what} names {name}, which the program does not know"


def manual():
    text = pathlib.Path("man/meoktong.1").read_text()
    yield from difference("man/meoktong.1", options(), set(
        re.findall(r"Fl Fl ([a-z-]+)", text)))
    section = text.split("The commands are:")[1].split(".El")[0]
    yield from difference("man/meoktong.1", commands(), set(
        re.findall(r"^\.It Cm (\w+)", section, re.M)))


def errors():
    """The closed list of error names; those of HTTP have an example."""
    code = pathlib.Path("src/base/err.c").read_text()
    names = set(re.findall(r'return "([a-z-]+)"', code)) - {"ok", "unknown",
                                                            "http"}
    page = pathlib.Path("man/meoktong.5").read_text()
    section = page.split(".Ss Errors")[1].split(".El")[0]
    said = {name for line in re.findall(r"^\.It (.*)", section, re.M)
            for name in re.findall(r"Ql ([a-z0-9-]+)", line)}
    yield from difference("man/meoktong.5", names | {"http-404"}, said)


def completions():
    for path in sorted(pathlib.Path("completions").glob("*")):
        words = set(re.findall(r"[a-z][a-z-]+", path.read_text()))
        for name in sorted((options() | commands()) - words):
            yield f"{path} does not name {name}"


def screen():
    """Help fits a terminal of 24 lines and 80 columns."""
    lines = says("--help").splitlines()
    if len(lines) > 24:
        yield f"--help has {len(lines)} lines"
    for line in lines:
        if len(line) > 80:
            yield f"--help is too wide: {line}"


def main():
    results = []
    for check in (manual, errors, completions, screen):
        faults = list(check())
        results.append(not faults)
        print(*faults, sep="\n", end="\n" if faults else "")
    bad = results.count(False)
    print(f"{results.count(True)} passed, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
