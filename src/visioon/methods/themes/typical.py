"""Typical quotes of a theme: whole sentences near its centre, of different people and languages."""

from collections.abc import Iterable, Sequence

import numpy as np

from visioon.methods.language.sentences import Span, sentences
from visioon.methods.themes.features import document
from visioon.methods.themes.propose import Proposal

QUOTES = 3
SHORTEST, LONGEST = 15, 300  # code points of a sentence that is quoted when the text has such a one


def typical_quotes(
    texts: Sequence[str], languages: Sequence[str], persons: Sequence[str | None], proposal: Proposal
) -> list[list[tuple[int, Span]]]:
    """For each theme up to three (place of the text, span), the strongest first.

    texts: NFC. One quote a person; each language of the theme gives one before any gives a second; the same words are
    quoted once. Of a text the sentence nearest the theme's centre is taken.
    """
    return [
        [
            (place, _sentence(texts[place], languages[place], proposal, theme))
            for place in _speakers(_strongest(proposal, theme), texts, languages, persons)
        ]
        for theme in range(proposal.count)
    ]


def _strongest(proposal: Proposal, theme: int) -> list[int]:
    members = np.flatnonzero(proposal.labels == theme)
    order = np.argsort(-proposal.strengths[members], kind="stable")
    return [int(place) for place in members[order]]


def _speakers(
    members: Iterable[int], texts: Sequence[str], languages: Sequence[str], persons: Sequence[str | None]
) -> list[int]:
    first: dict[str, int] = {}
    rest: list[int] = []
    heard: set[str] = set()
    said: set[str] = set()
    for place in members:
        person = persons[place]
        if person in heard or texts[place] in said:
            continue
        if languages[place] not in first:
            first[languages[place]] = place
        elif len(rest) < QUOTES:
            rest.append(place)
        else:
            continue
        said.add(texts[place])
        heard |= {person} if person is not None else set()
    return [*first.values(), *rest][:QUOTES]


def _sentence(text: str, language: str, proposal: Proposal, theme: int) -> Span:
    spans = sentences(text)
    spans = [span for span in spans if SHORTEST <= span[1] - span[0] <= LONGEST] or spans
    if len(spans) == 1 or proposal.space is None:
        return spans[0]
    points = proposal.space.place([document(text[start:end], language) for start, end in spans])
    return spans[int(np.argmax(points @ proposal.centres[theme]))]
