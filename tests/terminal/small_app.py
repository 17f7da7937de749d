"""A small application on the same driver, run as a program by the tests; says what it does on its screen."""

from __future__ import annotations

import sys
import threading
import time

from tui.app.terminal.capabilities import prepare_environment

prepare_environment()

from textual import events  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.widgets import Static  # noqa: E402

from tui.app.terminal import signals  # noqa: E402
from tui.app.terminal.driver import FangtanDriver  # noqa: E402
from tui.app.textual_patches.caret import FollowsCaret  # noqa: E402
from tui.app.textual_patches.caret_input import CaretInput  # noqa: E402
from tui.app.textual_patches.key_order import KeysInOrder  # noqa: E402


class SmallApp(KeysInOrder, FollowsCaret, App[None]):
    CSS = "#filler { height: 1fr; } CaretInput { border: none; padding: 0; height: 1; }"
    BINDINGS = [  # noqa: RUF012
        ("ctrl+z", "suspend_process"),
        ("ctrl+q", "quit"),
        ("f2", "stall"),
        ("f3", "flood"),
    ]
    resizes = 0

    def on_load(self) -> None:
        signals.install(self)

    def compose(self) -> ComposeResult:
        yield Static("ready", id="filler")
        yield CaretInput(id="line")
        yield Static("", id="typed", markup=False)

    def on_input_changed(self, event: CaretInput.Changed) -> None:
        self.query_one("#typed", Static).update(f"typed[{event.value}]")

    def on_resize(self, event: events.Resize) -> None:
        self.resizes += 1
        self.query_one("#filler", Static).update(f"ready {event.size.width}x{event.size.height}")

    def action_stall(self) -> None:
        """Hang the event loop, as a stalled line does."""
        self.query_one("#filler", Static).update("stalling")
        self.call_after_refresh(threading.Event().wait)

    def action_flood(self) -> None:
        """Send more than any terminal takes that does not read."""
        driver = self._driver
        assert driver is not None
        while True:
            # A title: what draws is sent once only.
            driver.write("\x1b]0;" + "x" * 65536 + "\x07")

    def on_unmount(self) -> None:
        print(f"resizes {self.resizes}", file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    app = SmallApp(driver_class=FangtanDriver)
    app.run()
    if "--linger" in sys.argv:
        time.sleep(600)
    signals.left()
    sys.exit(app.return_code)
