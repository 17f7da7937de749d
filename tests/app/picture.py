"""Make the pictures of the README from the running application: `python tests/app/picture.py`.

They are taken headless at 120 × 40 cells, with a collection of their own that is thrown away afterwards.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from tui.app.terminal import prepare_environment

prepare_environment()
# Pictures have all colours, whatever the terminal that they are made in.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"

from tui.app.application import FangtanApp  # noqa: E402 (the environment comes before Textual)
from tui.app.screens.reading import ReadingScreen  # noqa: E402
from tui.interview.reading import read  # noqa: E402
from tui.locale import set_language  # noqa: E402
from tui.paths import bundled_interview  # noqa: E402
from tui.settings import Settings  # noqa: E402

FOLDER = Path(__file__).parents[2] / ".pictures"
SIZE = (120, 40)


def plain_fonts(svg: str) -> str:
    """The picture without fonts that would be fetched from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)
    return svg.replace("Fira Code", "Noto Sans Mono CJK SC, Sarasa Mono SC, monospace")


async def take(folder: Path) -> None:
    """Read a little, collect three quotes, search, and take the picture."""
    with tempfile.TemporaryDirectory() as data:
        app = FangtanApp(read(bundled_interview()), [], settings=Settings(), data=Path(data))
        async with app.run_test(size=SIZE) as pilot:
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            await app.workers.wait_for_complete()
            await pilot.press("right_square_bracket", "right_curly_bracket", "a")
            await pilot.press("right_curly_bracket", "right_curly_bracket", "j", "a", "j", "j", "a")
            await app.workers.wait_for_complete()
            app.clear_notifications()
            await pilot.press("slash", *"changwenben")
            await app.workers.wait_for_complete()
            await pilot.press("down", "down")
            await pilot.pause()
            svg = app.export_screenshot(title="fangtan")
    folder.mkdir(exist_ok=True)
    (folder / "reading.svg").write_text(plain_fonts(svg), "utf-8")


if __name__ == "__main__":
    set_language(sys.argv[1] if len(sys.argv) > 1 else "zh_CN")
    asyncio.run(take(FOLDER))
    print(FOLDER / "reading.svg")
