"""A user's own Jinja2 template, run in Jinja's sandbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.export.errors import ExportError
from tui.export.escape import Flavour, blockquote, carried, escape
from tui.export.selection import Selection
from tui.export.words import attribution, cautions, section_words, title_of
from tui.kiosk.policy import current
from tui.quotes.quote import Quote

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LIMIT = 20_000_000
"""Code points that a template may put out; no honest one comes near."""

STEPS = 1_000_000
"""Rounds of loops and calls of macros that a template may take: a second, then it is given up."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template's text, and the name of the file it was read from ("" where there is none)."""

    text: str
    path: str = ""

    @property
    def extension(self) -> str:
        """The ending of what it makes: ".html" for "quotes.html.j2", ".tex" for "quotes.tex", else ".txt"."""
        name = Path(self.path).name
        for own in (".j2", ".jinja", ".jinja2"):
            name = name.removesuffix(own)
        return Path(name).suffix or ".txt"


def load(path: str | Path) -> Template:
    """Read a template.

    Raises:
        ExportError: "template", with the `reason`; "closed" in a kiosk.
    """
    if not current().files:
        raise ExportError("closed", str(path))
    try:
        return Template(Path(path).read_bytes().decode("utf-8-sig"), str(path))
    except OSError as error:
        raise ExportError("template", str(path), line=0, reason=error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise ExportError("template", str(path), line=0, reason="not UTF-8") from None


def render(selection: Selection, template: Template, limit: int = LIMIT, steps: int = STEPS) -> str:
    """What the template makes of the quotes.

    It sees `title`, `author`, `publisher`, `date`, `url`, `with_question` and `quotes`, each with id, text,
    paragraphs, speaker, speakers, turn, section, section_title, heading, place, percent, note, tags, colour,
    state, cautions, question, created; and the filters `markdown`, `obsidian`, `line` and `blockquote`.

    Args:
        selection: the quotes.
        template: the user's.
        limit: the most code points that it may put out.
        steps: the most rounds of loops and calls of macros.

    Raises:
        ExportError: "template" with the `line` (from 1; 0 unknown) and the `reason`; "too-long" with the
            `limit`; "too-slow" with the `steps`.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    pieces: list[str] = []
    length = 0
    try:
        environment = _environment(limit)
        environment.globals[_STEP] = _counter(template, steps)
        ready = environment.from_string(_counted(environment.parse(template.text)))
        for piece in ready.generate(_context(selection)):
            length += len(piece)
            if length > limit:
                raise ExportError("too-long", template.path, limit=limit)
            pieces.append(piece)
    except TemplateSyntaxError as error:
        raise _error(template, error.lineno, error.message or str(error)) from None
    except TemplateError as error:
        raise _error(template, _line_of(error), error.message or str(error)) from None
    except ExportError:
        raise
    except Exception as error:  # whatever a template's expression may raise: it is the user's code
        raise _error(template, _line_of(error), f"{type(error).__name__}: {error}") from None
    return carried("".join(pieces))


_STEP = "_fangtan_step"
"""What every loop calls; no template has a reason to."""


def _counter(template: Template, steps: int) -> Callable[[], str]:
    """What each round of a loop calls: nothing to be seen, until there were too many."""
    left = steps

    def step() -> str:
        nonlocal left
        left -= 1
        if left < 0:
            raise ExportError("too-slow", template.path, steps=steps)
        return ""

    return step


def _counted(tree: nodes.Template) -> nodes.Template:
    """A template's tree in which every loop and every macro counts its rounds: none can go on for ever."""
    from jinja2 import nodes

    loops: list[nodes.For | nodes.Macro | nodes.CallBlock] = [
        *tree.find_all(nodes.For), *tree.find_all(nodes.Macro), *tree.find_all(nodes.CallBlock)
    ]  # fmt: skip
    for node in loops:
        call = nodes.Call(nodes.Name(_STEP, "load"), [], [], None, None)
        output = nodes.Output([call]).set_lineno(node.lineno, override=True)
        if tree.environment:
            output.set_environment(tree.environment)
        node.body.insert(0, output)
    return tree


def _error(template: Template, line: int, reason: str) -> ExportError:
    return ExportError("template", template.path, line=line, reason=" ".join(reason.split()))


def _line_of(error: BaseException) -> int:
    """The template's line that an error rose from; Jinja writes those lines into the traceback."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _environment(limit: int) -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Bounded(ImmutableSandboxedEnvironment):
        """The sandbox, with products and powers kept from filling the memory."""

        intercepted_binops = frozenset(("*", "**", "%"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            sized = next((side for side in (left, right) if hasattr(side, "__len__")), None)
            if operator == "*" and sized is not None:
                times = right if sized is left else left
                if isinstance(times, int) and len(sized) * times > limit:
                    raise SecurityError("a product too long")
            elif operator == "**" and isinstance(right, int) and abs(right) > 1000:
                raise SecurityError("a power too high")
            elif operator == "%" and isinstance(left, str):
                raise SecurityError("% on text; use ~")
            return super().call_binop(context, operator, left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            # A filling's width would get round the bound.
            if isinstance(obj, str) and attr in ("center", "ljust", "rjust", "zfill", "expandtabs"):
                return False
            return super().is_safe_attribute(obj, attr, value)

        def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
            wrapped = super().wrap_str_format(value)
            if wrapped is not None:
                raise SecurityError("format on text; use ~")
            return None

    environment = Bounded(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    for widening in ("center", "format"):
        del environment.filters[widening]
    filters: dict[str, Callable[..., str]] = {
        "markdown": lambda text: escape(str(text)),
        "obsidian": lambda text: escape(str(text), Flavour.OBSIDIAN),
        "line": lambda text: escape(" ".join(str(text).split())),
        "blockquote": lambda text: blockquote([escape(part) for part in str(text).split("\n")]),
    }
    environment.filters.update(filters)
    return environment


def _context(selection: Selection) -> dict[str, Any]:
    """Plain values alone: nothing that a template could act with."""
    credits = selection.interview.credits
    return {
        "title": title_of(selection.interview),
        "author": credits.author,
        "publisher": credits.publisher,
        "date": credits.date,
        "url": credits.url,
        "with_question": selection.with_question,
        "quotes": [_values(selection, quote) for quote in selection.quotes],
    }


def _values(selection: Selection, quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "text": quote.text,
        "paragraphs": [segment.text for segment in quote.segments],
        "speaker": quote.speaker,
        "speakers": list(quote.speakers),
        "turn": quote.turn,
        "section": quote.section,
        "section_title": quote.section_title,
        "heading": section_words(selection, quote),
        "place": attribution(selection, quote),
        "percent": selection.percent(quote),
        "note": quote.note,
        "tags": list(quote.tags),
        "colour": quote.colour,
        "state": quote.state.value,
        "cautions": cautions(selection.interview, quote),
        "question": {
            "speaker": quote.question[0].label if quote.question else "",
            "text": "\n".join(segment.words for segment in quote.question),
        },
        "created": quote.created,
    }
