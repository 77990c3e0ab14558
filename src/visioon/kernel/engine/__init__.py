"""Where heavy pure functions run: in this process, or in worker processes. Same chunks and seeds, same results."""

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol, TypeVar

from django.conf import settings

Chunk = TypeVar("Chunk")
Part = TypeVar("Part")


class Engine(Protocol):
    def map(self, function: Callable[[Chunk], Part], chunks: Iterable[Chunk]) -> Sequence[Part]:
        """The parts in the order of the chunks. The function is pure, and at module level."""


class ThisProcess:
    def map(self, function: Callable[[Chunk], Part], chunks: Iterable[Chunk]) -> Sequence[Part]:
        return [function(chunk) for chunk in chunks]


class WorkerProcesses:
    """A pool of fresh processes, ended after use; a crashed process is an error, never a missing part."""

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def map(self, function: Callable[[Chunk], Part], chunks: Iterable[Chunk]) -> Sequence[Part]:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.processes, mp_context=context) as pool:
            return list(pool.map(function, chunks))


def engine() -> Engine:
    """The engine that this installation asks for."""
    return WorkerProcesses(settings.WORKER_PROCESSES) if settings.WORKER_PROCESSES > 1 else ThisProcess()
