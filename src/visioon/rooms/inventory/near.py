"""Names that nearly say the same: by the groups of three letters that they share."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

NEAR = 0.55  # the share of common groups from which on two names are shown side by side
_WORD = re.compile(r"\w+")


def trigrams(name: str) -> frozenset[str]:
    """The groups of three letters of each word, without marks over letters: "Öö" and "oo" begin alike."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    padded = [f"  {word} " for word in _WORD.findall(letters)]
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


class Names:
    """Known names, found again by what they share: asking costs as much as there are names that share anything."""

    def __init__(self, known: Iterable[tuple[Hashable, Iterable[str]]]) -> None:
        self._groups: list[tuple[Hashable, frozenset[str]]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        for key, names in known:
            for name in names:
                self.add(key, name)

    def add(self, key: Hashable, name: str) -> None:
        groups = trigrams(name)
        if groups:
            for group in groups:
                self._holders[group].append(len(self._groups))
            self._groups.append((key, groups))

    def near(self, names: Iterable[str], *, but: Hashable = None) -> list[Hashable]:
        """The keys of names that nearly say the same, the likest first; but: a key that is not asked for."""
        best: dict[Hashable, float] = {}
        for groups in map(trigrams, names):
            shared = Counter(place for group in groups for place in self._holders.get(group, ()))
            for place, common in shared.items():
                key, other = self._groups[place]
                like = common / (len(groups) + len(other) - common)
                if like >= NEAR and key != but:
                    best[key] = max(like, best.get(key, 0.0))
        return sorted(best, key=lambda key: -best[key])
