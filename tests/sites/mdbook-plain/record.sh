#!/bin/sh
# Records expected/ anew. Needs cargo; it builds mdBook for some minutes, unless $WORK/mdbook/bin/mdbook is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
[ -x "$work/mdbook/bin/mdbook" ] || CARGO_TARGET_DIR="$work/target" cargo install mdbook --version 0.5.4 --locked -j1 --root "$work/mdbook"
MDBOOK_LOG=error "$work/mdbook/bin/mdbook" build --dest-dir "$work/book-plain" "$here/source"
python3 "$here/../extract.py" --dist "$work/book-plain" --source "$here/source" --expected "$here/expected" --main main --skip a.header --copy /
