"""The whole way from votes to an opinion map."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from visioon.methods.opinion.arrays import Bools, Floats, Ints
from visioon.methods.opinion.consensus import group_informed, group_informed_mean, share
from visioon.methods.opinion.division import divisive
from visioon.methods.opinion.groups import Grouping, Start, Variant, grouping, together
from visioon.methods.opinion.honesty import Honesty, Question, honesty
from visioon.methods.opinion.membership import members
from visioon.methods.opinion.projection import Projection, project
from visioon.methods.opinion.tally import Tally, by_group, of_everyone
from visioon.methods.opinion.votes import Votes

NOT_GROUPED = -1


class NoVotes(ValueError):
    """There is no vote on any statement that counts, so there is no map."""


@dataclass(frozen=True)
class Settings:
    """variant, start: see groups. groups: a number >= 1, or None to let the silhouette (and the verdict) decide."""

    variant: Variant = "default"
    start: Start = "best10"
    groups: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class OpinionMap:
    """The map of n participants and m statements.

    points: (n, 2). votes: (n,) raw votes of each. group: (n,) 0..k-1 or -1. counted: (m,) statements that shape the
    map. everyone: counts of the raw votes, one row. groups: counts by group, counted statements only. extremity,
    consensus, consensus_mean, divisive: (m,), NaN where not counted (divisive also where k = 1). p_agree: (k, m).
    """

    settings: Settings
    points: Floats
    votes: Ints
    group: Ints
    k: int
    silhouette: float | None
    honesty: Honesty
    counted: Bools
    everyone: Tally
    groups: Tally
    extremity: Floats
    consensus: Floats
    consensus_mean: Floats
    divisive: Floats
    p_agree: Floats


def opinion_map(votes: Votes, marked: ArrayLike, settings: Settings) -> OpinionMap:
    """Place, group and count the participants of votes, and say how far the groups can be trusted.

    Rows and columns of votes stand in the order of their ids. marked: (statements,) statements that moderators took
    out. In the variant default there is one group where the verdict is none and no number of groups was asked for.
    Raises NoVotes.
    """
    question = _question(votes, np.asarray(marked, dtype=bool), settings)
    trust = honesty(question)
    placed = project(question.moderated(votes))
    found = _groups(placed, question, trust)
    group = np.full(votes.participants, NOT_GROUPED)
    group[question.members] = found.labels
    return _measured(question, settings, placed, found, group, trust)


def _question(votes: Votes, marked: Bools, settings: Settings) -> Question:
    asked = Question(
        votes,
        marked,
        np.empty(0, dtype=np.int64),
        settings.variant,
        settings.start,
        settings.groups,
        settings.seed,
    )
    moderated = asked.moderated(votes)
    if not len(moderated.votes):
        raise NoVotes("a vote on a statement that counts was expected")
    grouped = members(votes.by_participant(), moderated.votes.by_participant(), moderated.width)
    return replace(asked, members=grouped)


def _groups(placed: Projection, question: Question, trust: Honesty) -> Grouping:
    points = placed.points[question.members]
    if trust.verdict == "none" and question.variant == "default" and question.groups is None:
        return together(len(points))
    return grouping(points, variant=question.variant, start=question.start, groups=question.groups, seed=question.seed)


def _measured(
    question: Question, settings: Settings, placed: Projection, found: Grouping, group: Ints, trust: Honesty
) -> OpinionMap:
    moderated = question.moderated(question.votes)
    tally = by_group(moderated.votes, group, found.k)

    def counted(values: Floats) -> Floats:
        return np.where(moderated.counted, values, np.nan)

    return OpinionMap(
        settings=settings,
        points=placed.points,
        votes=question.votes.by_participant(),
        group=group,
        k=found.k,
        silhouette=found.silhouette,
        honesty=trust,
        counted=moderated.counted,
        everyone=of_everyone(question.votes),
        groups=tally,
        extremity=counted(placed.extremity),
        consensus=counted(group_informed(tally)),
        consensus_mean=counted(group_informed_mean(tally)),
        divisive=counted(divisive(tally)),
        p_agree=counted(share(tally.agree, tally.seen)),
    )
