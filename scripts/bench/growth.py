"""How the work grows with the content: more scenarios in the engine, more pages in the build."""

from __future__ import annotations

import logging
import shutil
import statistics
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import checker
from checker.model import Rulebook
from scripts.bench.runtime import STORY
from scripts.build import ROOT, build

TIMES = (1, 2, 3, 6)
"""So many times the scenarios of today; six times 26 are more than 150."""
COPIES = (0, 1, 3)
"""So many copies of each page written by hand, in both languages."""
_CALLS = 15


def assessments() -> list[tuple[int, float]]:
    """Return for growing rulebooks how many scenarios and milliseconds of one assessment."""
    story = tomllib.loads(STORY.read_text("utf-8"))["story"][0]
    book = checker.load_rulebook()
    return [_assessed(_grown(book, count), story) for count in TIMES]


def _grown(book: Rulebook, count: int) -> Rulebook:
    """Return a rulebook in which each scenario stands so many times."""
    scenarios = {
        f"{id}-{copy}" if copy else id: one
        for copy in range(count)
        for id, one in book.scenarios.items()
    }
    return replace(book, scenarios=scenarios)


def _assessed(book: Rulebook, story: dict) -> tuple[int, float]:
    times = []
    for _ in range(_CALLS):
        began = time.perf_counter()
        checker.assess(story["answers"], today=story["today"], locale="zh", rulebook=book)
        times.append((time.perf_counter() - began) * 1000)
    return len(book.scenarios), statistics.median(times)


def builds(folder: Path) -> tuple[float, float]:
    """Return the seconds of a whole build and of the next one with everything at hand."""
    return _timed(folder / "site"), _timed(folder / "site")


def _timed(site: Path) -> float:
    began = time.perf_counter()
    build(site)
    return time.perf_counter() - began


def pages(folder: Path) -> list[tuple[int, float]]:
    """Return for growing sites how many pages and the seconds MkDocs takes for them."""
    return [_built(folder / str(copies), copies) for copies in COPIES]


def _built(folder: Path, copies: int) -> tuple[int, float]:
    from mkdocs.commands.build import build as build_pages
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs)
    for copy in range(copies):
        for language in ("zh", "en"):
            shutil.copytree(
                ROOT / "docs" / language / "scenarios", docs / language / "law" / f"more-{copy}"
            )
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(folder / "site"), strict=False
    )
    config.plugins.on_startup(command="build", dirty=False)
    began = time.perf_counter()
    build_pages(config)
    seconds = time.perf_counter() - began
    return len(list((folder / "site").rglob("index.html"))), seconds
