#!/usr/bin/env python3
"""Encoding speed on one thread, ours against Hugging Face `tokenizers`, in turns on the same documents.

usage: tokenizer_speed.py TOKENIZER_BENCH TOKENIZER.json [--rounds N]
Needs `tokenizers`. The reference's fastest call is timed (encode_batch_fast, which leaves offsets out).
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "parity"))

from tokenizers import Tokenizer  # noqa: E402

from corpus import library_documents, unicode_documents  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench")
    parser.add_argument("tokenizer")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    reference = Tokenizer.from_file(arguments.tokenizer)
    corpora = {"source code": list(library_documents()), "Unicode": list(unicode_documents(2000))}
    faster = True
    with tempfile.TemporaryDirectory() as folder:
        for name, documents in corpora.items():
            file = pathlib.Path(folder) / "corpus.jsonl"
            with file.open("w") as out:
                for document in documents:
                    out.write(json.dumps({"content": document}, ensure_ascii=False) + "\n")
            ours, theirs = [], []
            for _ in range(arguments.rounds):
                answer = subprocess.run([arguments.bench, arguments.tokenizer, str(file)], check=True, capture_output=True)
                result = json.loads(answer.stdout)
                ours.append(result["bytes"] / result["seconds"][0] / 1e6)
                begin = time.perf_counter()
                encodings = reference.encode_batch_fast(documents)
                theirs.append(result["bytes"] / (time.perf_counter() - begin) / 1e6)
                if sum(len(encoding) for encoding in encodings) != result["ids"]:
                    sys.exit(f"{name}: a different number of ids")
            ratio = statistics.median(ours) / statistics.median(theirs)
            faster &= ratio >= 1
            print(f"{name}: {result['bytes'] / 1e6:.1f} MB, {result['ids']:,} ids; ours {statistics.median(ours):.1f} MB/s "
                  f"({min(ours):.1f}–{max(ours):.1f}), tokenizers {statistics.median(theirs):.1f} MB/s "
                  f"({min(theirs):.1f}–{max(theirs):.1f}): {ratio:.1f} times as fast")
    sys.exit(0 if faster else 1)


if __name__ == "__main__":
    main()
