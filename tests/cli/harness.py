# SPDX-License-Identifier: MIT
"""What the tests of the command share: running it, and counting.

    @case
    def missing_file(dir):
        done = run("no-such-file")
        same(done.status, 1)

Each case gets an empty folder of its own, in which the command runs.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import traceback

MEOKTONG = os.environ.get("MEOKTONG", "build/meoktong")
MEOKTONG = str(pathlib.Path(MEOKTONG).resolve())

OUTAGE = ("카카오톡 메시지 전송 한때 멈춰\n"
          "카카오톡이 21일 오전 8시30분부터 9시24분까지 54분간 메시지 전송 "
          "장애를 겪었다.\n"
          "카카오는 내부 시스템 작업 중 오류가 났다고 밝혔다.\n")
QUIET = ("도서관 새로 문 열어\n"
         "시립 도서관이 다음 달 시민에게 문을 연다. 열람실은 삼백 석이다.\n"
         "시는 주민 의견을 들어 이름을 지었다고 설명했다.\n")

# A run begun in the background of a shell inherits an ignored SIGINT, and the
# command, which keeps to that, couldn't be interrupted by the cases that try.
signal.signal(signal.SIGINT, signal.default_int_handler)

cases = []
here = [None]


class Done:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    @property
    def records(self):
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def errors(self):
        return self.err.splitlines()


def run(*argv, stdin=b"", env=None, seconds=60):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return Done(subprocess.run(
        [MEOKTONG, *argv], input=stdin, capture_output=True, cwd=here[0],
        env=dict(os.environ, **(env or {})), timeout=seconds))


def start(*argv, **more):
    return subprocess.Popen([MEOKTONG, *argv], cwd=here[0], **more)


def put(name, content):
    path = pathlib.Path(here[0], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes)
                     else content.encode())
    return name


def page(text=OUTAGE, **more):
    """One JSON line; dated so that the text's days are known."""
    return json.dumps({"published": "2024-05-22T06:00+09:00", "text": text,
                       **more}, ensure_ascii=False) + "\n"


def same(got, wanted):
    assert got == wanted, f"{got!r} instead of {wanted!r}"


def has(text, *parts):
    for part in parts:
        assert part in text, f"{part!r} is not in {text!r}"


def one_line(done, *parts):
    """One line on standard error: input, cause, way out."""
    same(len(done.errors), 1)
    has(done.errors[0], *parts)
    assert done.errors[0].startswith("meoktong: "), done.errors[0]
    has(done.errors[0], "; ")


def case(function):
    cases.append(function)
    return function


def main():
    failed = 0
    for function in cases:
        with tempfile.TemporaryDirectory() as folder:
            here[0] = folder
            try:
                function(pathlib.Path(folder))
                print("ok", function.__name__)
            except Exception:
                failed += 1
                print("not ok", function.__name__)
                print(traceback.format_exc())
    print(f"{len(cases) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
