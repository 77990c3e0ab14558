"""The memory: what the city has said before in two languages, whole texts and their sentences, by people only.

Near pairs are found by a sketch: of the trigrams of a text the few with the smallest hashes. Two texts that share many
trigrams share many of these few, so one short query on an index gives candidates on any database, however much is kept.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.texts import scan
from visioon.kernel.texts.changes import Run, paragraphs
from visioon.kernel.texts.registry import Key, Shelf, shelves
from visioon.kernel.texts.value import Text
from visioon.kernel.translation.models import Gram, Pair
from visioon.methods.language.sentences import sentences
from visioon.methods.language.words import folded

LEAST_ALIKE = 0.6
SKETCH = 16  # trigrams of a pair that are kept
LEAST_SHARED = 2
MOST_MET = 24000  # rows of the index that are read for one stretch of words
CANDIDATES = 8  # pairs that are compared letter by letter for one stretch of words
BY_LETTERS = 300  # longer ones are compared word by word
MOST_SENTENCES = 5
SHOWN = 3  # suggestions for one stretch of words
AT_ONCE = 400
Stretch = tuple[int, str, str]
Held = tuple[str, str, str, str]


def normal(words: str) -> str:
    """What counts as the same words: small letters, single spaces."""
    return " ".join(folded(words).split())


def digest(words: str) -> str:
    return hashlib.sha256(normal(words).encode()).hexdigest()


def codes(scope: str, words: str) -> list[int]:
    """The sketch of a text. scope: city and languages, so that pairs of another never meet."""
    text = f" {normal(words)} "
    grams = {text[at : at + 3] for at in range(max(1, len(text) - 2))}
    return sorted(_code(f"{scope}|{gram}") for gram in grams)[:SKETCH]


def _code(gram: str) -> int:
    """63 bits: what fits the signed integer of every database."""
    return int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big") >> 1


def _scope(city: UUID, spoken: str, language: str) -> str:
    return f"{city}|{spoken}|{language}"


def stretches(source: str, words: str) -> list[Stretch]:
    """The whole text, and its sentences where both sides have as many."""
    here, there = sentences(source), sentences(words)
    parts: list[Stretch] = [(0, source, words)]
    if 1 < len(here) == len(there):
        parts += [
            (number, source[a:b], words[c:d])
            for number, ((a, b), (c, d)) in enumerate(zip(here, there, strict=True), start=1)
        ]
    return parts


def _pairs(city: City, key: Key, text: Text, provenance: str) -> list[Pair]:
    source, words = text.words[text.source], text.words[key.language]
    return [
        Pair(
            city=city,
            provenance=provenance,
            kind=key.kind,
            row=key.row,
            field=key.field,
            language=key.language,
            part=part,
            source_language=text.source,
            source=here,
            words=there,
            digest=digest(here),
            mark=text.mark,
        )
        for part, here, there in stretches(source, words)
    ]


def _store(pairs: Iterable[Pair]) -> None:
    made = Pair.objects.bulk_create(list(pairs), batch_size=AT_ONCE)
    grams = [
        Gram(pair=pair, code=code)
        for pair in made
        for code in codes(_scope(pair.city_id, pair.source_language, pair.language), pair.source)
    ]
    Gram.objects.bulk_create(grams, batch_size=AT_ONCE)


def _human(text: Text, language: str) -> bool:
    return text.source in text.words and text.state(language) == "human"


def keep(shelf: Shelf, row: Model, field: str, text: Text, city: City, *, provenance: str) -> None:
    """Remember one text as it is said now, without waiting for the job."""
    own = Pair.objects.filter(city=city, kind=shelf.kind, row=str(row.pk), field=field)
    keys = [Key(shelf.kind, str(row.pk), field, language) for language in text.words if _human(text, language)]
    own.exclude(language__in=[language for language in text.words if text.state(language) == "outdated"]).delete()
    _store(pair for key in keys for pair in _pairs(city, key, text, provenance))


@transaction.atomic
def forget(noun: Model) -> int:
    """Nothing of a noun and of what hangs on it is remembered any more; gives how many pairs there were."""
    gone = 0
    for shelf in shelves().values():
        if shelf.noun_model is type(noun):
            own = shelf.model._default_manager.filter(**{shelf.noun or "pk": noun.pk}).order_by()
            rows = [str(key) for key in own.values_list("pk", flat=True)]
            gone += _delete(Pair.objects.filter(kind=shelf.kind, row__in=rows))
    return gone


def _delete(found: "QuerySet[Pair]") -> int:
    return found.delete()[1].get("translation.Pair", 0)


def remember(city: City) -> tuple[int, int]:
    """Bring the memory of a city in step with its texts; gives how many texts were kept anew and how many forgotten.

    A translation that is outdated by now keeps its pair: it is still what that source was once called. Some hundred
    texts a transaction, so that nobody waits; each is read once more inside it, for it may be erased by then.
    """
    fresh, gone = _differences(city)
    for at in range(0, len(gone), AT_ONCE):
        with transaction.atomic():
            _forget_held(city, gone[at : at + AT_ONCE])
    for at in range(0, len(fresh), AT_ONCE):
        with transaction.atomic():
            _renew(city, fresh[at : at + AT_ONCE])
    return len(fresh), len(gone)


def _differences(city: City) -> tuple[list[Held], list[Held]]:
    """The texts that are to be kept anew, and those that are no longer said so. Two queries."""
    known = Pair.objects.filter(city=city, part=0)
    before = {
        (kind, row, field, language): (mark, words, provenance)
        for kind, row, field, language, mark, words, provenance in known.values_list(
            "kind", "row", "field", "language", "mark", "words", "provenance"
        )
    }
    fresh: list[Held] = []
    standing: set[Held] = set()
    for found in scan.read((shelf, scan.rows(shelf, city.pk)) for shelf in shelves().values()):
        for language, words in found.text.words.items():
            held = (found.shelf.kind, found.row, found.field, language)
            if _human(found.text, language):
                standing.add(held)
                if before.get(held) != (found.text.mark, words, found.provenance):
                    fresh.append(held)
            elif found.text.state(language) == "outdated" and held in before and before[held][1] == words:
                standing.add(held)
    return fresh, sorted(set(before) - standing)


def _renew(city: City, held: Sequence[Held]) -> None:
    """Replace the pairs of these texts by what they say now."""
    _forget_held(city, held)
    wanted = set(held)
    rows: dict[str, set[str]] = {}
    for kind, row, _, _ in held:
        rows.setdefault(kind, set()).add(row)
    known = shelves()
    sources = [(known[kind], scan.rows(known[kind], city.pk).filter(pk__in=own)) for kind, own in sorted(rows.items())]
    pairs: list[Pair] = []
    for found in scan.read(sources):
        for language in found.text.words:
            key = Key(found.shelf.kind, found.row, found.field, language)
            if (key.kind, key.row, key.field, language) in wanted and _human(found.text, language):
                pairs += _pairs(city, key, found.text, found.provenance)
    _store(pairs)


def _forget_held(city: City, held: Sequence[Held]) -> None:
    """Delete the pairs of some hundred texts."""
    wanted = set(held)
    found = Pair.objects.filter(city=city, row__in={row for _, row, _, _ in held})
    keys = [pk for pk, *named in found.values_list("pk", "kind", "row", "field", "language") if tuple(named) in wanted]
    Pair.objects.filter(pk__in=keys).delete()


def earlier_source(viewer: Viewer, text: Text, language: str) -> str | None:
    """The source that an outdated translation was made of, where the city still remembers it."""
    _maker, of = text.made.get(language, ("human", ""))
    own = Pair.objects.filter(city=viewer.city, language=language, mark=of, source_language=text.source, part=0)
    found = own.order_by("id").first()
    return found.source if found else None


@dataclass(frozen=True)
class Suggestion:
    """What was said before. share: how much the sources are alike, in per cent. stretch: empty for the whole text."""

    pair: Pair
    share: int
    runs: tuple[Run, ...]
    stretch: str = ""

    @property
    def is_sample(self) -> bool:
        return self.pair.provenance == Provenance.SAMPLE


def suggestions(viewer: Viewer, key: Key, text: Text) -> list[Suggestion]:
    """For the whole text and for its sentences: the same words first, then those that are nearly the same.

    Three queries a stretch, at most six stretches, whatever is kept.
    """
    source = text.words[text.source]
    spans = sentences(source)
    parts = [source[start:end] for start, end in spans[:MOST_SENTENCES]] if len(spans) > 1 else []
    best: dict[tuple[str, str], Suggestion] = {}
    for stretch in ("", *parts):
        for one in _for(viewer, key, text.source, stretch or source, stretch):
            same = (one.pair.source, one.pair.words)
            if same not in best or best[same].share < one.share:
                best[same] = one
    return sorted(best.values(), key=lambda one: (-one.share, one.stretch != ""))


def _known(viewer: Viewer, key: Key, spoken: str) -> "QuerySet[Pair]":
    known = Pair.objects.filter(city=viewer.city, source_language=spoken, language=key.language)
    known = known.exclude(kind=key.kind, row=key.row, field=key.field)
    return known if viewer.sees_samples else known.exclude(provenance=Provenance.SAMPLE)


def _for(viewer: Viewer, key: Key, spoken: str, words: str, stretch: str) -> list[Suggestion]:
    known = _known(viewer, key, spoken)
    same = known.filter(digest=digest(words)).order_by("part", "-id")[:SHOWN]
    found = {pair.words: Suggestion(pair, 100, (Run("same", pair.source),), stretch) for pair in same}
    sketch = codes(_scope(viewer.city.pk, spoken, key.language), words)
    for one in _near(known, words, sketch, stretch):
        found.setdefault(one.pair.words, one)
    return list(found.values())[:SHOWN]


def _near(known: "QuerySet[Pair]", words: str, sketch: Sequence[int], stretch: str) -> list[Suggestion]:
    compared = [(alike(pair.source, words), pair) for pair in _candidates(known, sketch)]
    close = [(share, pair) for share, pair in compared if LEAST_ALIKE <= share < 1]
    return [
        Suggestion(pair, min(99, round(100 * share)), _changed(pair.source, words), stretch)
        for share, pair in sorted(close, key=lambda one: (-one[0], -one[1].pk))
    ]


def _candidates(known: "QuerySet[Pair]", sketch: Sequence[int]) -> list[Pair]:
    """The pairs that share most of a sketch. What is read of the index is bounded, also for trigrams that all have."""
    met = Gram.objects.filter(code__in=sketch).order_by("code", "pair").values_list("pair", flat=True)[:MOST_MET]
    shared = Counter(met)
    least = min(LEAST_SHARED, len(sketch))
    best = sorted((pk for pk, number in shared.items() if number >= least), key=lambda pk: (-shared[pk], -pk))
    found = {pair.pk: pair for pair in known.filter(pk__in=best[: 2 * CANDIDATES])}
    return [found[pk] for pk in best if pk in found][:CANDIDATES]


def alike(one: str, other: str) -> float:
    """How much two texts are alike, 0 to 1; letter by letter, long ones word by word."""
    here, there = normal(one), normal(other)
    if max(len(here), len(there)) <= BY_LETTERS:
        return SequenceMatcher(None, here, there, autojunk=False).ratio()
    return SequenceMatcher(None, here.split(), there.split(), autojunk=False).ratio()


def _changed(before: str, after: str) -> tuple[Run, ...]:
    """What is different now: cut words stand in what was said before, added ones in what is to be said."""
    runs: list[Run] = []
    for paragraph in paragraphs(before, after):
        runs += [*([Run("same", " ")] if runs else []), *paragraph]
    return tuple(runs)
