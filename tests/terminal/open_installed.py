"""Opens an installed fangtan in a terminal, waits for the bundled interview's title, and leaves with q.

usage: python open_installed.py PATH/TO/fangtan

It stands alone, so that it can be run from a folder where nothing of the checkout can be imported.
"""

from __future__ import annotations

import os
import sys
import time
from typing import cast

import pexpect
import pyte

TITLE = "月之暗面杨植麟复盘大模型创业这一年"
PATIENCE = 60.0
"""Seconds to wait for the title and for the end."""


def main(command: str) -> int:
    """Open, look, leave; returns 0 where all of it went well."""
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": ""}
    child = pexpect.spawn(command, env=environment, dimensions=(40, 120), timeout=PATIENCE)
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    deadline = time.monotonic() + PATIENCE
    # A wide character leaves an empty cell behind it, and a narrow column breaks the title's line.
    while TITLE not in "".join("".join(screen.display).split()):
        if time.monotonic() > deadline or not child.isalive():
            print("no title on the screen:", *screen.display, sep="\n", file=sys.stderr)
            child.close(force=True)
            return 1
        try:
            stream.feed(cast("bytes", child.read_nonblocking(65536, timeout=1)))
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            break
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    if child.exitstatus != 0:
        print(f"left with {child.exitstatus}, signal {child.signalstatus}", file=sys.stderr)
        stream.feed(cast("bytes", child.before or b""))
        print(*screen.display, sep="\n", file=sys.stderr)
        return 1
    print("opened, read the title, left")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
