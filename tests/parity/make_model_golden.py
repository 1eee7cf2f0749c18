"""Writes tests/parity/golden/model: small random models of `transformers` and of a plain PyTorch statement
of our variants, with what they compute.

A case is a folder: config.json and model.safetensors as a user would load them (fp16, sharded, tied … as the
case says) and golden.safetensors: inputs, targets [B,T], logits, loss, entropy [L,H] and grad.NAME of every
parameter in the file's own layout. Eager attention, fp32.

    python make_model_golden.py [--out FOLDER] [--check]     --check compares with what is committed
"""
import json
import math
import os
import sys

import torch
from safetensors.torch import load_file, save_file
from transformers import GPT2Config, GPT2LMHeadModel, GPTNeoXConfig, GPTNeoXForCausalLM

import golden_command
import model_variants

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "golden", "model")

GPT2 = {
    # name: (config, batch, context, sharded)
    "gpt2-heads2-t17": (dict(n_embd=32, n_head=2, n_layer=2, vocab_size=61, n_positions=24,
                             activation_function="gelu_new"), 2, 17, False),
    "gpt2-one-token": (dict(n_embd=16, n_head=1, n_layer=2, vocab_size=37, n_positions=8,
                            activation_function="relu"), 1, 1, False),
    "gpt2-dh128-one-head": (dict(n_embd=128, n_head=1, n_layer=1, n_inner=32, vocab_size=41, n_positions=16,
                                 activation_function="gelu"), 1, 9, False),
    "gpt2-sharded-t33": (dict(n_embd=48, n_head=3, n_layer=2, n_inner=24, vocab_size=53, n_positions=40,
                              activation_function="gelu"), 3, 33, True),
    "gpt2-untied-unscaled": (dict(n_embd=32, n_head=2, n_layer=1, vocab_size=29, n_positions=16,
                                  activation_function="gelu", tie_word_embeddings=False,
                                  scale_attn_weights=False), 2, 11, False),
}
NEOX = {
    "neox-parallel-t17": (dict(hidden_size=64, num_attention_heads=2, num_hidden_layers=2, intermediate_size=24,
                               vocab_size=61, rotary=0.25), 2, 17, False),
    "neox-sequential-one-token": (dict(hidden_size=16, num_attention_heads=1, num_hidden_layers=2,
                                       intermediate_size=64, vocab_size=37, rotary=1.0,
                                       use_parallel_residual=False), 1, 1, False),
    "neox-dh128-no-bias": (dict(hidden_size=128, num_attention_heads=1, num_hidden_layers=1, intermediate_size=32,
                                vocab_size=41, rotary=0.25, attention_bias=False), 1, 13, False),
    "neox-tied-relu-full-rotary": (dict(hidden_size=48, num_attention_heads=3, num_hidden_layers=2,
                                        intermediate_size=40, vocab_size=43, rotary=1.0, hidden_act="relu",
                                        tie_word_embeddings=True), 3, 31, True),
}

# The published models' head width; seeds count on, so that what was committed before stays as it was.
PUBLISHED_WIDTH = {
    "gpt2-dh64-t15": dict(n_embd=64, n_head=1, n_layer=1, n_inner=32, vocab_size=41, n_positions=16,
                          activation_function="gelu"),
    "neox-dh64-t13": dict(hidden_size=64, num_attention_heads=1, num_hidden_layers=1, intermediate_size=32,
                          vocab_size=41, rotary=0.25),
}


def randomise(model, seed):
    """Weights large enough for uneven attention, and exact in fp16."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, value in model.named_parameters():
            scale = 0.3 if value.dim() == 1 else 1.5 / math.sqrt(value.shape[-1])
            fresh = torch.randn(value.shape, generator=generator) * scale
            if "ln_" in name or "layernorm" in name or "layer_norm" in name:
                fresh += 1.0 if name.endswith("weight") else 0.0
            value.copy_(fresh.half().float())


def tokens(vocabulary, batch, context, seed):
    generator = torch.Generator().manual_seed(seed)
    rows = torch.randint(0, vocabulary, (batch, context + 1), generator=generator)
    return rows[:, :-1].clone(), rows[:, 1:].clone()


def entropies(attentions):
    """[L,H]: mean over batch and query positions of −Σ a ln a."""
    return torch.stack([-(torch.xlogy(a, a)).sum(-1).mean(dim=(0, 2)) for a in attentions])


def reference(model, inputs, targets):
    model.zero_grad()
    output = model(input_ids=inputs, output_attentions=True)
    loss = torch.nn.functional.cross_entropy(output.logits.flatten(0, 1), targets.flatten())
    loss.backward()
    golden = {"inputs": inputs, "targets": targets, "logits": output.logits.detach().contiguous(),
              "loss": loss.detach(), "entropy": entropies(output.attentions).detach()}
    for name, value in model.named_parameters():
        if model.config.model_type == "gpt_neox":  # the name in files
            name = name.replace("lm_head.", "embed_out.")
        golden["grad." + name] = value.grad.clone()
    return golden


def write_transformers(folder, model, batch, context, sharded, seed):
    randomise(model, seed)
    model.eval()
    inputs, targets = tokens(model.config.vocab_size, batch, context, seed + 1)
    golden = reference(model, inputs, targets)  # before half() below, which converts gradients too
    model.half().save_pretrained(folder, max_shard_size="12KB" if sharded else "1GB")
    for extra in ("generation_config.json",):
        if os.path.exists(os.path.join(folder, extra)):
            os.remove(os.path.join(folder, extra))
    save_file(golden, os.path.join(folder, "golden.safetensors"))


def gpt2(options):
    return GPT2LMHeadModel(GPT2Config(resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0, attn_implementation="eager",
                                      bos_token_id=None, eos_token_id=None, **options))


def neox(options):
    options = dict(options)
    rope = {"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": options.pop("rotary")}
    return GPTNeoXForCausalLM(GPTNeoXConfig(max_position_embeddings=64, attn_implementation="eager", bos_token_id=None,
                                            eos_token_id=None, rope_parameters=rope, **options))


def write_all(out):
    seed = 100
    for make, cases in ((gpt2, GPT2), (neox, NEOX)):
        for name, (options, batch, context, sharded) in cases.items():
            write_transformers(os.path.join(out, name), make(options), batch, context, sharded, seed)
            seed += 10
    for name, (config, batch, context) in model_variants.CASES.items():
        folder = os.path.join(out, name)
        os.makedirs(folder)
        model = model_variants.Variant(config, seed)
        inputs, targets = tokens(model.config["vocabulary"], batch, context, seed + 1)
        golden = {"inputs": inputs, "targets": targets, **model.compute(inputs, targets)}
        save_file({k: v.detach().contiguous() for k, v in model.tensors.items()},
                  os.path.join(folder, "model.safetensors"), {"format": "pt"})
        with open(os.path.join(folder, "config.json"), "w") as file:
            json.dump(model.config_json(), file, indent=2)
            file.write("\n")
        save_file(golden, os.path.join(folder, "golden.safetensors"))
        seed += 10
    for make, (name, options), context in zip((gpt2, neox), PUBLISHED_WIDTH.items(), (15, 13)):
        write_transformers(os.path.join(out, name), make(options), 2, context, False, seed)
        seed += 10


def compare(fresh, committed):
    """Other machines round sums differently: values agree closely, not in every bit."""
    worst = 0.0
    cases = sorted(os.listdir(fresh))
    if cases != sorted(os.listdir(committed)):
        sys.exit(f"the cases differ: {cases} against {sorted(os.listdir(committed))}")
    for case in cases:
        new = load_file(os.path.join(fresh, case, "golden.safetensors"))
        old = load_file(os.path.join(committed, case, "golden.safetensors"))
        if new.keys() != old.keys():
            sys.exit(f"{case}: the tensors differ: {sorted(new.keys() ^ old.keys())}")
        for name in new:
            error = (new[name].double() - old[name].double()).abs().max().item()
            scale = max(old[name].double().abs().max().item(), 1e-3)
            worst = max(worst, error / scale)
            if error / scale > 1e-4:
                sys.exit(f"{case}: {name} differs by {error / scale:.2e} of its largest value")
    print(f"model goldens: {len(cases)} cases as committed, largest difference {worst:.1e}")


if __name__ == "__main__":
    golden_command.run(GOLDEN, write_all, compare)
