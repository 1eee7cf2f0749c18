#!/usr/bin/env python3
"""Memory and handles of a window that trains: soak.py BUILD_FOLDER OUT [--minutes N] [--preset NAME] [--set KEY=VALUE]…

Opens the window (on $DISPLAY; `xvfb-run` gives one) training a preset into OUT/runs, looks at the process every
20 s, ends it with SIGTERM and verifies every run. OUT/soak.csv gets one row a look: seconds, resident memory by
kind (MB), open handles, threads, and the memory of the largest mappings by name. Prints JSON: the ranges from
the fifth minute on, how far they are from their middle in percent, and how the window ended.
"""
import argparse
import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

EVERY = 20  # seconds between two looks
SETTLED = 300  # seconds after which memory has to stay where it is


def mappings(pid):
    """Resident MB of every kind of mapping: the heap, other arenas, stacks, files by name."""
    sizes, name = Counter(), ""
    for line in Path(f"/proc/{pid}/smaps").read_text(errors="replace").splitlines():
        header = re.match(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+\s*(.*)", line)
        if header:
            name = Path(header[1]).name or "anonymous"
        elif line.startswith("Rss:"):
            sizes[name] += int(line.split()[1]) / 1024
    return sizes


def look(pid):
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    megabytes = {key: int(status[key].split()[0]) / 1024 for key in ("VmRSS", "RssAnon", "RssFile", "RssShmem")}
    return {**megabytes, "handles": len(os.listdir(f"/proc/{pid}/fd")), "threads": int(status["Threads"])}


def summary(values):
    middle = (min(values) + max(values)) / 2
    return {"first": values[0], "least": min(values), "most": max(values), "last": values[-1],
            "percent_from_middle": round(100 * (max(values) - middle) / middle, 2)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("build", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--minutes", type=float, default=60)
    arguments.add_argument("--preset", default="sample")
    arguments.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    options = arguments.parse_args()
    binaries = options.build.resolve() / "bin"
    runs = options.out / "runs"
    options.out.mkdir(parents=True)

    settings = [word for setting in options.set for word in ("--set", setting)]
    window = subprocess.Popen([binaries / "entroscope", "--train", options.preset, "--out", runs, *settings])
    begin, looks, names = time.monotonic(), [], []
    while (now := time.monotonic() - begin) < 60 * options.minutes:
        time.sleep(min(EVERY, 60 * options.minutes - now))
        if window.poll() is not None:
            sys.exit(f"soak: the window ended by itself after {now:.0f} s with {window.returncode}")
        sizes = mappings(window.pid)
        names = names or [name for name, _ in sizes.most_common(30)]
        looks.append({"seconds": round(time.monotonic() - begin), **look(window.pid),
                      **{name: sizes[name] for name in names},
                      "other": sum(size for name, size in sizes.items() if name not in names)})
        with (options.out / "soak.csv").open("w", newline="") as file:
            table = csv.DictWriter(file, looks[0].keys())
            table.writeheader()
            table.writerows({key: round(value, 1) for key, value in row.items()} for row in looks)

    window.send_signal(signal.SIGTERM)
    ending = time.monotonic()
    code = window.wait(timeout=120)
    ended = time.monotonic() - ending
    settled = [row for row in looks if row["seconds"] >= SETTLED] or looks
    verified = {run.parent.name: subprocess.run([binaries / "entroscope-cli", "runs", "verify", run.parent],
                                                capture_output=True).returncode == 0
                for run in sorted(runs.rglob("run.toml"))}
    print(json.dumps({"looks": len(looks), "resident_mb": summary([round(row["VmRSS"], 1) for row in settled]),
                      "handles": summary([row["handles"] for row in settled]),
                      "threads": summary([row["threads"] for row in settled]),
                      "ended_after_s": round(ended, 2), "exit_code": code, "sound": verified}, indent=2))


if __name__ == "__main__":
    main()
