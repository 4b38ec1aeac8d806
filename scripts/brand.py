"""A host's copy from a release, without building tools: see ``scripts/guide.py``.

The pages are written anew; the checker's compiled files are taken from the release's site, and only
the rulebook in them is changed for the host's own. The host's folder and the release are only read.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
import shutil
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from checker.loading import READY
from scripts import bundle, hosted
from scripts.build import ROOT, BuildError, build
from scripts.listing import checksums

MANIFEST = ROOT / "manifest.json"
"""Where the checker's files lie in the release's site."""


class BrandError(Exception):
    """A copy cannot be made; the text says why and what to do."""


def brand(release: Path, out: Path, address: str) -> None:
    """Write a host's copy of the *release* into *out*, its list beside it; ``hosted`` says whose.

    Raises:
        BrandError: a folder is not what it should be.
        BuildError: the host's folder has mistakes.
    """
    if not (release / "index.html").is_file():
        raise BrandError(f"{release}: the release's site is not here; unpack the whole archive")
    if out.exists() and not (out / "sw.js").is_file() and any(out.iterdir()):
        raise BrandError(f"{out}: there is something else in this folder; choose an empty one")
    if out.exists():
        shutil.rmtree(out)
    build(out, address, prepare=lambda: _taken(release))
    listed(out).write_text(checksums(out), "utf-8")


def listed(out: Path) -> Path:
    """Return where the digests of a copy stand: beside it, so that they are not served."""
    return out.with_name(f"{out.name}-checksums.txt")


def _taken(release: Path) -> None:
    """Put the checker's files together from the release, with the rulebook that is published."""
    manifest = bundle.Manifest(**json.loads(MANIFEST.read_text("utf-8")))
    shutil.rmtree(bundle.STAGE, ignore_errors=True)
    for name in ("py", "checker", "qr"):
        shutil.copytree(release / "assets" / name, bundle.STAGE / "assets" / name)
    archive = _archive((release / manifest.python).read_bytes())
    folder = bundle.write_files(bundle.STAGE, "assets/python", {"python.zip": archive})
    bundle.write_manifest(bundle.STAGE, replace(manifest, python=f"{folder}/python.zip"))


def _archive(released: bytes) -> bytes:
    """Return the page's Python with the published rulebook in it.

    Sentences and letters compiled for the release stay; those of the host are compiled by the page.
    """
    from scripts.compile_runtime import stored

    with zipfile.ZipFile(io.BytesIO(released)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    ready = f"checker/{READY}"
    # Our own file: whoever can change it can change this program too.
    compiled = pickle.loads(files[ready]).compiled
    files[ready] = pickle.dumps(replace(hosted.rulebook(), compiled=compiled), 5)
    return stored(files)


def main(arguments: list[str], release: Path) -> int:
    """Make the copy, or say in a few lines what is in the way."""
    parser = argparse.ArgumentParser(prog="guide.pyz brand", description=__doc__.splitlines()[0])
    parser.add_argument("host", type=Path, help="the folder with host.toml")
    parser.add_argument("out", type=Path, help="where the copy is written")
    parser.add_argument("--address", default="", help="where it will be served")
    chosen = parser.parse_args(arguments)
    hosted.choose(chosen.host)
    try:
        brand(release, chosen.out.resolve(), chosen.address)
    except (BrandError, BuildError, OSError) as error:
        print(f"\nbrand: {error}", file=sys.stderr)
        return 2
    print(f"  the copy is in {chosen.out}, its digests in {listed(chosen.out)}")
    return 0
