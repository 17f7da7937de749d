"""How long the index of one interview takes and what memory; prints JSON, a part of search.py."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from tui.interview.reading import read


def megabytes(field: str) -> float:
    """The memory of this process, as the system counts it: VmRSS now, VmHWM at most so far."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(field + ":")[1].split()[0]) / 1024


def main() -> None:
    interview = read(sys.argv[1])
    # As the application does once the first page is shown.
    gc.collect()
    gc.freeze()
    Path("/proc/self/clear_refs").write_text("5")  # the highest so far begins anew
    before = megabytes("VmRSS")
    begun = time.perf_counter()
    from tui.search.engine import Engine

    engine = Engine(interview)
    engine.search("访谈")
    exact = time.perf_counter() - begun
    engine.prepare()
    whole = time.perf_counter() - begun
    grown, peak = megabytes("VmRSS") - before, megabytes("VmHWM") - before
    print(json.dumps({"exact": exact * 1000, "all": whole * 1000, "grown": grown, "peak": peak}))


if __name__ == "__main__":
    main()
