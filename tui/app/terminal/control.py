"""What the application asks of its terminal, whatever driver it runs with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.app.terminal.driver import FangtanDriver
from tui.app.textual_patches.application_access import driver_of, is_leaving

if TYPE_CHECKING:
    from textual.app import App


def _own_driver(app: App[Any]) -> FangtanDriver | None:
    driver = driver_of(app)
    return driver if isinstance(driver, FangtanDriver) else None


def repaint(app: App[Any]) -> None:
    """Draw the whole screen anew, over what another program may have written on the terminal."""
    if driver := _own_driver(app):
        driver.repaint()


def report_mouse(app: App[Any], wanted: bool) -> None:
    """Have the terminal tell of the mouse, or leave the mouse to the terminal, which selects with it."""
    if driver := _own_driver(app):
        # Switched on at the end it would go on after it, in the shell.
        driver.report_mouse(wanted, at_once=not wanted or not is_leaving(app))


def round_trip(app: App[Any]) -> float:
    """Return the seconds from a frame to the terminal's answer; 0 where they are not known."""
    driver = _own_driver(app)
    return driver.round_trip if driver else 0.0


def restore_terminal(app: App[Any]) -> None:
    """Give the terminal back at once, whatever state the application is in."""
    if driver := _own_driver(app):
        driver.restore_at_once()


def hurry(app: App[Any]) -> None:
    """Leave without waiting for a terminal that takes nothing; may be called by a signal's handler."""
    if driver := _own_driver(app):
        driver.hurry()


def write_to_terminal(app: App[Any], data: str) -> bool:
    """Send a control sequence in between frames; false where there is no terminal to send it to.

    Textual offers this for the bell and a bare OSC 52 alone.
    """
    driver = driver_of(app)
    if driver is None or driver.is_headless:
        return False
    driver.write(data)
    driver.flush()
    return True
