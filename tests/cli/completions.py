#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The completions know every option and command that the help names."""
import pathlib
import re
import shutil
import subprocess

from harness import case, has, main, run, same

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "completions"
FILES = {"bash": FOLDER / "meoktong.bash", "zsh": FOLDER / "_meoktong",
         "fish": FOLDER / "meoktong.fish"}
COMMANDS = re.findall(r"^  meoktong \[?(\w+)", run("--help").out, re.M)[:7]


def options(command):
    return set(re.findall(r"^ +(?:-\w, )?--([\w-]+)",
                          run("help", command).out, re.M))


@case
def nothing_is_missing(dir):
    same(len(COMMANDS), 7)
    everything = set().union(*map(options, COMMANDS))
    for shell, path in FILES.items():
        text = path.read_text()
        dash = r"(?<!set) -l " if shell == "fish" else "--"
        known = set(re.findall(dash + r"([a-z][a-z-]+)", text))
        same((shell, sorted(known)), (shell, sorted(everything)))
        for command in COMMANDS:
            has(text, command)


@case
def bash_completes(dir):
    if not shutil.which("bash"):
        return

    def complete(*words):
        script = ('source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); '
                  '_meoktong; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", script, FILES["bash"], *words],
                              capture_output=True, text=True, check=True)
        return done.stdout.split()

    same(complete("meoktong", "art"), ["article"])
    same(complete("meoktong", "-F", "t"), ["tsv", "table"])
    same(complete("meoktong", "article", "--ma"),
         ["--max-size", "--max-time", "--markdown"])
    same(complete("meoktong", "--exit"), ["--exit-status"])
    same(complete("meoktong", "times", "--exit"), [])
    same(complete("meoktong", "help", "ex"), ["extract"])


@case
def shells_can_read_them(dir):
    for shell, path in FILES.items():
        if shutil.which(shell):
            subprocess.run([shell, "-n", path], check=True)


main()
