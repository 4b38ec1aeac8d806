"""``make bench``: size and speed beside a baseline, measured side by side in one run."""
