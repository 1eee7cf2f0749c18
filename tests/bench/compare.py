#!/usr/bin/env python3
"""Training steps side by side with PyTorch, in turns on the same cores; writes its tables into a page.

usage: compare.py ENTROSCOPE_CLI PAGE.md [--threads N] [--rounds N] [--seconds S] [--models small,pythia-70m,gpt2]
                  [--no-compile] [--growth] [--device cpu|cuda --dtype bf16 --shapes B:T,…]
Each round goes through the contenders forwards, the next backwards (A B C, C B A, …), after two steps to warm up. How
many steps a round has follows from how long ours take (about --seconds), the same number for every contender. Medians and interquartile ranges are over all timed steps. Other programs should be closed.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent


def spread(values):
    if len(values) < 2:
        return values[0], 0.0
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return middle, high - low


class Torch:
    """A PyTorch worker that stays alive between rounds."""

    def __init__(self, name, model, options, extra):
        self.name, self.ms, self.gemm = name, [], []
        command = [sys.executable, str(here / "torch_reference.py"), str(model), "--threads", str(options.threads),
                   "--device", options.device, "--dtype", options.dtype, *extra]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        stderr=None if options.verbose else subprocess.DEVNULL)
        self.version = self.answer()["torch"]
        self.ask("steps 2")

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name}: the worker ended; run it with --verbose to see why")
        return json.loads(line)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.answer()

    def round(self, steps):
        self.ask("steps 2")
        self.ms += self.ask(f"steps {steps}")["ms"]
        self.gemm.append(self.ask("gemm")["gflops"])

    def close(self):
        self.peak = self.ask("peak")["bytes"]
        self.process.stdin.close()
        self.process.wait()


class Own:
    def __init__(self, name, cli, model, options, extra, settings=()):
        self.name, self.ms, self.gemm, self.answers = name, [], [], []
        self.command = [cli, "bench", "--config", str(model), "--device", options.device, "--json", "-",
                        "--set", f"train.threads={options.threads}", *settings, *extra]

    def run(self, *arguments):
        done = subprocess.run(self.command + list(arguments), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        return json.loads(done.stdout)

    def round(self, steps):
        answer = self.run("--steps", str(steps), "--measures", "on")
        self.answers.append(answer)
        self.ms += answer["step_times_ms"]
        self.gemm.append(answer["gemm_gflops"])

    def close(self):
        self.peak = statistics.median(a["peak_bytes"] for a in self.answers)


def measure(model, options, extra=()):
    own = Own("Entroscope, measures on", options.cli, model, options, extra,
              () if options.dtype == "fp32" else ("--set", f"train.precision={options.dtype}"))
    contenders = [own, Torch("PyTorch eager", model, options, extra)]
    if not options.no_compile:
        contenders.append(Torch("torch.compile", model, options, ["--compile", *extra]))
    typical = own.run("--steps", "3", "--measures", "on")["ms_per_step"]["median"]
    steps = min(40, max(3, round(1e3 * options.seconds / typical)))
    for number in range(options.rounds):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            contender.round(steps)
        print(f"{model.stem}: round {number + 1} of {options.rounds}", file=sys.stderr)
    for contender in contenders:
        contender.close()
    # Blocks of about half a second each, at most 50 steps.
    block = min(50, max(1, round(5e2 / typical)))
    cost = own.run("--steps", str(options.pairs * block), "--block", str(block), "--measures", "both")
    return own, contenders, cost


def step_rows(title, own, contenders, cost):
    flops = own.answers[0]["flops_per_token"] * own.answers[0]["batch"] * own.answers[0]["context"]
    best_gemm = max(statistics.median(c.gemm) for c in contenders)
    ours = spread(own.ms)[0]
    rows = []
    for c in contenders:
        middle, width = spread(c.ms)
        rate = flops / middle / 1e6
        gemm = statistics.median(c.gemm)
        rows.append(f"| {title} | {c.name} | {middle:.1f} ({width:.1f}) | {rate:.0f} | {gemm:.0f} | {100 * rate / gemm:.0f} % | "
                    f"{100 * rate / best_gemm:.0f} % | {middle / ours:.2f} | {c.peak / 2**20:.0f} |")
        title = ""
    low, high = cost["measure_overhead_interval"]
    cost_row = (f"| {own.title} | {cost['measure_overhead_percent']:.2f} % | {low:.2f} to {high:.2f} % | "
                f"{cost['measure_overhead_pairs']} | {cost['page_faults_per_step']:.0f} |")
    return rows, cost_row


def growth(options):
    """Milliseconds a step against L, H, T and B around the small model."""
    base = {"model.layers": 6, "model.heads": 4, "model.context": 128, "train.batch": 8}
    rows = []
    for key, values in [("model.layers", [3, 6, 12]), ("model.heads", [2, 4, 8]),
                        ("model.context", [64, 128, 256, 512]), ("train.batch", [4, 8, 16])]:
        cells = []
        for value in values:
            settings = {**base, key: value}
            settings["model.positions"] = settings["model.context"]
            own = Own("", options.cli, here / "models/small.toml", options, [],
                      [word for k, v in settings.items() for word in ("--set", f"{k}={v}")])
            answer = own.run("--steps", "20", "--measures", "on")
            cells.append(f"{value}: {answer['ms_per_step']['median']:.1f} ms")
        rows.append(f"| {key.split('.')[1]} | " + " · ".join(cells) + " |")
    return rows


def replace(page, name, lines):
    """Puts lines between <!-- name --> and <!-- /name --> of the page."""
    text = page.read_text()
    block = f"<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- /{name} -->"
    text, count = re.subn(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _: block, text, flags=re.S)
    if count != 1:
        sys.exit(f"{page}: expected one place <!-- {name} --> … <!-- /{name} -->, found {count}")
    page.write_text(text)


def processor():
    with open("/proc/cpuinfo") as file:
        info = file.read()
    name = re.search(r"model name\s*:\s*(.*)", info).group(1)
    return f"{name}, {os.cpu_count()} cores, {'AVX-512' if 'avx512f' in info else 'AVX2' if 'avx2' in info else 'SSE'}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=3, help="of our steps in a round")
    parser.add_argument("--pairs", type=int, default=30, help="pairs of blocks for the cost of the measures")
    parser.add_argument("--models", default="small,pythia-70m,gpt2")
    parser.add_argument("--no-compile", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--dtype", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--shapes", default="", help="B:T,…: the models at these shapes in place of their own")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    # The order must not be chosen by what came out: it is fixed, and the load is written down with the figures.
    begin, load = time.time(), os.getloadavg()[0]
    rows, costs, version = [], [], "?"
    for name in options.models.split(","):
        for shape in options.shapes.split(",") if options.shapes else [""]:
            extra = ["--batch", shape.split(":")[0], "--context", shape.split(":")[1]] if shape else []
            own, contenders, cost = measure(here / "models" / f"{name}.toml", options, extra)
            own.title = name + (f" B={extra[1]} T={extra[3]}" if shape else "")
            more, cost_row = step_rows(own.title, own, contenders, cost)
            rows += more
            costs.append(cost_row)
            version = contenders[1].version
    answer = own.answers[0]
    suffix = "" if options.device == "cpu" else "-gpu"
    where = processor() if options.device == "cpu" else answer["device"]
    replace(options.page, "steps" + suffix, [
        f"{where}; {platform.platform(terse=True)}; {options.threads} threads, {options.dtype}; matrix products by "
        f"{answer['gemm_library']}; PyTorch {version} (fused AdamW); load average before: {load:.1f}; {options.rounds} rounds in "
        f"turns, {time.strftime('%Y-%m-%d', time.gmtime(begin))}.",
        "",
        "| model | contender | ms a step: median (interquartile range) | GFLOP/s | its own GEMM rate, GFLOP/s | share of it | "
        "share of the best GEMM rate here | times as long as Entroscope | peak memory of the process, MiB |",
        "|---|---|---|---|---|---|---|---|---|", *rows,
        "",
        "| model | cost of the measures | 95 % bootstrap interval | pairs of blocks | page faults a step |",
        "|---|---|---|---|---|", *costs])
    if options.growth:
        replace(options.page, "growth", ["| | ms a step, measures on |", "|---|---|", *growth(options)])
    print(f"measured in {time.time() - begin:.0f} s; written to {options.page}", file=sys.stderr)


if __name__ == "__main__":
    main()
