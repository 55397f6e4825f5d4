#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make install gives a program, libraries and manuals that somebody else's
C and C++ can use; make uninstall leaves nothing behind."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BUILD = os.environ.get("BUILD", "build")
USER = r"""
#include <meoktong.h>
#include <stdio.h>

int main(void)
{
    struct mt_reader *reader = mt_reader_new(NULL);

    puts(mt_version());
    mt_reader_free(reader);
    return 0;
}
"""
MUST_BE_THERE = """bin/meoktong include/meoktong.h lib/libmeoktong.a
    lib/libmeoktong.so lib/libmeoktong.so.0 lib/pkgconfig/meoktong.pc
    share/man/man1/meoktong.1 share/man/man3/meoktong.3
    share/man/man5/meoktong.5 share/man/man5/meoktong-data.5
    share/meoktong/outage-1.schema.json share/doc/meoktong/LICENSE
    share/bash-completion/completions/meoktong
    share/zsh/site-functions/_meoktong
    share/fish/vendor_completions.d/meoktong.fish""".split()
results = []


def case(what, good, words=""):
    results.append(bool(good))
    if not good:
        print(f"{what}: {words}")


def run(*argv, **more):
    env = {k: v for k, v in os.environ.items()
           if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    env |= more.pop("env", {})
    return subprocess.run(argv, capture_output=True, text=True, env=env,
                          **more)


def make(target, prefix, dest=""):
    done = run("make", "--no-print-directory", target, f"BUILD={BUILD}",
               f"PREFIX={prefix}", f"DESTDIR={dest}")
    case(f"make {target} PREFIX={prefix} DESTDIR={dest}",
         done.returncode == 0, done.stderr)


def files_under(folder):
    return sorted(str(path.relative_to(folder))
                  for path in pathlib.Path(folder).rglob("*")
                  if not path.is_dir())


def flags_of(prefix, static):
    """Flags by pkg-config alone. The archive wants what it rests on as well,
    as shared libraries: --static would ask for all of theirs, too."""
    env = {"PKG_CONFIG_PATH": f"{prefix}/lib/pkgconfig"}
    asked = ["meoktong"]
    if static:
        rests = run("pkg-config", "--print-requires-private", "meoktong",
                    env=env)
        asked += rests.stdout.split()
    done = run("pkg-config", "--cflags", "--libs", *asked, env=env)
    case(f"pkg-config {' '.join(asked)}", done.returncode == 0, done.stderr)
    archive = f"{prefix}/lib/libmeoktong.a"
    return [archive if static and word == "-lmeoktong" else word
            for word in done.stdout.split()] + ["-lm"] * static


def build_user(folder, prefix, compiler, name):
    """Compiles a customer as any build would."""
    source = pathlib.Path(folder, name)
    source.write_text(USER)
    target = str(source.with_suffix(".out"))
    done = run(compiler, "-Wall", "-Wextra", "-Werror", "-o", target,
               str(source), *flags_of(prefix, name.startswith("static")))
    case(f"{compiler} {name}", done.returncode == 0, done.stderr)
    return target if done.returncode == 0 else None


def check_user(folder, prefix):
    want = run(f"{prefix}/bin/meoktong", "--version").stdout
    builds = [("cc", "shared.c"), ("cc", "static.c")]
    if shutil.which("g++"):
        builds.append(("g++", "plus.cc"))
    for compiler, name in builds:
        target = build_user(folder, prefix, compiler, name)
        env = {} if name == "static.c" else \
            {"LD_LIBRARY_PATH": f"{prefix}/lib"}
        done = target and run(target, env=env)
        case(f"{name} runs and names the same version",
             done and done.returncode == 0 and done.stdout.strip() and
             done.stdout.split()[0] in want, done)


def main():
    with tempfile.TemporaryDirectory(prefix="meoktong-install-") as folder:
        prefix = f"{folder}/usr"
        make("install", prefix)
        for name in MUST_BE_THERE:
            case("installed", os.path.exists(f"{prefix}/{name}"),
                 f"{name} is not there")
        check_user(folder, prefix)
        installed = files_under(prefix)
        make("install", "/opt/meoktong", f"{folder}/stage")
        case("DESTDIR stages the same files",
             files_under(f"{folder}/stage/opt/meoktong") == installed,
             "another set of files")
        package = pathlib.Path(folder, "stage/opt/meoktong/lib/pkgconfig",
                               "meoktong.pc").read_text()
        case("DESTDIR stays out of what is installed",
             "prefix=/opt/meoktong\n" in package and "stage" not in package,
             package)
        make("uninstall", prefix)
        case("uninstall", files_under(prefix) == [],
             f"left: {files_under(prefix)}")
        make("uninstall", "/opt/meoktong", f"{folder}/stage")
        case("uninstall DESTDIR", files_under(f"{folder}/stage") == [],
             f"left: {files_under(folder + '/stage')}")
    bad = results.count(False)
    print(f"{results.count(True)} passed, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
