import uuid

import pytest

from tests import builders
from visioon.kernel.ledger.models import Submission
from visioon.kernel.ledger.once import once

pytestmark = pytest.mark.django_db


def test_same_key_does_its_work_once() -> None:
    key, by, made = uuid.uuid4(), builders.guest(), []

    def work() -> object:
        made.append(builders.guest())
        return made[-1]

    assert once(key, by, work) == once(key, by, work)  # type: ignore[arg-type]
    assert len(made) == 1


def test_failed_work_leaves_no_key() -> None:
    def work() -> object:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        once(uuid.uuid4(), builders.guest(), work)  # type: ignore[arg-type]
    assert Submission.objects.count() == 0
