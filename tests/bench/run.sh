#!/usr/bin/env bash
# Measures this machine: run.sh BUILD_FOLDER (./lab bench calls it). Close other programs first.
# Prints a training step's figures with measures on and off, then every CPU kernel beside its ATen equivalent.
set -euo pipefail
build=$(cd "$1" && pwd)
"$build/bin/entroscope-cli" bench --preset sample --measures both --json -
"$build/tests/kernels_bench"
