#!/usr/bin/env python3
"""The first losses of one training launched in every way: overlay_losses.py ENTROSCOPE_CLI FOLDER [--device cuda
--precision bf16 --steps 50 --tolerance 2e-2].

Trains the sample step by step, ahead of the host and, on a GPU, as a replayed graph, and with plain kernels; prints the
largest difference of each one's losses (nats) and entropies (nats) from the first one's, and fails beyond the tolerance.
"""
import argparse
import csv
import pathlib
import subprocess
import sys


def read(cli, run, measure, folder):
    table = folder / f"{run.name}.csv"
    subprocess.run([cli, "runs", "export", str(run), "--format", "csv", "--out", str(table)], check=True,
                   capture_output=True)
    with table.open() as file:
        return [float(row["value"]) for row in csv.DictReader(file) if row["measure"] == measure]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="fp32")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--tolerance", type=float, default=2e-2)
    options = parser.parse_args()
    ways = {"synchronous": ["train.launch=synchronous"], "ahead": ["train.launch=ahead"]}
    if options.device != "cpu":
        ways["graph"] = ["train.launch=graph"]
    ways["reference"] = ["train.launch=synchronous", "train.kernels=reference"]
    options.folder.mkdir(parents=True, exist_ok=True)
    losses, entropies, worst = {}, {}, 0.0
    for name, settings in ways.items():
        run = options.folder / name
        command = [options.cli, "train", "--preset", "sample/SM+LN+G", "--device", options.device, "--steps", str(options.steps),
                   "--out", str(run), "--set", f"train.precision={options.precision}", "--set", f"train.threads={options.threads}"]
        for setting in settings:
            command += ["--set", setting]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stderr}")
        losses[name] = read(options.cli, run, "loss", options.folder)
        entropies[name] = read(options.cli, run, "entropy", options.folder)
        if len(losses[name]) != options.steps or len(entropies[name]) != len(entropies["synchronous"]):
            sys.exit(f"{name}: expected {options.steps} losses, found {len(losses[name])}")
        apart = [max(abs(a - b) for a, b in zip(found[name], found["synchronous"])) for found in (losses, entropies)]
        print(f"{name}: loss {losses[name][0]:.4f} to {losses[name][-1]:.4f}; at most {apart[0]:.2e} and, in entropy, "
              f"{apart[1]:.2e} nats from synchronous")
        worst = max(worst, *apart)
    sys.exit(worst > options.tolerance)


main()
