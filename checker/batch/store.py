"""The folder of one case: its texts, and the marker that says what they were made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from checker.batch.item import Result

MARKER = ".batch.json"
_LISTED = tuple(one.name for one in fields(Result) if one.type == "tuple[str, ...]")


@dataclass(frozen=True, slots=True)
class Folder:
    """One case's folder; texts are whole or absent, and the marker is written last."""

    path: Path

    def result(self, key: str) -> Result | None:
        """Return the result kept under *key*, if every text that belongs to it is there."""
        marker = self._marker()
        if marker["key"] != key or not all(
            (self.path / name).is_file() for name, _ in marker["texts"]
        ):
            return None
        return Result(**{k: tuple(v) if k in _LISTED else v for k, v in marker["result"].items()})

    def write(self, key: str, texts: Mapping[str, str], result: Result) -> int:
        """Put *texts* in place of the earlier ones; return how many were kept aside.

        What somebody has changed by hand is never lost: it stays under another name.
        """
        new = [(name, _digest(text.encode())) for name, text in texts.items()]
        earlier = self._marker()["texts"]
        self.path.mkdir(parents=True, exist_ok=True)
        # If this is interrupted, the next run still knows which texts are ours.
        self._mark("", [*earlier, *new], {})
        kept = self._remove([*earlier, *new])
        for name, text in texts.items():
            _write(self.path / name, text)
        self._mark(key, new, asdict(result))
        return kept

    def clear(self) -> int:
        """Take away what an earlier run wrote; return how many texts were kept aside."""
        earlier = self._marker()["texts"]
        kept = self._remove(earlier)
        (self.path / MARKER).unlink(missing_ok=True)
        _drop(self.path)
        return kept

    def _remove(self, texts: list[tuple[str, str]]) -> int:
        ours = {digest for _, digest in texts}
        paths = dict.fromkeys(self.path / name for name, _ in texts)
        kept = 0
        for path in paths:
            if not path.is_file():
                continue
            if _digest(path.read_bytes()) in ours:
                path.unlink()
            else:
                path.rename(next(one for one in _aside(path) if not one.exists()))
                kept += 1
        for folder in {path.parent for path in paths} - {self.path}:
            _drop(folder)
        return kept

    def _mark(self, key: str, texts: list[tuple[str, str]], result: dict[str, object]) -> None:
        marker = {"key": key, "texts": texts, "result": result}
        _write(self.path / MARKER, json.dumps(marker, ensure_ascii=False, indent=1) + "\n")

    def _marker(self) -> dict:
        """Return the marker; an empty one when there is none, or none that can be read."""
        nothing: dict = {"key": "", "texts": [], "result": {}}
        try:
            marker = json.loads((self.path / MARKER).read_text("utf-8"))
            texts = [(name, digest) for name, digest in marker["texts"] if _inside(name)]
            complete = set(marker["result"]) == {one.name for one in fields(Result)}
            key = marker["key"] if complete else ""
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return nothing
        return {"key": key, "texts": texts, "result": marker["result"]}


def _inside(name: str) -> bool:
    """Return whether a name in a marker, which anybody may have written, stays in its folder."""
    parts = name.split("/")
    return len(parts) <= 2 and "\\" not in name and ".." not in parts and "" not in parts


def digest(value: object) -> str:
    """Return the digest of JSON values; the same values give the same digest."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _digest(text.encode("utf-8", "surrogatepass"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, text: str) -> None:
    """Write a text whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    rough = path.with_name(f"{path.name}.rough")
    rough.write_bytes(text.encode())
    os.replace(rough, path)


def _drop(folder: Path) -> None:
    """Take away a folder in which nothing is left."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _aside(path: Path) -> Iterator[Path]:
    number = 1
    while True:
        yield path.with_name(f"{path.stem}-改过{number}{path.suffix}")
        number += 1
