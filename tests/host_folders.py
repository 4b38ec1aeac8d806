"""Host folders for tests: the sample with one thing changed."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import checker
from checker.errors import HostProblem
from checker.host import load_host, read_host, with_host
from checker.model import Rulebook

SHANGHAI = Path(__file__).parent / "hosts" / "shanghai"
SETTINGS = "host.toml"
LETTER = "letters/zh/shanghai-desk-note.txt.j2"


@cache
def hosted() -> Rulebook:
    """Return the rulebook as the sample host publishes it."""
    book = checker.load_rulebook()
    return with_host(book, load_host(SHANGHAI, book))


def copied(tmp_path: Path) -> Path:
    """Return a copy of the sample host's folder."""
    return Path(shutil.copytree(SHANGHAI, tmp_path / "host"))


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """Return a copy in which one passage of one file is another; a new file has no old passage."""
    folder = copied(tmp_path)
    target = folder / file
    if not old:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(new, "utf-8")
        return folder
    text = target.read_text("utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def in_chinese_alone(tmp_path: Path) -> Path:
    """Return a copy of the sample that offers no English and says nothing in it."""
    folder = changed(tmp_path, SETTINGS, '["zh", "en"]', '["zh"]')
    settings = (folder / SETTINGS).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in settings if not line.startswith("en = ")]
    (folder / SETTINGS).write_text("".join(kept), "utf-8")
    shutil.rmtree(folder / "letters" / "en")
    (folder / "wording" / "en.toml").unlink()
    return folder


def problems(folder: Path) -> list[HostProblem]:
    """Return what is wrong with a folder."""
    return read_host(folder, checker.load_rulebook())[1]
