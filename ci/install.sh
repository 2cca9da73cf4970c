#!/bin/sh
# Puts the program into a folder: the released binary that was built from these very sources where there is one, else
# what cargo makes of them.
#
#   ci/install.sh FOLDER
#
# Taken from the environment:
#   CITECHECK_REPOSITORY  OWNER/NAME on GitHub, whose releases are asked; none are where it is empty
#   CITECHECK_RELEASES    instead, the address under which v1.2.3/ lies: a mirror's, or file:///…
#   CITECHECK_NO_COMPILE  where it is not empty, having no such release is an error
#
# Exits 0 when the program is in the folder; 1 when an archive is not what its checksum says, or nothing could be had;
# 3 when it was called wrongly.
set -eu

say() { printf 'citecheck: %s\n' "$*" >&2; }
fail() {
  say "$@"
  exit 1
}

if [ $# -ne 1 ] || [ -z "$1" ]; then
  say 'usage: ci/install.sh FOLDER'
  exit 3
fi
case $1 in
  /*) to=$1 ;;
  *) to=$PWD/$1 ;;
esac
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)

releases=${CITECHECK_RELEASES-}
repository=${CITECHECK_REPOSITORY-}
if [ -z "$releases" ] && [ -n "$repository" ]; then
  case $repository in
    *[!A-Za-z0-9._/-]* | */*/* | /* | */) fail "CITECHECK_REPOSITORY is no OWNER/NAME: $repository" ;;
    */*) releases=https://github.com/$repository/releases/download ;;
    *) fail "CITECHECK_REPOSITORY is no OWNER/NAME: $repository" ;;
  esac
fi

name=citecheck
target=
suffix=tar.gz
case $(uname -s)/$(uname -m) in
  Linux/x86_64) target=x86_64-unknown-linux-musl ;;
  Linux/aarch64 | Linux/arm64) target=aarch64-unknown-linux-musl ;;
  Darwin/x86_64) target=x86_64-apple-darwin ;;
  Darwin/arm64) target=aarch64-apple-darwin ;;
  MINGW*/x86_64 | MSYS*/x86_64 | CYGWIN*/x86_64)
    name=citecheck.exe
    target=x86_64-pc-windows-msvc
    suffix=zip
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT TERM

# Gets a file of the release.
get() {
  case $releases in
    https://*) protocol='=https' ;;
    *) protocol='=http,https,file' ;;
  esac
  curl --fail --silent --show-error --location --proto "$protocol" --connect-timeout 20 --max-time 600 --retry 2 \
    --output "$work/$1" --url "$releases/v$version/$1"
}

# Fails unless a file is what the release's list of checksums says.
verify() {
  said=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$1\$/\1/p" "$work/SHA256SUMS")
  if command -v sha256sum >/dev/null 2>&1; then
    is=$(sha256sum <"$work/$1")
  else
    is=$(shasum -a 256 <"$work/$1")
  fi
  is=$(printf '%s' "$is" | cut -c1-64)
  if [ -z "$said" ] || [ "$said" != "$is" ]; then
    fail "$releases/v$version/$1 is not what SHA256SUMS says: it says '$said', the file has '$is'. Nothing was installed."
  fi
}

# Puts a program where it is wanted, whole or not at all.
put() {
  mkdir -p -- "$to" &&
    cp -- "$1" "$to/.$name.$$" &&
    chmod 755 "$to/.$name.$$" &&
    mv -f -- "$to/.$name.$$" "$to/$name"
}

# Fails where there is no release for these sources and this machine.
released() {
  if [ -z "$releases" ]; then
    say 'no repository is named whose releases could be asked'
    return 1
  fi
  if [ -z "$target" ]; then
    say "nothing is released for $(uname -s) on $(uname -m)"
    return 1
  fi
  if ! command -v curl >/dev/null 2>&1; then
    say 'there is no curl to get a release with'
    return 1
  fi
  archive=citecheck-$target.$suffix
  if ! get SHA256SUMS || ! get source.sha256; then
    say "no release $version at $releases"
    return 1
  fi
  verify source.sha256
  sources=$("$root/ci/source.sh") || return 1
  if [ "$(cat "$work/source.sha256")" != "$sources" ]; then
    say "the release $version was built from other sources than these"
    return 1
  fi
  if ! get "$archive"; then
    say "the release $version has no $archive"
    return 1
  fi
  verify "$archive"
  case $suffix in
    zip) unzip -q "$work/$archive" -d "$work" || fail "$archive cannot be unpacked" ;;
    *) tar -xzf "$work/$archive" -C "$work" || fail "$archive cannot be unpacked" ;;
  esac
  put "$work/citecheck-$target/$name" || fail "$archive has no program, or $to cannot be written to"
  say "took the release $version for $target"
}

compiled() {
  if ! command -v cargo >/dev/null 2>&1; then
    fail 'there is no cargo to compile with: install Rust (rustup), or take a version that is released'
  fi
  say 'compiling, which takes about five minutes on two cores'
  # Where rust-toolchain.toml is, so that the toolchain is the one that it names.
  (cd -- "$root" && CARGO_TARGET_DIR=${CARGO_TARGET_DIR-$work/target} cargo install --locked --path . --root "$work" --no-track) ||
    fail 'it could not be compiled'
  put "$work/bin/$name" || fail "$to cannot be written to"
}

if ! released; then
  if [ -n "${CITECHECK_NO_COMPILE-}" ]; then
    fail 'nothing is compiled, since CITECHECK_NO_COMPILE is set'
  fi
  compiled
fi
