"""A plain PyTorch statement of the model with every structural switch: no norms, slopes, hybrid activations,
biases per projection, rotary share, parallel residual. Written for clarity; explicit T×T attention, fp32."""
import math

import torch

F = torch.nn.functional

DEFAULTS = dict(family="gpt2", layers=2, heads=2, width=16, ffn_width=24, vocabulary=31, positions=24, context=24,
                block_norm="layer_norm", first_norm="layer_norm", final_norm="layer_norm", norm_epsilon=1e-5,
                activation="gelu", slope_mode="fixed", slope=0.01, bias_query=True, bias_key=True, bias_value=True,
                bias_attention_out=True, bias_ffn=True, tied_head=True, position="learned", rotary_fraction=0.25,
                rotary_base=10000.0, parallel_residual=False, embedding_dropout=0.0, attention_scale=0.0)
NO_NORM = dict(block_norm="none", first_norm="none")
PAPER_BIAS = dict(bias_value=False, bias_attention_out=False, bias_ffn=False)
NEOX = dict(family="gpt_neox", position="rotary", parallel_residual=True, tied_head=False)

CASES = {
    # name: (switches, batch, context)
    "variant-sm-g": ({**NO_NORM, **PAPER_BIAS}, 2, 15),
    "variant-sm-r-no-final-norm": ({**NO_NORM, **PAPER_BIAS, "final_norm": "none", "activation": "relu"}, 2, 15),
    "variant-first-norm-only": ({"block_norm": "none", "activation": "gelu_new"}, 1, 7),
    "variant-no-first-norm": ({"first_norm": "none"}, 1, 24),
    "variant-no-biases": ({"bias_query": False, "bias_key": False, **PAPER_BIAS}, 2, 9),
    "variant-value-bias-only": ({"bias_query": False, "bias_key": False, "bias_attention_out": False}, 2, 9),
    "variant-fixed-slope": ({**NO_NORM, **PAPER_BIAS, "activation": "leaky_relu", "slope": 0.1}, 2, 15),
    "variant-slope-per-layer": ({**NO_NORM, "activation": "leaky_relu", "slope_mode": "layer_wise"}, 2, 15),
    "variant-slope-global": ({**NO_NORM, "activation": "leaky_relu", "slope_mode": "global"}, 2, 15),
    "variant-slope-global-as-released": ({**NO_NORM, "activation": "leaky_relu",
                                          "slope_mode": "global_as_released"}, 1, 15),
    "variant-slope-per-feature": ({"activation": "leaky_relu", "slope_mode": "per_feature"}, 2, 15),
    "variant-hybrid": ({**NO_NORM, "layers": 3, "activation": "gelu,relu,leaky_relu", "slope_mode": "layer_wise"},
                       2, 10),
    "variant-neox-sm-r": ({**NEOX, **NO_NORM, "activation": "relu", "rotary_fraction": 0.5}, 2, 15),
    "variant-neox-key-bias-sequential": ({**NEOX, "parallel_residual": False, "bias_query": False,
                                          "bias_value": False, "attention_scale": 0.7}, 2, 15),
    "variant-gpt2-rotary-parallel": ({"position": "rotary", "parallel_residual": True, "tied_head": False}, 2, 15),
}

NAMES = {
    "gpt2": dict(prefix="transformer.", tokens="transformer.wte", positions="transformer.wpe",
                 layers="transformer.h.", norm1="ln_1", qkv="attn.c_attn", out="attn.c_proj", norm2="ln_2",
                 up="mlp.c_fc", down="mlp.c_proj", final="transformer.ln_f", head="lm_head",
                 global_slope="transformer.slope"),
    "gpt_neox": dict(prefix="gpt_neox.", tokens="gpt_neox.embed_in", positions="gpt_neox.embed_positions",
                     layers="gpt_neox.layers.", norm1="input_layernorm", qkv="attention.query_key_value",
                     out="attention.dense", norm2="post_attention_layernorm", up="mlp.dense_h_to_4h",
                     down="mlp.dense_4h_to_h", final="gpt_neox.final_layer_norm", head="embed_out",
                     global_slope="gpt_neox.slope"),
}


class Variant:
    """`tensors` holds what the file holds, in the file's layout; gradients are taken there."""

    def __init__(self, switches, seed):
        self.config = c = {**DEFAULTS, **switches}
        self.names = NAMES[c["family"]]
        self.generator = torch.Generator().manual_seed(seed)
        self.tensors, self.zeros = {}, set()
        names, d, ffn = self.names, c["width"], c["ffn_width"]
        self.activations = c["activation"].split(",")
        if len(self.activations) == 1:
            self.activations *= c["layers"]
        self.weight(names["tokens"], (c["vocabulary"], d))
        if c["position"] == "learned":
            self.weight(names["positions"], (c["positions"], d))
        for layer in range(c["layers"]):
            p = f"{names['layers']}{layer}."
            self.norm(p + names["norm1"], c["first_norm"] if layer == 0 else c["block_norm"])
            self.linear(p + names["qkv"], 3 * d, d, True)
            self.linear(p + names["out"], d, d, c["bias_attention_out"])
            self.norm(p + names["norm2"], c["block_norm"])
            self.linear(p + names["up"], ffn, d, c["bias_ffn"])
            self.linear(p + names["down"], d, ffn, c["bias_ffn"])
            if self.activations[layer] == "leaky_relu" and c["slope_mode"] not in ("fixed", "global"):
                wide = c["slope_mode"] == "per_feature"
                self.add(p + "mlp.slope", self.random((ffn,) if wide else (), 0.1) + 0.1)
        self.norm(names["final"], c["final_norm"])
        if not c["tied_head"]:
            self.weight(names["head"], (c["vocabulary"], d))
        if "leaky_relu" in self.activations and c["slope_mode"] == "global":
            self.add(names["global_slope"], torch.tensor(0.07))

    def random(self, shape, scale):
        return torch.randn(shape, generator=self.generator) * scale

    def add(self, name, value):
        self.tensors[name] = value.clone().requires_grad_(True)

    def weight(self, name, shape):
        self.add(name + ".weight", self.random(shape, 1.5 / math.sqrt(shape[-1])))

    def norm(self, name, kind):
        if kind == "layer_norm":
            self.add(name + ".weight", 1 + self.random((self.config["width"],), 0.3))
            self.add(name + ".bias", self.random((self.config["width"],), 0.3))

    def linear(self, name, out, inner, bias):
        weight = self.random((out, inner), 0.8 / math.sqrt(inner))
        self.add(name + ".weight", weight.t().contiguous() if self.config["family"] == "gpt2" else weight)
        value = self.random((out,), 0.3) * float(bias)
        if name.endswith(self.names["qkv"]):
            value = value * self.segments()
        self.add(name + ".bias", value)
        if not bias:
            self.zeros.add(name + ".bias")

    def segments(self):
        """1 where Q, K, V have a bias, in the file's layout."""
        c = self.config
        on = torch.tensor([float(c["bias_query"]), float(c["bias_key"]), float(c["bias_value"])])
        if c["family"] == "gpt2":
            return on.repeat_interleave(c["width"])
        return on.repeat_interleave(c["width"] // c["heads"]).repeat(c["heads"])

    def apply_linear(self, name, x):
        weight = self.tensors[name + ".weight"]
        return x @ (weight if self.config["family"] == "gpt2" else weight.t()) + self.tensors[name + ".bias"]

    def apply_norm(self, name, x):
        if name + ".weight" not in self.tensors:
            return x
        return F.layer_norm(x, (x.shape[-1],), self.tensors[name + ".weight"], self.tensors[name + ".bias"],
                            self.config["norm_epsilon"])

    def rotate(self, x):
        """x [B,H,T,d_h]: pairs (i, i + r/2) of the first r dimensions."""
        r = int(x.shape[-1] * self.config["rotary_fraction"])
        angle = torch.arange(x.shape[2]).float()[:, None] * \
            self.config["rotary_base"] ** (-torch.arange(0, r, 2).float() / r)
        a, b = x[..., :r // 2], x[..., r // 2:r]
        return torch.cat((a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin(), x[..., r:]), -1)

    def attend(self, name, x):
        c, (batch, length, d) = self.config, x.shape
        heads, width = c["heads"], d // c["heads"]
        qkv = self.apply_linear(name, x)
        if c["family"] == "gpt2":
            q, k, v = (part.view(batch, length, heads, width).transpose(1, 2) for part in qkv.split(d, -1))
        else:
            q, k, v = qkv.view(batch, length, heads, 3 * width).transpose(1, 2).split(width, -1)
        if c["position"] == "rotary":
            q, k = self.rotate(q), self.rotate(k)
        scores = q @ k.transpose(-1, -2) * (c["attention_scale"] or 1 / math.sqrt(width))
        visible = torch.ones(length, length, dtype=torch.bool).tril()
        p = scores.masked_fill(~visible, -math.inf).softmax(-1)
        self.entropy.append(-torch.xlogy(p, p).sum(-1).mean(dim=(0, 2)).detach())
        return (p @ v).transpose(1, 2).reshape(batch, length, d)

    def activate(self, layer, x):
        kind = self.activations[layer]
        if kind != "leaky_relu":
            return {"gelu": F.gelu, "gelu_new": lambda t: F.gelu(t, approximate="tanh"), "relu": F.relu}[kind](x)
        own = f"{self.names['layers']}{layer}.mlp.slope"
        slope = self.tensors.get(own, self.tensors.get(self.names["global_slope"], self.config["slope"]))
        return torch.where(x >= 0, x, slope * x)

    def forward(self, inputs):
        c, names = self.config, self.names
        self.entropy = []
        x = F.embedding(inputs, self.tensors[names["tokens"] + ".weight"])
        if c["position"] == "learned":
            x = x + self.tensors[names["positions"] + ".weight"][: inputs.shape[1]]
        for layer in range(c["layers"]):
            p = f"{names['layers']}{layer}."
            attended = x + self.apply_linear(p + names["out"], self.attend(p + names["qkv"],
                                                                           self.apply_norm(p + names["norm1"], x)))
            source = x if c["parallel_residual"] else attended
            hidden = self.activate(layer, self.apply_linear(p + names["up"], self.apply_norm(p + names["norm2"], source)))
            x = attended + self.apply_linear(p + names["down"], hidden)
        head = names["tokens"] if c["tied_head"] else names["head"]
        return self.apply_norm(names["final"], x) @ self.tensors[head + ".weight"].t()

    def compute(self, inputs, targets):
        logits = self.forward(inputs)
        loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten())
        loss.backward()
        golden = {"logits": logits.detach().contiguous(), "loss": loss.detach(), "entropy": torch.stack(self.entropy)}
        for name, value in self.tensors.items():
            if name in self.zeros:
                continue
            gradient = value.grad
            if name.endswith(self.names["qkv"] + ".bias"):
                gradient = gradient * self.segments()
                if not self.segments().any():
                    continue
            golden["grad." + name] = gradient.contiguous()
        return golden

    def config_json(self):
        c = self.config
        return {"model_type": c["family"],
                **({"n_embd": c["width"], "n_layer": c["layers"], "n_head": c["heads"], "n_positions": c["positions"],
                    "vocab_size": c["vocabulary"]} if c["family"] == "gpt2" else
                   {"hidden_size": c["width"], "num_hidden_layers": c["layers"], "num_attention_heads": c["heads"],
                    "max_position_embeddings": c["positions"], "vocab_size": c["vocabulary"]}),
                "entroscope": {"version": 1, "model": c}}
