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

from tui.app.terminal.capabilities import prepare_environment

prepare_environment()
# Pictures have all colours, whatever the terminal that they are made in.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"

from tui.app.application import FangtanApp  # noqa: E402 (the environment comes before Textual)
from tui.app.reading.screen import ReadingScreen  # noqa: E402
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


def combined(frames: list[tuple[str, float]]) -> str:
    """One picture that shows several after each other, each for so many seconds, over and over."""
    whole = sum(seconds for _svg, seconds in frames)
    rules, groups, begun = [], [], 0.0
    head = frames[0][0][: frames[0][0].index(">") + 1]
    for number, (svg, seconds) in enumerate(frames):
        start, end = 100 * begun / whole, 100 * (begun + seconds) / whole
        begun += seconds
        # Classes and clips are called by a number that Textual makes anew for each picture.
        body = svg[len(head) : svg.rindex("</svg>")]
        for name in set(re.findall(r"terminal-[0-9a-f]+", body)):
            body = body.replace(name, f"frame{number}")
        rules.append(
            f"@keyframes f{number} {{ 0% {{ visibility: {'visible' if number == 0 else 'hidden'} }}"
            f" {start:.2f}% {{ visibility: visible }} {end:.2f}%, 100% {{ visibility: hidden }} }}"
            f" #f{number} {{ animation: f{number} {whole:g}s step-end infinite; visibility: hidden }}"
        )
        groups.append(f'<g id="f{number}">{body}</g>')
    return head + "<style>" + "\n".join(rules) + "</style>" + "\n".join(groups) + "</svg>"


async def film(folder: Path) -> None:
    """Find a half-remembered sentence, collect it, and open the export, frame by frame."""
    frames: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as data:
        app = FangtanApp(read(bundled_interview()), [], settings=Settings(), data=Path(data))
        async with app.run_test(size=(100, 28)) as pilot:

            async def shot(seconds: float, *keys: str) -> None:
                await pilot.press(*keys)
                while app.workers:
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                app.clear_notifications()
                await pilot.pause()
                frames.append((plain_fonts(app.export_screenshot(title="fangtan")), seconds))

            await shot(1.5)
            await shot(0.6, "slash")
            for key in ("c", "h", "a", "n", "g"):
                await shot(0.25, key)
            await shot(1.2, *"wenben")
            await shot(0.8, "down")
            await shot(1.2, "enter")
            await shot(1.5, "a")
            await shot(2.5, "e")
    (folder / "screencast.svg").write_text(combined(frames), "utf-8")


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
    asyncio.run(film(FOLDER))
    print(FOLDER / "reading.svg", FOLDER / "screencast.svg")
