"""Sending what is due: any number of workers may do it at once, each letter has one of them."""

from visioon.kernel.jobs import queue
from visioon.kernel.notices import outbox
from visioon.kernel.notices.completing import completed
from visioon.kernel.notices.post import Post, set_up

AT_ONCE = 200


def send_due(most: int = AT_ONCE) -> int:
    """Send up to this many letters that are due, one after the other; gives how many were handed over.

    Runs in a job and without effect(): a letter has a claim of its own, and what is sent cannot be rolled back.
    """
    lease = queue.held()
    if lease is None:
        raise RuntimeError("letters are sent by a job")
    outbox.doubt()
    if not set_up() or not outbox.due():
        return 0
    done = 0
    with Post() as post:
        while done < most:
            post.ready()  # no letter is claimed for a server that does not answer
            letter = outbox.claim(lease)
            if letter is None:
                break
            outbox.conclude(letter, post.hand_over(completed(letter)))
            done += 1
    return done
