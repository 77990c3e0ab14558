"""The latest opinion map as a page tells it: verdict first, what unites, what divides, minorities, the groups."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.editions import read
from visioon.kernel.ledger.models import Edition
from visioon.rooms.dialogue.models import Statement, Vote
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import queries
from visioon.rooms.synthesis.computing import OPINIONS
from visioon.rooms.synthesis.rules import divides, same_as_majority, unites

Json = dict[str, Any]
MOST_SHOWN = 6
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Share:
    """The share of a group that agrees; None where too few of it answered. bar: its width in hundredths."""

    letter: str
    share: float | None

    @property
    def bar(self) -> int:
        return round((self.share or 0) * 100)


@dataclass(frozen=True)
class Claim:
    """A statement with the share of each group that agrees, and how many answered it."""

    statement: Statement
    n: int
    agree: float
    shares: list[Share]


@dataclass(frozen=True)
class Trait:
    """What most of a group say of a statement: the side, how many of how many."""

    statement: Statement
    agrees: bool
    count: int
    n: int


@dataclass(frozen=True)
class Minority:
    """What a group supports while the others do not, with the numbers of both."""

    statement: Statement
    letter: str
    share: float
    n: int
    rest_share: float
    rest_n: int


@dataclass(frozen=True)
class Group:
    """A group told by its own statements. size is None where it is too small to tell."""

    letter: str
    size: int | None
    traits: list[Trait]
    same: int = 0
    of: int = 0


@dataclass(frozen=True)
class OpinionMap:
    """The published map and what the reader's own answers have to do with it."""

    edition: Edition
    activity: Activity | None
    result: Json
    unites: list[Claim]
    against: list[Claim]
    divides: list[Claim]
    minorities: list[Minority]
    groups: list[Group]
    answered: int

    @property
    def verdict(self) -> str:
        return str(self.result["verdict"])


def letter(group: int) -> str:
    return chr(ord("A") + group)


def opinion_map(viewer: Viewer) -> OpinionMap | None:
    edition = queries.edition(viewer, OPINIONS)
    if edition is None:
        return None
    result = result_of(edition)
    statements = _statements(viewer, result)
    own = _own(viewer, statements)
    told = [claim for claim in (_claim(one, statements) for one in result["statements"]) if claim is not None]
    return OpinionMap(
        edition=edition,
        activity=Activity.objects.visible_to(viewer).filter(pk__in=[edition.of_id]).first(),
        result=result,
        unites=_unites(told),
        against=[one for one in told if str(one.statement.number) in result["majority"]["disagree"]],
        divides=_divides(told) if result["verdict"] != "none" else [],
        minorities=_minorities(result, statements),
        groups=[_group(one, result, statements, own) for one in result["groups"]],
        answered=sum(1 for value in own.values() if value),
    )


def result_of(edition: Edition) -> Json:
    """The result of an edition, which never changes, so that it is read from the document once."""
    key = f"synthesis:result:{edition.pk}"
    result: Json | None = cache.get(key)
    if result is None:
        result = read(edition).result
        cache.set(key, result, DAY)
    return result


def _statements(viewer: Viewer, result: Json) -> dict[str, Statement]:
    numbers = [int(one["id"]) for one in result["statements"]]
    return {str(one.number): one for one in Statement.objects.visible_to(viewer).filter(number__in=numbers)}


def _own(viewer: Viewer, statements: dict[str, Statement]) -> dict[str, int]:
    """The reader's own answers by the number of the statement; nothing for who has not answered."""
    if viewer.actor is None:
        return {}
    numbers = {one.pk: number for number, one in statements.items()}
    own = Vote.objects.filter(voter=viewer.actor, statement__in=numbers).values_list("statement", "value")
    return {numbers[statement]: value for statement, value in own}


def _claim(one: Json, statements: dict[str, Statement]) -> Claim | None:
    statement = statements.get(one["id"])
    if statement is None or not one["n"]:
        return None
    shares = [Share(letter(group), share) for group, share in enumerate(one["p_agree"])]
    return Claim(statement, one["n"], one["agree"] / one["n"], shares)


def _unites(told: list[Claim]) -> list[Claim]:
    """Most in every group agree, the least agreeing group first in mind: best where that one agrees most."""
    found = [one for one in told if unites([share.share for share in one.shares])]
    return sorted(found, key=lambda one: -min(share.share or 0 for share in one.shares))[:MOST_SHOWN]


def _divides(told: list[Claim]) -> list[Claim]:
    apart = [(divides([share.share for share in one.shares]), one) for one in told]
    return [one for far, one in sorted(apart, key=lambda pair: (-pair[0], pair[1].statement.number)) if far][
        :MOST_SHOWN
    ]


def _minorities(result: Json, statements: dict[str, Statement]) -> list[Minority]:
    return [
        Minority(
            statements[one["id"]],
            letter(one["group"]),
            one["share"],
            one["n"],
            one["rest_share"],
            one["rest_n"],
        )
        for one in result["minorities"]
        if one["id"] in statements
    ]


def _group(one: Json, result: Json, statements: dict[str, Statement], own: dict[str, int]) -> Group:
    traits = [_trait(said, statements) for said in one["statements"] if said["id"] in statements]
    shares = {row["id"]: row["p_agree"][one["group"]] for row in result["statements"]}
    same, of = same_as_majority((own[number], shares[number]) for number in own if shares[number] is not None)
    return Group(letter(one["group"]), one["size"], traits, same, of)


def _trait(said: Json, statements: dict[str, Statement]) -> Trait:
    agrees = said["side"] == "agree"
    return Trait(statements[said["id"]], agrees, said["na"] if agrees else said["nd"], said["ns"])
