"""The server and the line of the bench: gzip, and on demand as slow as a phone in a bad place."""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from scripts.serve import Handler

PHONE = {"width": 390, "height": 844}
SLOW_CPU = 4
"""So many times slower is the page's own thread; browsers slow no worker."""
_PIECE = 4096


class Line:
    """A line that all connections share; it is slowed here, so that workers feel it too."""

    def __init__(self) -> None:
        self.bytes_per_second = 0.0  # none: as fast as this machine
        self.latency = 0.0  # seconds to the first byte of an answer
        self._free = 0.0
        self._lock = threading.Lock()

    def throttle(self, slow: bool) -> None:
        """Make the line a slow 4G one, or free again."""
        self.bytes_per_second, self.latency = (1_600_000 / 8, 0.150) if slow else (0.0, 0.0)

    def carry(self, count: int) -> None:
        """Wait until so many bytes have gone through."""
        if not self.bytes_per_second:
            return
        with self._lock:
            self._free = max(self._free, time.monotonic()) + count / self.bytes_per_second
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


@cache
def packed(path: Path) -> bytes:
    """Return a file with gzip."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Handler(Handler):
    """Everything with gzip over the line, without policy headers that the stock way cannot meet."""

    def __init__(self, *args, line: Line, **kwargs) -> None:
        self.line = line
        super().__init__(*args, **kwargs)

    def send_head(self):
        time.sleep(self.line.latency)
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def copyfile(self, source, outputfile) -> None:
        with suppress(ConnectionError):  # the visit was over
            while piece := source.read(_PIECE):
                self.line.carry(len(piece))
                outputfile.write(piece)


def slow_down(page, slow: bool) -> None:
    """Slow a page's own thread."""
    if slow:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})


def medians(times: dict[str, list[float]]) -> dict[str, float]:
    """Return the median of each row."""
    return {name: statistics.median(found) for name, found in times.items()}


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, Line]]:
    """Serve a folder; yield its address and its line."""
    line = Line()
    handler = partial(_Handler, directory=str(root), line=line)
    ThreadingHTTPServer.daemon_threads = True
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_address[1]}/", line
    finally:
        running.shutdown()


class Traffic:
    """The files a page asked for, with their size as stored and compressed."""

    def __init__(self, page, root: Path) -> None:
        self.root, self.paths = root, []
        page.context.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if url.startswith("http"):  # pictures within a style sheet travel with it
            self.paths.append(url)

    def sizes(self) -> dict[str, int]:
        """Return requests, and bytes as stored, with gzip and with brotli."""
        files = [self._file(url) for url in self.paths]
        return {
            "requests": len(files),
            "raw": sum(path.stat().st_size for path in files),
            "gzip": sum(len(packed(path)) for path in files),
            "brotli": sum(_brotli(tuple(files)).values()),
        }

    def _file(self, url: str) -> Path:
        path = self.root / url.split("://", 1)[1].split("/", 1)[1].split("?")[0]
        return path / "index.html" if path.is_dir() else path


_BROTLI = """
const { readFileSync } = require("node:fs"), { brotliCompressSync } = require("node:zlib");
const size = (path) => brotliCompressSync(readFileSync(path)).length;
const sizes = process.argv.slice(1).map((path) => [path, size(path)]);
console.log(JSON.stringify(Object.fromEntries(sizes)));
"""


@cache
def _brotli(files: tuple[Path, ...]) -> dict[str, int]:
    """Return each file's size with brotli, best quality; Node brings it, Python does not."""
    command = ["node", "-e", _BROTLI, *map(str, files)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
