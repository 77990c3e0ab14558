"""`visioon themes CONTRIBUTIONS --out DIR`: proposed themes of short texts, their terms and quotes, and duplicates."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import v_measure_score

from visioon.formats import csvio, outputs
from visioon.formats.errors import InputError
from visioon.methods.language.identify import UNDETERMINED, UnknownLanguage, identify
from visioon.methods.language.words import nfc
from visioon.methods.themes.duplicates import Duplicate, duplicates
from visioon.methods.themes.features import document
from visioon.methods.themes.propose import LEAST_STRENGTH, Proposal, TooFewTexts, propose
from visioon.methods.themes.terms import naming_terms
from visioon.methods.themes.typical import typical_quotes

AUTO = "auto"
ENGINES = ("features", "embeddings")
LANGUAGES = "et,en,ru"
LARGEST_SEED = 2**32 - 1
SEPARATOR = ";"  # between the terms and between the quotes of a theme
DIGITS = 6  # of a strength: more would be noise of the last bits


@dataclass(frozen=True)
class Contributions:
    """Contributions in the order of their ids; texts in NFC, a missing one is empty."""

    ids: list[str]
    texts: list[str]
    languages: list[str]
    persons: list[str | None]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("contributions", metavar="CONTRIBUTIONS", help="CSV with id,text[,language,person,...]")
    parser.add_argument("--out", metavar="DIR", required=True)
    parser.add_argument("--themes", default=AUTO, metavar="auto|N", help="how many themes (default: auto)")
    parser.add_argument("--engine", default=ENGINES[0], choices=ENGINES)
    parser.add_argument("--languages", default=LANGUAGES, help=f"told apart where none is given (default: {LANGUAGES})")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> dict[str, Any]:
    count = _count(args.themes)
    _check(args.engine, args.seed)
    voices = _read(args.contributions, args.languages)
    documents = [document(text, language) for text, language in zip(voices.texts, voices.languages, strict=True)]
    try:
        proposal = propose(documents, count, args.seed)
    except TooFewTexts as wrong:
        raise InputError(
            f"--themes of at most {wrong.most} was expected with these texts", file=args.contributions
        ) from wrong
    terms = naming_terms(documents, proposal.labels.tolist(), proposal.count)
    alike = duplicates(voices.texts)
    summary = _summary(voices, proposal, alike, args)
    outputs.write_all(
        args.out,
        {
            "assignments.csv": _assignments(voices, proposal),
            "themes.csv": _themes(voices, proposal, terms),
            "duplicates.csv": _duplicates(voices, alike),
            "summary.json": (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode(),
        },
    )
    return summary


def _count(asked: str) -> int | None:
    if asked == AUTO:
        return None
    if not (asked.isascii() and asked.isdigit() and int(asked) > 0):
        raise InputError(f"--themes: auto or a whole number above 0 was expected, not {asked!r}")
    return int(asked)


def _check(engine: str, seed: int) -> None:
    if engine != ENGINES[0]:
        raise InputError(f"--engine {engine}: the extra visioon[{engine}] was expected, it is not installed")
    if not 0 <= seed <= LARGEST_SEED:
        raise InputError(f"--seed: a whole number from 0 to {LARGEST_SEED} was expected, not {seed}")


def _read(file: str, languages: str) -> Contributions:
    table = csvio.read(file, required=("id", "text"))
    places = {table.text(row, "id", required=True) or "": row for row in range(len(table.rows))}
    if len(places) != len(table.rows):
        raise _twice(table)
    ids = csvio.sort_ids(places)
    rows = [table.rows[places[name]] for name in ids]
    texts = [nfc(row["text"] or "") for row in rows]
    return Contributions(ids, texts, _languages(rows, texts, languages), [row.get("person") for row in rows])


def _twice(table: csvio.Table) -> InputError:
    seen: set[str | None] = set()
    for row, cells in enumerate(table.rows):
        if cells["id"] in seen:
            return table.error("each id once was expected", row, "id")
        seen.add(cells["id"])
    raise AssertionError("no id stands twice")


def _languages(rows: Sequence[dict[str, str | None]], texts: Sequence[str], languages: str) -> list[str]:
    """The given language of each text as its primary subtag (et of et-EE), told from the text where none is given."""
    given = [(row.get("language") or "").strip().lower().split("-")[0] for row in rows]
    unknown = [place for place, language in enumerate(given) if not language]
    try:
        found = identify((texts[place] for place in unknown), [code.strip() for code in languages.split(",")])
    except UnknownLanguage as wrong:
        raise InputError(f"--languages: {wrong}") from wrong
    for place, language in zip(unknown, found, strict=True):
        given[place] = language
    return given


def _assignments(voices: Contributions, proposal: Proposal) -> bytes:
    rows = [
        (name, _name(theme) if theme >= 0 else None, round(strength, DIGITS))
        for name, theme, strength in zip(voices.ids, proposal.labels.tolist(), proposal.strengths.tolist(), strict=True)
    ]
    return csvio.write(("id", "theme", "strength"), rows, ids=("id", "theme"))


def _name(theme: int) -> str:
    return str(theme + 1)


def _themes(voices: Contributions, proposal: Proposal, terms: Sequence[Sequence[str]]) -> bytes:
    quotes = typical_quotes(voices.texts, voices.languages, voices.persons, proposal)
    rows = [
        (
            _name(theme),
            SEPARATOR.join(terms[theme]),
            int((proposal.labels == theme).sum()),
            _people(voices, np.flatnonzero(proposal.labels == theme).tolist()),
            SEPARATOR.join(f"{voices.ids[place]}:{start}-{end}" for place, (start, end) in quotes[theme]),
        )
        for theme in range(proposal.count)
    ]
    return csvio.write(("theme", "terms", "size", "people", "quotes"), rows, ids=("theme", "quotes"))


def _people(voices: Contributions, places: Sequence[int]) -> int:
    """Distinct persons; a contribution without one is a person of its own."""
    persons = [voices.persons[place] for place in places]
    return len({person for person in persons if person is not None}) + persons.count(None)


def _duplicates(voices: Contributions, alike: Sequence[Duplicate]) -> bytes:
    rows = [(voices.ids[pair.first], voices.ids[pair.second], pair.jaccard, pair.kind) for pair in alike]
    return csvio.write(("id_a", "id_b", "jaccard", "kind"), rows, ids=("id_a", "id_b"))


def _summary(
    voices: Contributions, proposal: Proposal, alike: Sequence[Duplicate], args: argparse.Namespace
) -> dict[str, Any]:
    kinds: Counter[str] = Counter(pair.kind for pair in alike)
    assigned = np.flatnonzero(proposal.labels >= 0).tolist()
    return {
        "contributions": len(voices.ids),
        "assigned": len(assigned),
        "unassigned": len(voices.ids) - len(assigned),
        "empty": sum(not text.strip() for text in voices.texts),
        "people": _people(voices, range(len(voices.ids))),
        "languages": dict(sorted(Counter(voices.languages).items())),
        "themes": proposal.count,
        "themes_asked": args.themes,
        "engine": args.engine,
        "seed": args.seed,
        "least_strength": LEAST_STRENGTH,
        "silhouette": None if proposal.silhouette is None else round(proposal.silhouette, DIGITS),
        "language_leak": _leak([voices.languages[place] for place in assigned], proposal.labels[assigned].tolist()),
        "duplicates": {kind: kinds[kind] for kind in ("exact", "near", "paraphrase")},
    }


def _leak(languages: Sequence[str], labels: Sequence[int]) -> float | None:
    """V-measure of themes and languages: 0 = themes hold all languages alike, 1 = themes are the languages."""
    if len(set(languages) - {UNDETERMINED}) < 2:
        return None
    return round(float(v_measure_score(languages, labels)), DIGITS)
