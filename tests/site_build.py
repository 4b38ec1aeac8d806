"""One built site for the tests that look at the result, without the checker's runtime."""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from pathlib import Path

from scripts.build import build

ADDRESS = "https://guide.example/sub/refunds/"
"""An address with a path, because that is where links break first."""

BASE = "/sub/refunds/"


@cache
def site() -> Path:
    """Return a site built for a sub-path; built once for all tests."""
    folder = Path(tempfile.mkdtemp(prefix="site-"))
    build(folder, ADDRESS, bundled=False)
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Return what every file of a site contains, by path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
