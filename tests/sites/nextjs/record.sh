#!/bin/sh
# Records expected/ anew from source/ with the real generator. Needs node 20 or later, npm and python3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/source/." "$work"
cd "$work"
export NEXT_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1 NO_UPDATE_NOTIFIER=1 TZ=UTC
[ -d "${NODE_MODULES:-}" ] && cp -R "$NODE_MODULES" node_modules || npm install --no-audit --no-fund --no-package-lock
npx next build
cd "$here"
python3 ../extract.py --dist "$work/out" --source source --expected expected --files --clean-html --main main.article
grep -v '/_next/\|\.txt$' expected/files.txt > "$work/files.txt"
grep '^/tables/' expected/files.txt >> "$work/files.txt"
LC_ALL=C sort "$work/files.txt" > expected/files.txt
