"""What to set, in sentences, from what was found."""

from __future__ import annotations

import os
from typing import Any

from tui.cli.doctor.widths import width_advice
from tui.locale import _

SLOW = 100
"""Milliseconds from a question to its answer from which on a line is slow."""

LEAST_SIZE = (60, 20)
"""Columns and rows from which on everything is usable."""


def advise(facts: dict[str, Any]) -> list[str]:
    """List advice on what to set, in sentences, from what was found."""
    advice = []
    terminal, tmux = facts["terminal"], facts["tmux"]
    if terminal["problem"]:
        advice.append(_("The reader can't open here: {reason}").format(reason=terminal["problem"]))
    if terminal["size"] and (terminal["size"][0] < LEAST_SIZE[0] or terminal["size"][1] < LEAST_SIZE[1]):
        advice.append(_("The terminal is small; from {columns} × {rows} on everything is usable.").format(
            columns=LEAST_SIZE[0], rows=LEAST_SIZE[1]))  # fmt: skip
    if terminal["term"] == "linux":
        advice.append(
            _("The console of Linux has no Chinese letters; use kmscon, fbterm or a desktop there.")
        )
    if os.environ.get("NO_COLOR") is not None:
        advice.append(_("NO_COLOR is set, so everything is grey; signs tell the same. Unset it for colours."))
    if facts["clipboard"]["ssh"] and facts["widths"]["milliseconds"] > SLOW:
        advice.append(_("The line is slow; ssh -C sends a third of the bytes."))
    if facts["screen"]["inside"] and not tmux["inside"]:
        advice.append(_("GNU screen needs screen -U for Chinese; it passes the clipboard on as it is."))
    if tmux["inside"]:
        if tmux["set_clipboard"] == "off":
            advice.append(_("tmux keeps the clipboard to itself; in ~/.tmux.conf: set -s set-clipboard on"))
        if facts["colours"] == "256":
            advice.append(_("tmux shows 256 colours; for all of them set COLORTERM=truecolor."))
    elif not (terminal["problem"] or (facts["clipboard"]["desktop"] and facts["clipboard"]["native"])):
        advice.append(_("Copying goes through the terminal (OSC 52); some terminals ask to allow that."))
    advice += width_advice(facts["widths"], facts["settings"]["path"])
    if not facts["data"]["writable"]:
        advice.append(
            _("The folder of the collection can't be written; choose another with --data or FANGTAN_DATA.")
        )
    if facts["data"]["journal"] not in ("", "wal"):
        advice.append(
            _("The collection is on a file system without shared memory; use one window at a time.")
        )
    if facts["settings"]["problem"]:
        advice.append(facts["settings"]["problem"])
    return advice
