#!/bin/sh
# Records expected/ anew. Needs Jekyll 4.3.1, which is Debian's package `jekyll` (apt-get install --no-install-recommends jekyll).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
export LC_ALL=C.UTF-8
jekyll build --quiet --disable-disk-cache --source "$here/source" --destination "$work/plain"
python3 "$here/../extract.py" --dist "$work/plain" --source "$here/source" --expected "$here/expected" --origin https://plain.example --main main --files
