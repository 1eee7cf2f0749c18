#!/usr/bin/env python3
"""Makes the bundled sample: corpus.jsonl.zst out of Python's standard library, then tokenizer.json with
our own trainer.

usage: make_sample.py --library /usr/lib/python3.11 --cli build/bin/entroscope-cli   (needs the zstd program)
"""
import argparse
import json
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["asyncio", "collections", "json"]
# Large and unlike the rest, generated, or of one machine.
LEFT_OUT = {"_pydecimal.py", "turtle.py", "pydoc.py", "sitecustomize.py"}
VOCABULARY = 2048


def documents(library):
    files = sorted(library.glob("*.py")) + sorted(path for name in PACKAGES for path in (library / name).rglob("*.py"))
    for path in files:
        if path.name in LEFT_OUT or path.name.startswith("_sysconfigdata"):
            continue
        text = path.read_text(encoding="utf-8")
        if text.strip():
            yield {"path": path.relative_to(library).as_posix(), "content": text}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=pathlib.Path, required=True)
    parser.add_argument("--cli", required=True, help="entroscope-cli, which trains the tokenizer")
    arguments = parser.parse_args()
    records = list(documents(arguments.library))
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    corpus = HERE / "corpus.jsonl.zst"
    packed = subprocess.run(["zstd", "-19", "-q", "-c", "--no-check"], input=lines.encode(), capture_output=True, check=True)
    corpus.write_bytes(packed.stdout)
    shutil.copyfile(arguments.library / "LICENSE.txt", HERE / "LICENSE.python.txt")
    subprocess.run([arguments.cli, "tokenizer", "train", "--input", corpus, "--vocabulary", str(VOCABULARY),
                    "--out", HERE / "tokenizer.json"], check=True)
    size = sum(len(record["content"].encode()) for record in records)
    print(f"{len(records)} files, {size:,} bytes of source, {corpus.stat().st_size:,} compressed")


if __name__ == "__main__":
    main()
