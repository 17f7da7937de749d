"""What `fangtan doctor` does: says what works in this terminal and what to set."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tui.cli.doctor.advice import advise
from tui.cli.doctor.findings import findings
from tui.cli.doctor.page import page
from tui.cli.output import print_json, say


def doctor(data: Path, json: bool) -> int:
    """Print the findings and the advice; returns 0, whatever they are."""
    # What reads a person's page from a pipe may be a pager, and that reads this terminal's keys as well: it
    # would take the answers, and keep the modes of the question for its own to restore.
    facts = findings(data, ask=json or not _is_pipe(1))
    advice = advise(facts)
    if json:
        print_json({**facts, "advice": advice})
    else:
        say(page(facts, advice))
    return 0


def _is_pipe(number: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(number).st_mode)
    except OSError:
        return False
