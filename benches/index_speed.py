#!/usr/bin/env python3
"""Times the index: made from nothing, against a bare program where there is one, and brought up to date.

    benches/index_speed.py [--rounds N] CORPUS ...

In each round, on a copy of nothing but the index: `index` from nothing; the bare indexing program (example `index_floor`)
on the same files, if it is there; `index` with nothing changed; `index` after one article was changed (a paragraph is
added and taken away again); an audit without the index and with it. The tools take turns, so that a busy moment hits all
of them. Medians; ratios are taken within a round. Memory is the peak resident size.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
KIB_TO_MB = 1024 / 1e6 if sys.platform != "darwin" else 1e-6


def run(*command):
    """Seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {child.returncode}; run it by hand: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss * KIB_TO_MB


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def round_of(corpus, index, samples):
    linkwright, floor = RELEASE / "linkwright", RELEASE / "examples" / "index_floor"
    add = lambda name, sample: samples.setdefault(name, []).append(sample)
    shutil.rmtree(index, ignore_errors=True)
    add("first index", run(linkwright, "index", corpus, "--index", index))
    if floor.exists():
        add("bare floor", run(floor, corpus))
    # Files made just now count as in motion for two seconds; let the first run after that take note of it.
    time.sleep(2.1)
    run(linkwright, "index", corpus, "--index", index)
    add("nothing changed", run(linkwright, "index", corpus, "--index", index))
    article = sorted(corpus.rglob("*.md"))[len(list(corpus.rglob("*.md"))) // 2]
    text = article.read_bytes()
    try:
        article.write_bytes(text + b"\n\nA paragraph that was not there before.\n")
        add("one changed", run(linkwright, "index", corpus, "--index", index))
    finally:
        article.write_bytes(text)
    run(linkwright, "index", corpus, "--index", index)
    add("audit, no index", run(linkwright, "audit", corpus, "--quiet"))
    add("audit, index", run(linkwright, "audit", corpus, "--quiet", "--index", index))


def show(corpus, index, samples):
    print(f"\n{corpus}: {size(corpus):.0f} MB, index {size(index):.0f} MB")
    print(f"{'':18}{'median s':>10}{'fastest s':>10}{'x first':>10}{'peak MB':>10}")
    first = [seconds for seconds, _ in samples["first index"]]
    for name, runs in samples.items():
        seconds = [seconds for seconds, _ in runs]
        ratio = statistics.median(mine / other for mine, other in zip(seconds, first))
        peak = max(peak for _, peak in runs)
        print(f"{name:18}{statistics.median(seconds):10.3f}{min(seconds):10.3f}{ratio:10.3f}{peak:10.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-build", action="store_true", help="the release programs are there already")
    args = parser.parse_args()
    if not args.no_build:
        subprocess.run(["cargo", "build", "--release", "--bin", "linkwright", "--examples"], cwd=ROOT, check=True)
    for corpus in args.corpora:
        samples = {}
        with tempfile.TemporaryDirectory(prefix="linkwright-speed-") as folder:
            for _ in range(args.rounds):
                round_of(corpus.resolve(), Path(folder) / "index", samples)
            show(corpus, Path(folder) / "index", samples)


if __name__ == "__main__":
    main()
