"""What a run says while it goes on, and what came of it at the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from checker.batch import running, workbook
from checker.batch import template as empty
from checker.batch.summary import Tally
from checker.errors import SheetError
from checker.wording import Voice

Show: TypeAlias = Callable[[str], None]

MOST_JOBS = 64
_TIMES = 20  # how often a run says how far it is


def template(path: Path, say: Voice, show: Show) -> None:
    """Write the empty template to a new file.

    Raises:
        SheetError: the file is there already, or is of a kind that cannot be written.
    """
    if path.exists():
        raise SheetError(say("cli.batch.template_exists", file=path.name))
    empty.write(path, say.rulebook, say)
    show(say("cli.batch.template_written", file=str(path)))


def default_out(source: Path) -> Path:
    """Return the folder beside the cases that takes the results."""
    where = source.resolve()
    return where.parent / f"{where.name if where.is_dir() else where.stem}-results"


def run(source: Path, out: Path, jobs: int | None, say: Voice, show: Show) -> int:
    """Do all cases and say what came of it; return how many could not be done.

    Without *jobs* there is a worker for each core. Raises what ``running.run`` raises.
    """

    def tell(tally: Tally, total: int) -> None:
        if tally.cases % max(1, total // _TIMES) == 0 or tally.cases == total:
            show(say("cli.batch.progress", done=tally.cases, total=total, bad=tally.bad))

    began = perf_counter()
    order = running.Order(source=source, out=out, jobs=_cores() if jobs is None else jobs)
    outcome = running.run(order, say, tell)
    _conclude(outcome, order, perf_counter() - began, say, show)
    return outcome.tally.bad


def _conclude(
    outcome: running.Outcome, order: running.Order, seconds: float, say: Voice, show: Show
) -> None:
    tally = outcome.tally
    counts = (("again", tally.again), ("kept", tally.kept), ("leftover", outcome.leftover))
    for slot, count in counts:
        if count:
            show(say(f"cli.batch.{slot}", count=count))
    if not workbook.at_hand():
        show(say("cli.batch.no_table_xlsx"))
    each = f"{seconds * 1000 / tally.cases:.1f}"
    show(say("cli.batch.time", seconds=f"{seconds:.1f}", each=each, jobs=order.jobs))
    good, folder = tally.cases - tally.bad, str(order.out)
    file = running.SUMMARY
    show(say("cli.batch.finished", good=good, bad=tally.bad, folder=folder, file=file))


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST_JOBS, len(os.sched_getaffinity(0)))
    count = os.cpu_count()
    return 1 if count is None else min(MOST_JOBS, count)
