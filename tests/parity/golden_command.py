"""The command line that every script of goldens has: writes them, or compares fresh ones with those committed."""
import argparse
import os
import shutil
import tempfile

import torch


def run(golden, write_all, compare):
    """write_all(folder) makes the goldens in a folder; compare(fresh, committed) exits where they differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", default=golden)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    if options.check:
        with tempfile.TemporaryDirectory() as folder:
            write_all(folder)
            compare(folder, options.out)
    else:
        shutil.rmtree(options.out, ignore_errors=True)
        os.makedirs(options.out)
        write_all(options.out)
