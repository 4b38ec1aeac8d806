"""``guide.pyz``, which a release carries for hosts: one file that needs nothing but Python.

It holds our sources and pages and the pure parts of the libraries that write the site, with their
licences, and where the checker's compiled files lie in the release's site.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import Distribution, distribution
from pathlib import Path

from scripts.brand import MANIFEST
from scripts.bundle import Manifest

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = (
    "chinesecalendar",
    "click",
    "jinja2",
    "markdown",
    "markupsafe",
    "mergedeep",
    "mkdocs",
    "packaging",
    "pathspec",
    "platformdirs",
    "pygments",
    "pymdown-extensions",
    "pyyaml",
    "pyyaml-env-tag",
)
FOLDERS = ("checker", "scripts", "docs/zh", "docs/en", "overrides", "tests/stories")
FILES = (
    "mkdocs.yml",
    "LICENSE",
    "LICENSE-TEXT.md",
    "node_modules/minisearch/dist/es/index.js",
    "node_modules/minisearch/LICENSE.txt",
    "node_modules/minisearch/package.json",
)
_LEFT = ("overrides/host/", "scripts/sayings.toml", "mkdocs/themes/", "pygments/lexers/")
_DATA = re.compile(r"\.(py|toml|json|j2|md|html|js|css|svg|png|xml|yml|txt)$")
_ABOUT = re.compile(
    r"\.dist-info/(METADATA|entry_points\.txt|.*(LICEN[CS]E|COPYING|NOTICE).*)$", re.I
)

_EPOCH = (2026, 1, 1, 0, 0, 0)

START = '''\
"""Unpacks itself into a folder of its own for as long as it runs."""

import sys
import tempfile
import zipfile
from pathlib import Path

if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("guide: Python 3.11 or later is needed, this is " + sys.version.split()[0])
    here = Path(sys.argv[0]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(here) as held:
            held.extractall(folder)
        sys.path[:0] = [folder]
        from scripts.guide import main

        code = main(sys.argv[1:], here.parent / "site")
    sys.exit(code)
'''


def packed(manifest: Manifest) -> bytes:
    """Return the program, the same bytes from build to build."""
    files = contents() | {MANIFEST.name: json.dumps(asdict(manifest)).encode()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(entry, files[name], compresslevel=9)
    return buffer.getvalue()


def contents() -> dict[str, bytes]:
    """Return every file by its path within the program.

    Raises:
        PackageNotFoundError: a library is not installed.
    """
    found = {"__main__.py": START.encode()}
    for folder in FOLDERS:
        found |= dict(_tree(ROOT / folder, folder))
    found |= {name: (ROOT / name).read_bytes() for name in FILES}
    for library in LIBRARIES:
        found |= dict(_library(distribution(library)))
    found["mkdocs.yml"] = _without_theme(found["mkdocs.yml"].decode()).encode()
    return found


def _without_theme(text: str) -> str:
    """Return the settings without the theme, of which the site publishes nothing."""
    named = "  name: material\n"
    if text.count(named) != 1:
        raise ValueError("mkdocs.yml names its theme differently; look at scripts/program.py")
    return text.replace(named, "  name: null\n  static_templates: [404.html]\n")


def _tree(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        inside = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.is_file() and _DATA.search(inside) and not inside.startswith(_LEFT):
            yield inside, path.read_bytes()


def _library(library: Distribution) -> Iterator[tuple[str, bytes]]:
    for file in library.files or ():
        name = file.as_posix()
        if ".." in name or name.startswith(_LEFT) or "__pycache__" in name:
            continue
        if _ABOUT.search(name) or (".dist-info/" not in name and _DATA.search(name)):
            yield name, Path(str(file.locate())).read_bytes()
