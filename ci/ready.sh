#!/bin/sh
# Looks whether a tag may be released, and prints what is new in it: its section of CHANGELOG.md.
#
#   ci/ready.sh TAG OWNER/NAME
#
# The tag, Cargo.toml and the changelog must name the same version, and Cargo.toml this repository: reports link to it,
# and cargo binstall gets archives from it.
set -eu
if [ $# -ne 2 ]; then
  echo 'usage: ci/ready.sh TAG OWNER/NAME' >&2
  exit 3
fi
cd -- "$(dirname -- "$0")/.."

ready=0
refuse() {
  printf '%s\n' "$*" >&2
  ready=1
}

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if [ "$1" != "v$version" ]; then
  refuse "Cargo.toml has the version $version, the tag is $1: make the tag v$version, or change Cargo.toml"
fi
repository=$(sed -n 's/^repository = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if [ "$repository" != "https://github.com/$2" ]; then
  refuse "Cargo.toml does not name this repository: write repository = \"https://github.com/$2\" (CONTRIBUTING.md, Release)"
fi
news=$(awk -v heading="## $version" '
  /^## / { inside = ($0 == heading || index($0, heading " ") == 1); next }
  inside { print }
' CHANGELOG.md)
if [ -z "$news" ]; then
  refuse "CHANGELOG.md has no section '## $version'"
fi
printf '%s\n' "$news"
exit $ready
