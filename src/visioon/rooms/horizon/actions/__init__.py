"""The verbs of part 12: take signals in, name and rate trends, open reviews and end them."""

from visioon.rooms.horizon.actions.reviews import (
    AlreadyOpen,
    Ended,
    adapt_goal,
    drop_goal,
    keep_goal,
    open_review,
    watch,
)
from visioon.rooms.horizon.actions.rights import RATE, WATCH
from visioon.rooms.horizon.actions.signals import (
    NotInInbox,
    add_signal,
    add_source,
    drop_signal,
    fetch_feed,
    keep_signal,
    merge_signal,
    read_feed,
    resume_source,
    stop_source,
)
from visioon.rooms.horizon.actions.trends import (
    bear_no_more,
    bear_on,
    edit_trend,
    end_trend,
    name_trend,
    rate,
    watch_again,
)

__all__ = [
    "RATE",
    "WATCH",
    "AlreadyOpen",
    "Ended",
    "NotInInbox",
    "adapt_goal",
    "add_signal",
    "add_source",
    "bear_no_more",
    "bear_on",
    "drop_goal",
    "drop_signal",
    "edit_trend",
    "end_trend",
    "fetch_feed",
    "keep_goal",
    "keep_signal",
    "merge_signal",
    "name_trend",
    "open_review",
    "rate",
    "read_feed",
    "resume_source",
    "stop_source",
    "watch",
    "watch_again",
]
