#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Man pages through mandoc, shell scripts through sh -n and shellcheck,
Python through the compiler; each tool only where it is installed."""
import pathlib
import shutil
import subprocess
import sys

PLACES = ("tests/**/*", ".ci/*", "completions/*.bash")


def scripts(root, word):
    for pattern in PLACES:
        for path in sorted(pathlib.Path(root).glob(pattern)):
            if path.is_file():
                first = path.read_bytes().split(b"\n", 1)[0]
                if first.startswith(b"#!") and word in first:
                    yield path


def said(argv):
    done = subprocess.run(argv, capture_output=True, text=True)
    return [line for line in (done.stdout + done.stderr).splitlines()
            if line.strip()] if done.returncode else []


def check_man(root):
    pages = sorted(pathlib.Path(root, "man").glob("*.[1-9]"))
    if not shutil.which("mandoc"):
        return
    for page in pages:
        yield from said(["mandoc", "-T", "lint", "-W", "warning", page])


def check_shell(root):
    for word, shell in ((b"/bash", "bash"), (b"/sh", "sh")):
        for path in scripts(root, word):
            yield from said([shell, "-n", path])
            if shutil.which("shellcheck"):
                yield from said(["shellcheck", "-f", "gcc", "-S", "warning",
                                 path])


def check_python(root):
    for path in scripts(root, b"python3"):
        try:
            compile(path.read_text(), path, "exec")
        except SyntaxError as fault:
            yield f"{path}:{fault.lineno}: {fault.msg}"


def check(root):
    return [*check_man(root), *check_shell(root), *check_python(root)]


if __name__ == "__main__":
    found = check(sys.argv[1] if len(sys.argv) > 1 else ".")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
