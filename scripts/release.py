"""A release: the built site in one archive with the digest of every file, and the way to compare.

    python -m scripts.release                              write it into build/release/
    python -m scripts.release verify WHERE CHECKSUMS       compare a folder or an address with it

The archive is the same byte for byte when it is built twice from one commit.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import sys
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from scripts import hosted
from scripts.build import ROOT, BuildError, build
from scripts.bundle import STAGE, Manifest
from scripts.listing import CHECKSUMS, checksums
from scripts.program import packed

NAME = "kameng-refund-guide"
TIMEOUT = 30
"""Seconds for one file of a deployed copy."""
NOT_SERVED = ("_headers",)
"""Files for the host itself, which many do not hand out."""


class ReleaseError(Exception):
    """A release cannot be written or compared; the text says why and what to do."""


def archive(site: Path, folder: str, beside: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return the site, its list and what goes *beside* them as a tar file with gzip.

    It does not depend on when and where it is made.
    """
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(one for one in site.rglob("*") if one.is_file()):
            _add(tar, f"{folder}/site/{path.relative_to(site).as_posix()}", path.read_bytes())
        _add(tar, f"{folder}/{CHECKSUMS}", checksums(site).encode())
        for name, content in beside.items():
            _add(tar, f"{folder}/{name}", content)
    return packed.getvalue()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o644
    tar.addfile(entry, io.BytesIO(content))


def differences(known: dict[str, str], get: Callable[[str, bool], bytes | None]) -> Iterator[str]:
    """Yield what differs from path → digest.

    *get* returns a file's bytes, or nothing when it is missing; asked for the compressed twin, its
    unpacked bytes, because that is what a browser gets where there is one.
    """
    for path, digest in known.items():
        plain, twin = get(path, False), get(path, True)
        if plain is None:
            yield f"missing  {path}"
        elif _digest(plain) != digest:
            yield f"changed  {path}"
        if twin is not None and _digest(twin) != digest:
            yield f"changed  {path} (as it is sent compressed)"


def parsed(listed: str) -> dict[str, str]:
    """Return path → digest of a list.

    Raises:
        ReleaseError: a line is not a digest and a path within the site.
    """
    found = {}
    for number, line in enumerate(listed.splitlines(), 1):
        digest, _, path = line.partition("  ")
        parts = PurePosixPath(path).parts
        inside = path and not path.startswith("/") and ".." not in parts
        if len(digest) != 64 or set(digest) - set("0123456789abcdef") or not inside:
            raise ReleaseError(f"{CHECKSUMS}, line {number}: this is not a list of a release")
        found[path] = digest
    if not found:
        raise ReleaseError(f"{CHECKSUMS}: the list is empty")
    return found


def compare(where: str, listed: str) -> list[str]:
    """Return what differs between a deployed copy and a release; a folder's further files too.

    From outside nobody sees what else a server has.

    Raises:
        ReleaseError: the copy cannot be read, or the list is none of ours.
    """
    known = parsed(listed)
    if where.startswith(("http://", "https://")):
        served = {path: known[path] for path in known if path not in NOT_SERVED}
        return list(differences(served, lambda path, packed: _fetched(where, path, packed)))
    home = Path(where)
    if not home.is_dir():
        raise ReleaseError(
            f"{where}: this is neither a folder nor an address that begins with https://"
        )
    there = {one.relative_to(home).as_posix() for one in home.rglob("*") if one.is_file()}
    # The site's own list lists everything but itself.
    ours = {*known, CHECKSUMS}
    extra = sorted(there - ours - {f"{path}.gz" for path in ours})

    def read(path: str, packed: bool) -> bytes | None:
        name = f"{path}.gz" if packed else path
        content = (home / name).read_bytes() if name in there else None
        return _unpacked(content) if packed and content is not None else content

    found = differences(known, read)
    return [*found, *(f"added    {path}" for path in extra)]


def _fetched(base: str, path: str, packed: bool) -> bytes | None:
    address = f"{base.rstrip('/')}/{quote(path)}"
    try:
        asked = Request(address, headers={"Accept-Encoding": "gzip" if packed else "identity"})
        with urlopen(asked, timeout=TIMEOUT) as answer:
            content = answer.read()
            sent = answer.headers.get("Content-Encoding", "")
    except HTTPError as error:
        if error.code in (403, 404):
            return None
        raise ReleaseError(f"{address} cannot be read: {error}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise ReleaseError(f"{address} cannot be read: {error}") from error
    return _unpacked(content) if sent == "gzip" else content


def _unpacked(content: bytes) -> bytes:
    """Return what a file with gzip holds; nothing of ours, and so different, when it is damaged."""
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(folder: Path, address: str = "") -> Path:
    """Build the site anew and write the archive and its list; return the archive's path.

    Raises:
        BuildError: the site cannot be built.
    """
    name = f"{NAME}-{hosted.rulebook().version}"
    site = folder / "site"
    build(site, address)
    target = folder / f"{name}.tar.gz"
    manifest = Manifest(**json.loads((STAGE / "manifest.json").read_text("utf-8")))
    target.write_bytes(archive(site, name, {"guide.pyz": packed(manifest), **_words()}))
    (folder / CHECKSUMS).write_text(checksums(site), "utf-8")
    return target


def _words() -> dict[str, bytes]:
    """Return what tells a host how to begin, in both languages."""
    folder = ROOT / "overrides" / "host"
    return {name: (folder / name).read_bytes() for name in hosted.READMES}


def _same(where: str) -> str:
    if where.startswith("http"):
        return (
            "every file of the release is served as it is; "
            "what else the server has cannot be seen from outside"
        )
    return "the copy is the release, file by file"


def main(arguments: list[str] | None = None) -> int:
    """Write a release, or compare a copy with one; return 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", default="", help="where the site will be served")
    kinds = parser.add_subparsers(dest="kind")
    verify = kinds.add_parser("verify")
    verify.add_argument("where", help="a folder, or an address like https://group.example/guide/")
    verify.add_argument("checksums", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.kind is None:
            print(f"  {write(ROOT / 'build' / 'release', chosen.address)}")
            return 0
        found = compare(chosen.where, chosen.checksums.read_text("utf-8"))
    except (ReleaseError, BuildError, OSError) as error:
        sys.exit(f"release: {error}")
    print("\n".join(found) if found else _same(chosen.where))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
