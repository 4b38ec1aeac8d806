"""Measure everything and print it.

python -m scripts.bench                 all parts, medians of five rounds
python -m scripts.bench guide growth    some of them
python -m scripts.bench --rounds 1      a quick look
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.bench import growth, guide, runtime
from scripts.chromium import launch

ROUNDS = 5


def main() -> None:
    """Print one table for each part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="|".join(PARTS))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    print(f"\n{date.today()}, this machine, medians of {options.rounds} rounds, gzip on the line")
    print("slow: 1.6 Mbit/s and 150 ms for every connection, the page's thread 4 times slower")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for part in options.parts or PARTS:
            with tempfile.TemporaryDirectory() as folder:
                PARTS[part](browser, Path(folder), options.rounds)
        browser.close()


def _runtime(browser, folder: Path, rounds: int) -> None:
    found = runtime.measure(browser, folder, rounds)
    ours, stock = found["ours"], found["stock"]
    columns = ("requests", "gzip", "brotli", *runtime.VISITS)
    _row("", "requests", "gzip KB", "brotli KB", *(f"{name}" for name in runtime.VISITS))
    for name, one in (
        ("checker, first question usable, ms", found["question"]),
        ("runtime, engine ready, ms: ours", ours),
        ("runtime, engine ready, ms: stock", stock),
    ):
        _row(name, *(_cell(column, one[column]) for column in columns))
    _row("ours ÷ stock", *(f"{ours[column] / stock[column]:.2f}" for column in columns))
    print(
        f"\nOne assessment with every letter: {ours['call']:.1f} ms ours, "
        f"{stock['call']:.1f} ms stock, {found['cpython']:.1f} ms in CPython "
        f"{sys.version_info.major}.{sys.version_info.minor}"
    )


def _guide(browser, folder: Path, rounds: int) -> None:
    columns = ("requests", "gzip", "paint", "busy", "moved")
    _row("", "requests", "gzip KB", "LCP ms", "TBT ms", "CLS")
    for page, sides in guide.measure(browser, folder, rounds).items():
        for side, one in sides.items():
            _row(f"{page}, slow line: {side}", *(_cell(column, one[column]) for column in columns))
        ratio = sides["ours"]["gzip"] / sides["stock"]["gzip"]
        _row("ours ÷ stock", "", f"{ratio:.2f}")


def _growth(browser, folder: Path, rounds: int) -> None:
    first, again = growth.builds(folder)
    print(f"Whole build {first:.1f} s, again {again:.1f} s")
    for count, took in growth.pages(folder / "pages"):
        _row("pages", str(count), f"{took:.1f} s", f"{took / count * 1000:.0f} ms each")
    for count, took in growth.assessments():
        _row("scenarios", str(count), f"{took:.1f} ms", f"{1000 / took:.0f} a second")


PARTS: dict[str, Callable] = {"runtime": _runtime, "guide": _guide, "growth": _growth}


def _cell(column: str, value: float) -> str:
    if column in ("gzip", "brotli"):
        return f"{value / 1000:,.1f}"
    return f"{value:.3f}" if column == "moved" else f"{value:,.0f}"


def _row(name: str, *cells: str) -> None:
    print(f"{name:<38}" + "".join(f"{cell:>13}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
