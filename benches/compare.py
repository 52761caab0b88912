#!/usr/bin/env python3
"""Times a full default audit against the floor and, where it is installed, against lychee.

    benches/compare.py [--rounds N] [--sizes 1000,10000,100000] [--cold] [CORPUS ...]

Builds the release programs, generates corpora under target/bench-corpora (kept for the next time) unless folders are
given, and runs the tools in turn, A B C A B C, so that a busy moment hits all of them. One uncounted pass first brings
the files into the system's cache; with `--cold` the cache is emptied before every run instead (Linux, as root), so that all
comes from the disk, the programs too. Ratios are taken within a round; every figure is the median over the rounds.
Memory is the peak resident size; this script's own size, some 15 MB, is the least that can be told.
`cargo install lychee` brings in lychee. By itself it fails links like `/articles/x/` without a look at their targets;
the row `lychee-root` gives it a root folder and an extension, so that it checks them as an audit does.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KIB_TO_MB = 1024 / 1e6 if sys.platform != "darwin" else 1e-6


def build():
    """Builds everything; gives back the folder of the release programs."""
    cargo = ["cargo", "metadata", "--no-deps", "--format-version", "1"]
    found = json.loads(subprocess.run(cargo, cwd=ROOT, check=True, capture_output=True).stdout)
    command = ["cargo", "build", "--release", "--bins", "--example", "floor", "--example", "generate"]
    subprocess.run(command, cwd=ROOT, check=True)
    return Path(found["target_directory"]) / "release"


def generated(release, sizes):
    """The generated corpora, each made now unless an earlier run left it."""
    folder = release.parent / "bench-corpora"
    for size in sizes:
        corpus = folder / str(size)
        # The truth is written last, so without it the corpus is not whole.
        if not Path(f"{corpus}.planted.tsv").exists():
            shutil.rmtree(corpus, ignore_errors=True)
            generate = release / "examples" / "generate"
            subprocess.run([generate, "--articles", str(size), "--out", corpus], check=True)
        yield corpus


def tools(release, corpus):
    """Name, command and the exit codes that mean that the tool did its work."""
    yield "floor", [release / "examples" / "floor", corpus], (0,)
    if (release / "linkwright").exists():
        yield "linkwright", [release / "linkwright", "audit", corpus], (0, 1)
    if lychee := shutil.which("lychee"):
        options = ["--offline", "--include-fragments", "--no-progress"]
        resolving = ["--root-dir", corpus, "--fallback-extensions", "md"]
        yield "lychee", [lychee, *options, corpus], (0, 2)
        yield "lychee-root", [lychee, *options, *resolving, corpus], (0, 2)


def run(command, accepted):
    """Seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in accepted:
        sys.exit(f"{command[0]} ended with {child.returncode}; run it by hand: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss * KIB_TO_MB


def empty_cache():
    """Has the system forget what it read of files, folders included."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError as error:
        sys.exit(f"the cache can be emptied on Linux, by root: {error}")


def measure(release, corpus, rounds, cold):
    """The runs of every tool on one corpus, as name -> [(seconds, MB)]."""
    contenders = list(tools(release, corpus))
    if not cold:
        run(*contenders[0][1:])
    runs = {name: [] for name, _, _ in contenders}
    for _ in range(rounds):
        for name, command, accepted in contenders:
            if cold:
                empty_cache()
            runs[name].append(run(command, accepted))
    return runs


def ratio(runs, name, base):
    """The median over the rounds of one tool's time in terms of another's."""
    return statistics.median(mine / other for (mine, _), (other, _) in zip(runs[name], runs[base]))


def show(corpus, runs):
    """Prints the table of one corpus."""
    print(f"\n{corpus}")
    print(f"{'':12}{'median s':>10}{'fastest s':>10}{'x floor':>10}{'x lychee':>10}{'peak MB':>10}")
    for name, samples in runs.items():
        seconds = [seconds for seconds, _ in samples]
        times = f"{statistics.median(seconds):10.3f}{min(seconds):10.3f}{ratio(runs, name, 'floor'):10.2f}"
        peak = max(peak for _, peak in samples)
        to_lychee = f"{ratio(runs, name, 'lychee'):10.2f}" if "lychee" in runs else f"{'-':>10}"
        print(f"{name:12}{times}{to_lychee}{peak:10.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--cold", action="store_true", help="empty the system's cache before every run")
    args = parser.parse_args()
    if args.cold:
        empty_cache()
    release = build()
    sizes = [int(size) for size in args.sizes.split(",")]
    for corpus in args.corpora or generated(release, sizes):
        show(corpus, measure(release, corpus.resolve(), args.rounds, args.cold))


if __name__ == "__main__":
    main()
