#!/usr/bin/env python3
"""Kills linkwright at random moments while it indexes and files change, then holds every answer against a fresh index.

    benches/index_faults.py [--kills N] [--articles N] [--seed N] [--binary FILE]

A corpus is made in a temporary folder. In each round a thread edits, adds, renames and removes articles while a command
that brings the index up to date is started, and killed (SIGKILL) after a random part of the time that it takes to build
the index from nothing. After each kill the index must be readable as it is; after every tenth, with the edits at rest,
the audit and a set of searches must give byte for byte what they give on an index made from nothing, and in memory.
Then the same for a disk that is full (a limit on file size), and for bytes flipped in the index.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = "knife stone oil board pan salt heat edge steel grip towel drawer rack peel slice rock chop clean dry store".split()
POLICY = "Our policy is to check every page twice a year, and to say plainly what has changed."
QUERIES = ["knife", "sharp edge", '"clean dry"', "polcy", "towel -pan", "title:knife", "tool:zebra stone", "rack pe"]


class Articles:
    """A corpus that changes at random."""

    def __init__(self, folder, count, chance):
        self.folder, self.chance, self.round = folder, chance, 0
        for number in range(count):
            self.write(self.path(number))

    def path(self, number):
        return self.folder / ("de" if number % 7 == 0 else "en") / f"article-{number}.md"

    def write(self, path):
        words = lambda least, most: " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most)))
        links = " ".join(f"[{words(1, 3)}](../en/article-{self.chance.randrange(400)}.md)" for _ in range(5))
        policy = POLICY if self.chance.random() < 0.02 else ""
        front = f"---\ntitle: {words(2, 6)}\ntools: [Zebra]\n---\n" if self.chance.random() < 0.5 else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{front}# {words(2, 5)}\n\n{words(30, 200)}. {links}\n\n{policy}\n\n## {words(1, 4)}\n\n{words(30, 200)}.\n")

    def edit(self):
        """One change; what it starts from may be gone."""
        files = sorted(self.folder.rglob("*.md"))
        path, what = self.chance.choice(files), self.chance.random()
        if what < 0.5:
            self.write(path)
        elif what < 0.7:
            self.write(self.path(self.chance.randrange(400)))
        elif what < 0.85:
            path.rename(self.path(self.chance.randrange(400)))
        elif len(files) > 50:
            path.unlink()


class Program:
    """The binary, run on one corpus."""

    def __init__(self, binary, folder, corpus):
        self.binary, self.folder, self.corpus = binary, folder, corpus
        self.searches = self.run("search", "--help").returncode == 0

    def start(self, *arguments, **options):
        command = [str(self.binary), *map(str, arguments)]
        return subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def run(self, *arguments, **options):
        child = self.start(*arguments, **options)
        child.stdout_text, child.stderr_text = (text.decode() for text in child.communicate())
        return child

    def index(self, index, *more):
        return self.start("index", self.corpus, "--index", index, *more)

    def answers(self, *more):
        """Everything that an index decides, as text; took_ms aside."""
        told = [self.run("audit", self.corpus, "--format", "json", *more)]
        told.append(self.run("graph", "stats", self.corpus, "--format", "json", *more))
        for query in QUERIES if self.searches else []:
            options = ["--corpus", self.corpus, "--facets", "--limit", "50", "--format", "json"]
            told.append(self.run("search", *options, *more, "--", query))
        for child in told:
            if child.returncode not in (0, 1):
                sys.exit(f"{child.args} ended with {child.returncode}: {child.stderr_text}")
        parsed = [json.loads(child.stdout_text) for child in told]
        for answer in parsed:
            answer.pop("took_ms", None)
        return json.dumps(parsed, indent=1, sort_keys=True), "".join(child.stderr_text for child in told)


def compare(program, index, when):
    """The index, one made from nothing, and none at all must answer alike."""
    kept, _ = program.answers("--index", index)
    fresh_index = program.folder / "fresh"
    shutil.rmtree(fresh_index, ignore_errors=True)
    fresh, _ = program.answers("--index", fresh_index)
    memory, _ = program.answers()
    for name, other in (("a fresh index", fresh), ("no index", memory)):
        if kept != other:
            (program.folder / "kept.json").write_text(kept)
            (program.folder / "other.json").write_text(other)
            sys.exit(f"{when}: the index answers otherwise than {name}; see {program.folder}/kept.json and other.json")


def kill_rounds(program, articles, index, kills, chance):
    """Kills at random moments; says how many met the process at work."""
    start = time.perf_counter()
    program.index(index, "--rebuild").communicate()
    longest = time.perf_counter() - start
    killed = done = 0
    while killed < kills:
        resting = threading.Event()
        editor = threading.Thread(target=edits, args=(articles, resting, chance))
        editor.start()
        child = program.index(index, *(["--rebuild"] if chance.random() < 0.3 else []))
        time.sleep(chance.random() * longest)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        if child.returncode == -signal.SIGKILL:
            killed += 1
        else:
            done += 1
        resting.set()
        editor.join()
        as_is = program.run("audit", program.corpus, "--index", index, "--no-refresh", "--quiet")
        if as_is.returncode not in (0, 1):
            sys.exit(f"after kill {killed} the index cannot be read: {as_is.stderr_text}")
        if (killed + done) % 10 == 0:
            compare(program, index, f"after {killed} kills")
            print(f"{killed} killed at work, {done} had finished; answers equal", flush=True)
    compare(program, index, "at the end")
    print(f"{killed} killed at work, {done} had finished; every answer equals that of a fresh index")


def edits(articles, resting, chance):
    while not resting.is_set():
        try:
            articles.edit()
        except FileNotFoundError:
            pass
        time.sleep(chance.random() * 0.01)


def full_disk(program, articles, index):
    """A limit on file size stands in for a full disk: writes fail in the midst of a file."""
    compare(program, index, "before the disk is full")
    for limit in (0, 1_000, 20_000, 100_000):
        before = program.answers("--index", index, "--no-refresh")[0]
        for _ in range(20):
            try:
                articles.edit()
            except FileNotFoundError:
                pass
        def bound():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        failed = program.run("index", program.corpus, "--index", index, preexec_fn=bound)
        if failed.returncode != 0 and (failed.returncode != 2 or "error" not in failed.stderr_text):
            sys.exit(f"a full disk ended with {failed.returncode}: {failed.stderr_text}")
        audit = program.run("audit", program.corpus, "--index", index, "--format", "json", preexec_fn=bound)
        expected = program.run("audit", program.corpus, "--format", "json")
        if audit.stdout_text != expected.stdout_text:
            sys.exit(f"with a full disk the audit answers otherwise: {audit.stderr_text}")
        if failed.returncode != 0 and program.answers("--index", index, "--no-refresh")[0] != before:
            sys.exit("a full disk changed the index")
        said = failed.stderr_text.strip().splitlines()
        print(f"files limited to {limit} bytes: `index` ended with {failed.returncode}: {' / '.join(said)}")
        compare(program, index, "after the disk was full")


def damage(program, index, chance, times):
    """Flips a byte anywhere in the index."""
    for _ in range(times):
        files = [path for path in sorted(index.rglob("*")) if path.is_file() and path.stat().st_size > 0]
        path = chance.choice(files)
        content = bytearray(path.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        compare(program, index, f"after a byte of {path.name} was flipped")
    print(f"{times} bytes flipped; every answer equals that of a fresh index")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", type=Path, help="the program to kill [default: the release build, made now]")
    args = parser.parse_args()
    binary = args.binary
    if not binary:
        subprocess.run(["cargo", "build", "--release", "--bin", "linkwright"], cwd=ROOT, check=True)
        binary = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "linkwright"
    chance = random.Random(args.seed)
    # Kept if something differs, to be looked into.
    folder = Path(tempfile.mkdtemp(prefix="linkwright-faults-"))
    articles = Articles(folder / "content", args.articles, chance)
    program = Program(binary.resolve(), folder, folder / "content")
    index = folder / "kept-index"
    kill_rounds(program, articles, index, args.kills, chance)
    full_disk(program, articles, index)
    damage(program, index, chance, 20)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
