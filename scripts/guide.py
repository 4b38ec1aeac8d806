"""What a host does with a release: start a folder, check it, make the copy, serve it, compare it.

    python3 guide.pyz new FOLDER [--set key=text …]   start a folder by asking
    python3 guide.pyz check FOLDER                    name everything to mend
    python3 guide.pyz brand FOLDER OUT [--address …]  make the copy
    python3 guide.pyz nginx --root OUT --base /guide/ print a configuration; caddy and compress too
    python3 guide.pyz verify WHERE checksums.txt      compare a copy with its list

Every command says more with --help.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def main(arguments: list[str], release: Path) -> int:
    """Do one command; *release* is the site beside the program."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments in ([], ["--help"], ["-h"]) else 2
    name, *rest = arguments
    return COMMANDS[name](rest, release)


def _new(arguments: list[str], release: Path) -> int:
    from scripts.new_host import main as new_host

    folder, *rest = arguments or ["--help"]
    asked = arguments if folder.startswith("-") else ["--folder", folder, *rest]
    return new_host(asked, check="python3 guide.pyz check")


def _check(arguments: list[str], release: Path) -> int:
    from checker.cli import main as cli

    asked = arguments if arguments[:1] in ([], ["--help"]) else ["--host", *arguments]
    cli(["check", *asked], prog_name="guide.pyz")
    return 0


def _brand(arguments: list[str], release: Path) -> int:
    from scripts.brand import main as brand

    return brand(arguments, release)


def _hosting(name: str) -> Callable[[list[str], Path], int]:
    def run(arguments: list[str], release: Path) -> int:
        from scripts.hosting import main as hosting

        hosting([name, *arguments])
        return 0

    return run


def _verify(arguments: list[str], release: Path) -> int:
    from scripts.release import main as verify

    return verify(["verify", *arguments])


COMMANDS: dict[str, Callable[[list[str], Path], int]] = {
    "new": _new,
    "check": _check,
    "brand": _brand,
    "nginx": _hosting("nginx"),
    "caddy": _hosting("caddy"),
    "compress": _hosting("compress"),
    "verify": _verify,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path("site").resolve()))
