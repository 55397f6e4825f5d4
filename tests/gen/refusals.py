#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mt-gen refuses a faulty row with its file and line, and writes nothing."""
import os
import pathlib
import subprocess
import sys
import tempfile

GENERATOR = pathlib.Path(os.environ.get("BUILD", "build"), "mt-gen").resolve()
SCHEMA = """# what the tables hold
list colour C red green blue
enum shade S light dark
table groups news word id:key name:text words:words?
table things news free id:key group:ref=groups colour:one=colour shades:set=shade count:num
"""
GROUPS = "# id\tname\twords\n\nroot\t뿌리\t-\nleaf\t잎\t나뭇잎|Leaf@2014-2015\n"
THINGS = "one\tleaf\tred\tlight,dark\t3\ntwo\t-\t-\t-\t-12\n"

# what is wrong, groups.tsv, things.tsv, "file:line: " and words of the message
REFUSALS = [
    ("a column too few", "root\t뿌리\n", "", "groups.tsv:1: 2 columns"),
    ("a column too many", "# x\nroot\t뿌리\t-\t-\n", "",
     "groups.tsv:2: 4 columns"),
    ("an empty cell", "root\t\t-\n", "", "groups.tsv:1: name: \"\" is empty"),
    ("a required cell that is none", "root\t-\t-\n", "",
     "groups.tsv:1: name: \"-\" is required"),
    ("a blank at the end of a cell", "root\t뿌리 \t-\n", "",
     "begins or ends with a blank"),
    ("a capital in a key", "Root\t뿌리\t-\n", "", "is no key"),
    ("a key twice", GROUPS + "root\t가지\t-\n", "",
     "groups.tsv:5: the key \"root\" stands in"),
    ("a word twice", GROUPS + "twig\t가지\tleaf\n", "",
     "groups.tsv:5: the word \"leaf\" stands in"),
    ("an empty word", "root\t뿌리\t가||나\n", "", "groups.tsv:1: a word"),
    ("a word that is too long", "root\t뿌리\t" + "가" * 50 + "\n", "",
     "groups.tsv:1: a word"),
    ("a year that is missing", "root\t뿌리\t나무@\n", "",
     "is no span of years"),
    ("a reference to nothing", GROUPS, THINGS.replace("leaf", "loaf"),
     "things.tsv:1: group: no row \"loaf\" in groups"),
    ("a value of no list", GROUPS, THINGS.replace("red", "pink"),
     "things.tsv:1: \"pink\" is no value of colour"),
    ("a value of a set", GROUPS, THINGS.replace("dark", "dim"),
     "things.tsv:1: \"dim\" is no value of shade"),
    ("a number that is none", GROUPS, THINGS.replace("-12", "1.5"),
     "things.tsv:2: count: \"1.5\" is no whole number"),
    ("bytes that are not UTF-8", "root\t\udcff\udcfe\t-\n", "",
     "is not valid UTF-8"),
]
SCHEMA_REFUSALS = [
    ("an unknown directive", "row a b\n", "SCHEMA:1: \"row\""),
    ("an unknown column type", "table a news word id:kex\n", "SCHEMA:1: "),
    ("an unknown list", "table a news word id:key x:one=y\n", "SCHEMA:1: "),
    ("unknown sides", "table a news both id:key\n", "SCHEMA:1: sides"),
]


def generate(folder, schema, tables):
    """Runs mt-gen on texts; (status, stderr, were files written?)"""
    data = pathlib.Path(folder, "data")
    data.mkdir()
    (data / "SCHEMA").write_text(schema)
    paths = []
    for name, text in tables.items():
        path = data / f"{name}.tsv"
        path.write_text(text, errors="surrogateescape")
        paths.append(str(path))
    out = pathlib.Path(folder, "out")
    out.mkdir()
    done = subprocess.run([GENERATOR, data / "SCHEMA", out, *paths],
                          capture_output=True, text=True, errors="replace")
    return done.returncode, done.stderr, any(out.iterdir())


def refused(schema, tables, words):
    with tempfile.TemporaryDirectory() as folder:
        status, err, written = generate(folder, schema, tables)
    return status == 1 and words in err and not written, err


def accepted():
    with tempfile.TemporaryDirectory() as folder:
        tables = {"groups": GROUPS, "things": THINGS}
        status, err, written = generate(folder, SCHEMA, tables)
    return status == 0 and err == "" and written, err


def repeatable():
    """The order of the files on the command line does not matter."""
    made = []
    for names in (("groups", "things"), ("things", "groups")):
        with tempfile.TemporaryDirectory() as folder:
            texts = {"groups": GROUPS, "things": THINGS}
            generate(folder, SCHEMA, {name: texts[name] for name in names})
            made.append(pathlib.Path(folder, "out/data.c").read_text())
    return made[0] == made[1], "the order of the files matters"


def cases():
    yield "good rows", accepted()
    yield "order of files", repeatable()
    for what, groups, things, words in REFUSALS:
        tables = {"groups": groups, "things": things}
        yield what, refused(SCHEMA, tables, words)
    for what, schema, words in SCHEMA_REFUSALS:
        yield what, refused(schema, {}, words)
    yield "a table of no name", refused(SCHEMA, {"other": "a\n"},
                                        "no table of SCHEMA")


def main():
    results = list(cases())
    for what, (good, err) in results:
        if not good:
            print(f"{what}: mt-gen said: {err.strip() or 'nothing'}")
    bad = sum(not good for _, (good, _) in results)
    print(f"{len(results) - bad} passed, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
