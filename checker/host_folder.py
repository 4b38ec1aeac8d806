"""The door to a host's folder: only what may lie there is read, and only as much of it.

Whoever wrote the folder is not trusted. Nothing is opened that is a link, no file, too big or of
an unknown name, so that a folder can neither reach outside itself nor fill the memory.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from checker.errors import HostProblem

SETTINGS = "host.toml"
LOGOS = ("logo.svg", "logo.png")
LOGO_LIMIT, TEXT_LIMIT = 30_000, 200_000
"""Bytes of one file."""

_FILES_LIMIT = 100
_READ = (
    re.compile(r"host\.toml|routes\.toml|evidence\.toml|letters\.toml|logo\.(svg|png)"),
    re.compile(r"wording/(zh|en)\.toml|letters/(zh|en)/[a-z0-9-]+\.txt\.j2"),
)
_FOR_PEOPLE = re.compile(r"README(\.zh)?\.md")
_FOLDERS = ("wording", "letters", "letters/zh", "letters/en")


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[HostProblem]]:
    """Return the files of a host's folder by path, and what may not lie there."""
    if not folder.is_dir():
        return {}, [HostProblem(file=folder.name, code="no-folder")]
    files: dict[str, bytes] = {}
    problems: list[HostProblem] = []
    for count, (path, entry) in enumerate(_entries(folder, "")):
        if count == _FILES_LIMIT:
            problems.append(HostProblem(file=path, code="too-many", value=str(_FILES_LIMIT)))
            break
        try:
            code = _refused(path, entry)
            if not code and not entry.is_dir(follow_symlinks=False):
                limit = LOGO_LIMIT if path in LOGOS else TEXT_LIMIT
                files[path] = _content(Path(entry.path), limit)
        except _TooBig:
            problems.append(HostProblem(file=path, code="too-big", value=str(limit // 1000)))
        except OSError:
            problems.append(HostProblem(file=path, code="no-file"))
        else:
            problems += [HostProblem(file=path, code=code)] if code else []
    if SETTINGS not in files and not any(one.file == SETTINGS for one in problems):
        problems.append(HostProblem(file=SETTINGS, code="no-settings"))
    read = {path: content for path, content in files.items() if not _FOR_PEOPLE.fullmatch(path)}
    return read, problems


class _TooBig(Exception):
    """A file holds more than it may."""


def _entries(folder: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything in a folder in a fixed order; folders that are links are not entered."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        yield path, entry
        if path in _FOLDERS and entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), f"{path}/")


def _refused(path: str, entry: os.DirEntry[str]) -> str:
    """Return the code of why an entry may not lie in the folder; nothing when it may."""
    kind = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(kind):
        return "link"
    if stat.S_ISDIR(kind):
        return "" if path in _FOLDERS else "not-allowed"
    if not stat.S_ISREG(kind):
        return "no-file"
    known = _FOR_PEOPLE.fullmatch(path) or any(one.fullmatch(path) for one in _READ)
    return "" if known else "not-allowed"


def _content(path: Path, limit: int) -> bytes:
    """Return what a file holds.

    The flags make sure that a file exchanged for a link or a pipe since it was looked at is not
    followed, and is not waited for.

    Raises:
        _TooBig: it holds more than *limit*.
        OSError: it cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise _TooBig
    return content
