"""The app of a room: registers its ties, tables, jobs, gates, tasks and rules of texts when the house starts."""

import importlib
import importlib.util

from django.apps import AppConfig


class RoomConfig(AppConfig):
    default = False  # a base; each app says that its own is the one

    def ready(self) -> None:
        for part in ("links", "tables", "jobs", "gates", "tasks", "texts"):
            if importlib.util.find_spec(f"{self.name}.{part}"):
                importlib.import_module(f"{self.name}.{part}")
