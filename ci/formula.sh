#!/bin/sh
# Prints the Homebrew formula of a release: ci/formula.rb with its version, repository and checksums.
#
#   ci/formula.sh VERSION OWNER/NAME SHA256SUMS
set -eu
if [ $# -ne 3 ]; then
  echo 'usage: ci/formula.sh VERSION OWNER/NAME SHA256SUMS' >&2
  exit 3
fi
template=$(dirname -- "$0")/formula.rb

script="s|@VERSION@|$1|g; s|@REPOSITORY@|$2|g"
# The names of targets have no blanks.
# shellcheck disable=SC2013
for target in $(sed -n 's/.*@SHA256:\(.*\)@.*/\1/p' "$template"); do
  sum=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]citecheck-$target\.tar\.gz\$/\1/p" "$3")
  if [ -z "$sum" ]; then
    echo "$3 has no citecheck-$target.tar.gz" >&2
    exit 1
  fi
  script="$script; s|@SHA256:$target@|$sum|"
done
# What is said of the template is not said of the formula.
sed -e '/^# template:/d' -e "$script" "$template"
