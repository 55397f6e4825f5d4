#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs what the manuals show, and holds the output against what they show.

In a section EXAMPLES, each .Bd literal block is one example. Lines that begin
with "$ " are commands ("> " goes on with one), the lines behind them their
output; "..." stands for any lines. A comment line  .\\" file: NAME  before a
block makes the block a file of that name for the examples after it. The same
holds for the fenced blocks of README.md and CONTRIBUTING.md that begin "$ ";
a command of theirs without "$ " and without a URL must only succeed.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

BLOCK = re.compile(r'(?:^\.\\" file: (?P<file>\S+)\n)?^\.Bd .*?-literal.*?\n'
                   r"(?P<body>.*?)^\.Ed", re.M | re.S)
FENCE = re.compile(r"^```(?:sh|console)?\n(?P<body>.*?)^```", re.M | re.S)
ROFF = [(r"\(aq", "'"), (r"\(dq", '"'), (r"\(ha", "^"), (r"\(ti", "~"),
        (r"\(ga", "`"), (r"\-", "-"), (r"\&", ""), (r"\e", "\\")]


def unroff(text):
    for mark, plain in ROFF:
        text = text.replace(mark, plain)
    return text


def blocks(path):
    """(name of a file or None, text) of each example of a manual."""
    text = path.read_text()
    if path.suffix == ".md":
        for match in FENCE.finditer(text):
            yield None, as_examples(match["body"])
        return
    section = re.search(r"^\.Sh EXAMPLES$(.*?)(?=^\.Sh |\Z)", text,
                        re.M | re.S)
    for match in BLOCK.finditer(section.group(1) if section else ""):
        yield match["file"], unroff(match["body"])


def as_examples(body):
    """A block of Markdown with bare commands as examples of any output."""
    if body.startswith("$ "):
        return body
    return "".join(f"$ {line.partition('  #')[0]}\n...\n"
                   for line in body.splitlines()
                   if line.startswith("meoktong ") and "://" not in line)


def commands(body):
    """(command, expected output) pairs of a block."""
    out = []
    for line in body.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        elif line.startswith("> ") and out and not out[-1][1]:
            out[-1] = (out[-1][0] + "\n" + line[2:], [])
        elif out:
            out[-1][1].append(line)
    return [(command, "\n".join(lines).strip("\n"))
            for command, lines in out]


def matches(expected, got):
    pattern = re.escape(expected).replace(re.escape("..."), "(?s:.*)")
    return re.fullmatch(pattern, got) is not None


def run(command, folder):
    top = os.getcwd()
    build = pathlib.Path(os.environ.get("BUILD", "build")).resolve()
    env = dict(os.environ, EXAMPLES=folder, LC_ALL="C.UTF-8",
               PATH=f"{build}:{os.environ['PATH']}",
               PKG_CONFIG_PATH=f"{folder}/pc", LD_LIBRARY_PATH=str(build))
    # Files that an example writes stay out of the tree.
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c",
         f"cd {shlex.quote(folder)}\n{command}"],
        env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert os.getcwd() == top
    return done


def prepare(folder):
    """A place with fixtures, and a pkg-config file for the build folder."""
    top, build = pathlib.Path.cwd(), os.environ.get("BUILD", "build")
    for name in ("fixtures", "schema"):
        os.symlink(top / name, f"{folder}/{name}")
    os.mkdir(f"{folder}/pc")
    pathlib.Path(folder, "pc/meoktong.pc").write_text(
        "Name: meoktong\nDescription: as built\nVersion: 0\n"
        f"Libs: -L{pathlib.Path(build).resolve()} -lmeoktong\n"
        f"Cflags: -I{top}/include\n")


def check(path, folder):
    for name, body in blocks(path):
        if name:
            pathlib.Path(folder, name).write_text(body)
            continue
        for command, expected in commands(body):
            done = run(command, folder)
            got = done.stdout.strip("\n")
            good = done.returncode == 0 and matches(expected, got)
            if not good:
                print(f"{path}: $ {command}\n--- shown\n{expected}\n"
                      f"--- came out (status {done.returncode})\n{got}\n"
                      f"{done.stderr}", end="")
            yield good


def main():
    pages = sorted(pathlib.Path("man").glob("*.[1-9]"))
    pages += [pathlib.Path("README.md"), pathlib.Path("CONTRIBUTING.md")]
    results = []
    with tempfile.TemporaryDirectory(prefix="meoktong-man-") as folder:
        prepare(folder)
        for path in pages:
            if path.exists():
                shown = list(check(path, folder))
                results += shown
                if not shown and path.suffix != ".md":
                    print(f"{path}: EXAMPLES shows no command")
                    results.append(False)
    bad = results.count(False)
    print(f"{results.count(True)} passed, {bad} failed")
    return bad > 0 or not results


if __name__ == "__main__":
    sys.exit(main())
