"""What must never be committed, and what must not be missing."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Written apart, so that this file does not contain what it looks for.
HOSTS = ("registry." + "npmjs", "pypi." + "org", "files.python" + "hosted", "deb." + "debian.org")
PLACES = re.compile(r"(?<![\w.])/(?:" + "|".join(("ro" + "ot", "ho" + "me", "wo" + "rk")) + r")/\w")


def tracked() -> list[Path]:
    """Return the files under version control; all source files where there is none."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:
        pytest.skip("not a checkout: nothing to compare with")
    return [path for name in names if (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """Return every tracked text by its path."""
    found = {}
    for path in tracked():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_package_registry():
    """Locks hold hashes, not addresses."""
    assert [] == [name for name, text in texts().items() for host in HOSTS if host in text]


def test_no_file_names_a_place_on_somebodys_machine():
    """A path of one machine is noise for everybody else."""
    assert [] == [name for name, text in texts().items() if PLACES.search(text)]


def test_nothing_built_or_downloaded_is_tracked():
    """Runtimes and sites are made, not stored."""
    heavy = [path.name for path in tracked() if path.stat().st_size > 1_000_000]
    made = (".wasm", ".whl", ".zip", ".pyc", ".gz", ".br")
    built = [path.name for path in tracked() if path.suffix in made or "pyodide" in path.name]

    assert [] == heavy
    assert [] == built


def test_every_locked_package_has_a_hash():
    """What is installed is what was chosen."""
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
        assert [] == [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_the_script_lock_has_hashes_and_no_addresses():
    """The same for what npm installs."""
    lock = (ROOT / "package-lock.json").read_text("utf-8")

    assert '"integrity"' in lock
    assert '"resolved"' not in lock


def test_licences_and_instructions_are_there():
    """A stranger finds out what it is, how to run it, and what may be done with it."""
    for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"):
        assert (ROOT / name).is_file(), name
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text("utf-8")
        assert "make serve" in text and "make test" in text
