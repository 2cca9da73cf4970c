#!/bin/sh
# Prints one SHA-256 that stands for everything that the program is made of: what is compiled, what pins it, and the
# model. A release says from which one it was built; who has other sources takes no binary of it.
#
#   ci/source.sh [--files]   the hash, or the files that count
set -eu
cd -- "$(dirname -- "$0")/.."

files() {
  find Cargo.toml Cargo.lock askama.toml build.rs docs/checks.md docs/verdicts models/SHA256SUMS models/entail.onnx \
    models/tokenizer.json rust-toolchain.toml src -type f | LC_ALL=C sort
}

sum=sha256sum
command -v sha256sum >/dev/null 2>&1 || sum='shasum -a 256'

case ${1-} in
  --files) files ;;
  '')
    # Names first, then each file's own hash: what moves from one file to its neighbour counts too.
    # shellcheck disable=SC2086 # a command and its arguments
    { files && files | tr '\n' '\0' | xargs -0 $sum | cut -c1-64; } | $sum | cut -c1-64
    ;;
  *)
    echo 'usage: ci/source.sh [--files]' >&2
    exit 3
    ;;
esac
