#!/usr/bin/env python3
"""What `runs export --format tfevents` writes is what TensorBoard's own readers find: every scalar with its step and
value, NaNs too, and the histogram of every matrix. TensorBoard's record reader checks the checksums on the way.

usage: check_tensorboard.py ENTROSCOPE_CLI
"""
import collections
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.event_file_loader import LegacyEventFileLoader
from tensorboard.backend.event_processing.plugin_event_accumulator import EventAccumulator as PluginAccumulator
from tensorboard.util import tensor_util

SMALL = {"model.layers": 3, "model.heads": 2, "model.width": 32, "model.context": 16, "model.positions": 16,
         "train.batch": 4, "train.evaluation_interval": 4, "train.evaluation_batches": 1}
CASES = {
    "a learning run with slopes": ("sample/SM+LR", {}),
    # So high a rate drives the scores out of fp16's range within a few steps.
    "a run with NaNs": ("sample-nan", {"optimizer.learning_rate": 3}),
}
EVERYTHING = {"scalars": 0, "histograms": 0, "tensors": 0}


def run(cli, *arguments):
    found = subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)
    if found.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: {found.stderr.strip()}")


def recorded(file):
    """Tag to {step: value}, and tag to {step: finite values}, of the run's own JSON lines ("NaN" is a text there)."""
    scalars, matrices = collections.defaultdict(dict), collections.defaultdict(dict)
    for line in map(json.loads, file.read_text().splitlines()):
        if line["kind"] == "evaluation":
            scalars["evaluation_loss"][line["step"]] = float(line["loss"])
        elif line["kind"] == "scalar":
            scalars[line["measure"]][line["step"]] = float(line["value"])
        elif line["kind"] == "matrix":
            rows = [row if isinstance(row, list) else [row] for row in line["values"]]
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    column = f"H{j:02}" if len(row) > 1 else ""
                    scalars[f"{line['measure']}/L{i:02}{column}"][line["step"]] = float(value)
            finite = [value for value in map(float, sum(rows, [])) if math.isfinite(value)]
            if finite:
                matrices[line["measure"]][line["step"]] = finite
    return scalars, matrices


def expect_same(name, what, found, wanted):
    if found.keys() != wanted.keys():
        sys.exit(f"{name}: {what}: only one side has {sorted(found.keys() ^ wanted.keys())}")
    for tag, values in wanted.items():
        if list(found[tag]) != list(values):
            sys.exit(f"{name}: {tag}: other steps: {list(found[tag])} in place of {list(values)}")
        ours, theirs = numpy.float32(list(values.values())), numpy.float32(list(found[tag].values()))
        if not numpy.array_equal(ours, theirs, equal_nan=True):
            sys.exit(f"{name}: {tag}: TensorBoard reads other numbers")


def check(cli, folder, name, preset, settings):
    out, events, lines = folder / "run", folder / "events", folder / "run.jsonl"
    options = [f"--set={key}={value}" for key, value in {**SMALL, **settings}.items()]
    run(cli, "train", "--preset", preset, *options, "--out", out, "--steps", 12, "--seed", 3, "--device", "cpu")
    run(cli, "runs", "export", out, "--format", "jsonl", "--out", lines)
    run(cli, "runs", "export", out, "--format", "tfevents", "--out", events)
    scalars, matrices = recorded(lines)

    # The reader behind scripts: values as they were written.
    plain = EventAccumulator(str(events), size_guidance=EVERYTHING).Reload()
    expect_same(name, "scalars", {tag: {e.step: e.value for e in plain.Scalars(tag)} for tag in plain.Tags()["scalars"]},
                scalars)
    histograms = {tag: {e.step: e.histogram_value for e in plain.Histograms(tag)} for tag in plain.Tags()["histograms"]}
    if histograms.keys() != matrices.keys():
        sys.exit(f"{name}: histograms: only one side has {sorted(histograms.keys() ^ matrices.keys())}")
    for tag, steps in matrices.items():
        for step, values in steps.items():
            found = histograms[tag].get(step)
            if found is None or [found.min, found.max, found.num] != [min(values), max(values), len(values)] or \
                    sum(found.bucket) != len(values) or not math.isclose(found.sum, math.fsum(values), rel_tol=1e-9, abs_tol=1e-9):
                sys.exit(f"{name}: {tag}, step {step}: expected a histogram of {values}, found {found}")

    # The reader behind the window: everything becomes a tensor of the plugin that shows it.
    window = PluginAccumulator(str(events), size_guidance=EVERYTHING).Reload()
    tags = {plugin: set(window.PluginTagToContent(plugin)) for plugin in ("scalars", "histograms")}
    if tags != {"scalars": scalars.keys(), "histograms": matrices.keys()}:
        sys.exit(f"{name}: the plugins are given other tags: {tags}")
    expect_same(name, "the window's scalars",
                {tag: {e.step: tensor_util.make_ndarray(e.tensor_proto).item() for e in window.Tensors(tag)}
                 for tag in scalars}, scalars)

    file, = events.iterdir()
    records = sum(1 for _ in LegacyEventFileLoader(str(file)).Load())
    wanted = 1 + sum(map(len, scalars.values())) + sum(map(len, matrices.values()))
    if records != wanted:
        sys.exit(f"{name}: TensorBoard reads {records} events, expected {wanted}")
    nans = sum(math.isnan(value) for values in scalars.values() for value in values.values())
    if "NaN" in name and nans == 0:
        sys.exit(f"{name}: expected NaNs to write")
    print(f"{name}: {len(scalars)} curves, {len(matrices)} histograms, {records} events, {nans} NaNs: identical")


def main():
    cli = str(pathlib.Path(sys.argv[1]).resolve())
    for name, (preset, settings) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            check(cli, pathlib.Path(folder), name, preset, settings)


if __name__ == "__main__":
    main()
