#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the built libraries export, and what of theirs can change.

Every external name of libmeoktong.a begins with mt_, libmeoktong.so exports
exactly what the header marks MT_API, and no object keeps mutable state.
"""
import pathlib
import re
import subprocess
import sys

# object:symbol that may change while the program runs, and why it must.
MUTABLE = {
    "mem.o:on_oom": "the handler that mt_set_oom sets",
    "main.o:mt_cli_stop": "what a signal handler leaves behind",
}
API = re.compile(r"^MT_API\b[^;(]*?\b(mt_\w+)\s*\(", re.M)
SYMBOL = re.compile(r"^\S+ (.{7}) (\.(?:data|bss|tdata|tbss)\S*|\*COM\*)\s+"
                    r"(\S+)\s+(?:\.\w+ )?(\S+)$", re.M)


def tool(*argv):
    return subprocess.run(argv, check=True, capture_output=True,
                          text=True).stdout


def external(library, *options):
    """(member, name) of every external symbol that is defined."""
    member = pathlib.Path(library).name
    for line in tool("nm", "-g", "--defined-only", *options,
                     library).splitlines():
        if line.endswith(":"):
            member = line[:-1]
        elif line.strip():
            yield member, line.split()[-1]


def check_archive(archive):
    for member, name in external(archive):
        if not name.startswith("mt_"):
            yield f"{archive}:{member}: external name {name} lacks mt_"


def check_shared(shared, header):
    promised = set(API.findall(pathlib.Path(header).read_text()))
    exported = {name for _, name in external(shared, "-D")}
    for name in sorted(exported - promised):
        yield f"{shared}:1: exports {name}, which {header} does not mark MT_API"
    for name in sorted(promised - exported):
        yield f"{header}:1: {name} is marked MT_API and not in {shared}"


def check_mutable(*objects):
    """Constants with addresses stand in .data.rel.ro and are fine."""
    member = ""
    for line in tool("objdump", "-t", *objects).splitlines():
        if ":     file format" in line:
            member = line.split(":")[0]
        match = SYMBOL.match(line)
        if not match or match.group(2).startswith(".data.rel.ro") or \
                "d" in match.group(1):  # the section's own symbol
            continue
        name = match.group(4).split(".")[0]
        if f"{pathlib.Path(member).name}:{name}" not in MUTABLE:
            yield f"{member}:1: {name} can change ({match.group(2)})"


def check(build):
    archive = f"{build}/libmeoktong.a"
    objects = sorted(map(str, pathlib.Path(build, "obj/cli").glob("*.o")))
    return [*check_archive(archive),
            *check_shared(f"{build}/libmeoktong.so", "include/meoktong.h"),
            *check_mutable(archive, *objects)]


if __name__ == "__main__":
    found = check(sys.argv[1] if len(sys.argv) > 1 else "build")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
