#!/bin/sh
# Records expected/ anew. Needs Python with venv and pip.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
[ -x "$work/venv/bin/mkdocs" ] || { python3 -m venv "$work/venv"; "$work/venv/bin/pip" install -q mkdocs==1.6.1 Markdown==3.11.3 pymdown-extensions==13.1.2 mkdocs-redirects==1.2.3 mkdocs-exclude==1.0.2; }
"$work/venv/bin/mkdocs" build --quiet --clean --config-file "$here/source/mkdocs.yml" --site-dir "$work/mkdocs"
python3 "$here/../extract.py" --dist "$work/mkdocs" --source "$here/source" --expected "$here/expected" --base /handbook/ --origin https://tides.example --main '[role=main]' --skip .headerlink
