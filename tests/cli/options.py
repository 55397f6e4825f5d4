#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command line: options, help, exit statuses."""
from harness import OUTAGE, QUIET, case, has, main, page, put, run, same


def usage(done, *parts):
    same((done.status, done.out), (2, ""))
    same(len(done.errors), 1)
    has(done.errors[0], "meoktong: ", *parts)


@case
def help_fits_a_screen(dir):
    for argv in (["--help"], ["-h"], ["help"], ["help", "extract"],
                 ["help", "article"], ["article", "--help"],
                 ["fetch", "-h"], ["robots", "-h"], ["times", "--help"], ["numbers", "-h"], ["help", "help"]):
        done = run(*argv)
        same((done.status, done.err), (0, ""))
        lines = done.out.splitlines()
        most = 24 if argv[0] in ("--help", "-h") or argv == ["help"] else 48
        assert 4 <= len(lines) <= most, (argv, len(lines))
        assert all(len(line) <= 80 for line in lines), argv
    same(run("help", "article").out, run("article", "--help").out)


@case
def version(dir):
    done = run("--version")
    same((done.status, done.err), (0, ""))
    has(done.out, "meoktong ", "data", "libcurl ", "sqlite3 ")
    same(run("-V").out, done.out)


@case
def unknown_options(dir):
    usage(run("--formt", "csv", "a"), "--formt", "did you mean --format?")
    usage(run("--published-at", "x"), "--published-at", "unknown option")
    usage(run("--form=csv", "a"), "--form", "--format")
    usage(run("-Z", "a"), "-Z", "--help")
    usage(run("article", "--exit-status", "a"), "--exit-status", "article")
    usage(run("--text", "a"), "--text", "extract")


@case
def faulty_arguments(dir):
    usage(run("--published", "어제", "a"), "--published 어제", "2024-05-22",
          "T06:00+09:00")
    usage(run("--published", "2024-02-30", "a"), "--published")
    usage(run("--published", "2024", "a"), "--published")
    usage(run("-F", "xml", "a"), "-F xml", "jsonl")
    usage(run("--max-size", "0", "a"), "--max-size")
    usage(run("--max-size", "10G", "a"), "--max-size")
    usage(run("--max-size", "99999999999999999999", "a"), "--max-size")
    usage(run("--max-time", "soon", "a"), "--max-time")
    usage(run("--max-time", "0", "a"), "--max-time")
    usage(run("--delay", "-1", "a"), "--delay")
    usage(run("--user-agent", "a\r\nX: y", "a"), "--user-agent")
    usage(run("--user-agent", "", "a"), "--user-agent")
    usage(run("--errors", "xml", "a"), "--errors", "json")
    usage(run("-j", "0", "a"), "-j 0", "1 to 256")
    usage(run("--retries", "99", "a"), "--retries", "0 to 20")
    usage(run("--rate", "0", "a"), "--rate")
    usage(run("--connections", "many", "a"), "--connections")
    usage(run("--resolve", "a.example.kr", "a"), "--resolve", "PORT")
    usage(run("--quiet=1", "a"), "--quiet", "no argument")
    usage(run("-o"), "-o", "FILE")
    usage(run("--format"), "--format", "FORMAT")


@case
def what_does_not_go_together(dir):
    usage(run("article", "-F", "csv", "a"), "-F csv")
    usage(run("-F", "text", "a"), "-F text", "article")
    usage(run("-F", "csv", "--errors", "json", "a"), "--errors json")
    usage(run("-0", "a"), "-0", "-i")
    usage(run("--refresh", "a"), "--refresh", "--db")
    usage(run("article", "--db", "o.db", "a"), "--db", "article")


@case
def nothing_to_read(dir):
    usage(run(), "no SOURCE")
    usage(run("article"), "no SOURCE")
    usage(run("times"), "no TEXT")
    usage(run("fetch"), "no URL", "-i")
    usage(run("robots"), "no URL")


@case
def mistyped_command(dir):
    usage(run("artcle", put("a.txt", OUTAGE)), "artcle", "article")
    usage(run("help", "extrakt"), "extrakt")


@case
def ways_to_write_an_option(dir):
    put("a.txt", OUTAGE)
    wanted = run("-F", "csv", "a.txt").out
    for argv in (["-Fcsv", "a.txt"], ["--format=csv", "a.txt"],
                 ["--format", "csv", "a.txt"], ["a.txt", "-F", "csv"],
                 ["-qFcsv", "--", "a.txt"]):
        same(run(*argv).out, wanted)
    put("-o", OUTAGE)
    same(run("--", "-o").status, 0)


@case
def exit_statuses(dir):
    put("a.txt", OUTAGE)
    put("b.txt", QUIET)
    same(run("a.txt").status, 0)
    same(run("b.txt").status, 0)
    same(run("a.txt", "missing").status, 1)
    same(run("--nothing").status, 2)
    same(run("a.txt", "-o", "no/such/folder").status, 3)
    same(run("-e", "b.txt").status, 4)
    same(run("-e", "a.txt").status, 0)
    same(run("-e", "b.txt", "missing").status, 1)


@case
def quiet_and_verbose(dir):
    put("a.txt", OUTAGE)
    done = run("-q", "a.txt", "missing")
    same((done.status, done.err), (1, ""))
    done = run("-v", "a.txt", "missing")
    has(done.err, "a.txt: 1 outage\n", "missing: no such file",
        "2 inputs, 1 failed, 1 outage")


@case
def url_and_date_for_inputs_without(dir):
    put("a.txt", OUTAGE)
    at = "https://news.example.kr/1"
    done = run("--url", at, "--published", "2024-05-22T06:00", "a.txt")
    article = done.records[0]["article"]
    same((article["url"], article["published"][:16]),
         (at, "2024-05-22T06:00"))
    done = run("--published", "2020-01-01", "-", stdin=page())
    same(done.records[0]["article"]["published"][:10], "2024-05-22")


main()
