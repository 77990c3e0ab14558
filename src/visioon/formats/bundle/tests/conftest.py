from collections.abc import Iterator

import pytest

from visioon.formats.bundle.tests import methods
from visioon.methods import registry


@pytest.fixture(autouse=True, scope="package")
def published_test_methods() -> Iterator[None]:
    """The tiny methods stand in the registry as long as these tests run."""
    with pytest.MonkeyPatch.context() as patch:
        for name, place in methods.METHODS.items():
            patch.setitem(registry.METHODS, name, place)
        yield
