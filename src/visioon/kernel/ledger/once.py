"""A form sent twice does its work once: the key is stored in the transaction that does the work."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, models, transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.ledger.models import Submission


def once(key: UUID, by: Actor, work: Callable[[], models.Model]) -> UUID:
    """The id of what work() made, made at most once for this key.

    A second sender waits for the first (PostgreSQL on the unique key, SQLite on the write lock) and gets its result.
    """
    earlier = Submission.objects.filter(pk=key).first()
    if earlier is not None and earlier.result_id is not None:
        return earlier.result_id
    try:
        with transaction.atomic():
            submission = Submission(key=key, actor=by, at=clock.now())
            submission.save(force_insert=True)
            made: UUID = work().pk
            Submission.objects.filter(pk=key).update(result_id=made)
            return made
    except IntegrityError:
        earlier = Submission.objects.filter(pk=key).first()
        if earlier is None or earlier.result_id is None:
            raise
        return earlier.result_id
