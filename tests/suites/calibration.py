#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""calibration.py PROGRAM SHARED GOLD_DIR...

How often a record is right, by the confidence that it states: of those with
0.9 or more, 95 in 100 should be. A record is right if the scorer pairs it with
an outage of the gold.
"""
import collections
import json
import pathlib
import sys

program, shared, *folders = sys.argv[1:]
sys.path.insert(0, str(pathlib.Path(shared) / "tools"))
sys.dont_write_bytecode = True
import score  # noqa: E402


def judged(folder):
    """(confidence, right) of every record over a folder's articles."""
    golds = list(score.load(folder))
    found = collections.defaultdict(list)
    for line in score.run(f"{program} extract -", golds).splitlines():
        record = json.loads(line)
        found[record["article"]["source"]].append(record)
    for gold in golds:
        wanted = gold["outages"] + list(gold.get("optional_outages") or [])
        records = found[gold["id"]]
        paired = {j for _, j in score.align(wanted, records)}
        for j, record in enumerate(records):
            yield record["confidence"], j in paired


def main():
    bins = collections.Counter()
    right = collections.Counter()
    for folder in folders:
        for confidence, good in judged(folder):
            step = min(int(confidence * 10), 9)
            bins[step] += 1
            right[step] += good
    print("== calibration: confidence, records, share right")
    for step in sorted(bins):
        print(f"{step / 10:.1f}-{(step + 1) / 10:.1f} {bins[step]:5} "
              f"{right[step] / bins[step]:.3f}")


if __name__ == "__main__":
    main()
