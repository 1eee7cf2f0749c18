#!/usr/bin/env python3
"""A model that Entroscope trained and saved loads in `transformers` and gives the same logits, loss and head
entropies; both families; from a checkpoint, and exported in shards.

usage: check_roundtrip.py ENTROSCOPE_CLI
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

BATCH, CONTEXT = 3, 29
SMALL = {"model.layers": 2, "model.heads": 3, "model.width": 48, "model.context": 32, "model.positions": 64,
         "model.vocabulary": 2048, "model.final_norm": "layer_norm", "train.batch": 4, "train.accumulation": 1,
         "train.precision": "fp32", "model.low_precision_scores": "false", "model.low_precision_residual": "false",
         "data.chunking": "packed", "train.evaluation_batches": 1, "optimizer.learning_rate": 0.003}
CASES = {
    "gpt2": ("sample/SM+LN+G", {}),
    "gpt2, tanh GELU, biases on Q and K only": (
        "sample/SM+LN+G", {"model.activation": "gelu_new", "model.bias_value": "false",
                           "model.bias_attention_out": "false", "model.bias_ffn": "false"}),
    "gpt_neox": ("pythia-70m/SM+LN+R", {"model.rotary_fraction": 0.5}),
    "gpt_neox, sequential, tied": ("pythia-70m/SM+LN+G", {"model.parallel_residual": "false",
                                                          "model.tied_head": "true", "model.rotary_fraction": 1}),
}


def run(cli, *arguments):
    found = subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)
    if found.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: {found.stderr.strip()}")


def load(folder, name):
    model, report = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32,
                                                         output_loading_info=True)
    problems = {key: value for key, value in report.items() if value}
    if problems:
        sys.exit(f"{name}: transformers reports {problems}")
    return model.eval()


def check(cli, folder, name, preset, settings):
    out = folder / "run"
    options = [f"--set={key}={value}" for key, value in {**SMALL, **settings}.items()]
    run(cli, "train", "--preset", preset, *options, "--out", out, "--steps", 8, "--seed", 3, "--device", "cpu")
    checkpoint = sorted((out / "checkpoints").iterdir())[-1]

    rows = numpy.random.default_rng(5).integers(0, SMALL["model.vocabulary"], (BATCH, CONTEXT + 1))
    tokens, logits_file, answer = folder / "tokens.bin", folder / "logits.safetensors", folder / "probe.json"
    rows.astype("<u2").tofile(tokens)
    run(cli, "probe", "--model", out, "--tokens", tokens, "--context", CONTEXT, "--batch", BATCH,
        "--logits", logits_file, "--json", answer)
    ours, probe = load_file(logits_file)["logits"], json.loads(answer.read_text())

    model = load(checkpoint, name)
    exported = folder / "exported"
    run(cli, "runs", "export", out, "--format", "hf", "--max-shard-size", "100KB", "--out", exported)
    shards = len(list(exported.glob("model-*-of-*.safetensors")))
    if shards < 2 or (exported / "model.safetensors").exists():
        sys.exit(f"{name}: expected shards, found {sorted(path.name for path in exported.iterdir())}")
    inputs, targets = torch.tensor(rows[:, :-1]), torch.tensor(rows[:, 1:])
    with torch.no_grad():
        same = torch.equal(load(exported, name)(input_ids=inputs).logits, model(input_ids=inputs).logits)
        output = model(input_ids=inputs, output_attentions=True)
    loss = torch.nn.functional.cross_entropy(output.logits.flatten(0, 1), targets.flatten()).item()
    entropy = torch.stack([-torch.xlogy(a, a).sum(-1).mean(dim=(0, 2)) for a in output.attentions])
    errors = {"logits": ((ours - output.logits).abs().max() / output.logits.abs().max()).item(),
              "loss": abs(probe["loss"] - loss) / loss,
              "entropy": (torch.tensor(probe["entropy"]) - entropy).abs().max().item()}
    limits = {"logits": 1e-5, "loss": 1e-5, "entropy": 2e-5}
    parameters = sum(p.numel() for p in model.parameters())
    print(f"{name}: " + ", ".join(f"{key} {value:.1e}" for key, value in errors.items()) +
          f"; {probe['parameters']} parameters, {parameters} in transformers; {shards} shards load alike: {same}")
    if not same or any(errors[key] > limits[key] for key in limits):
        sys.exit(f"{name}: outside {limits}")


def main():
    cli = str(pathlib.Path(sys.argv[1]).resolve())
    for name, (preset, settings) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            check(cli, pathlib.Path(folder), name, preset, settings)


if __name__ == "__main__":
    main()
