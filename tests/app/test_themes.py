"""The themes: what must be told apart can be, in all colours and in sixteen."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color, rgb_to_lab
from textual.theme import Theme

from tests.app.conftest import Opening
from tui.app.text_styles import STYLES, VOICES, Palette
from tui.app.themes import THEMES, is_dark, variant
from tui.quotes.quote import Colour
from tui.settings import Settings

FEW = [theme for theme in THEMES if theme.name.endswith("-16")]
BACKGROUNDS = ("page", "quote", "cursor", "hit", "hit-in-hand", "selection")


def palette(theme: Theme) -> Palette:
    return Palette({**theme.to_color_system().generate(), **theme.variables})


def sixteen(style: Style) -> tuple[int | None, int | None]:
    """The colours as a terminal of sixteen gets them: of the words, and behind them."""
    return tuple(  # type: ignore[return-value]
        colour.downgrade(ColorSystem.STANDARD).number if colour else None
        for colour in (style.color, style.bgcolor)
    )


@pytest.mark.parametrize("theme", FEW, ids=lambda theme: theme.name)
def test_sixteen_colours_keep_apart_who_speaks_and_what_is_marked(theme: Theme) -> None:
    styles = palette(theme)
    voices = [sixteen(styles.style("page", f"voice-{number}"))[0] for number in range(VOICES)]
    assert len(set(voices)) == VOICES
    marks = [sixteen(styles.style("page", *([name] if name != "page" else [])))[1] for name in BACKGROUNDS]
    for (one, first), (other, second) in combinations(zip(BACKGROUNDS, marks, strict=True), 2):
        assert first != second, (one, other)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_each_voice_is_seen_to_be_another_one(theme: Theme) -> None:
    styles = palette(theme)

    def lab(name: str) -> tuple[float, ...]:
        colour = styles.style("page", name).color
        assert colour is not None
        seen = rgb_to_lab(Color.from_rich_color(colour))
        return seen.L, seen.a, seen.b

    voices = [lab(f"voice-{number}") for number in range(VOICES)]
    # A difference of 30 in L*a*b* is seen at a glance, one of 10 only side by side.
    assert min(dist(one, other) for one, other in combinations(voices, 2)) > 30


@pytest.mark.parametrize("theme", FEW, ids=lambda theme: theme.name)
def test_nothing_is_painted_in_the_colour_behind_it(theme: Theme) -> None:
    styles = palette(theme)
    texts = ["answer", "question", "title", "heading", "subtitle", "caption", "credit", "stage", "more"]
    for words in texts:
        for mark in BACKGROUNDS:
            colour, behind = sixteen(styles.style("page", words, mark))
            assert colour != behind, (words, mark)
    for name in STYLES:
        if name.startswith(("ruler", "footer")):
            colour, behind = sixteen(styles.style(name))
            assert colour != behind or name in ("ruler-window", "ruler-track"), name


async def test_a_terminal_of_sixteen_colours_gets_them(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    async with opening(settings=Settings(theme="light")) as opened:
        assert opened.app.theme == "fangtan-light-16"
        await opened.press("T")
        assert opened.app.theme == "fangtan-dark-16"
    async with opening() as opened:
        assert opened.app.theme == "fangtan-dark-16"
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    async with opening() as opened:
        assert opened.app.theme == "fangtan-dark"


async def test_what_is_set_goes_before_what_was_used_last(opening: Opening) -> None:
    async with opening() as opened:
        assert (opened.app.theme, opened.screen.reader.glosses_dimmed) == ("fangtan-dark", False)
        await opened.press("T", "i")
        assert (opened.app.theme, opened.screen.reader.glosses_dimmed) == ("fangtan-light", True)
    for settings, theme, dimmed in (
        (Settings(), "fangtan-light", True),
        (Settings(theme="dark", glosses="plain"), "fangtan-dark", False),
        (Settings(theme="light", glosses="dim"), "fangtan-light", True),
    ):
        async with opening(settings=settings) as again:
            assert (again.app.theme, again.screen.reader.glosses_dimmed) == (theme, dimmed)


def test_a_theme_has_both_variants() -> None:
    for theme in THEMES:
        assert {variant(theme.name, few=few) for few in (False, True)} <= {one.name for one in THEMES}
        assert is_dark(theme.name) == theme.dark


def test_every_theme_has_each_colour_that_is_asked_for() -> None:
    asked = {name for style in STYLES.values() for name in re.findall(r"\$([\w-]+)", style)}
    own = set(THEMES[0].variables)
    assert len(asked & own) > 15
    for theme in THEMES:
        assert set(theme.variables) == own
        assert theme.variables["quoted"] != theme.variables["found"] != theme.variables["selecting"]


def test_each_colour_of_a_quote_is_the_same_in_text_margin_and_panel() -> None:
    names = sorted({name for style in STYLES.values() for name in re.findall(r"\$([\w-]+)", style)})
    made_up = {name: f"#0000{number:02x}" for number, name in enumerate(names, 1)}
    palette = Palette(made_up)

    def behind(name: str) -> str:
        colour = palette.style(name).bgcolor
        return colour.name if colour else ""

    for number, colour in enumerate(Colour, 1):
        assert behind(f"quote-{colour}") == made_up[f"quoted-{number}"], colour
        assert behind(f"stripe-{number}") == made_up[f"colour-{number}"], colour
        sign = palette.style(f"sign-{number}").color
        assert sign is not None
        assert sign.name == made_up[f"colour-{number}"], colour
    assert behind("quote") == made_up["quoted"]
    voices = [palette.style(f"voice-{number}").color for number in range(VOICES)]
    assert len(set(voices)) == VOICES
