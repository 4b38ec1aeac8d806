"""What a page of the site may do: one source for servers, header files and the pages themselves.

A page carries its policy in its own head, so that it holds on a host that sends no headers; a
server adds who may frame it, which a page cannot say for itself. Only the worker that runs Python
may compile WebAssembly, and only its own response can allow that.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "site offline",
}
_WORKER = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
}
KEPT = ("assets/py/", "assets/python/", "assets/checker/", "assets/qr/")
"""Folders whose files lie below a digest and never change."""

ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d+)?")


class PolicyError(Exception):
    """Somebody may not frame the site as asked; the text says what to write instead."""


def in_page() -> str:
    """Return the policy a page carries in its head."""
    return _text(_PAGE)


def framing() -> str:
    """Return who may frame the site, as a policy: nobody, unless FRAME_ANCESTORS names them.

    Raises:
        PolicyError: the setting holds anything but encrypted origins separated by spaces.
    """
    origins = os.environ.get("FRAME_ANCESTORS", "").split()
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise PolicyError(
                f"FRAME_ANCESTORS: '{origin}' is not an origin; write it like https://group.example"
            )
    return _text({"frame-ancestors": " ".join(origins) or "'none'"})


def headers(path: str) -> dict[str, str]:
    """Return the headers a server sends with the file at *path*, which is relative to the site.

    Raises:
        PolicyError: FRAME_ANCESTORS cannot be read.
    """
    policy = _text(_WORKER) if path.endswith("/worker.js") else f"{in_page()}; {framing()}"
    caching = FOR_EVER if path.startswith(KEPT) else ASK_AGAIN
    return {"Content-Security-Policy": policy, "Cache-Control": caching, **ALWAYS}


def write(site: Path, base: str = "/") -> None:
    """Write ``_headers``, which several static hosts read, for a site served under *base*.

    Such hosts send the headers of every rule that matches. The rule for all files therefore says
    only who may frame them: a second policy that forbids WebAssembly would stop the worker.

    Raises:
        PolicyError: FRAME_ANCESTORS cannot be read.
    """
    rules = {"*": {"Content-Security-Policy": framing(), **ALWAYS}}
    rules |= {f"{folder}*": {"Cache-Control": FOR_EVER} for folder in KEPT}
    for worker in sorted(site.glob("assets/checker/*/worker.js")):
        path = worker.relative_to(site).as_posix()
        rules[path] = {"Content-Security-Policy": _text(_WORKER)}
    blocks = (
        "\n".join([f"{base}{path}", *(f"  {name}: {value}" for name, value in given.items())])
        for path, given in rules.items()
    )
    (site / "_headers").write_text("\n".join(blocks) + "\n", "utf-8")


def _text(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
