#!/usr/bin/env python3
"""Kills a training on the GPU at random moments and resumes it: gpu_kills.py ENTROSCOPE_CLI FOLDER [--device cuda
--precision bf16 --steps 4000 --kills 8 --seed 1].

Each time `runs verify` must pass; at the end every recorded number but times and rates and every file of the last
checkpoint must equal those of the uninterrupted run bit for bit. Contexts of the sample are short, so that no
kernel adds in an order of chance.
"""
import argparse
import csv
import hashlib
import pathlib
import random
import subprocess
import sys
import time

TIMES = ("tokens_per_second", "gpu_use", "gpu_memory")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--precision", default="bf16")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(options.seed)

    def train(name, *more):
        command = [options.cli, "train", "--preset", "sample/SM+LN+G", "--device", options.device, "--quiet", "--out",
                   str(options.folder / name), "--steps", str(options.steps), "--set", f"train.precision={options.precision}",
                   "--set", "train.checkpoint_interval=50", *more]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def finished(process):
        error = process.communicate()[1]
        if process.returncode != 0:
            sys.exit(error)

    def content(name):
        run, table = options.folder / name, options.folder / f"{name}.csv"
        subprocess.run([options.cli, "runs", "export", str(run), "--format", "csv", "--out", str(table)], check=True,
                       capture_output=True)
        with table.open() as file:
            numbers = [tuple(row.values()) for row in csv.DictReader(file) if row["measure"] not in TIMES]
        last = max((run / "checkpoints").iterdir())
        return numbers, {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in last.iterdir()}

    begin = time.time()
    finished(train("whole"))
    seconds = time.time() - begin
    process, kills = train("killed"), 0
    while kills < options.kills:
        # Within what is left of the run, on average; a run that ends before it is killed ends the trial.
        time.sleep(chance.uniform(0.1, 2 / options.kills) * seconds)
        if process.poll() is not None:
            break
        process.kill()
        process.wait()
        kills += 1
        if not (options.folder / "killed/run.toml").exists():  # killed before there was a run
            process = train("killed")
            continue
        found = subprocess.run([options.cli, "runs", "verify", str(options.folder / "killed")], capture_output=True,
                               text=True)
        if found.returncode != 0:
            sys.exit(f"after kill {kills}: {found.stdout}{found.stderr}")
        process = train("killed", "--resume")
    finished(process)
    whole, killed = content("whole"), content("killed")
    apart = sum(a != b for a, b in zip(whole[0], killed[0])) + abs(len(whole[0]) - len(killed[0]))
    files = [name for name in whole[1] if whole[1][name] != killed[1].get(name)]
    print(f"{kills} kills; {len(whole[0])} numbers, {apart} different; files of the last checkpoint that differ: {files or 'none'}")
    sys.exit(bool(apart or files or kills == 0))


main()
