#!/usr/bin/env python3
"""Writes what a generator really built as tables: urls, ids, links, unpublished (see README.md beside this file).

    extract.py --dist BUILT --source SOURCE --expected OUT [--base /sub/path/] [--main SELECTOR] …

Every article of a fixture holds its own path in a code span, `src:posts/a.md`, so that a built page says what it was
made of. Selectors are TAG, .CLASS, #ID, [ATTR], [ATTR=VALUE], [ATTR*=PART] or a chain of these without blanks (div.content[role=main]).
"""
import argparse
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

VOID = set("area base br col embed hr img input link meta param source track wbr".split())
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MARKER = re.compile(r"src:(.+)$")
ORIGIN = "http://site.invalid"


class Selector:
    PART = re.compile(r"([.#]?)([\w-]+)|\[([\w:-]+)(?:(\*?=)([^\]]*))?\]")

    def __init__(self, text):
        self.tests, at = [], 0
        while at < len(text):
            part = self.PART.match(text, at)
            if not part:
                sys.exit(f"not a selector: {text}")
            self.tests.append(part.groups())
            at = part.end()

    def matches(self, tag, attrs):
        for sigil, word, attr, how, value in self.tests:
            if attr:
                has = attrs.get(attr) or ""
                good = attr in attrs and (value is None or (value in has if how == "*=" else value == has))
            elif sigil == ".":
                good = word in (attrs.get("class") or "").split()
            elif sigil == "#":
                good = attrs.get("id") == word
            else:
                good = tag == word
            if not good:
                return False
        return True


class Page(HTMLParser):
    """One built page. Without `main` the whole body is content."""

    def __init__(self, text, main, skip):
        super().__init__(convert_charrefs=True)
        self.main, self.skip = main, skip
        self.stack = []  # (tag, opens the content, opens something skipped)
        self.inside = self.skipped = 0
        self.refresh = self.base = None
        self.anchors, self.ids, self.links, self.markers = set(), [], [], []
        self.code = None
        self.feed(text)
        self.close()

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and (attrs.get("http-equiv") or "").lower() == "refresh":
            found = re.search(r"url\s*=\s*['\"]?([^'\"]+)", attrs.get("content") or "", re.I)
            self.refresh = found and found.group(1).strip()
        if tag == "base" and attrs.get("href"):
            self.base = attrs["href"]
        for name in ("id", "name") if tag == "a" else ("id",):
            if attrs.get(name):
                self.anchors.add(attrs[name])
        opens = any(s.matches(tag, attrs) for s in self.main) if self.main else tag == "body"
        skips = any(s.matches(tag, attrs) for s in self.skip)
        if tag not in VOID:
            self.stack.append((tag, opens, skips))
            self.inside += opens
            self.skipped += skips
        if not self.inside or self.skipped or skips:
            return
        if tag in HEADINGS and attrs.get("id"):
            self.ids.append(attrs["id"])
        if tag == "a" and attrs.get("href") is not None:
            self.links.append((attrs["href"], "link"))
        if tag == "img" and attrs.get("src") is not None:
            self.links.append((attrs["src"], "image"))
        if tag == "code":
            self.code = ""

    def handle_endtag(self, tag):
        if tag == "code" and self.code is not None:
            found = MARKER.match(self.code.strip())
            if found:
                self.markers.append(found.group(1))
            self.code = None
        if tag not in (entry[0] for entry in self.stack):
            return
        while self.stack:
            name, opens, skips = self.stack.pop()
            self.inside -= opens
            self.skipped -= skips
            if name == tag:
                break

    def handle_data(self, data):
        if self.code is not None:
            self.code += data


class Site:
    def __init__(self, options):
        self.options = options
        self.base = "/" + options.base.strip("/") + "/" if options.base.strip("/") else "/"
        self.dist = Path(options.dist)
        self.source = Path(options.source)
        self.files = {p.relative_to(self.dist).as_posix() for p in self.dist.rglob("*") if p.is_file()}
        main = [Selector(s) for s in options.main]
        skip = [Selector(s) for s in options.skip]
        self.pages = {}
        for name in sorted(self.files):
            if name.endswith((".html", ".htm")):
                text = (self.dist / name).read_text("utf-8", "replace")
                self.pages[name] = Page(text, main, skip)
        self.sources = {}
        for path in sorted(self.source.rglob("*")):
            if path.is_file():
                self.sources[path.relative_to(self.source).as_posix()] = path.read_bytes()

    def url(self, name):
        """The URL path of a built file as a reader sees it, not percent-encoded."""
        if name == "index.html" or name.endswith("/index.html"):
            name = name[: -len("index.html")]
            if self.options.clean_html and not self.options.index_slash:
                name = name.rstrip("/")
        elif self.options.clean_html and name.endswith(".html"):
            name = name[: -len(".html")]
        return self.base + name

    def file(self, path):
        """The built file that a plain static server gives for a decoded URL path."""
        if not (path + "/").startswith(self.base):
            return None
        name = path[len(self.base) :]
        if name and not name.endswith("/") and name in self.files:
            return name
        if self.options.clean_html and name + ".html" in self.files:
            return name + ".html"
        index = (name.rstrip("/") + "/" if name.rstrip("/") else "") + "index.html"
        return index if index in self.files else None

    def resolve(self, name, href):
        """(resolved, state) of a link of the built page `name`."""
        page = self.pages[name]
        if href.startswith("data:"):
            return "-", "alive"
        here = ORIGIN + quote(self.url(name))
        whole = urljoin(urljoin(here, page.base) if page.base else here, href.strip())
        for origin in self.options.origin:
            if whole == origin or whole.startswith(origin.rstrip("/") + "/"):
                whole = ORIGIN + (whole[len(origin.rstrip("/")) :] or "/")
        if whole.startswith(ORIGIN + "/") and "/." in whole:
            whole = urljoin(here, whole[len(ORIGIN) :])
        parts = urlsplit(whole)
        if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
            return whole, "external"
        path, fragment = unquote(parts.path) or "/", parts.fragment
        shown = path + (f"#{unquote(fragment)}" if fragment else "")
        target = self.file(path)
        if target is None:
            return shown, "dead"
        other = self.pages.get(target)
        if other is None:
            return shown, "alive"
        if other.refresh:
            return shown, "redirect"
        fragment = fragment.split(":~:")[0]
        known = {fragment, unquote(fragment)} & other.anchors
        if fragment and fragment != "top" and not known:
            return shown, "dead-fragment"
        return shown, "alive"

    def kinds(self):
        """file name -> (kind, third column)"""
        by_bytes = {content: name for name, content in self.sources.items() if name.endswith((".html", ".htm"))}
        kinds = {}
        for name, page in self.pages.items():
            content = (self.dist / name).read_bytes()
            if content in by_bytes:
                kinds[name] = ("static", by_bytes[content])
            elif page.refresh:
                kinds[name] = ("redirect", self.resolve(name, page.refresh)[0])
            elif len(page.markers) == 1 and self.url(name) not in self.options.copy:
                if page.markers[0] not in self.sources:
                    sys.exit(f"{name}: no source {page.markers[0]}")
                kinds[name] = ("article", page.markers[0])
            else:
                kinds[name] = ("generated", "-")
        return kinds

    def unpublished(self, kinds):
        """Sources that hold their own marker and became no page; the reasons are kept from the last record."""
        before = Path(self.options.expected, "unpublished.tsv")
        rows = [line.split("\t") for line in before.read_text().splitlines()] if before.exists() else []
        reasons = {row[0]: row[1] for row in rows}
        published = {third for kind, third in kinds.values() if kind in ("article", "static")}
        for name, content in self.sources.items():
            if f"src:{name}`".encode() in content or f"src:{name}<".encode() in content:
                if name not in published:
                    yield name, reasons.get(name, "REASON MISSING")


def write(path, rows, ordered=False):
    lines = ["\t".join(re.sub(r"[\t\r\n]", " ", cell) for cell in row) for row in rows]
    if not ordered:
        lines.sort(key=os.fsencode)
    path.write_text("".join(line + "\n" for line in lines), "utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dist", required=True, help="the built site; its root is served at --base")
    parser.add_argument("--source", required=True)
    parser.add_argument("--expected", required=True)
    parser.add_argument("--base", default="/", help="sub-path under which the site is served")
    parser.add_argument("--origin", action="append", default=[], help="the site's own origin (https://x.example), repeatable")
    parser.add_argument("--main", action="append", default=[], help="selector of the element that holds an article's content, repeatable; without it, body")
    parser.add_argument("--last", action="append", default=[], help="URL prefix (a further language) whose pages tell of a source's links only when no other page does, repeatable")
    parser.add_argument("--skip", action="append", default=[], help="selector of what is no content inside it, repeatable")
    parser.add_argument("--copy", action="append", default=[], help="URL path of a page that merely repeats an article, repeatable")
    parser.add_argument("--clean-html", action="store_true", help="the server gives a.html for /a, and readers see /a")
    parser.add_argument("--index-slash", action="store_true", help="with --clean-html: a/index.html is still seen as /a/")
    parser.add_argument("--files", action="store_true", help="also write files.txt: the URL paths of all that is no HTML page")
    options = parser.parse_args()
    site = Site(options)
    out = Path(options.expected)
    out.mkdir(parents=True, exist_ok=True)
    kinds = site.kinds()
    unpublished = list(site.unpublished(kinds))
    write(out / "urls.tsv", [(site.url(name), *kind) for name, kind in kinds.items()])
    articles = {}
    def order(item):
        url = site.url(item[0])
        return (any(url.startswith(prefix) for prefix in options.last), url.encode())

    for name, (kind, source) in sorted(kinds.items(), key=order):
        if kind == "article":
            if source in articles:
                print(f"{source}: at {site.url(articles[source])} and {site.url(name)}; links of the first", file=sys.stderr)
            articles.setdefault(source, name)
    ids, links = [], []
    for source, name in sorted(articles.items(), key=lambda item: item[0].encode()):
        ids += [(source, anchor) for anchor in site.pages[name].ids]
        links += [(source, "data:" if href.startswith("data:") else href, *site.resolve(name, href), kind) for href, kind in site.pages[name].links]
    write(out / "ids.tsv", ids, ordered=True)
    write(out / "links.tsv", links, ordered=True)
    write(out / "unpublished.tsv", unpublished)
    if options.files:
        write(out / "files.txt", [(site.base + name,) for name in site.files - site.pages.keys()])


main()
