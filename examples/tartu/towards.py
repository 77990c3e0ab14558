"""Parts 6 to 8 of the walk: themes with exact quotes, goals in two rounds, ratings, a decision, the strategy."""

from dataclasses import replace
from typing import Any

from examples.tartu.read import Calendar, Row, document, number, rows, text, whole, year
from examples.tartu.voices import SAMPLE, Team
from visioon.kernel.accounts.actions import grant, register
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.actions import decide
from visioon.kernel.ledger.models import Decision, Edition
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.actions import Wording
from visioon.rooms.goals.models import Goal
from visioon.rooms.priorities import actions as priorities
from visioon.rooms.priorities.models import Panel
from visioon.rooms.process.models import Round
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.strategy.models import Block, Document
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.synthesis.models import Theme

BLOCK_KINDS = {"table_note": Block.Kind.NOTE}


def find_themes(city: City, said: dict[str, Contribution], team: Team) -> dict[str, Theme]:
    themes = {}
    for row in rows("sample/themes.csv"):
        themes[row["key"]] = synthesis.name_theme(
            city=city,
            slug=row["key"].lower(),
            domain=row["domain"],
            name=text(row, "name"),
            summary=text(row, "summary"),
            provenance=SAMPLE,
            by=team.lead,
        )
    for row in rows("sample/voices.csv"):
        if row["theme"] and row["moderation"] == "shown":
            _into_theme(row, themes[row["theme"]], said[row["key"]], team)
    return themes


def _into_theme(row: Row, theme: Theme, contribution: Contribution, team: Team) -> None:
    if row["quote"]:
        synthesis.quote(theme=theme, contribution=contribution, words=row["quote"], by=team.lead)
    else:
        synthesis.assign(theme=theme, contribution=contribution, by=team.lead)


def draft_goals(
    round_: Round, themes: dict[str, Theme], solutions: dict[str, Any], team: Team, calendar: Calendar
) -> dict[str, Goal]:
    """First round: the goals as they were first drafted, tied to the themes they come from."""
    drafted = {}
    for row in rows("sample/goals.csv"):
        wording = _wording(row, calendar)
        if row["first_round_target"]:
            wording = replace(wording, target=float(row["first_round_target"]))
        goal = goals.draft(
            round_=round_,
            slug=row["key"].lower(),
            domain=row["domain"],
            wording=wording,
            provenance=SAMPLE,
            by=team.lead,
        )
        for key in filter(None, row["theme"].split(";")):
            goals.rest_on(goal=goal, origin=themes[key], by=team.lead)
        for key in filter(None, row["solutions"].split(";")):
            tie(source=solutions[key], relation="serves", target=goal, by=team.lead)
        drafted[row["key"]] = goals.publish(goal=goal, by=team.lead)
    return drafted


def _wording(row: Row, calendar: Calendar) -> Wording:
    indicator = Indicator.objects.filter(code=row["indicator"]).first() if row["indicator"] else None
    target = number(row["target"])
    return Wording(
        title=text(row, "title"),
        statement=text(row, "statement"),
        criterion=text(row, "criterion"),
        assumption=text(row, "assumption"),
        conflict=text(row, "conflict"),
        owner=text(row, "owner"),
        review_on=calendar.day(row["review_date"]),
        indicator=indicator,
        baseline=number(row["baseline"]),
        baseline_year=year(row["baseline_year"]),
        target=target,
        target_year=year(row["target_year"]) if target is not None else None,
    )


def second_pass(round_: Round, drafted: dict[str, Goal], team: Team, calendar: Calendar) -> int:
    """Second round: goals go back to people, reactions are counted, and what changed carries its reason."""
    changed = 0
    for row in rows("sample/reactions.csv"):
        if row["count"] == "0":
            continue
        goals.count_reactions(
            goal=drafted[row["goal"]],
            round_=round_,
            kind=row["reaction"],
            count=int(row["count"]),
            words=text(row, "words"),
            provenance=SAMPLE,
            by=team.lead,
        )
    for row in rows("sample/goals.csv"):
        if row["first_round_target"]:
            reason = text(row, "change_reason")
            goals.reword(
                goal=drafted[row["key"]], round_=round_, wording=_wording(row, calendar), reason=reason, by=team.lead
            )
            drafted[row["key"]].refresh_from_db()
            changed += 1
    return changed


def rate(round_: Round, drafted: dict[str, Goal], team: Team, system: Actor) -> Panel:
    """Sample specialists rate alone; the panel's title says that they are a sample."""
    criteria = rows("sample/criteria.csv")
    title = {
        "et": "Näidisspetsialistide hinnangud",
        "en": "Ratings by sample specialists",
        "ru": "Оценки условных специалистов",
    }
    panel = priorities.convene(
        round_=round_,
        title=whole(title),
        criteria=[(row["key"].lower(), text(row, "name"), float(row["weight"])) for row in criteria],
        goals=list(drafted.values()),
        provenance=SAMPLE,
        by=team.lead,
    )
    by_slug = {criterion.slug: criterion for criterion in panel.criteria.all()}
    given = rows("sample/ratings.csv")
    for row in rows("sample/specialists.csv"):
        actor = _specialist(row, round_.city, system)
        judge = priorities.seat(panel=panel, actor=actor, role=text(row, "role"), by=team.lead)
        own = {
            (drafted[one["goal"]], by_slug[one["criterion"].lower()]): int(one["value"])
            for one in given
            if one["specialist"] == row["key"]
        }
        priorities.rate(judge=judge, ratings=own, by=actor)
    return panel


def _specialist(row: Row, city: City, system: Actor) -> Actor:
    person = register(
        email=f"specialist-{row['key'].lower()}@naidis.example",
        name=str(text(row, "role")),
        password=None,
        language="et",
        by=system,
    )
    grant(actor=person.actor, city=city, role=Role.SPECIALIST, by=system)
    return person.actor


def decide_on(city: City, drafted: dict[str, Goal], team: Team, calendar: Calendar) -> Decision:
    written = document("sample/decision.json")
    votes = written["votes"]
    decision = decide(
        city=city,
        title=whole(written["title"]),
        body=whole(written["body"]),
        words=whole(written["words"]),
        reason=whole(written["reasons"]),
        decided_on=calendar.must(written["date"]),
        votes=(votes["for"], votes["against"], votes["abstained"]),
        dissents=tuple((whole(one["role"]), whole(one["words"])) for one in written["dissent"]),
        provenance=SAMPLE,
        by=team.lead,
    )
    for outcome in written["outcomes"]:
        _carry_out(drafted[outcome["goal"]], outcome["outcome"], whole(outcome["reason"]), decision, team)
    return decision


def _carry_out(goal: Goal, outcome: str, reason: Text, decision: Decision, team: Team) -> None:
    goal.refresh_from_db()
    tie(source=goal, relation="decided in", target=decision, source_revision=goal.revision, why=reason, by=team.lead)
    if outcome == "adopted":
        goals.adopt(goal=goal, decision=decision, by=team.lead)
    elif outcome == "waiting":
        goals.wait(goal=goal, reason=reason, by=team.lead)
    else:
        goals.drop(goal=goal, reason=reason, by=team.lead)


def write_strategy(
    city: City, known: dict[str, Any], editions: dict[str, Edition], team: Team
) -> tuple[Document, dict[str, Block]]:
    """Version 1 with the words of then, version 2 with those of now; every block hangs on what it comes from."""
    written = rows("sample/blocks.csv")
    first_words = {row["key"]: row for row in rows("sample/blocks_v1.csv")}
    title = next(row for row in written if row["key"] == "B0")
    book = strategy.begin(city=city, slug="strategy", title=text(title, "text"), provenance=SAMPLE, by=team.lead)
    blocks = {}
    for row in written:
        if row["key"] == "B0":
            continue
        source = first_words.get(row["key"], row)
        blocks[row["key"]] = strategy.add_block(
            document=book,
            kind=BLOCK_KINDS.get(row["kind"], row["kind"]),
            words=text(source, "text"),
            level=max(1, int(row["level"]) - 1),
            provenance=SAMPLE,
            by=team.lead,
        )
        _hang(blocks[row["key"]], row["origins"], known, editions, team)
    note = {"et": "Esimene kavand", "en": "First draft", "ru": "Первый проект"}
    strategy.publish_version(document=book, note=whole(note), by=team.lead)
    for row in written:
        if row["key"] in first_words:
            _rewrite(blocks[row["key"]], row, team)
    note = {"et": "Teise vooru järel", "en": "After the second round", "ru": "После второго круга"}
    strategy.publish_version(document=book, note=whole(note), by=team.lead)
    return book, blocks


def _rewrite(block: Block, row: Row, team: Team) -> None:
    reason = {"et": "Teine voor ja otsus", "en": "Second round and decision", "ru": "Второй круг и решение"}
    strategy.write(
        block=block, words=text(row, "text"), reason=whole(reason), seen_revision=block.revision, by=team.lead
    )


def _hang(block: Block, origins: str, known: dict[str, Any], editions: dict[str, Edition], team: Team) -> None:
    for origin in filter(None, origins.split(";")):
        kind, key = origin.split(":")
        if kind == "indicator":
            strategy.watch(block=block, indicator=known[origin], by=team.lead)
        elif kind == "edition":
            strategy.hang(block=block, origin=editions[key], by=team.lead)
        else:
            strategy.hang(block=block, origin=known[origin], by=team.lead)


def everything(**nouns: dict[str, Any]) -> dict[str, Any]:
    """kind:key to noun, as the blocks name their origins."""
    known = {f"{kind}:{key}": noun for kind, named in nouns.items() for key, noun in named.items()}
    return known | {f"indicator:{one.code}": one for one in Indicator.objects.all()}
