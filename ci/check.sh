#!/usr/bin/env bash
# Runs citecheck for a CI job and keeps its exit code for the job's last step.
#
# Taken from the environment:
#   CITECHECK_ARGS       inputs and flags, one a line
#   CITECHECK_REPORTS    folder for report.json, report.sarif, report.md, report.html, report.xml
#   GITHUB_STEP_SUMMARY  where there is one, the Markdown report is appended to it
#   GITHUB_OUTPUT        where there is one, `exit-code` and `reports` are written to it
#
# Exits 0 whatever was found, so that later steps can upload reports; 3 when it was called wrongly.
set -uo pipefail

reports=${CITECHECK_REPORTS:-citecheck-reports}
# What a branch may have put there is no report of ours, and a link could lead anywhere.
[ -L "$reports" ] && exit 3
mkdir -p -- "$reports" || exit 3
rm -rf -- "$reports"/report.{json,sarif,md,html,xml} || exit 3

arguments=()
while IFS= read -r line; do
  [ -n "$line" ] && arguments+=("$line")
done <<<"${CITECHECK_ARGS-}"

format=terminal
[ -n "${GITHUB_ACTIONS-}" ] && format=github

# The variables that clap would take for settings are ours alone.
unset CITECHECK_ARGS CITECHECK_REPORTS
citecheck check --format "$format" \
  --output "json=$reports/report.json" \
  --output "sarif=$reports/report.sarif" \
  --output "markdown=$reports/report.md" \
  --output "html=$reports/report.html" \
  --output "junit=$reports/report.xml" \
  "${arguments[@]}"
code=$?

if [ -n "${GITHUB_STEP_SUMMARY-}" ] && [ -f "$reports/report.md" ]; then
  cat -- "$reports/report.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT-}" ]; then
  printf 'exit-code=%s\nreports=%s\n' "$code" "$reports" >>"$GITHUB_OUTPUT"
else
  exit "$code"
fi
