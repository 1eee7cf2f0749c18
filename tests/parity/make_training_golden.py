"""Writes tests/parity/golden/train: ten optimizer steps of the recipes `paper` and `modern`, as a plain PyTorch
statement makes them.

data/ is a packed data set (chunking paper). A case is a folder: case.json (the preset and what is set on top, all of
it for size and to leave out dropout and half precision), config.json and model.safetensors (the model before the first
step, as a user would load it) and golden.safetensors: loss, rate, norm [10] (mean of the four micro-batches; the
gradient's norm before clipping) and final.NAME, the parameters after the last step in the file's own layout. fp32.

    python make_training_golden.py [--out FOLDER] [--check]     --check compares with what is committed
"""
import json
import math
import os
import sys

import torch
import xxhash
from safetensors.torch import load_file, save_file
from transformers import get_polynomial_decay_schedule_with_warmup

import golden_command
from data_order import permutation
from model_variants import NEOX, NO_NORM, PAPER_BIAS, Variant

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "golden", "train")

STEPS, PLANNED = 10, 40  # the schedule is one of 40 steps: 2 of warm-up
CONTEXT, BATCH, ACCUMULATION, SEED = 12, 2, 4, 1337
SEQUENCES, VOCABULARY = 50, 31  # 80 sequences are used: the second epoch begins on the way
RATE, LAST_RATE, WARM_UP, DECAY, CLIP, EPSILON, BETAS = 1e-3, 1e-7, 0.05, 0.1, 1.0, 1e-8, (0.9, 0.999)

SIZE = {"model.layers": "2", "model.heads": "2", "model.width": "16", "model.ffn_width": "24", "model.context": "12",
        "model.positions": "24", "model.vocabulary": "31", "model.embedding_dropout": "0", "train.batch": "2",
        "train.steps": "40", "train.precision": "fp32", "model.low_precision_scores": "false",
        "model.low_precision_residual": "false"}
LEAKY = {**NO_NORM, "activation": "leaky_relu"}
GPT2 = PAPER_BIAS

CASES = {
    # name: (preset, set on top, the same as switches of the statement)
    "paper-sm-ln-g": ("paper/SM+LN+G", {}, GPT2),
    "paper-sm-ln-r": ("paper/SM+LN+R", {}, {**GPT2, "activation": "relu"}),
    "paper-sm-g": ("paper/SM+G", {}, {**GPT2, **NO_NORM}),
    "paper-sm-r": ("paper/SM+R", {}, {**GPT2, **NO_NORM, "activation": "relu"}),
    "paper-slope-fixed": ("paper/SM+LR=0.1", {}, {**GPT2, **LEAKY, "slope": 0.1}),
    "paper-slope-layer-wise": ("paper/SM+LR", {}, {**GPT2, **LEAKY, "slope_mode": "layer_wise"}),
    "paper-slope-layer-wise-no-decay": ("paper/SM+LR", {"optimizer.decay_slopes": "false"},
                                        {**GPT2, **LEAKY, "slope_mode": "layer_wise"}),
    "paper-slope-global": ("paper/SM+LR-global", {}, {**GPT2, **LEAKY, "slope_mode": "global"}),
    "paper-slope-global-no-decay": ("paper/SM+LR-global", {"optimizer.decay_slopes": "false"},
                                    {**GPT2, **LEAKY, "slope_mode": "global"}),
    "paper-slope-global-as-released": ("paper/SM+LR-global-as-released", {},
                                       {**GPT2, **LEAKY, "slope_mode": "global_as_released"}),
    "paper-slope-per-feature": ("paper/SM+LR-per-feature", {}, {**GPT2, **LEAKY, "slope_mode": "per_feature"}),
    "paper-hybrid": ("paper/SM+G", {"model.activation": "gelu*1,relu*1"},
                     {**GPT2, **NO_NORM, "activation": "gelu,relu"}),
    "paper-neox-sm-ln-g": ("pythia-70m/SM+LN+G:paper", {}, NEOX),
    "paper-neox-sm-r": ("pythia-70m/SM+R:paper", {}, {**NEOX, **NO_NORM, "activation": "relu"}),
    "paper-neox-slope-layer-wise": ("pythia-70m/SM+LR:paper", {}, {**NEOX, **LEAKY, "slope_mode": "layer_wise"}),
    "modern-sm-ln-g": ("modern/SM+LN+G", {}, GPT2),
    "modern-sm-r": ("modern/SM+R", {}, {**GPT2, **NO_NORM, "activation": "relu"}),
    "modern-slope-layer-wise": ("modern/SM+LR", {}, {**GPT2, **LEAKY, "slope_mode": "layer_wise"}),
    "modern-slope-global-no-decay": ("modern/SM+LR-global", {"optimizer.decay_slopes": "false"},
                                     {**GPT2, **LEAKY, "slope_mode": "global"}),
    "modern-neox-sm-g": ("pythia-70m/SM+G:modern", {}, {**NEOX, **NO_NORM}),
}


class AdamWHf(torch.optim.Optimizer):
    """`adamw_hf`: the bias correction in the step size, epsilon beside the uncorrected root, the decay after the
    update and with the current rate."""

    def __init__(self, groups):
        super().__init__(groups, {"lr": RATE, "weight_decay": 0.0})
        self.updates = 0

    @torch.no_grad()
    def step(self):
        self.updates += 1
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["mean"], state["square"] = torch.zeros_like(p), torch.zeros_like(p)
                state["mean"].mul_(BETAS[0]).add_(p.grad, alpha=1 - BETAS[0])
                state["square"].mul_(BETAS[1]).addcmul_(p.grad, p.grad, value=1 - BETAS[1])
                size = group["lr"] * math.sqrt(1 - BETAS[1] ** self.updates) / (1 - BETAS[0] ** self.updates)
                p.addcdiv_(state["mean"], state["square"].sqrt().add_(EPSILON), value=-size)
                if group["weight_decay"] > 0:
                    p.add_(p, alpha=-group["lr"] * group["weight_decay"])


def decays(name, decay_slopes):
    """Neither biases nor norms; slopes as asked."""
    if "slope" in name:
        return decay_slopes
    return not (name.endswith(".bias") or "ln_" in name or "layernorm" in name or "layer_norm" in name)


def groups_of(model, decay_slopes):
    trained = [(name, value) for name, value in model.tensors.items() if name not in model.zeros]
    return [{"params": [v for n, v in trained if decays(n, decay_slopes)], "weight_decay": DECAY},
            {"params": [v for n, v in trained if not decays(n, decay_slopes)], "weight_decay": 0.0}]


def unrotated_keys(c):
    """Places in the packed bias: [3, H, d_h] in GPT-2 files, [H, 3, d_h] in GPT-NeoX files."""
    width = c["width"] // c["heads"]
    rotated = int(width * c["rotary_fraction"]) if c["position"] == "rotary" else 0
    keys = torch.zeros(3, c["heads"], width, dtype=torch.bool)
    keys[1, :, rotated:] = True
    return (keys if c["family"] == "gpt2" else keys.transpose(0, 1)).flatten()


def micro_batch(tokens, index):
    """Targets are the inputs shifted inside the chunk; the last has none."""
    rows = []
    for place in range(index * BATCH, (index + 1) * BATCH):
        rows.append(tokens[permutation(SEQUENCES, SEED, place // SEQUENCES)[place % SEQUENCES]])
    inputs = torch.stack(rows)
    targets = torch.full_like(inputs, -100)
    targets[:, :-1] = inputs[:, 1:]
    return inputs, targets


def train(model, tokens, recipe, decay_slopes):
    groups = groups_of(model, decay_slopes)
    if recipe == "modern":
        optimizer = torch.optim.AdamW(groups, lr=RATE, betas=BETAS, eps=EPSILON, foreach=False)
    else:
        optimizer = AdamWHf(groups)
    schedule = get_polynomial_decay_schedule_with_warmup(optimizer, math.ceil(WARM_UP * PLANNED), PLANNED,
                                                         lr_end=LAST_RATE, power=1.0)
    trained = [p for group in groups for p in group["params"]]
    found = {"loss": [], "rate": [], "norm": []}
    for step in range(STEPS):
        losses = []
        for i in range(ACCUMULATION):
            inputs, targets = micro_batch(tokens, step * ACCUMULATION + i)
            logits = model.forward(inputs)
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=-100)
            (loss / ACCUMULATION).backward()
            losses.append(loss.item())
        for name, value in model.tensors.items():
            if name.endswith(model.names["qkv"] + ".bias"):  # segments without a bias stay zero
                value.grad = value.grad * model.segments()
        found["norm"].append(torch.nn.utils.clip_grad_norm_(trained, CLIP, foreach=False).item())
        found["rate"].append(schedule.get_last_lr()[0])
        found["loss"].append(sum(losses) / ACCUMULATION)
        optimizer.step()
        schedule.step()
        for value in model.tensors.values():
            value.grad = None
    golden = {key: torch.tensor(values, dtype=torch.float64) for key, values in found.items()}
    for name, value in model.tensors.items():
        if name in model.zeros:
            continue
        final = value.detach().clone()
        if name.endswith(model.names["qkv"] + ".bias"):
            # A key bias that is not rotated adds the same to every score of a row: its gradient is zero but for
            # rounding noise, which Adam turns into steps. Not a number to compare.
            final[unrotated_keys(model.config)] = math.nan
        golden["final." + name] = final
    return golden


def write_data(folder):
    os.makedirs(folder)
    generator = torch.Generator().manual_seed(3)
    tokens, hashes = {}, {}
    for name, sequences in (("train", SEQUENCES), ("validation", 4)):
        # Counting up, with jumps: something to learn.
        jumps = torch.randint(0, VOCABULARY, (sequences * CONTEXT,), generator=generator)
        keep = torch.rand(sequences * CONTEXT, generator=generator) < 0.7
        flat = torch.where(keep, torch.arange(sequences * CONTEXT) % VOCABULARY, jumps)
        tokens[name] = flat.view(sequences, CONTEXT)
        packed = flat.to(torch.uint16).numpy().astype("<u2").tobytes()
        hashes[name] = xxhash.xxh3_128_hexdigest(packed)
        with open(os.path.join(folder, name + ".bin"), "wb") as file:
            file.write(packed)
    with open(os.path.join(folder, "dataset.json"), "w") as file:
        json.dump({"format": "entroscope-dataset", "version": 1, "tokenizer_hash": "none",
                   "train_hash": hashes["train"], "validation_hash": hashes["validation"],
                   "vocabulary": VOCABULARY, "chunking": "paper", "context": CONTEXT,
                   "train_tokens": SEQUENCES * CONTEXT, "validation_tokens": 4 * CONTEXT}, file, indent=2)
        file.write("\n")
    return tokens["train"]


def write_all(out):
    tokens = write_data(os.path.join(out, "data"))
    for seed, (name, (preset, settings, switches)) in enumerate(CASES.items()):
        folder = os.path.join(out, name)
        os.makedirs(folder)
        model = Variant({**switches, "context": CONTEXT}, 1000 + seed)
        save_file({k: v.detach().contiguous() for k, v in model.tensors.items()},
                  os.path.join(folder, "model.safetensors"), {"format": "pt"})
        for file_name, content in (("config.json", model.config_json()),
                                   ("case.json", {"preset": preset, "set": {**SIZE, **settings}})):
            with open(os.path.join(folder, file_name), "w") as file:
                json.dump(content, file, indent=2)
                file.write("\n")
        recipe = "modern" if "modern" in preset else "paper"
        golden = train(model, tokens, recipe, settings.get("optimizer.decay_slopes") != "false")
        save_file(golden, os.path.join(folder, "golden.safetensors"))


def compare(fresh, committed):
    """Other machines round sums differently: values agree closely, not in every bit."""
    worst = {"loss": 0.0, "rate": 0.0, "norm": 0.0, "final": 0.0}
    limits = {"loss": 1e-6, "rate": 1e-12, "norm": 1e-5, "final": 1e-4}
    if sorted(os.listdir(fresh)) != sorted(os.listdir(committed)):
        sys.exit(f"the cases differ: {sorted(os.listdir(fresh))} against {sorted(os.listdir(committed))}")
    for case in CASES:
        new = load_file(os.path.join(fresh, case, "golden.safetensors"))
        old = load_file(os.path.join(committed, case, "golden.safetensors"))
        if new.keys() != old.keys():
            sys.exit(f"{case}: the tensors differ: {sorted(new.keys() ^ old.keys())}")
        for name in new:
            kind = name.split(".")[0]
            a, b = new[name].double().nan_to_num(), old[name].double().nan_to_num()
            error = (a - b).abs().max().item() / max(b.abs().max().item(), 1e-3)
            worst[kind] = max(worst[kind], error)
            if error > limits[kind]:
                sys.exit(f"{case}: {name} differs by {error:.2e} of its largest value")
    print(f"training goldens: {len(CASES)} cases as committed, largest differences " +
          ", ".join(f"{kind} {value:.1e}" for kind, value in worst.items()))


if __name__ == "__main__":
    golden_command.run(GOLDEN, write_all, compare)
