#!/usr/bin/env bash
# Lints the description of the service's operations with Spectral, from npm's own cache: nothing is
# added to the project.
#
# usage: scripts/lint-openapi.sh [FILE or address]
#
# Without an argument it takes the file that the tests of serving-api leave behind. Ends with 1 where
# an error or a warning is found; says so and ends with 0 where there is no npm.
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
document="${1:-$home/serving-api/target/openapi.json}"
spectral="@stoplight/spectral-cli@6.16.3"

if ! command -v npm > /dev/null; then
  echo "skipped: npm is not there; a test of serving-api checks what matters most without it"
  exit 0
fi
if [[ "$document" != http* && ! -f "$document" ]]; then
  echo "there is no $document; run the tests of serving-api, or give a running service's address" >&2
  exit 2
fi
exec npm exec --yes --package="$spectral" -- \
  spectral lint "$document" --ruleset "$home/.spectral.yaml" --fail-severity warn
