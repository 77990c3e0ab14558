"""The ground of every test: a private database, no network, and the city of the builders."""

import os

os.environ.setdefault("VISIOON_TESTING", "1")

pytest_plugins = ["tests.ground"]
