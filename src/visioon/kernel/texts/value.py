"""A text in the city's languages: one value with a source language, translations, and what is known of each."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import get_language

State = Literal["source", "human", "machine", "outdated", "missing"]
Maker = Literal["human", "machine"]


def clean(words: str) -> str:
    """NFC and LF, as every stored text is."""
    return unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def mark(words: str) -> str:
    """A short hash of the source that a translation was made of."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Text:
    """source: language of the original. words: language to text. made: language to (maker, mark of the source)."""

    source: str = "et"
    words: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, tuple[Maker, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str, words: Mapping[str, str | None], maker: Maker = "human") -> "Text":
        kept = {lang: clean(text) for lang, text in words.items() if text and clean(text)}
        of = mark(kept.get(source, ""))
        return cls(source, kept, {lang: (maker, of) for lang in kept if lang != source})

    @classmethod
    def load(cls, raw: Any) -> "Text":
        if not raw:
            return cls()
        made = {lang: (maker, of) for lang, (maker, of) in raw.get("made", {}).items()}
        return cls(raw["source"], dict(raw["words"]), made)

    def dump(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "words": dict(self.words),
            "made": {lang: list(made) for lang, made in self.made.items()},
        }

    def state(self, language: str) -> State:
        if language not in self.words:
            return "missing"
        if language == self.source:
            return "source"
        maker, of = self.made.get(language, ("human", ""))
        return maker if of == self.mark else "outdated"

    @property
    def mark(self) -> str:
        """The mark of the source as it stands: who changes a translation says of which source it was made."""
        return mark(self.words.get(self.source, ""))

    def missing(self, languages: Iterable[str]) -> list[str]:
        """The languages in which the text is absent or outdated."""
        return [lang for lang in languages if self.state(lang) in {"missing", "outdated"}]

    def best(self, language: str | None = None) -> tuple[str, str]:
        """The words for a reader of this language and the language they are in: own, else source, else any."""
        language = language or (get_language() or "et")[:2]
        for candidate in (language, self.source, *sorted(self.words)):
            if candidate in self.words:
                return self.words[candidate], candidate
        return "", language

    def written(self, words: Mapping[str, str | None], source: str) -> "Text":
        """The same text as a form sends it back. A translation that nobody touched keeps what it was made of, so that
        a new source outdates it; a language that the form did not ask stays. source: where there was no original yet.
        """
        whole = {**self.words, **words}
        source = self.source if clean(whole.get(self.source) or "") else source
        fresh = Text.of(source, whole)
        if source != self.source:
            return fresh
        same = (lang for lang in fresh.made if fresh.words[lang] == self.words.get(lang))
        return Text(
            source, fresh.words, {**fresh.made, **{lang: self.made[lang] for lang in same if lang in self.made}}
        )

    def said(self, language: str, words: str, maker: Maker = "human") -> "Text":
        """The same text with these words in this language; changing the source outdates the translations."""
        return Text(
            self.source,
            {**self.words, language: clean(words)},
            {**self.made, **({} if language == self.source else {language: (maker, self.mark)})},
        )

    def __str__(self) -> str:
        return self.best()[0]

    def __bool__(self) -> bool:
        return bool(self.words)
