#!/usr/bin/env bash
# Measures this machine: run.sh BUILD_FOLDER [OPTIONS OF compare.py] (./lab bench calls it). Close other programs first.
# Prints every CPU kernel beside its ATen equivalent, then trains three models in turns with PyTorch (its environment is
# that of ./lab parity) and writes the tables of docs/benchmarks.md.
set -euo pipefail
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
python=${ENTROSCOPE_CACHE:-$HOME/.cache/entroscope}/parity-venv/bin/python
if [ ! -x "$python" ]; then
  echo 'bench: the reference implementations are missing: run ./lab parity once, which installs them' >&2
  exit 2
fi
"$build/tests/kernels_bench"
"$python" "$here/compare.py" "$build/bin/entroscope-cli" "$here/../../docs/benchmarks.md" --growth "$@"
