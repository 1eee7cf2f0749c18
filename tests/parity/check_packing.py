#!/usr/bin/env python3
"""Compares `entroscope-cli data pack` with a plain statement of the rule, ids from Hugging Face `tokenizers`.

usage: check_packing.py ENTROSCOPE_CLI [TOKENIZER.json]   (default: the bundled sample's)
Documents in corpus order; packed: each followed by <|endoftext|>; paper: whole chunks of each, tails dropped.
Of every 1/fraction documents exactly one is for validation; which one is the seed's affair, so that the
share and the group are checked here and the choice in the C++ tests.
"""
import argparse
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

from tokenizers import Tokenizer

from corpus import library_documents, unicode_documents

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "resources/sample/tokenizer.json"


def read_tokens(path):
    data = path.read_bytes()
    count = struct.unpack_from("<3I", data)[2]
    return list(struct.unpack_from(f"<{count}H", data, 1024))


def sides(pieces, train, validation):
    """Deals the pieces out again to the two files as they lie; returns the validation documents' numbers."""
    chosen, at, other = [], 0, 0
    for number, piece in enumerate(pieces):
        in_train = train[at : at + len(piece)] == piece
        in_validation = validation[other : other + len(piece)] == piece
        if in_train and in_validation and piece:
            raise SystemExit(f"document {number} fits both files")
        if not piece:
            continue
        if in_validation:
            chosen.append(number)
            other += len(piece)
        elif in_train:
            at += len(piece)
        else:
            raise SystemExit(f"document {number} is in neither file")
    if at != len(train) or other != len(validation):
        raise SystemExit("tokens left over")
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cli")
    parser.add_argument("tokenizer", nargs="?", default=str(SAMPLE))
    arguments = parser.parse_args()
    reference = Tokenizer.from_file(arguments.tokenizer)
    end = reference.token_to_id("<|endoftext|>")
    # Numbered, so that no two documents begin alike.
    texts = [f"# {i}\n{text}" for i, text in enumerate([*list(library_documents())[:400], *unicode_documents(100)])]
    ids = [encoding.ids for encoding in reference.encode_batch_fast(texts)]
    fraction, context = 0.1, 128
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        corpus = folder / "corpus.jsonl"
        corpus.write_text("".join(json.dumps({"content": text}) + "\n" for text in texts))
        for chunking in ("packed", "paper"):
            out = folder / chunking
            subprocess.run([arguments.cli, "data", "pack", "--input", corpus, "--tokenizer", arguments.tokenizer, "--out", out,
                            "--chunking", chunking, "--context", str(context), "--valid-fraction", str(fraction)],
                           check=True, stderr=subprocess.DEVNULL)
            pieces = [row + [end] if chunking == "packed" else row[: len(row) // context * context] for row in ids]
            chosen = sides(pieces, read_tokens(out / "train.bin"), read_tokens(out / "validation.bin"))
            groups = [number // 10 for number in chosen]
            if chunking == "packed" and groups != list(range(len(texts) // 10)):
                sys.exit("expected one validation document of every ten")
            print(f"{chunking}: {len(texts)} documents, {sum(map(len, pieces)):,} tokens: identical")


if __name__ == "__main__":
    main()
