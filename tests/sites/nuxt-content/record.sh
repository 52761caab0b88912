#!/bin/sh
# Records expected/ anew from source/ with the parser of Nuxt Content (not with Nuxt itself, see README). Needs node 20 or later, npm and python3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DO_NOT_TRACK=1 NO_UPDATE_NOTIFIER=1 TZ=UTC
cp "$here/build.mjs" .
[ -d "${NODE_MODULES:-}" ] && ln -s "$NODE_MODULES" node_modules ||
  npm install --no-audit --no-fund --ignore-scripts --no-package-lock @nuxtjs/mdc@0.23.1 slugify@1.6.9
node build.mjs "$here/source" dist
cd "$here"
python3 ../extract.py --dist "$work/dist" --source source --expected expected --files --clean-html --main main.article
