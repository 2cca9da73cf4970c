#!/bin/sh
# What pre-commit runs: the program, with the arguments as they come. The first run puts it beside these sources; a
# revision has a checkout of its own, so it is never another one's.
set -eu
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
folder=$root/.program

name=citecheck
case $(uname -s) in
  MINGW* | MSYS* | CYGWIN*) name=citecheck.exe ;;
esac

if [ ! -x "$folder/$name" ]; then
  # Releases are those of the repository that the settings of pre-commit name. A hook runs with the variables of
  # another repository, so git is not asked about this one but about a file.
  origin=$(git config --file "$root/.git/config" --get remote.origin.url || true)
  case $origin in
    https://github.com/*) repository=${origin#https://github.com/} ;;
    git@github.com:*) repository=${origin#git@github.com:} ;;
    ssh://git@github.com/*) repository=${origin#ssh://git@github.com/} ;;
    *) repository= ;;
  esac
  repository=${repository%/}
  CITECHECK_REPOSITORY=${repository%.git} "$root/ci/install.sh" "$folder" >&2
fi

# These were for the installer; what clap takes for settings is the caller's.
unset CITECHECK_REPOSITORY CITECHECK_RELEASES CITECHECK_NO_COMPILE
exec "$folder/$name" "$@"
