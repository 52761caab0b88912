#!/usr/bin/env python3
"""Fits the weights of src/suggest/weights.rs and prints the table.

  cargo build --release --example suggest_signals
  benches/fit_suggest.py TRAINING_CORPUS... [--check CORPUS:REMOVED.tsv]...

Each training corpus is copied, a quarter of its links in running text is taken out, and the signals of all candidates are
written (see suggest_signals.rs). Then a logistic regression learns to tell the links that were taken out from all other
candidates. Corpora with many links are sampled, and their weight grows with the square root of their number, so that none
rules. `--check` scores a corpus that was masked elsewhere by recall@10, with weights that have not seen it.
Wants numpy.
"""
import argparse, pathlib, re, subprocess, tempfile
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target/release/examples/suggest_signals"
TABLE = (ROOT / "src/suggest/weights.rs").read_text()
NAMES = re.findall(r'signal\("(\w+)"', TABLE)
MOST_LINKS, RIDGE, FULL_WEIGHT = 400, 3.0, 100


def signals(corpus, removed, work):
    """Rows of source, label (1 taken out, 0 not, 2 taken out but no candidate) and the signals."""
    out = work / "signals.bin"
    subprocess.run([PROGRAM, "signals", corpus, removed, out], check=True)
    rows = np.fromfile(out, "<f4").reshape(-1, len(NAMES) + 3)
    return np.delete(rows, 1, axis=1)


def recall(rows, weights, most=10):
    candidates = rows[rows[:, 1] < 2]
    score = candidates[:, 2:] @ weights
    order = np.lexsort((-score, candidates[:, 0]))
    source, label = candidates[order, 0], candidates[order, 1]
    starts = np.r_[0, np.flatnonzero(np.diff(source)) + 1]
    rank = np.arange(len(source)) - np.repeat(starts, np.diff(np.r_[starts, len(source)]))
    return (label[rank < most] == 1).sum() / (rows[:, 1] > 0).sum()


def fit(corpora):
    """Logistic regression by Newton's method, with a ridge on standardised signals. Weights and bias."""
    random = np.random.default_rng(0)
    parts = []
    for rows in corpora:
        rows = rows[rows[:, 1] < 2]
        links = int((rows[:, 1] == 1).sum())
        if links > MOST_LINKS:
            sources = np.unique(rows[rows[:, 1] == 1, 0])
            kept = random.choice(sources, int(len(sources) * MOST_LINKS / links), replace=False)
            rows = rows[np.isin(rows[:, 0], kept)]
        links = max(1, int((rows[:, 1] == 1).sum()))
        parts.append((rows[:, 2:], rows[:, 1], np.full(len(rows), min(1.0, (FULL_WEIGHT / links) ** 0.5))))
    x, y, w = (np.concatenate(part).astype(float) for part in zip(*parts))
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    b = np.r_[np.zeros(x.shape[1]), -4.0]
    ridge = np.diag(np.r_[np.full(x.shape[1], RIDGE), 1e-6])

    def loss(b):
        return (w * (np.logaddexp(0, z @ b) - y * (z @ b))).sum() + 0.5 * b @ ridge @ b

    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(z @ b, -30, 30)))
        step = np.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + ridge, z.T @ (w * (p - y)) + ridge @ b)
        size = 1.0
        while loss(b - size * step) > loss(b) and size > 1e-4:
            size /= 2
        b = b - size * step
        if abs(size * step).max() < 1e-5:
            break
    weights = b[:-1] / spread
    return weights, b[-1] - weights @ mean


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=pathlib.Path)
    parser.add_argument("--check", action="append", default=[], metavar="CORPUS:REMOVED.tsv")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        rows = {}
        for corpus in sorted(args.corpora):
            masked = work / corpus.name
            subprocess.run([PROGRAM, "mask", corpus, masked], check=True)
            rows[corpus.name] = signals(masked, work / f"{corpus.name}.removed.tsv", work)
        weights, bias = fit(rows.values())
        for name in rows:
            others, _ = fit([rows[other] for other in rows if other != name])
            print(f"// {name}: recall@10 {recall(rows[name], others):.3f} with weights from the others")
        for check in args.check:
            corpus, removed = check.rsplit(":", 1)
            print(f"// {pathlib.Path(corpus).name}: recall@10 {recall(signals(corpus, removed, work), weights):.3f}")
    print(f"pub const BIAS: f32 = {bias:.3f};")
    kinds = dict(re.findall(r'signal\("(\w+)",\s*(Kind::\w+)', TABLE))
    for name, weight in zip(NAMES, weights):
        print(f'    signal("{name}",{" " * (13 - len(name))}{kinds[name] + ",":17} {weight:7.3f}),')


if __name__ == "__main__":
    main()
