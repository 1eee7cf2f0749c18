#!/usr/bin/env python3
"""Writes tests/core/data/golden/tokenizer.json: what Hugging Face `tokenizers` makes of the bundled
sample's tokenizer, of every code point, and of a small training corpus.

    python make_tokenizer_golden.py [--check]     --check compares with what is committed
"""
import argparse
import hashlib
import json
import pathlib
import random
import struct
import sys

import tokenizers
import zstandard
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from corpus import unicode_documents

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources/sample"
OUTPUT = ROOT / "tests/core/data/golden/tokenizer.json"

STRINGS = [
    "", " ", "  ", "   ", "\n", "\n\n", " \n", "\n ", "\t\tx", "x  y", "x   y", "x\n\n  y", "  x  ", "a\u00a0b", "a\u3000 b",
    "\u2028\u2029", "I'm you're he's we've they'll she'd don't", "'S 'RE ' s", "''s", "'s's's", " 's", "!'s", "x's\n",
    "'lll 'vve 'r 'l 'v", "def f(x):\n    return x ** 2  # squared\n", "1234567890", "12ab34", "x²+y³=½", "Ⅷ ⅷ ①",
    "naïve café", "cafe\u0301", "ÀÉÎõü", "Straße", "Привет, мир!", "Γειά σου Κόσμε", "שלום עולם", "مرحبا بالعالم",
    "नमस्ते दुनिया", "สวัสดีชาวโลก", "你好，世界", "こんにちは世界", "안녕하세요 세계", "👋🏽 🌍", "👨‍👩‍👧‍👦", "🇩🇪🇫🇷", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𠀀𠀁", "\U0010ffff",
    "\ufeffbom", "\u200b\u200d", "\x00\x01\x7f", "\x85\x1c\x1f", "<|endoftext|>", "a<|endoftext|>b", "<|endoftext|><|endoftext|>",
    " <|endoftext|> ", "<|endoftext", "<||endoftext|>", "a" * 300, " " * 300, "ab" * 200, "-" * 100 + "\n" + "=" * 100,
    "if x==1:\r\n\tpass\r\n", "https://example.org/?q=a%20b&c=d#e", "{\"a\": [1, 2.5e-3, null]}", "O'Neill's", "can’t",
]


def mixed(count):
    """Short strings of awkward neighbours."""
    draw = random.Random(7)
    atoms = [" ", "  ", "\n", "\t", "'", "'s", "'ll", "a", "The", "_", "1", "٣", "é", "你", "😀", "\u0301", "\u00a0", "-", ".", "x1", "\u2003"]
    return ["".join(draw.choice(atoms) for _ in range(draw.randint(2, 14))) for _ in range(count)]


def sha(chunks):
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def sweep():
    """Word lengths in bytes, each text ended by a 0, of every code point in all four companies."""
    split = pre_tokenizers.ByteLevel(add_prefix_space=False).pre_tokenize_str
    for point in range(0x110000):
        if not 0xD800 <= point < 0xE000:
            character = chr(point)
            text = f"a{character}1{character}!{character} {character}{character}\n"
            yield bytes(len(word) for word, _ in split(text)) + b"\0"


def trained(documents, vocabulary, minimum):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(documents, trainers.BpeTrainer(
        vocab_size=vocabulary, min_frequency=minimum, special_tokens=["<|endoftext|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return {"vocabulary": vocabulary, "min_frequency": minimum, "merges": merges}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with open(SAMPLE / "corpus.jsonl.zst", "rb") as file:
        lines = zstandard.ZstdDecompressor().stream_reader(file).read()
    documents = [json.loads(line)["content"] for line in lines.decode().split("\n") if line]
    tokenizer = Tokenizer.from_file(str(SAMPLE / "tokenizer.json"))
    ids = [tokenizer.encode(document).ids for document in documents]
    strings = STRINGS + mixed(200) + [text[:60] for text in unicode_documents(40, 60)]
    tiny = ["ab abc abcd aaaa aaaaa aaaaaaa", "na nana banana bananana", "🍌🍌 ñandú"]
    golden = {
        "made_by": f"tests/parity/make_tokenizer_golden.py, tokenizers {tokenizers.__version__}",
        "strings": [{"text": text, "ids": tokenizer.encode(text).ids} for text in strings],
        "sample": {"ids": sum(map(len, ids)), "sha256": sha(struct.pack(f"<{len(row)}I", *row) for row in ids)},
        "sweep_sha256": sha(sweep()),
        "training": [{"documents": tiny, **trained(tiny, 5000, 0)},
                     {"sample_documents": 30, **trained(documents[:30], 600, 0)},
                     {"sample_documents": 12, **trained(documents[:12], 9000, 9)}],
    }
    for training in golden["training"]:
        if "sample_documents" in training:
            training["merges"] = " ".join(left + "," + right for left, right in training["merges"])
            training["merges_sha256"] = hashlib.sha256(training.pop("merges").encode()).hexdigest()
    if options.check:
        committed = json.loads(OUTPUT.read_text())
        other = [key for key in golden if key != "made_by" and golden[key] != committed.get(key)]
        if other:
            sys.exit(f"{OUTPUT.name}: differs from tokenizers {tokenizers.__version__} in {', '.join(other)}")
        print(f"tokenizer goldens: as committed; {golden['sample']['ids']:,} ids of the sample, every code point, "
              f"{len(strings)} strings, {len(golden['training'])} trainings")
    else:
        OUTPUT.write_text(json.dumps(golden).replace("}, {", "},\n{") + "\n")  # a string a line


if __name__ == "__main__":
    main()
