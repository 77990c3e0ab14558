"""Proposed themes of three sizes: does the cost of a text stay the same? Beside a bare scikit-learn pipeline."""

import csv
import tempfile
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.command import measured
from benchmarks.measure import ROOT, Row, cpu, level, tell

SIZES = {"quick": (1_000, 2_000, 4_000), "full": (10_000, 20_000, 40_000)}
VOICES = ROOT / "examples" / "tartu" / "sample" / "voices.csv"
LANGUAGES = ("et", "en", "ru")
WORDS, OWN_SHARE = 18, 0.6
LINEAR = 1.2  # a further text may cost so many times one that came before it
THEMES, COMPONENTS = 8, 50


def vocabulary() -> dict[tuple[str, str], list[str]]:
    """Words of the sample voices by language and domain; the domain "" holds all of a language."""
    found: dict[tuple[str, str], list[str]] = {}
    with VOICES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for language in LANGUAGES:
                words = row[f"text_{language}"].split()
                for domain in {"", row["domain"]}:
                    found.setdefault((language, domain), []).extend(words)
    return found


def texts(count: int) -> list[tuple[str, str]]:
    """Language and text: real words in a random order, most of them of one domain."""
    known, rng = vocabulary(), np.random.default_rng(3)
    keys = sorted(key for key in known if key[1])
    made = []
    for place in rng.integers(len(keys), size=count):
        language, domain = keys[place]
        own = rng.random(WORDS) < OWN_SHARE
        lists = [known[language, domain if one else ""] for one in own]
        made.append((language, " ".join(words[rng.integers(len(words))] for words in lists)))
    return made


def bare(told: list[tuple[str, str]]) -> None:
    """TF-IDF, truncated SVD and k-means with a given number of themes; no languages, quotes or duplicates."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer().fit_transform([text for _, text in told])
    points = TruncatedSVD(COMPONENTS, random_state=0).fit_transform(rows)
    KMeans(THEMES, n_init=10, random_state=0).fit(points)


def ours(told: list[tuple[str, str]], folder: Path) -> float:
    path = folder / "contributions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "text", "language"))
        writer.writerows((f"c{number}", text, language) for number, (language, text) in enumerate(told, 1))
    return measured("themes", str(path), "--out", str(folder / "out"))["cpu"]


def main() -> None:
    sizes = SIZES[level()]
    bare(texts(200))  # loads scikit-learn, so that its floor holds work only
    spent, floor = {}, {}
    for size in sizes:
        told = texts(size)
        with tempfile.TemporaryDirectory() as folder:
            spent[size] = ours(told, Path(folder))
        floor[size] = cpu(partial(bare, told))
    found = [Row(f"themes, {size:,} texts, command", spent[size], "bare scikit-learn", floor[size]) for size in sizes]
    small, middle, large = sizes
    early = 1000 * (spent[middle] - spent[small]) / (middle - small)
    late = 1000 * (spent[large] - spent[middle]) / (large - middle)
    name, beside = f"themes, a further text, {middle:,} to {large:,}", f"{small:,} to {middle:,}"
    tell([*found, Row(name, late, beside, early, "linear", late <= LINEAR * early, "ms")])


if __name__ == "__main__":
    main()
