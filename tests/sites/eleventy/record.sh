#!/bin/sh
# Records expected/ anew from source/ with the real generator. Needs node 20 or later, npm and python3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/source/." "$work"
cd "$work"
export DO_NOT_TRACK=1 NO_UPDATE_NOTIFIER=1 TZ=UTC
[ -d "${NODE_MODULES:-}" ] && ln -s "$NODE_MODULES" node_modules || npm install --no-audit --no-fund --no-package-lock
npx @11ty/eleventy
cd "$here"
python3 ../extract.py --dist "$work/_site" --source source --expected expected --files --origin https://orchard.example \
  --main main.article
