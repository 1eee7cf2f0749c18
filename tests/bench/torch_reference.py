#!/usr/bin/env python3
"""The same three models in PyTorch, nanoGPT-like: a worker that trains on random tokens when told to.

usage: torch_reference.py MODEL.toml --threads N [--compile] [--device cpu|cuda] [--dtype fp32|bf16]
Reads commands on standard input, answers each with one line of JSON: "steps N" -> {"ms": […]}; "gemm" -> {"gflops": …},
the rate of the model's matrix products; "peak" -> {"bytes": …}, the process's (or the GPU's) peak.
The step: scaled_dot_product_attention, cross-entropy, gradient clipping at 1.0, fused AdamW; no dropout.
"""
import argparse
import contextlib
import json
import math
import sys
import time
import tomllib

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.heads, self.width = m["heads"], m["width"]
        self.qkv = nn.Linear(m["width"], 3 * m["width"])
        self.out = nn.Linear(m["width"], m["width"])
        head = m["width"] // m["heads"]
        self.rotary = int(head * m.get("rotary_fraction", 0.25)) if m.get("position") == "rotary" else 0
        if self.rotary:
            frequency = 10000.0 ** (-torch.arange(0, self.rotary, 2) / self.rotary)
            angle = torch.arange(m["context"])[:, None] * frequency
            self.register_buffer("cosine", torch.cat([angle.cos()] * 2, 1))
            self.register_buffer("sine", torch.cat([angle.sin()] * 2, 1))

    def turn(self, x):
        turned, rest = x[..., : self.rotary], x[..., self.rotary :]
        low, high = turned.chunk(2, -1)
        t = x.size(-2)
        turned = turned * self.cosine[:t].to(x.dtype) + torch.cat([-high, low], -1) * self.sine[:t].to(x.dtype)
        return torch.cat([turned, rest], -1)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = (y.view(b, t, self.heads, -1).transpose(1, 2) for y in self.qkv(x).split(self.width, 2))
        if self.rotary:
            q, k = self.turn(q), self.turn(k)
        return self.out(F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).reshape(b, t, d))


class Block(nn.Module):
    def __init__(self, m):
        super().__init__()
        d = m["width"]
        self.parallel = m.get("parallel_residual", False)
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.attention = Attention(m)
        self.up, self.down = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def feed(self, x):
        return self.down(F.gelu(self.up(x)))

    def forward(self, x):
        if self.parallel:
            return x + self.attention(self.norm1(x)) + self.feed(self.norm2(x))
        x = x + self.attention(self.norm1(x))
        return x + self.feed(self.norm2(x))


class Model(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.tokens = nn.Embedding(m["vocabulary"], m["width"])
        self.places = None if m.get("position") == "rotary" else nn.Embedding(m["positions"], m["width"])
        self.blocks = nn.ModuleList(Block(m) for _ in range(m["layers"]))
        self.norm = nn.LayerNorm(m["width"])
        self.head = nn.Linear(m["width"], m["vocabulary"], bias=False)
        if m.get("tied_head", True):
            self.head.weight = self.tokens.weight
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.normal_(p, 0, 0.02)

    def forward(self, inputs, targets):
        x = self.tokens(inputs)
        if self.places is not None:
            x = x + self.places.weight[: inputs.size(1)]
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        return F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1))


def gemm_rate(m, batch, device, dtype):
    """Each product of a step, forward and backward, as often as it occurs."""
    rows, d = batch * m["context"], m["width"]
    products, flops = [], 0
    for inner, columns, times in [(d, 3 * d, m["layers"]), (d, d, m["layers"]), (d, 4 * d, m["layers"]),
                                  (4 * d, d, m["layers"]), (d, m["vocabulary"], 1)]:
        make = lambda *shape: torch.randn(*shape, device=device, dtype=dtype)
        products.append((make(rows, inner), make(columns, inner), make(rows, columns), times))
        flops += 6.0 * times * rows * inner * columns
    begin, passes = time.perf_counter(), 0
    with torch.no_grad():
        while passes == 0 or time.perf_counter() - begin < 0.5:
            for x, w, y, times in products:
                for _ in range(times):
                    x @ w.t(), y @ w, y.t() @ x
            finish(device)
            passes += 1
    return flops * passes / (time.perf_counter() - begin) / 1e9


def finish(device):
    if device != "cpu":
        torch.cuda.synchronize()


def peak_bytes(device):
    if device != "cpu":
        return torch.cuda.max_memory_allocated()
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--dtype", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--batch", type=int)
    parser.add_argument("--context", type=int)
    a = parser.parse_args()
    with open(a.model, "rb") as file:
        config = tomllib.load(file)
    m, batch = config["model"], a.batch or config["train"]["batch"]
    m["context"] = a.context or m["context"]
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    model = Model(m).to(a.device)
    run = torch.compile(model) if a.compile else model
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-7, betas=(0.9, 0.999), weight_decay=0.1, fused=True)
    cast = (lambda: torch.autocast(a.device, torch.bfloat16)) if a.dtype == "bf16" else contextlib.nullcontext

    def step():
        tokens = torch.randint(m["vocabulary"], (batch, m["context"] + 1)).to(a.device)
        with cast():
            loss = run(tokens[:, :-1].contiguous(), tokens[:, 1:].contiguous())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if not math.isfinite(loss.item()):
            sys.exit("the loss is not finite")

    print(json.dumps({"ready": True, "parameters": sum(p.numel() for p in model.parameters()),
                      "torch": torch.__version__}), flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "steps":
            times = []
            for _ in range(int(words[1])):
                begin = time.perf_counter()
                step()
                finish(a.device)
                times.append(1e3 * (time.perf_counter() - begin))
            answer = {"ms": times}
        elif words[0] == "gemm":
            answer = {"gflops": gemm_rate(m, batch, a.device, torch.bfloat16 if a.dtype == "bf16" else torch.float32)}
        else:
            answer = {"bytes": peak_bytes(a.device)}
        if a.device != "cpu":
            torch.cuda.empty_cache()  # the card may be the next contender's now
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
