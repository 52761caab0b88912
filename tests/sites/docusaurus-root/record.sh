#!/bin/sh
# Records expected/ anew from source/ with the real generator. Needs node 20 or later, npm and python3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/source/." "$work"
cd "$work"
export DOCUSAURUS_TELEMETRY=0 DOCUSAURUS_NO_PERSISTENT_CACHE=true DO_NOT_TRACK=1 NO_UPDATE_NOTIFIER=1 TZ=UTC
[ -d "${NODE_MODULES:-}" ] && ln -s "$NODE_MODULES" node_modules || npm install --no-audit --no-fund --no-package-lock
npx docusaurus build
cd "$here"
python3 ../extract.py --dist "$work/build" --source source --expected expected --files --origin https://tides.example \
  --base /product/ --clean-html --main .theme-doc-markdown --main '[class*=mdxPageWrapper]' \
  --skip .hash-link --skip .table-of-contents
grep -v '/assets/js/\|/assets/css/' expected/files.txt > "$work/files.txt"
mv "$work/files.txt" expected/files.txt
