#!/usr/bin/env python3
"""Compares `entroscope-cli tokenizer` with Hugging Face `tokenizers`: trained merges, token ids, decoding.

usage: check_tokenizer.py ENTROSCOPE_CLI [--bytes N]
"""
import argparse
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from corpus import library_documents, unicode_documents


def reference_trained(documents, vocabulary, min_frequency):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        min_frequency=min_frequency,
        special_tokens=[AddedToken("<|endoftext|>", special=True, normalized=False)],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(documents, trainer)
    return tokenizer


def run(cli, *arguments):
    subprocess.run([cli, *map(str, arguments)], check=True, stderr=subprocess.DEVNULL)


def compare_training(cli, folder, documents, vocabulary, min_frequency, name):
    corpus, ours = folder / f"{name}.jsonl", folder / f"{name}.json"
    with corpus.open("w") as file:
        for document in documents:
            file.write(json.dumps({"content": document}, ensure_ascii=False) + "\n")
    run(cli, "tokenizer", "train", "--input", corpus, "--vocabulary", vocabulary, "--min-frequency", min_frequency,
        "--out", ours)
    theirs = folder / f"{name}.reference.json"
    reference_trained(documents, vocabulary, min_frequency).save(str(theirs), pretty=True)
    mine, reference = json.loads(ours.read_text())["model"], json.loads(theirs.read_text())["model"]
    same = mine["merges"] == reference["merges"] and mine["vocab"] == reference["vocab"]
    print(f"training {name}: vocabulary {vocabulary}, {len(reference['merges'])} merges: "
          f"{'identical' if same else 'DIFFERENT'}"
          f"{', the same file' if ours.read_text().rstrip() == theirs.read_text().rstrip() else ''}")
    return same, ours


def compare_ids(cli, folder, tokenizer_file, documents, name):
    reference = Tokenizer.from_file(str(tokenizer_file))
    text = "".join(documents)
    source, answer, back = folder / "text", folder / "ids.json", folder / "decoded"
    source.write_bytes(text.encode())
    run(cli, "tokenizer", "encode", "--tokenizer", tokenizer_file, "--input", source, "--json", answer)
    run(cli, "tokenizer", "decode", "--tokenizer", tokenizer_file, "--input", answer, "--out", back)
    ours, theirs = json.loads(answer.read_text()), reference.encode(text).ids
    same, round_trip = ours == theirs, back.read_bytes() == source.read_bytes()
    print(f"encoding {name}: {source.stat().st_size:,} bytes, {len(theirs):,} ids: "
          f"{'identical' if same else 'DIFFERENT'}, decoded text {'identical' if round_trip else 'DIFFERENT'}")
    return same and round_trip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cli")
    parser.add_argument("--bytes", type=int, default=24_000_000, help="of source code to encode")
    arguments = parser.parse_args()
    library = list(library_documents())
    planes = list(unicode_documents(400))
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tokenizers = []
        for label, documents, vocabulary, minimum in [
            ("library-small", library[:200], 2048, 0),
            ("library", library, 20000, 2),
            ("planes", planes, 4000, 0),
            ("tiny", ["ab abc abcd aaaa aaaaa aaaaaaa", "na nana banana bananana", ""], 5000, 0),
        ]:
            same, file = compare_training(arguments.cli, folder, documents, vocabulary, minimum, label)
            good &= same
            tokenizers.append(file)
        sizes = itertools.accumulate(len(document) for document in library)
        code = [document for document, size in zip(library, sizes) if size <= arguments.bytes]
        for file in tokenizers[:3]:
            good &= compare_ids(arguments.cli, folder, file, code, f"code with {file.stem}")
            good &= compare_ids(arguments.cli, folder, file, planes, f"Unicode with {file.stem}")
        special = ["<|endoftext|>", "x<|endoftext|><|endoftext|> y", " <|endoftext|>\n", "<|endoftext", "a" * 5000, " " * 777]
        good &= compare_ids(arguments.cli, folder, tokenizers[1], special, "special cases")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
