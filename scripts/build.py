"""The whole site in one command: rulebook, checker's files, pages, search, review book, checks.

python -m scripts.build                 into site/
python -m scripts.build --plain out/    only the pages as plain Markdown, for another generator
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from checker import RulebookError
from checker.errors import HostError
from checker.model import Rulebook
from scripts import (
    assets,
    changes,
    check_site,
    generated,
    hosted,
    listing,
    moved,
    offline,
    pages,
    policy,
    registers,
    review_book,
)
from scripts.review_sources import StoryError
from scripts.signoffs import SignoffError
from scripts.speaker import PageError

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"


class BuildError(Exception):
    """The site cannot be built; the text says why."""


@contextmanager
def stage(text: str) -> Iterator[None]:
    """Show that a stage is running, and how long it took."""
    print(f"  {text} …", end="", flush=True)
    start = time.perf_counter()
    yield
    print(f" {time.perf_counter() - start:.1f} s", flush=True)


def build(
    site: Path = SITE,
    address: str = "",
    bundled: bool = True,
    prepare: Callable[[], object] | None = None,
) -> None:
    """Build the site into *site*, to be served at *address*; without the checker's files if asked.

    *prepare* puts the checker's files together another way than by compiling them.

    Raises:
        BuildError: anything is not as it should be.
    """
    with stage("rulebook"):
        rulebook = _rulebook()
        _framed()
    # One moment for everything that writes a date, so that two builds give the same bytes.
    noon = datetime.combine(rulebook.law_checked, datetime.min.time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    # A prepared build has a folder of its own, perhaps on a system without such locks.
    with _alone() if bundled and prepare is None else nullcontext():
        if bundled:
            _checker_files(prepare)
        _guide(site, address, bundled, rulebook)
    changes.write(rulebook, site, address)
    offline.write(rulebook, site)
    base = urlsplit(address).path or "/"
    policy.write(site, base)
    listing.write(site)
    with stage("checking links, hosts, sizes"):
        links = registers.hosts(rulebook)
        if problems := check_site.check(site, links, base, rulebook.host):
            raise BuildError("\n".join(problems))


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other build uses the folder in which the checker's files are put together."""
    import fcntl

    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _checker_files(prepare: Callable[[], object] | None) -> None:
    from scripts import bundle

    with stage("checker's files"):
        try:
            (prepare or bundle.prepare)()
        except bundle.BundleError as error:
            raise BuildError(str(error)) from error


def _guide(site: Path, address: str, bundled: bool, rulebook: Rulebook) -> None:
    """Write the pages, the review book and the old addresses."""
    places = {name: place for name, (place, _) in assets.published().items()}
    # The review book needs nothing of the pages, so it is made beside them.
    with ProcessPoolExecutor(1) as beside:
        books = beside.submit(review_book.books, rulebook, places)
        with stage("pages and search, both languages"):
            _pages(site, address, bundled)
        with stage("review book"):
            try:
                review_book.write(books.result(), site)
            except (SignoffError, StoryError) as error:
                raise BuildError(str(error)) from error
    try:
        moved.write(rulebook, site)
    except moved.MovedError as error:
        raise BuildError(str(error)) from error


def _framed() -> None:
    """Refuse a bad FRAME_ANCESTORS before anything is built."""
    try:
        policy.framing()
    except policy.PolicyError as error:
        raise BuildError(str(error)) from error


def _rulebook() -> Rulebook:
    try:
        return hosted.rulebook()
    except HostError as error:
        raise BuildError(f"the host's folder has mistakes:\n{hosted.explained(error)}") from error
    except RulebookError as error:
        raise BuildError(f"the rulebook has mistakes:\n{error}") from error


def _pages(site: Path, address: str, bundled: bool) -> None:
    from mkdocs.commands.build import build as build_pages
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(
            str(ROOT / "mkdocs.yml"), site_dir=str(site), site_url=address, strict=True
        )
        config.extra["bundled"] = bundled
        config.plugins.on_startup(command="build", dirty=False)
        build_pages(config)
    except (MkDocsException, Abort) as error:
        raise BuildError(f"MkDocs: {error}") from error


def write_plain(out: Path) -> int:
    """Write the pages with all calls answered, as Markdown; return how many.

    Raises:
        BuildError: a page asks for something that cannot be given.
    """
    rulebook = _rulebook()
    written = 0
    for locale in rulebook.languages:
        folder = ROOT / "docs" / locale
        written_by_hand = {
            file.relative_to(folder).as_posix(): file.read_text("utf-8")
            for file in sorted(folder.rglob("*.md"))
        }
        for path, text in (written_by_hand | dict(generated.pages(rulebook, locale))).items():
            try:
                text = pages.render(text, rulebook, locale, path)
            except PageError as error:
                raise BuildError(str(error)) from error
            target = out / locale / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
            written += 1
    return written


def main() -> None:
    """Build, or say what is in the way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=SITE)
    parser.add_argument("--plain", type=Path, help="write rendered Markdown here and nothing else")
    options = parser.parse_args()
    try:
        if options.plain:
            print(f"{write_plain(options.plain)} pages in {options.plain}")
            return
        print("Building the site", flush=True)
        build(options.site, os.environ.get("SITE_URL", ""))
    except BuildError as error:
        sys.exit(f"\nbuild: {error}")
    count = len(list(options.site.rglob("*.html")))
    print(f"  {count} pages in {options.site}")


if __name__ == "__main__":
    main()
