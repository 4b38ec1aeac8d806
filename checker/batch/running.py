"""A whole run: every case to a worker, the results in their order into tables and summary."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, parent_process
from pathlib import Path

from checker.batch.item import Desk, Done, Item
from checker.batch.reading import items, survey
from checker.batch.summary import Tally, summary
from checker.batch.table import Tables
from checker.batch.working import work
from checker.loading import load_rulebook
from checker.wording import Voice

CASES, SUMMARY = "cases", "summary.md"

_CHUNK = 8  # cases sent to a worker at a time: a tenth of a second, so that stopping is quick
_AHEAD = 3  # chunks that wait for each worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: which cases, into which folder, with how many workers."""

    source: Path
    out: Path
    jobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run."""

    tally: Tally
    leftover: int  # folders of cases that are no longer among those asked for


def run(order: Order, say: Voice, tell: Callable[[Tally, int], None]) -> Outcome:
    """Do what is not done yet and write the tables and the summary of all.

    *tell* is called after every case with what was counted, and how many there are.

    Raises:
        SheetError: the source cannot be read at all; nothing is written then.
        OSError: something cannot be written; what was done stays, and is not done again.
        BrokenProcessPool: a worker was ended from outside; the same holds.
    """
    book, today = say.rulebook, say.today
    found = survey(order.source, book, today, say)
    desk = Desk(cases=order.out / CASES, today=today, locale=say.locale)
    desk.cases.mkdir(parents=True, exist_ok=True)
    tally, folders = Tally(), set()
    with Tables(order.out, say, today) as tables:
        for done in _results(desk, items(order.source, book, today, say), order.jobs):
            tally.add(done, today)
            tables.add(done)
            if done.result is not None:
                folders.add(done.folder)
            tell(tally, found.cases)
    text = summary(tally, found, book, today, say)
    (order.out / SUMMARY).write_bytes(text.encode())
    leftover = sum(one.is_dir() and one.name not in folders for one in desk.cases.iterdir())
    return Outcome(tally=tally, leftover=leftover)


def _results(desk: Desk, found: Iterator[Item], jobs: int) -> Iterator[Done]:
    """Yield what came of each case in the order of the cases, holding few of them at a time."""
    chunks = iter(lambda: list(islice(found, _CHUNK)), [])
    if jobs == 1:
        for chunk in chunks:
            yield from work(desk, chunk)
        return
    pool = ProcessPoolExecutor(jobs, initializer=_begin)
    waiting: deque[Future[list[Done]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(work, desk, chunk))
            if len(waiting) >= jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        # What a worker has begun is finished, so that no case is left half written.
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Make a worker ready: Ctrl-C is for the one who asked, and nobody works for a dead parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked_by = parent_process()
    if asked_by is not None:
        threading.Thread(target=_end_with, args=(asked_by.sentinel,), daemon=True).start()
    load_rulebook()


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)
