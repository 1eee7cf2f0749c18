#!/bin/bash
# Checks Entroscope against the reference implementations. Usage: run.sh BUILD_FOLDER (./lab parity calls it).
# They live in an environment of their own: about 3 GB, downloaded once.
set -euo pipefail
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
venv=${ENTROSCOPE_CACHE:-$HOME/.cache/entroscope}/parity-venv
stamp=$venv/installed

if ! cmp -s "$here/requirements.txt" "$stamp"; then
  echo "Installing PyTorch, transformers, tokenizers, TensorBoard (about 3 GB, once)" >&2
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$stamp"
fi
export HF_HUB_OFFLINE=1 TRANSFORMERS_VERBOSITY=error HF_HUB_DISABLE_PROGRESS_BARS=1

for made in unicode_tables tokenizer_golden model_golden half_golden training_golden; do
  "$venv/bin/python" "$here/make_$made.py" --check
done
for check in "$here"/check_*.py; do
  echo "== $(basename "$check")"
  "$venv/bin/python" "$check" "$build/bin/entroscope-cli"
done
echo "parity: everything agrees"
