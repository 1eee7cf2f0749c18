#!/usr/bin/env bash
# Everything that a machine with an NVIDIA GPU can tell and one without cannot: gpu.sh BUILD_FOLDER [OUT_FOLDER].
# Numeric checks on the GPU, compute-sanitizer's three tools over them, the first losses of every way to launch a step
# overlaid, trainings killed and resumed, the training step side by side with PyTorch at the shapes of the goal, and
# where a card's limits lie.
# Leaves logs and JSON in OUT_FOLDER and tables in docs/benchmarks.md. ENTROSCOPE_DEVICE=cpu tries the script itself without a GPU, at small shapes.
set -euo pipefail
build=$(cd "$1" && pwd)
out=${2:-$build/gpu}
device=${ENTROSCOPE_DEVICE:-cuda}
here=$(cd "$(dirname "$0")" && pwd)
cli=$build/bin/entroscope-cli
python=${ENTROSCOPE_PYTHON:-${ENTROSCOPE_CACHE:-$HOME/.cache/entroscope}/parity-venv/bin/python}  # with PyTorch
mkdir -p "$out"
failed=0

part() {  # part NAME COMMAND…: its output in a file, its result in one line; a failure does not end the script
  local name=$1 begin=$SECONDS
  shift
  if "$@" >"$out/$name.log" 2>&1; then
    echo "ok      $name ($((SECONDS - begin)) s)"
  else
    echo "FAILED  $name ($((SECONDS - begin)) s): see $out/$name.log"
    failed=1
  fi
}

if [ "$device" = cuda ]; then
  command -v nvidia-smi >/dev/null || { echo 'gpu.sh: no nvidia-smi here: expected a machine with an NVIDIA GPU' >&2 && exit 2; }
  nvidia-smi --query-gpu=name,driver_version,clocks.sm,clocks.mem,power.limit --format=csv | tee "$out/card.csv"
fi
part selftest "$cli" selftest --device "$device" --json "$out/selftest.json"
for tool in memcheck racecheck synccheck; do
  if ! command -v compute-sanitizer >/dev/null; then
    echo "left out $tool: compute-sanitizer is not installed"
  elif [ "$device" = cuda ]; then
    # Kernels of ours: cuDNN's backward pass has barriers that synccheck takes for errors.
    for family in attention activation cross-entropy optimizer fused model; do
      part "$tool-$family" compute-sanitizer --tool "$tool" --kernel-name kns=entroscope --error-exitcode 3 \
        "$cli" selftest --device cuda --filter "$family/"
    done
  fi
done
if [ "$device" = cuda ]; then
  shapes=64:1024,512:128,256:256,32:128
  precision=bf16
else
  shapes=1:32
  precision=fp32
fi
# Thirty steps: over fifty the sample's warm-up magnified the rounding of bf16 to 0.04 nats, of tf32 to 0.16.
part launch-losses "$here/overlay_losses.py" "$cli" "$out/losses" --device "$device" --precision "$precision" --threads 1 --steps 30
# fp16 has its loss scale on the device.
if [ "$device" = cuda ]; then
  part launch-losses-fp16 "$here/overlay_losses.py" "$cli" "$out/losses-fp16" --device "$device" --precision fp16 --threads 1 --steps 30
fi
if [ "$device" = cuda ]; then
  for precision_killed in fp32 bf16 fp16; do
    part "kills-$precision_killed" "$here/gpu_kills.py" "$cli" "$out/kills-$precision_killed" --precision "$precision_killed"
  done
  # One sentence that names a batch which fits, and a run that is sound.
  part out-of-memory bash -c '! "$1" train --preset sample/SM+LN+G --device cuda --steps 3 --quiet --out "$2" --set train.batch=200000 &&
    "$1" runs verify "$2"' - "$cli" "$out/out-of-memory"
else
  part kills "$here/gpu_kills.py" "$cli" "$out/kills" --device cpu --precision fp32 --steps 120 --kills 2
fi
for model in ${ENTROSCOPE_MODELS:-gpt2 pythia-70m}; do
  for shape in ${shapes//,/ }; do
    part "bench-$model-${shape/:/x}" "$cli" bench --config "$here/models/$model.toml" --device "$device" \
      --set "train.precision=$precision" --batch "${shape%:*}" --context "${shape#*:}" --steps "${ENTROSCOPE_STEPS:-100}" \
      --measures both --json "$out/bench-$model-${shape/:/x}.json"
  done
done
if [ "$device" = cuda ] && [ -x "$python" ]; then
  part compare "$python" "$here/compare.py" "$cli" "$here/../../docs/benchmarks.md" --device cuda --dtype bf16 \
    --models gpt2,pythia-70m --shapes "$shapes"
fi
exit $failed
