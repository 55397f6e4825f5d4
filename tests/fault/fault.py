# SPDX-License-Identifier: MIT
"""What the groups of faults share: a case a function, and its verdict.

    @fault(26, "a FIFO is refused")
    def fifo(dir):
        ...

Each case runs in an empty folder of its own; harness.py of tests/cli runs the
program there.
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import harness  # noqa: E402

cases = []


def fault(number, words):
    def keep(function):
        cases.append((number, words, function))
        return function
    return keep


def errors(done):
    """source -> name of the error, of a run with --errors json."""
    return {r["source"]: r["error"] for r in done.records
            if r["record"] == "error"}


def main():
    for number, words, function in cases:
        with tempfile.TemporaryDirectory() as folder:
            harness.here[0] = folder
            try:
                more = function(pathlib.Path(folder))
                print(f"{number} ok {words}{': ' + more if more else ''}",
                      flush=True)
            except Exception as why:
                line = str(why).replace("\n", " ")[:300]
                print(f"{number} not ok {words}: {type(why).__name__} {line}",
                      flush=True)
