from visioon.kernel.engine import ThisProcess, WorkerProcesses


def square(number: int) -> int:
    return number * number


def test_worker_processes_give_what_this_process_gives_in_order() -> None:
    chunks = list(range(7))
    assert WorkerProcesses(2).map(square, chunks) == ThisProcess().map(square, chunks) == [n * n for n in chunks]
