"""Runs over many cases, for tests: what goes in, and what lies there afterwards."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from checker.cli import main

DAY = date(2026, 11, 23)
TODAY = ("--today", "2026-11-23")


def write(folder: Path, cases: dict[str, object]) -> Path:
    """Write case files and return their folder."""
    folder.mkdir(exist_ok=True)
    for name, case in cases.items():
        (folder / f"{name}.json").write_text(json.dumps(case), "utf-8")
    return folder


def batch(*arguments: object) -> Result:
    """Return the result of one run; one worker, unless something else is asked for."""
    given = [str(one) for one in arguments]
    jobs = [] if "--jobs" in given else ["--jobs", "1"]
    return CliRunner().invoke(main, ["batch", *given, *TODAY, *jobs], catch_exceptions=False)


def table(out: Path) -> dict[str, list[str]]:
    """Return the rows of the table by the code of the case."""
    with (out / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row[0]: row for row in csv.reader(file)}


def problems(out: Path) -> list[list[str]]:
    """Return what is listed as wrong."""
    with (out / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def contents(out: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    found = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}
