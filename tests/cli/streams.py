#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Streams, files, signals: nothing half, nothing in the wrong place."""
import os
import signal
import stat
import subprocess
import time

from harness import OUTAGE, case, has, main, one_line, page, put, run, same
from harness import start


def left(dir):
    return sorted(os.listdir(dir))


@case
def output_file(dir):
    put("a.txt", OUTAGE)
    done = run("a.txt", "-o", "out")
    same((done.status, done.out, done.err), (0, "", ""))
    same((dir / "out").read_text(), run("a.txt").out)
    same(left(dir), ["a.txt", "out"])
    mask = os.umask(0)
    os.umask(mask)
    same(stat.S_IMODE((dir / "out").stat().st_mode), 0o666 & ~mask)


@case
def output_file_keeps_its_rights_and_links(dir):
    put("a.txt", OUTAGE)
    put("real", "old")
    os.chmod(dir / "real", 0o640)
    os.symlink("real", dir / "link")
    same(run("a.txt", "-o", "link").status, 0)
    assert (dir / "link").is_symlink()
    same((dir / "real").read_text(), run("a.txt").out)
    same(stat.S_IMODE((dir / "real").stat().st_mode), 0o640)


@case
def output_appears_whole(dir):
    put("out", "old")
    with start("-", "-o", "out", stdin=subprocess.PIPE) as child:
        child.stdin.write(page().encode())
        child.stdin.flush()
        time.sleep(0.3)
        same((dir / "out").read_text(), "old")
        child.stdin.close()
        same(child.wait(10), 0)
    has((dir / "out").read_text(), '"record":"outage"')


@case
def output_into_a_directory(dir):
    os.mkdir(dir / "d")
    done = run(put("a.txt", OUTAGE), "-o", "d")
    same(done.status, 3)
    one_line(done, "d: cannot be written")


@case
def full_disk(dir):
    put("a.txt", OUTAGE)
    done = run("a.txt", "-o", "/dev/full")
    same(done.status, 3)
    one_line(done, "/dev/full: cannot be written", "space")
    with open("/dev/full", "wb") as full:
        child = start("a.txt", stdout=full, stderr=subprocess.PIPE)
        has(child.communicate()[1].decode(), "standard output: cannot be")
        same(child.returncode, 3)
        child = start("--help", stdout=full, stderr=subprocess.PIPE)
        child.communicate()
        same(child.returncode, 3)


@case
def a_reader_that_goes_away(dir):
    put("list", page() * 20000)
    child = start("list", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.readline()
    child.stdout.close()
    same(child.stderr.read(), b"")
    same(child.wait(20), -signal.SIGPIPE)


def stopped_by(dir, number):
    child = start("-", "-o", "out", stdin=subprocess.PIPE,
                  stderr=subprocess.PIPE)
    child.stdin.write(page().encode())
    child.stdin.flush()
    time.sleep(0.3)
    child.send_signal(number)
    status = child.wait(10)
    err = child.stderr.read().decode()
    child.stdin.close()
    same(status, -number)
    same(left(dir), [])
    has(err, "out was not written")


@case
def interrupt(dir):
    stopped_by(dir, signal.SIGINT)


@case
def terminate(dir):
    stopped_by(dir, signal.SIGTERM)


@case
def interrupt_while_writing(dir):
    child = start("-", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                  stderr=subprocess.PIPE)
    child.stdin.write(page(id="one").encode())
    child.stdin.flush()
    has(child.stdout.readline().decode(), '"one"')
    child.send_signal(signal.SIGINT)
    same(child.wait(10), -signal.SIGINT)
    same(child.stderr.read(), b"")


@case
def interrupt_while_waiting_for_a_server(dir):
    import socket
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        child = start("--allow-private", "http://127.0.0.1:%d/" %
                      silent.getsockname()[1], stderr=subprocess.PIPE)
        time.sleep(0.5)
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        same(child.wait(5), -signal.SIGINT)
        assert time.monotonic() - began < 2
        same(child.stderr.read(), b"")


@case
def memory_does_not_grow(dir):
    import resource
    filler = "\n".join(["시는 이날 새 계획을 내놓았다."] * 300)
    line = page(OUTAGE + filler).encode()

    def peak(count):
        child = start("-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for _ in range(count):
            child.stdin.write(line)
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
        same(status, 0)
        return usage.ru_maxrss

    few, many = peak(50), peak(1000)
    assert many < few * 1.3 + 4096, (few, many)


@case
def terminal_gets_a_table(dir):
    import pty
    put("a.txt", OUTAGE)
    for more, color in (({}, True), ({"NO_COLOR": "1"}, False)):
        master, slave = pty.openpty()
        child = start("--published", "2024-05-22", "a.txt", stdout=slave,
                      env=dict(os.environ, TERM="xterm", **more))
        same(child.wait(10), 0)
        os.close(slave)
        out = os.read(master, 65536).decode()
        os.close(master)
        has(out, "2024-05-21 08:30–09:24")
        same("\033[" in out, color)


main()
