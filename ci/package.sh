#!/bin/sh
# Makes the archive of a release: the program, its manual pages and completions, licences and what is new.
#
#   ci/package.sh TARGET PROGRAM FOLDER   FOLDER/citecheck-TARGET.tar.gz, or .zip for Windows
set -eu
if [ $# -ne 3 ]; then
  echo 'usage: ci/package.sh TARGET PROGRAM FOLDER' >&2
  exit 3
fi
target=$1
mkdir -p -- "$3"
program=$(cd -- "$(dirname -- "$2")" && pwd)/$(basename -- "$2")
folder=$(cd -- "$3" && pwd)
root=$(cd -- "$(dirname -- "$0")/.." && pwd)

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
inner=citecheck-$target
mkdir "$work/$inner"
cp -- "$program" "$work/$inner/"
"$program" generate --dir "$work/$inner"
cd -- "$root"
cp README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$work/$inner/"

cd -- "$work"
case $target in
  *-windows-*) 7z a -bso0 "$folder/$inner.zip" "$inner" ;;
  # Without what macOS would add of its own.
  *) COPYFILE_DISABLE=1 tar -czf "$folder/$inner.tar.gz" "$inner" ;;
esac
