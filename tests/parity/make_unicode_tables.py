#!/usr/bin/env python3
"""Writes core/data/unicode_tables.inc: the class of every code point as the GPT-2 pre-tokenizer of
Hugging Face `tokenizers` sees it (0 other, 1 letter, 2 number, 3 white space).

Each code point is probed through ByteLevel itself instead of a Unicode database, so that the tables
follow whatever Unicode version the reference was built with. `--check` compares without writing.
"""
import argparse
import pathlib
import sys

import tokenizers
from tokenizers.pre_tokenizers import ByteLevel

OUTPUT = pathlib.Path(__file__).resolve().parents[2] / "core/data/unicode_tables.inc"
BLOCK = 256


def classes():
    split = ByteLevel(add_prefix_space=False).pre_tokenize_str
    table = bytearray(0x110000)
    for point in range(0x110000):
        if 0xD800 <= point < 0xE000:
            continue  # surrogates are not characters: other
        character = chr(point)
        letter = len(split("a" + character)) == 1
        number = len(split("1" + character)) == 1
        other = len(split("!" + character)) == 1
        if letter + number + other > 1:
            sys.exit(f"U+{point:04X} belongs to more than one class")
        table[point] = 1 if letter else 2 if number else 0 if other else 3
    return table


def packed(block):
    """32 code points a 64-bit word, two bits each, lowest first."""
    words = []
    for start in range(0, BLOCK, 32):
        word = 0
        for offset in range(32):
            word |= block[start + offset] << (2 * offset)
        words.append(word)
    return words


def render(table):
    unique, index = {}, []
    for start in range(0, len(table), BLOCK):
        block = bytes(table[start : start + BLOCK])
        index.append(unique.setdefault(block, len(unique)))
    lines = [
        f"// Made by tests/parity/make_unicode_tables.py from tokenizers {tokenizers.__version__}; do not edit.",
        "// Two bits a code point: 0 other, 1 letter, 2 number, 3 white space.",
        f"constexpr std::uint8_t kBlockOf[{len(index)}] = {{",
    ]
    for start in range(0, len(index), 34):
        lines.append("    " + ",".join(str(value) for value in index[start : start + 34]) + ",")
    lines.append("};")
    lines.append(f"constexpr std::uint64_t kBlocks[{len(unique)}][8] = {{")
    for block in unique:
        words = [f"0x{word:x}" for word in packed(block)]
        lines.append("    {" + ", ".join(words[:4]) + ",")
        lines.append("     " + ", ".join(words[4:]) + "},")
    lines.append("};")
    if len(unique) > 256:
        sys.exit("more than 256 different blocks: kBlockOf needs a wider type")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the committed table differs")
    arguments = parser.parse_args()
    text = render(classes())
    if arguments.check:
        body = lambda value: value.split("\n", 1)[1]
        if body(OUTPUT.read_text()) != body(text):
            sys.exit(f"{OUTPUT}: differs from tokenizers {tokenizers.__version__}")
        print(f"{OUTPUT.name}: equal to tokenizers {tokenizers.__version__} at every code point")
    else:
        OUTPUT.write_text(text)
        print(f"wrote {OUTPUT}")


if __name__ == "__main__":
    main()
