#!/usr/bin/env python3
"""What the window costs training: window_cost.py BUILD_FOLDER [--pairs N] [--steps N] [--preset NAME]

Trains the same run with the window open (on $DISPLAY; `xvfb-run` gives one) and without, in the order
A B B A A B …, and compares the median tokens/s that the runs recorded after the warm-up. Prints JSON: the
medians, and the cost in percent of every neighbouring pair with their median and quartiles.
Close other programs first.
"""
import argparse
import csv
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WARM_UP = 20  # steps


def recorded(cli, run):
    """tokens/s of each step that the run folder holds."""
    table = run.with_suffix(".csv")
    subprocess.run([cli, "runs", "export", run, "--format", "csv", "--out", table], check=True, capture_output=True)
    with table.open(newline="") as file:
        rates = [(int(row["step"]), float(row["value"])) for row in csv.DictReader(file)
                 if row["measure"] == "tokens_per_second"]
    table.unlink()
    return rates


def last_step(cli, run):
    answer = subprocess.run([cli, "runs", "show", run, "--json", "-"], capture_output=True, text=True)
    return json.loads(answer.stdout)["last_step"] if answer.returncode == 0 else 0


def rate(cli, command, run, steps):
    """Starts `command`, which trains into `run`, stops it after `steps` steps; median tokens/s."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(10)  # nothing but training runs meanwhile; afterwards a look every two seconds
    while process.poll() is None and last_step(cli, run) < steps:
        time.sleep(2)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    rates = [value for step, value in recorded(cli, run) if WARM_UP < step <= steps]
    if len(rates) < steps - WARM_UP:
        sys.exit(f"window_cost: expected {steps} steps of {' '.join(map(str, command))}, found {len(rates)} "
                 f"after the warm-up; it said: {errors.strip()}")
    return statistics.median(rates)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("build", type=Path)
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--steps", type=int, default=150)
    arguments.add_argument("--preset", default="sample/SM+LN+G")
    options = arguments.parse_args()
    binaries = options.build.resolve() / "bin"
    cli = binaries / "entroscope-cli"
    rates = {"window": [], "headless": []}
    with tempfile.TemporaryDirectory() as folder:
        for pair in range(options.pairs):
            for kind in ("window", "headless") if pair % 2 == 0 else ("headless", "window"):
                run = Path(folder) / f"{kind}-{pair}"
                command = ([binaries / "entroscope", "--train", options.preset, "--out", run] if kind == "window" else
                           [cli, "train", "--preset", options.preset, "--out", run])
                rates[kind].append(rate(cli, command, run, options.steps))
    costs = [100 * (headless / window - 1) for window, headless in zip(rates["window"], rates["headless"])]
    print(json.dumps({"preset": options.preset, "steps": options.steps, "tokens_per_s": rates,
                      "cost_percent": {"pairs": costs, "median": statistics.median(costs),
                                       "quartiles": statistics.quantiles(costs, n=4) if len(costs) > 1 else None}},
                     indent=2))


if __name__ == "__main__":
    main()
