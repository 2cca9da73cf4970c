#!/usr/bin/env bash
# The Python package as its users get it: the wheel, built here, in a fresh environment; its tests, its types, the code of
# its documents, and the programs for Spark, Ray and DuckDB. What can't be had is skipped, with a line that says why.
#
#   python/test.sh [--fast]     --fast: optimised less, built sooner
#
# CITECHECK names the program that the verdicts are compared with; PYTHON the interpreter.
set -euo pipefail
cd "$(dirname "$0")"

skipped() { printf 'python: skipped %s: %s\n' "$1" "$2"; }
profile=release
if [ "${1-}" = --fast ]; then profile=fast; fi
python=${PYTHON:-python3}

cargo fmt --check
# What the library's own builds have made is not made again.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/../target}

if ! command -v "$python" >/dev/null; then
  skipped everything "there is no $python"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! "$python" -m venv "$work/env" >"$work/log" 2>&1; then
  skipped everything "$python -m venv failed: $(tail -n 1 "$work/log")"
  exit 0
fi
PATH=$work/env/bin:$PATH
get() { timeout 600 pip install --quiet --disable-pip-version-check --only-binary :all: "$@" >"$work/log" 2>&1; }
why() { printf 'pip could not get it: %s' "$(tail -n 1 "$work/log")"; }

# Whatever is installed besides, the tests of it skip themselves.
if ! get 'maturin>=1.9,<2' pytest; then
  skipped everything "$(why)"
  exit 0
fi
export PYO3_PYTHON=$work/env/bin/python
cargo clippy --locked -- -D warnings
maturin build --quiet --locked --profile "$profile" --out "$work/wheels"
get "$work"/wheels/*.whl

if ! get pyarrow; then skipped tables "$(why)"; fi
if ! get mypy; then skipped types "$(why)"; fi
if ! get pandas polars duckdb; then skipped 'pandas, polars and DuckDB' "$(why)"; fi
if ! get 'ray[data]'; then skipped Ray "$(why)"; fi
if ! command -v java >/dev/null && [ -n "${CI-}" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update && apt-get install --yes --no-install-recommends openjdk-17-jre-headless; } >/dev/null 2>&1 || true
fi
if ! command -v java >/dev/null; then
  skipped Spark 'there is no java'
elif ! timeout 600 pip install --quiet --disable-pip-version-check pyspark >"$work/log" 2>&1; then
  skipped Spark "$(why)"
fi

timeout 900 pytest -q -rs --deselect tests/test_scale.py::test_ray
# Ray starts a dozen processes, which a machine with other work to do may never see through.
if python -c 'import ray' 2>/dev/null; then
  status=0
  timeout 300 pytest -q -rs tests/test_scale.py::test_ray || status=$?
  if [ "$status" = 124 ]; then
    skipped Ray 'it did not end within five minutes'
  elif [ "$status" != 0 ]; then
    exit "$status"
  fi
fi
if command -v mypy >/dev/null; then
  mypy --strict --package citecheck
  stubtest --mypy-config-file pyproject.toml citecheck._citecheck
fi
