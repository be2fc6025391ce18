#!/usr/bin/env bash
# Builds pgvector for PostgreSQL 17 into a cache folder; installs nothing and needs no root.
#
# Usage: scripts/build-pgvector.sh [--check]
#   --check   says whether this machine can build it and whether it is built already; builds nothing
#
# Result: ${YTEMPIRE_PGVECTOR:-~/.cache/ytempire/pgvector/17}/lib/vector.so
#                                                            /extension/vector.control, vector--*.sql
# Exit: 0 built (or already there), 3 this machine lacks a tool or a source list, 1 anything else.
#
# The source and the server headers come from the Debian suite named below, through a private apt
# configuration made from this machine's own source list: same mirror, same keys, another suite.
# apt checks the signatures; the source tarball is pinned by its checksum as well.
set -euo pipefail

readonly SUITE=trixie
readonly PG_MAJOR=17
readonly SOURCE_SHA256=867a2c328d4928a5a9d6f052cd3bc78c7d60228a9b914ad32aa3db88e9de27b0

say() { printf 'pgvector: %s\n' "$*"; }
fail() {
  printf 'pgvector: %s\n' "$2" >&2
  exit "$1"
}

target="${YTEMPIRE_PGVECTOR:-${XDG_CACHE_HOME:-${HOME:?HOME is not set; set YTEMPIRE_PGVECTOR to a folder}/.cache}/ytempire/pgvector/$PG_MAJOR}"

is_built() {
  [ -s "$target/lib/vector.so" ] && [ -s "$target/extension/vector.control" ] &&
    compgen -G "$target/extension/vector--*.sql" >/dev/null
}

require_tools() {
  local tool missing=()
  for tool in apt-get apt-config dpkg gcc tar sha256sum awk; do
    command -v "$tool" >/dev/null 2>&1 || missing+=("$tool")
  done
  [ ${#missing[@]} -eq 0 ] || fail 3 "cannot build here: missing ${missing[*]}; install them (gcc and libc6-dev for the compiler), or use a PostgreSQL that has pgvector by DATABASE_URL"
  printf '#include <stdio.h>\n' | gcc -E - >/dev/null 2>&1 ||
    fail 3 "cannot build here: gcc finds no C headers; install libc6-dev"
}

# Writes this machine's Debian archive entries with the suite's name changed.
derive_sources() {
  local out="$1" file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] || continue
    awk -v suite="$SUITE" 'BEGIN { RS = ""; ORS = "\n\n" }
      {
        n = split($0, line, "\n"); text = ""; main = 0; archive = 0
        for (i = 1; i <= n; i++) {
          key = tolower(line[i])
          if (key ~ /^#/) continue
          if (key ~ /^enabled: *no/) next
          if (key ~ /^types:/) { line[i] = "Types: deb deb-src" }
          if (key ~ /^suites:/) {
            if (key ~ /^suites: *[a-z]+( |$)/) archive = 1
            line[i] = "Suites: " suite
          }
          if (key ~ /^components:/) { if (key ~ / main( |$)/) main = 1; line[i] = "Components: main" }
          text = text line[i] "\n"
        }
        if (main && archive) print text
      }' "$file" >>"$out.sources"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] || continue
    # "deb [options] URI suite main ...", archive suites only: no -security, no path suites.
    sed -nE "s#^deb +((\\[[^]]*\\] +)?[^ ]+) +[a-z]+ +main( .*)?\$#deb \\1 $SUITE main\\ndeb-src \\1 $SUITE main#p" \
      "$file" >>"$out.list"
  done
  [ -s "$out.sources" ] || [ -s "$out.list" ] ||
    fail 3 "cannot build here: no Debian archive found in this machine's apt source list"
}

write_apt_configuration() {
  mkdir -p "$work/apt/etc/sources.list.d" "$work/apt/etc/preferences.d" "$work/apt/etc/apt.conf.d" \
    "$work/apt/state/lists/partial" "$work/apt/cache/archives/partial"
  : >"$work/apt/state/status"
  derive_sources "$work/apt/etc/sources.list.d/archive"
  {
    # How this machine reaches its mirror (proxy, certificates) stays as it is.
    apt-config dump | grep -E '^Acquire::(http|https)(::| )' || true
    printf 'Dir "%s";\n' "$work/apt"
    printf 'Dir::Etc "etc";\nDir::State "state";\nDir::Cache "cache";\n'
    printf 'Dir::State::status "%s";\n' "$work/apt/state/status"
    printf 'Dir::Etc::trusted "/etc/apt/trusted.gpg";\nDir::Etc::trustedparts "/etc/apt/trusted.gpg.d";\n'
    printf 'Dir::Etc::netrc "/etc/apt/auth.conf";\nDir::Etc::netrcparts "/etc/apt/auth.conf.d";\n'
    printf 'APT::Sandbox::User "root";\nAcquire::Languages "none";\nAcquire::Retries "3";\n'
  } >"$work/apt.conf"
  export APT_CONFIG="$work/apt.conf"
}

run_quietly() {
  "$@" >"$work/step.log" 2>&1 && return
  tail -n 15 "$work/step.log" >&2
  fail 1 "failed: $*"
}

build() {
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  write_apt_configuration

  say "fetching the source and the PostgreSQL $PG_MAJOR headers from Debian $SUITE"
  run_quietly apt-get update
  mkdir "$work/fetched" "$work/headers" "$work/source"
  cd "$work/fetched"
  run_quietly apt-get source --download-only pgvector
  run_quietly apt-get download "postgresql-server-dev-$PG_MAJOR"
  printf '%s  %s\n' "$SOURCE_SHA256" pgvector_*.orig.tar.gz | sha256sum --check --status ||
    fail 1 "the source tarball is not the pinned one (sha256 $SOURCE_SHA256)"
  run_quietly dpkg -x postgresql-server-dev-*.deb "$work/headers"
  run_quietly tar -xzf pgvector_*.orig.tar.gz -C "$work/source" --strip-components=1

  say "compiling"
  cd "$work/source"
  local version
  version="$(sed -nE "s/^default_version *= *'([^']+)'.*/\\1/p" vector.control)"
  run_quietly gcc -O2 -fPIC -shared -ftree-vectorize -fassociative-math -fno-signed-zeros \
    -fno-trapping-math -I"$work/headers/usr/include/postgresql/$PG_MAJOR/server" src/*.c -lm -o vector.so
  cp sql/vector.sql "sql/vector--$version.sql"

  local staged="$target.new.$$"
  rm -rf "$staged"
  mkdir -p "$staged/lib" "$staged/extension"
  cp vector.so "$staged/lib/"
  cp vector.control sql/vector--*.sql "$staged/extension/"
  rm -rf "$target"
  mv -T "$staged" "$target" 2>/dev/null || { rm -rf "$staged"; is_built; }
  say "version $version built in ${SECONDS} s: $target"
}

if is_built; then
  say "already built: $target"
  exit 0
fi
require_tools
if [ "${1:-}" = --check ]; then
  say "not built yet; this machine has the tools"
  exit 0
fi
build
