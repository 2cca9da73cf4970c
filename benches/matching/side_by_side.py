#!/usr/bin/env python3
"""citecheck's stream and rapidfuzz's partial_ratio over the same claims and passages, in turn.

  side_by_side.py CITECHECK INPUT.jsonl     records of `id`, `claim`, `passages`

Both are timed as whole processes on one core, all work included; the medians of seven rounds. Needs the
rapidfuzz package.
"""
import os, statistics, subprocess, sys, time

RAPIDFUZZ = """
import json, sys
from rapidfuzz import fuzz
for line in sys.stdin:
    record = json.loads(line)
    best = max((fuzz.partial_ratio(record["claim"], passage), index) for index, passage in enumerate(record["passages"]))
    print(json.dumps({"id": record["id"], "score": best[0], "passage": best[1]}))
"""


def seconds(command, path):
    with open(path) as records:
        start = time.perf_counter()
        subprocess.run(command, stdin=records, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start


def main(program, path):
    claims = sum(1 for line in open(path) if line.strip())
    one_core = ["taskset", "-c", "0"] if hasattr(os, "sched_setaffinity") else []
    commands = {
        "rapidfuzz partial_ratio, one core": one_core + [sys.executable, "-c", RAPIDFUZZ],
        "citecheck stream, one core": one_core + [program, "stream", "--judge", "lexical", "--jobs", "1"],
        "citecheck stream, two cores": [program, "stream", "--judge", "lexical", "--jobs", "2"],
    }
    times = {name: [] for name in commands}
    for _ in range(7):
        for name, command in commands.items():
            times[name].append(seconds(command, path))
    for name, runs in times.items():
        median = statistics.median(runs)
        print(f"{name:<36} {median * 1000:8.0f} ms {claims / median:8.0f} claims/s")


main(*sys.argv[1:3])
