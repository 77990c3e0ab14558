"""visioon opinions VOTES --out DIR: opinion groups, common ground and how far both can be trusted."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from visioon.formats import csvio, outputs, polis
from visioon.formats.errors import InputError
from visioon.methods.opinion.arrays import Bools
from visioon.methods.opinion.pipeline import NOT_GROUPED, NoVotes, OpinionMap, Settings, opinion_map
from visioon.methods.opinion.representativeness import representative

NAME = "opinions"
HELP = "opinion groups and common ground from votes"
Row = list[csvio.Cell]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("votes", metavar="VOTES", help="participant,statement,vote[,timestamp], or a Polis export")
    parser.add_argument("--out", required=True, metavar="DIR")
    parser.add_argument("--statements", metavar="FILE", help="a Polis comments.csv with what moderators marked")
    parser.add_argument("--variant", choices=("default", "polis"), default="default")
    parser.add_argument("--start", choices=("first", "best10"), help="default: best10, with --variant polis: first")
    parser.add_argument("--groups", type=_groups, default=None, metavar="auto|NUMBER", help="default: auto")
    parser.add_argument("--seed", type=_seed, default=0)


def run(args: argparse.Namespace) -> dict[str, Any]:
    conversation = polis.read_votes(args.votes)
    marked = polis.read_marked(args.statements) if args.statements else frozenset()
    settings = Settings(
        variant=args.variant,
        start=args.start or ("first" if args.variant == "polis" else "best10"),
        groups=args.groups,
        seed=args.seed,
    )
    try:
        found = opinion_map(conversation.votes, [name in marked for name in conversation.statements], settings)
    except NoVotes as wrong:
        raise InputError(str(wrong), file=args.votes) from wrong
    summary = _summary(found)
    outputs.write_all(Path(args.out), _files(found, conversation, summary))
    return summary


def _groups(text: str) -> int | None:
    if text == "auto":
        return None
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"auto or a number of groups from 1 was expected, found {text!r}")
    return int(text)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"a whole number from 0 was expected, found {text!r}")
    return int(text)


def _summary(found: OpinionMap) -> dict[str, Any]:
    return {
        "participants": len(found.group),
        "grouped": int(np.sum(found.group != NOT_GROUPED)),
        "statements": int(np.sum(_listed(found))),
        "votes": int(found.votes.sum()),
        "k": found.k,
        "silhouette": found.silhouette,
        "permutation_p": found.honesty.permutation_p,
        "stability": found.honesty.stability,
        "verdict": found.honesty.verdict,
        "variant": found.settings.variant,
        "start": found.settings.start,
        "seed": found.settings.seed,
    }


def _listed(found: OpinionMap) -> Bools:
    """Statements of the map: those that count; under polis the marked ones stay as columns of zeros."""
    return found.everyone.seen[0] > 0 if found.settings.variant == "polis" else found.counted


def _files(found: OpinionMap, conversation: polis.Conversation, summary: dict[str, Any]) -> dict[str, bytes]:
    statements = conversation.statements
    shares = [f"p_agree_g{group}" for group in range(found.k)]
    measures = ["n", "agree", "disagree", "pass", "extremity", "consensus", "divisive"]
    strength = ["side", "na", "nd", "ns", "repness", "z_rep", "z_prop", "order"]
    ids = ("participant", "statement")
    return {
        "participants.csv": csvio.write(
            ["participant", "x", "y", "votes", "group"], _participants(found, conversation.participants), ids=ids
        ),
        "statements.csv": csvio.write(["statement", *measures, *shares], _statements(found, statements), ids=ids),
        "groups.csv": csvio.write(["group", "size", "statement", *strength], _told(found, statements), ids=ids),
        "summary.json": (json.dumps(summary, indent=2, sort_keys=True) + "\n").encode(),
    }


def _participants(found: OpinionMap, ids: list[str]) -> Iterator[Row]:
    groups = [None if group == NOT_GROUPED else group for group in found.group.tolist()]
    columns = (ids, *found.points.T.tolist(), found.votes.tolist(), groups)
    return (list(cells) for cells in zip(*columns, strict=True))


def _statements(found: OpinionMap, ids: list[str]) -> Iterator[Row]:
    everyone = found.everyone
    for place in np.flatnonzero(_listed(found)):
        counts = (everyone.seen, everyone.agree, everyone.disagree, everyone.passed)
        measures = (found.extremity, found.consensus, found.divisive, *found.p_agree)
        yield [
            ids[place],
            *(int(count[0, place]) for count in counts),
            *(float(measure[place]) for measure in measures),
        ]


def _told(found: OpinionMap, ids: list[str]) -> Iterator[Row]:
    sizes = np.bincount(found.group[found.group != NOT_GROUPED], minlength=found.k).tolist()
    for group in range(found.k):
        for order, one in enumerate(representative(found.groups, group, found.counted), 1):
            counts = (one.na, one.nd, one.ns, one.repness, one.z_rep, one.z_prop, order)
            yield [group, sizes[group], ids[one.statement], one.side, *counts]
