"""Serve the built site on this machine: right types, no directory listing, our 404 page."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from scripts import policy

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
FIRST_PORT, LAST_PORT = 8000, 8099

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder; everything under a digest may be kept for ever."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Add the caching and safety headers that any server of the site should send."""
        for name, value in policy.headers(self.within(urlsplit(self.path).path)).items():
            self.send_header(name, value)
        super().end_headers()

    def within(self, path: str) -> str:
        """Return an address's path relative to the site, which here has the server to itself."""
        return path.removeprefix("/")

    def list_directory(self, path):
        """Answer with the 404 page instead of a listing."""
        self.send_error(404)

    def send_error(self, code, message=None, explain=None) -> None:
        """Send the site's own 404 page where there is one."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        """Keep the terminal calm: only errors are worth a line."""
        if len(args) > 1 and str(args[1]).startswith(("4", "5")):
            super().log_message(format, *args)


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server for *folder*; port 0 takes any free one."""
    ThreadingHTTPServer.daemon_threads = True
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))


def _free(folder: Path, wanted: int | None) -> ThreadingHTTPServer:
    ports = [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1)
    for port in ports:
        try:
            return server(folder, port)
        except OSError:
            continue
    taken = wanted or f"{FIRST_PORT}–{LAST_PORT}"
    sys.exit(f"serve: port {taken} is taken; choose another, for example `make serve PORT=9000`")


def main() -> None:
    """Serve until interrupted, after printing the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=SITE)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 0))
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        sys.exit("serve: there is no built site yet; run `make build` first")
    try:
        policy.framing()
    except policy.PolicyError as error:
        sys.exit(f"serve: {error}")
    running = _free(options.site, options.port or None)
    address = f"http://127.0.0.1:{running.server_address[1]}/"
    print(f"\n  中文     {address}\n  English  {address}en/", flush=True)
    print(f"  自查     {address}checker/\n\n  Stop with Ctrl+C.", flush=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        print("\nStopped.")


if __name__ == "__main__":
    main()
