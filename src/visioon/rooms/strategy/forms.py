"""Forms of the strategy: a block's words in every language, an origin, a new version."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visioon.kernel.texts.value import Text
from visioon.kernel.thread.registry import Stop
from visioon.rooms.priorities.forms import LanguagesForm
from visioon.rooms.strategy.models import Block

KINDS = [
    (Block.Kind.HEADING, _("heading")),
    (Block.Kind.PARAGRAPH, _("paragraph")),
    (Block.Kind.GOAL, _("goal")),
    (Block.Kind.NOTE, _("note")),
]
LEVELS = [("1", _("chapter")), ("2", _("section")), ("3", _("sub-section"))]


class BeginForm(LanguagesForm):
    """The title of the strategy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("title", _("Title of the strategy"))


class AddForm(LanguagesForm):
    """A new block behind another."""

    def __init__(self, *args: Any, blocks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What it is"), choices=KINDS, widget=forms.RadioSelect, initial=Block.Kind.PARAGRAPH
        )
        self.fields["level"] = forms.ChoiceField(
            label=_("Level of a heading"), choices=LEVELS, widget=forms.RadioSelect, initial="1", required=False
        )
        self.fields["after"] = forms.ChoiceField(
            label=_("Behind"), choices=[("", _("the last one")), *blocks], required=False
        )
        self.ask("words", _("Words"), long=True)


class WordsForm(LanguagesForm):
    """New words for a block, why they change, and the revision that the writer had before them."""

    def __init__(self, *args: Any, words: Text, revision: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("words", _("Words"), long=True, initial=words)
        for code in self.languages:
            self.fields[f"words_{code}"].widget.attrs["rows"] = 10
        self.ask("reason", _("Why it changes"), required="none")
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=revision, min_value=1)

    def look_again(self, revision: int) -> None:
        """Carry the revision that stands now, so that saving once more is a decision and no accident."""
        self.data = {**self.data.dict(), "seen": str(revision)}  # type: ignore[attr-defined]  # what a POST gives

    @property
    def sides(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Words and reason of each language, to stand side by side."""
        return list(zip(self.fields_of("words"), self.fields_of("reason"), strict=True))


class HangForm(LanguagesForm):
    """What a block comes from, one of the nouns that the thread may tie to a block."""

    def __init__(self, *args: Any, groups: Sequence[tuple[str, Sequence[Stop]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origin"] = forms.ChoiceField(
            label=_("It comes from"),
            choices=[
                (label, [(f"{stop.code}:{stop.id}", _short(str(stop.words))) for stop in stops])
                for label, stops in groups
            ],
        )


LONGEST = 90


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


class PublishForm(LanguagesForm):
    """What the new version is, in a few words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("note", _("What this version is, in a few words"))
