"""The fingerprint of every file of a site, as one list."""

from __future__ import annotations

import hashlib
from pathlib import Path

CHECKSUMS = "checksums.txt"


def checksums(site: Path) -> str:
    """Return one line for each file but the list itself, as ``sha256sum -c`` reads it."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(site).as_posix()}\n"
        for one in files
        if one != site / CHECKSUMS
    )


def write(site: Path) -> None:
    """Write the list into the site, last of all."""
    (site / CHECKSUMS).write_text(checksums(site), "utf-8")
