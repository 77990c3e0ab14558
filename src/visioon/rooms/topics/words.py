"""What the codes of topics say on a page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from visioon.rooms.topics.models import Topic, TopicChange

# Groups of people, in workshops and among voices.
SEGMENTS: Mapping[str, Any] = MappingProxyType(
    {
        "resident": _("residents"),
        "student": _("students"),
        "pupil": _("pupils"),
        "company": _("companies"),
        "association": _("associations"),
        "city_staff": _("city staff"),
        "visitor": _("visitors of the city"),
    }
)
STATES: Mapping[str, Any] = MappingProxyType(
    {
        Topic.State.PROPOSED: _("proposed"),
        Topic.State.CHOSEN: _("chosen"),
        Topic.State.ASIDE: _("set aside"),
        Topic.State.REPLACED: _("replaced"),
    }
)
# The shape of a state; the word stands beside it always.
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        Topic.State.PROPOSED: "idle",
        Topic.State.CHOSEN: "ok",
        Topic.State.ASIDE: "off",
        Topic.State.REPLACED: "idle",
    }
)
CHANGES: Mapping[str, Any] = MappingProxyType(
    {
        TopicChange.Kind.PROPOSED: _("proposed"),
        TopicChange.Kind.REWORDED: _("reworded"),
        TopicChange.Kind.MOVED: _("moved"),
        TopicChange.Kind.CHOSEN: _("chosen"),
        TopicChange.Kind.ASIDE: _("set aside"),
        TopicChange.Kind.BACK: _("a candidate again"),
        TopicChange.Kind.MERGED: _("merged into another topic"),
        TopicChange.Kind.SPLIT: _("split into several"),
        TopicChange.Kind.SPLIT_OFF: _("split off from another topic"),
        TopicChange.Kind.UNDONE: _("last step taken back"),
    }
)
REASON, EVIDENCE, PEOPLE = "reason", "evidence", "people"
GAPS: Mapping[str, Any] = MappingProxyType(
    {
        REASON: _("It does not say why the city wants it."),
        EVIDENCE: _("It rests on nothing yet: no words, no tie, no code of a framework."),
        PEOPLE: _("It brings in nobody yet: no thought, no organisation."),
    }
)
PLACES: Mapping[str, Any] = MappingProxyType(
    {
        "itself": _("A topic cannot stand under itself or become itself."),
        "deep": _("The tree has three levels at most."),
        "gone": _("That topic is set aside or replaced. Choose one that stands."),
        "not-chosen": _("A chosen topic cannot hang under one that is not chosen. Choose that one first."),
        "domain": _("The topic above it must be of the same domain."),
        "above-chosen": _("A chosen topic stands under it. Set that one aside first."),
        "above": _("Something stands under it. Move that first."),
    }
)
