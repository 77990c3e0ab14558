"""Translation in the walk: the glossary of the product as the city's own, and two texts that wait for a translator."""

from pathlib import Path

from django.db import transaction

from examples.tartu.made import Known, Say, Walk
from examples.tartu.read import LANGUAGES, document
from examples.tartu.voices import SAMPLE
from visioon.kernel.accounts.viewer import viewer_of
from visioon.kernel.texts.value import Text
from visioon.kernel.translation import memory, queue
from visioon.kernel.translation.actions import define_term
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.synthesis.models import Theme

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
# The words that the city's own texts use. Left out: what means something else in daily speech ("koht", "ring").
CORE = (
    "vision_strategy",
    "smart_city",
    "confirmation",
    "plan_version",
    "party",
    "activity",
    "solution",
    "failure",
    "lesson",
    "assessment",
    "monitoring",
    "indicator",
    "observation",
    "baseline",
    "target",
    "composite_index",
    "normalisation",
    "missing_value",
    "rank_interval",
    "uncertainty",
    "not_enough_data",
    "peer_city",
    "domain",
    "topic",
    "domain_mobility",
    "domain_environment",
    "domain_governance",
    "domain_living",
    "stakeholder",
    "segment",
    "first_contact",
    "working_group",
    "partner_city",
    "involvement",
    "contribution",
    "idea",
    "vision",
    "worry",
    "wish",
    "statement",
    "opinion_map",
    "consensus",
    "theme",
    "quote",
    "goal",
    "overall_goal",
    "criterion",
    "assumption",
    "priority",
    "specialist",
    "decision",
    "dissent",
    "strategy_block",
    "version",
    "suggestion",
    "response_report",
    "adoption",
    "brand",
    "newsletter",
    "key_project",
    "quick_win",
    "milestone",
    "trend",
    "sample",
)


def prepare(made: Walk, known: Known, say: Say) -> None:
    """Fill the glossary, leave a statement without Russian and a theme with a new source, and remember the rest."""
    with transaction.atomic():
        terms = [_term(made, code, words, note) for code, words, note in core()]
    memory.remember(made.city)
    written = document("sample/translation.json")
    with transaction.atomic():
        _draft(made, written["statement"])
        _reword(made, known.themes[written["theme"]["key"]], written["theme"]["summary"])
    waiting = len(queue.waiting(viewer_of(made.team.lead, made.city)))
    say(f"Translation: {len(terms)} words in the glossary; {waiting} texts wait for a translator")


def core() -> list[tuple[str, dict[str, str], str]]:
    """Code, words by language and note of each core term of docs/glossary.md; the first line of a code counts."""
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    found: dict[str, tuple[dict[str, str], str]] = {}
    for line in lines:
        code, *words, note = (cell.strip() for cell in line.strip("|").split("|"))
        found.setdefault(code.strip("`"), (dict(zip(LANGUAGES, words, strict=True)), note))
    return [(code, *found[code]) for code in CORE]


def _term(made: Walk, code: str, words: dict[str, str], note: str) -> object:
    slug, text = code.replace("_", "-"), Text.of("et", words)
    return define_term(city=made.city, slug=slug, words=text, note=note, by=made.team.lead)


def _draft(made: Walk, row: dict[str, dict[str, str]]) -> None:
    activity = Activity.objects.get(city=made.city, slug="a5")
    words = Text.of("et", row["words"])
    domain = str(row["domain"])
    dialogue.state(activity=activity, words=words, domain=domain, provenance=SAMPLE, by=made.team.moderator)


def _reword(made: Walk, theme: Theme, summary: str) -> None:
    reworded = theme.summary.written({"et": summary}, "et")
    synthesis.rename_theme(theme=theme, domain=theme.domain, name=theme.name, summary=reworded, by=made.team.lead)
