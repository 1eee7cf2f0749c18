"""Writes tests/parity/golden/half: what the released code computes under fp16 autocast, stated plainly with real fp16
tensors (products summed in fp32), on models of a few thousand parameters.

fp16 are the operands and results of every projection, Q Kᵀ and its division by √d_h, the probabilities that meet the
values, the activations, and the residual stream from the first addition on (`attn += skip` keeps fp16); fp32 are the
embedding, the softmax, the norms and the loss. The mask is the lowest finite number of the scores' type, and a
masked NaN or infinite value spoils every row as 0 · NaN (as released), or −∞ and no row sees what is masked (ours).

A case is a folder: config.json, model.safetensors and golden.safetensors: inputs, targets [B,T], logits, loss,
entropy and nan_row_share [L,H] (mean over the finite rows), entropy_released [L,H] (−nansum, NaN rows count as 0),
nan [3,L] (scores at or below the diagonal, probabilities, residual stream after the layer), infinite [2,L] (scores,
residual) and, where everything is finite, grad.NAME under a loss scale of 1,024.

    python make_half_golden.py [--out FOLDER] [--check]     --check compares with what is committed
"""
import json
import math
import os
import sys

import torch
from safetensors.torch import load_file, save_file

import golden_command
from model_variants import NO_NORM, PAPER_BIAS, Variant

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "golden", "half")
F = torch.nn.functional
LOSS_SCALE = 1024.0

RELEASED = {**PAPER_BIAS, "width": 32, "ffn_width": 48, "low_precision_scores": True, "low_precision_residual": True}
BATCH, CONTEXT = 2, 12

RELU = {"activation": "relu"}
CASES = {
    # name: (switches, factors of tensors: what drives the numbers out of fp16's range)
    "finite-sm-ln-g": ({}, {}),
    "finite-sm-ln-r-fp32-scores": ({**RELU, "low_precision_scores": False}, {}),
    "finite-sm-g": (NO_NORM, {}),
    "finite-sm-r-fp32-residual": ({**NO_NORM, **RELU, "low_precision_residual": False}, {}),
    "finite-slope-layer-wise": ({**NO_NORM, "activation": "leaky_relu", "slope_mode": "layer_wise"}, {}),
    "scores-overflow": ({}, {"queries and keys of layer 1": 100}),
    "scores-overflow-mask-as-released": ({"mask_as_released": True}, {"queries and keys of layer 1": 2000}),
    "scores-overflow-fp32-scores": ({"low_precision_scores": False}, {"queries and keys of layer 1": 100}),
    "scores-overflow-sm-g": (NO_NORM, {"queries and keys of layer 0": 300}),
    "scores-overflow-sm-g-mask-as-released": ({**NO_NORM, "mask_as_released": True},
                                              {"queries and keys of layer 0": 300}),
    "residual-overflow": (RELU, {"positions": 1e5}),
    "residual-overflow-mask-as-released": ({**RELU, "mask_as_released": True}, {"positions": 1e5}),
    "residual-overflow-fp32-residual": ({**RELU, "low_precision_residual": False}, {"positions": 1e5}),
    "projection-overflow-sm-r": ({**NO_NORM, **RELU}, {"FFN output of layer 0": 1e5}),
}


class HalfVariant(Variant):
    def linear16(self, name, x):
        bias = self.tensors[name + ".bias"].half()
        return torch.addmm(bias, x.half().flatten(0, 1), self.tensors[name + ".weight"].half()).unflatten(0, x.shape[:2])

    def norm32(self, name, x):
        return self.apply_norm(name, x.float()) if name + ".weight" in self.tensors else x

    def attention(self, name, x):
        c, (batch, length, d) = self.config, x.shape
        heads, width = c["heads"], d // c["heads"]
        q, k, v = (part.view(batch, length, heads, width).transpose(1, 2)
                   for part in self.linear16(name, x).split(d, -1))
        if c["low_precision_scores"]:
            scores = q @ k.transpose(-1, -2)
            scores = scores / torch.full([], width ** 0.5, dtype=torch.half)
        else:
            scores = q.float() @ k.float().transpose(-1, -2) / width ** 0.5
        visible = torch.ones(length, length, dtype=torch.bool).tril()
        lowest = torch.finfo(scores.dtype).min if c.get("mask_as_released") else -math.inf
        p = torch.where(visible, scores, torch.full([], lowest, dtype=scores.dtype)).float().softmax(-1)
        rows = -torch.xlogy(p, p).sum(-1).detach()
        nan = rows.isnan()
        finite = (~nan).sum(dim=(0, 2))
        self.measures.append({
            "entropy": rows.nan_to_num(0.0).sum(dim=(0, 2)) / finite,
            "entropy_released": -torch.nansum(p * p.log(), -1).mean(dim=(0, 2)).detach(),
            "nan_row_share": nan.float().mean(dim=(0, 2)),
            "nan": [(scores.isnan() & visible).sum(), p.isnan().sum()],
            "infinite": [(scores.isinf() & visible).sum()]})
        if c.get("mask_as_released"):
            mixed = p.half() @ v
        else:  # row by row: what is masked reaches no row, not even as 0 · NaN
            mixed = torch.cat([p[..., i:i + 1, :i + 1].half() @ v[..., :i + 1, :] for i in range(length)], -2)
        return mixed.transpose(1, 2).reshape(batch, length, d)

    def added(self, stream, result):
        return (stream.float() + result.float()).half() if self.config["low_precision_residual"] else stream + result

    def forward(self, inputs):
        c, names = self.config, self.names
        self.measures = []
        x = F.embedding(inputs, self.tensors[names["tokens"] + ".weight"])
        x = x + self.tensors[names["positions"] + ".weight"][: inputs.shape[1]]
        for layer in range(c["layers"]):
            p = f"{names['layers']}{layer}."
            heads = self.attention(p + names["qkv"], self.norm32(p + names["norm1"], x))
            x = self.added(x, self.linear16(p + names["out"], heads))
            hidden = self.activate(layer, self.linear16(p + names["up"], self.norm32(p + names["norm2"], x)))
            x = self.added(x, self.linear16(p + names["down"], hidden))
            self.measures[-1]["nan"].append(x.isnan().sum())
            self.measures[-1]["infinite"].append(x.isinf().sum())
        return self.norm32(names["final"], x).half() @ self.tensors[names["tokens"] + ".weight"].half().t()

    def compute(self, inputs, targets):
        logits = self.forward(inputs)
        loss = F.cross_entropy(logits.float().flatten(0, 1), targets.flatten())
        golden = {"inputs": inputs, "targets": targets, "logits": logits.detach().float(), "loss": loss.detach()}
        for name in ("entropy", "entropy_released", "nan_row_share"):
            golden[name] = torch.stack([m[name] for m in self.measures])
        for name in ("nan", "infinite"):
            golden[name] = torch.tensor([[int(n) for n in m[name]] for m in self.measures]).t().contiguous()
        if not golden["logits"].isfinite().all():
            return golden
        (loss * LOSS_SCALE).backward()
        for name, value in self.tensors.items():
            if name in self.zeros:
                continue
            gradient = value.grad / LOSS_SCALE
            if name.endswith(self.names["qkv"] + ".bias"):
                gradient = gradient * self.segments()
            golden["grad." + name] = gradient.contiguous()
        return golden


def scale(model, factors):
    names, width = model.names, model.config["width"]
    with torch.no_grad():
        for what, factor in factors.items():
            layer = f"{names['layers']}{what[-1]}."
            if what == "positions":
                model.tensors[names["positions"] + ".weight"].mul_(factor)
            elif what.startswith("queries"):
                model.tensors[layer + names["qkv"] + ".weight"][:, : 2 * width].mul_(factor)
            else:
                model.tensors[layer + names["down"] + ".weight"].mul_(factor)


def write_all(out):
    for seed, (name, (switches, factors)) in enumerate(CASES.items()):
        folder = os.path.join(out, name)
        os.makedirs(folder)
        model = HalfVariant({**RELEASED, **switches, "context": CONTEXT}, 2000 + seed)
        scale(model, factors)
        generator = torch.Generator().manual_seed(seed)
        rows = torch.randint(0, model.config["vocabulary"], (BATCH, CONTEXT + 1), generator=generator)
        golden = model.compute(rows[:, :-1].clone(), rows[:, 1:].clone())
        save_file({k: v.detach().contiguous() for k, v in model.tensors.items()},
                  os.path.join(folder, "model.safetensors"), {"format": "pt"})
        with open(os.path.join(folder, "config.json"), "w") as file:
            json.dump(model.config_json(), file, indent=2)
            file.write("\n")
        save_file(golden, os.path.join(folder, "golden.safetensors"))


def compare(fresh, committed):
    """A sum in another order may round to the neighbouring fp16 number; what is infinite or NaN stays."""
    worst = 0.0
    if sorted(os.listdir(fresh)) != sorted(os.listdir(committed)):
        sys.exit(f"the cases differ: {sorted(os.listdir(fresh))} against {sorted(os.listdir(committed))}")
    for case in CASES:
        new = load_file(os.path.join(fresh, case, "golden.safetensors"))
        old = load_file(os.path.join(committed, case, "golden.safetensors"))
        if new.keys() != old.keys():
            sys.exit(f"{case}: the tensors differ: {sorted(new.keys() ^ old.keys())}")
        for name in new:
            a, b = new[name].double(), old[name].double()
            if (a.isfinite() != b.isfinite()).any():
                sys.exit(f"{case}: {name} is not finite in other places")
            a, b = a.nan_to_num(0, 0, 0), b.nan_to_num(0, 0, 0)
            error = (a - b).abs().max().item() / max(b.abs().max().item(), 1e-3)
            worst = max(worst, error)
            if error > (0 if name in ("nan", "infinite", "nan_row_share") else 2e-2):
                sys.exit(f"{case}: {name} differs by {error:.2e} of its largest value")
    print(f"fp16 goldens: {len(CASES)} cases as committed, largest difference {worst:.1e}")


if __name__ == "__main__":
    golden_command.run(GOLDEN, write_all, compare)
