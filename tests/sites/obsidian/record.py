#!/usr/bin/env python3
"""Writes expected/ by the rules of a vault (see README.md); there is no generator to ask. Usage: record.py"""
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

HERE = Path(__file__).resolve().parent
VAULT = HERE / "source"
FILES = sorted(
    path.relative_to(VAULT).as_posix()
    for path in VAULT.rglob("*")
    if path.is_file() and not any(part.startswith(".") for part in path.relative_to(VAULT).parts)
)
NOTES = [name for name in FILES if name.endswith(".md")]
LINK = re.compile(
    r"(?P<embed>!?)(?:\[\[(?P<wiki>[^\[\]\n]+)\]\]|\[[^\[\]\n]*\]\((?:<(?P<angle>[^<>\n]+)>|(?P<plain>[^\s<>()]+))\))"
)


def body(name):
    """The note without front matter, code, comments."""
    text = re.sub(r"\A---\n.*?\n---\n", "", (VAULT / name).read_text(), flags=re.S)
    return re.sub(r"^```.*?^```$|%%.*?%%", "", text, flags=re.S | re.M)


def for_link(heading):
    return " ".join(re.sub(r"[:#|^\\\r\n]|%%|\[\[|\]\]", " ", heading).split())


def matching(heading):
    return " ".join(re.sub(r"[!\"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\\r\n]", " ", heading).split()).lower()


HEADINGS, BLOCKS = {}, {}
for note in NOTES:
    HEADINGS[note] = [(len(marks), text) for marks, text in re.findall(r"^(#{1,6}) (.+)$", body(note), re.M)]
    BLOCKS[note] = [block for block in re.findall(r"(?:^|\s)\^([A-Za-z0-9-]+)$", body(note), re.M)]


def find(path, source):
    """The file that a path of a link means, or None."""
    if not path:
        return source
    wanted = [path.lower(), path.lower() + ".md"]
    if path.startswith("/"):
        wanted = [name[1:] for name in wanted]
        found = [name for name in FILES if name.lower() in wanted]
    elif path.startswith(("./", "../")):
        folder = posixpath.dirname(source).lower()
        wanted = [posixpath.normpath(posixpath.join(folder, name)) for name in wanted]
        found = [name for name in FILES if name.lower() in wanted]
    else:
        found = [name for name in FILES for want in wanted if ("/" + name.lower()).endswith("/" + want)]
    return min(found, key=lambda name: (name.lower() not in wanted, len(name), name), default=None)


def has(name, subpath):
    if not name.endswith(".md"):
        return True
    parts = [part for part in subpath.split("#") if part]
    if len(parts) == 1 and parts[0].startswith("^"):
        return parts[0][1:].lower() in [block.lower() for block in BLOCKS[name]]
    level = 0
    for depth, text in HEADINGS[name]:
        if parts and depth > level and matching(text) == matching(parts[0]):
            parts, level = parts[1:], depth
    return not parts


def url(name):
    return "/" + (name[:-3] if name.endswith(".md") else name)


ids, links = [], []
for note in NOTES:
    text = body(note)
    for line in text.splitlines():
        head = re.match(r"#{1,6} (.+)$", line)
        block = re.search(r"(?:^|\s)\^([A-Za-z0-9-]+)$", line)
        if head:
            ids.append((note, for_link(head.group(1))))
        elif block:
            ids.append((note, "^" + block.group(1)))
    bare = re.sub(r"(?<![`\w*])`[^`\n]*`(?!\]\])", "", text)
    for link in LINK.finditer(bare):
        written = link["wiki"] or link["angle"] or link["plain"]
        target = re.split(r"\\?\|", written)[0] if link["wiki"] else written if link["angle"] else unquote(written)
        shown = target if link["wiki"] else written
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            links.append((note, shown, shown, "external", "link"))
            continue
        path, hash_, rest = target.partition("#")
        found = find(path.strip(), note)
        image = link["embed"] and (found or path).lower().endswith(".png")
        kind = "image" if image else "link"
        if not found:
            links.append((note, shown, "-", "dead", kind))
            continue
        state = "alive" if not rest or has(found, rest) else "dead-fragment"
        links.append((note, shown, url(found) + hash_ + rest, state, kind))

out = HERE / "expected"
out.mkdir(exist_ok=True)


def write(name, rows):
    (out / name).write_text("".join("\t".join(row) + "\n" for row in rows))


write("urls.tsv", sorted(((url(note), "article", note) for note in NOTES), key=lambda row: "\t".join(row).encode()))
write("ids.tsv", ids)
write("links.tsv", links)
write("unpublished.tsv", [(".trash/Gone.md", "folder begins with a dot")])
write("files.txt", [(url(name),) for name in FILES if name not in NOTES])
