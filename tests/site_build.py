"""The built site for the tests that look at it: built once for all processes of a run."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from scripts.build import build
from scripts.serve import Handler

ADDRESS = "https://guide.example/sub/refunds/"
"""An address with a path, because that is where links break first."""

BASE = "/sub/refunds/"


class BelowPath(Handler):
    """Serves the site below its path, with our headers."""

    def translate_path(self, path: str) -> str:
        """Take the site's path off; everything else is not found."""
        inside = path.removeprefix(BASE) if path.startswith(BASE) else "outside"
        return super().translate_path("/" + inside)

    def within(self, path: str) -> str:
        """Take the site's path off."""
        return path.removeprefix(BASE)

    def log_message(self, format, *args) -> None:
        """Say nothing: some requests are meant to fail."""


@cache
def site(bundled: bool = False, host: Path | None = None) -> Path:
    """Return a site built for a sub-path, with the checker's files or without, or a host's copy.

    Whoever comes first builds it; the other processes of the run wait for it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    name = f"{'whole' if bundled else 'pages'}{f'-{host.name}' if host else ''}"
    folder = Path(tempfile.gettempdir()) / f"site-{run}-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            with hosted_by(host):
                build(folder.with_suffix(".part"), ADDRESS, bundled=bundled)
            folder.with_suffix(".part").rename(folder)
    return folder


@contextmanager
def hosted_by(host: Path | None) -> Iterator[None]:
    """Build what comes now with that folder as the host's; with none, as the guide itself."""
    before = os.environ.pop("HOST_FOLDER", None)
    if host is not None:
        os.environ["HOST_FOLDER"] = str(host)
    try:
        yield
    finally:
        os.environ.pop("HOST_FOLDER", None)
        if before is not None:
            os.environ["HOST_FOLDER"] = before


def digests(folder: Path) -> dict[str, str]:
    """Return what every file of a site contains, by path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
