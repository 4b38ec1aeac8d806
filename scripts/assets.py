"""The site's own styles, picture and search scripts, named by their content."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from scripts import hosted

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "overrides" / "assets"
MINISEARCH = ROOT / "node_modules" / "minisearch"

_DOC_COMMENT = re.compile(
    r"^[ \t]*/\*\*(?!\s*\*\s*@license).*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE
)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)


def published() -> dict[str, tuple[str, bytes]]:
    """Return every file by name: where it goes in the site, and its bytes.

    The search scripts import one another by plain names, so they share a
    folder named by their common digest; the other files carry a digest each.
    """
    plain, scripts = {}, {}
    for path in sorted(FOLDER.iterdir()):
        (scripts if path.suffix == ".js" else plain)[path.name] = path.read_bytes()
    plain |= hosted.files()
    if scripts and (library := minisearch()):
        scripts["minisearch.js"] = library
    found = {
        name: (f"assets/{Path(name).stem}.{_digest(content)}{Path(name).suffix}", content)
        for name, content in plain.items()
    }
    folder = _digest(b"".join(scripts[name] for name in sorted(scripts)))
    return found | {
        name: (f"assets/search/{folder}/{name}", content) for name, content in scripts.items()
    }


def minisearch() -> bytes:
    """Return the search library without its documentation comments, its licence at the top.

    Nothing when it is not installed: the search page then lists all pages.
    """
    module = MINISEARCH / "dist" / "es" / "index.js"
    if not module.is_file():
        return b""
    return lean(module, {"MiniSearch": MINISEARCH / "LICENSE.txt"})


def lean(module: Path, licences: dict[str, Path]) -> bytes:
    """Return a library without its documentation comments, its licences at the top."""
    text = _SOURCE_MAP.sub("", _DOC_COMMENT.sub("", module.read_text("utf-8")))
    heads = (
        f"/* {name}\n{path.read_text('utf-8').strip().replace('*/', '')}\n*/\n"
        for name, path in licences.items()
    )
    return ("".join(heads) + text).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
