"""The verbs of part 1: map what exists, ask who answers for it, take proposals, look again, tell failures safely."""

from visioon.rooms.inventory.actions.asking import (
    confirm,
    end_link,
    make_link,
    send_link,
)
from visioon.rooms.inventory.actions.checking import check, check_by_link
from visioon.rooms.inventory.actions.mapping import (
    NeedsStory,
    add,
    bring_in,
    change,
    import_events,
    import_solutions,
    keep_lesson,
    publish,
)
from visioon.rooms.inventory.actions.proposing import (
    AlreadyDecided,
    NothingProposed,
    accept,
    correct,
    decline,
    say_gone,
    suggest,
)
from visioon.rooms.inventory.actions.rights import MAP
from visioon.rooms.inventory.actions.telling import (
    NoHolder,
    NotNow,
    StillTheirTurn,
    Wording,
    ask_holder,
    reply,
    take_back,
    tell,
    write_story,
)

__all__ = [
    "MAP",
    "AlreadyDecided",
    "NeedsStory",
    "NoHolder",
    "NotNow",
    "NothingProposed",
    "StillTheirTurn",
    "Wording",
    "accept",
    "add",
    "ask_holder",
    "bring_in",
    "change",
    "check",
    "check_by_link",
    "confirm",
    "correct",
    "decline",
    "end_link",
    "import_events",
    "import_solutions",
    "keep_lesson",
    "make_link",
    "publish",
    "reply",
    "say_gone",
    "send_link",
    "suggest",
    "take_back",
    "tell",
    "write_story",
]
