"""The process in which a template runs: `python -m tui.export.template_process`.

It reads what `tui.export.template` asks, as JSON, puts out the text in UTF-8, and says on the last line of
standard error what was wrong, as JSON, or "{}". Whatever stands in the template, no more than its share of
memory and of a processor's time is taken, and no file is written.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

from tui.export.escape import Flavour, blockquote, escape

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

MEMORY = 512 << 20
"""Bytes that a template and the interpreter may take together."""


class Refused(Exception):
    """A template has gone beyond what it may.

    Attributes:
        kind, details: of the `ExportError` that is to be raised for it.
    """

    def __init__(self, kind: str, **details: str | int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details


def main() -> None:
    """Render one template, within bounds."""
    asked = json.load(sys.stdin.buffer)
    _bound(asked["seconds"])
    gc.disable()  # what is made here goes with the process
    told: dict[str, Any] = {}
    try:
        for piece in rendered(asked["text"], asked["contexts"], asked["limit"], asked["steps"]):
            sys.stdout.buffer.write(piece.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except Refused as refused:
        told = {"kind": refused.kind, **refused.details}
    except MemoryError:
        told = {"kind": "too-much"}
    except BrokenPipeError:
        os._exit(0)  # nobody waits for it any more
    sys.stderr.write("\n" + json.dumps(told))
    sys.stderr.flush()
    os._exit(0)


def _bound(seconds: int) -> None:
    """Take no more than this from now on."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
    ):
        hard = resource.getrlimit(kind)[1]
        # A system may bound memory otherwise, or not at all.
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(hard, most), hard))


def rendered(text: str, contexts: Sequence[dict[str, Any]], limit: int, steps: int) -> Iterator[str]:
    """Yield what a template puts out for each interview, in pieces; see `tui.export.template.render`.

    Raises:
        Refused: "template", "too-long", "too-slow" or "too-much".
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    length = 0
    try:
        environment = _environment(limit)
        environment.globals[_STEP] = _counter(steps)
        ready = environment.from_string(_counted(environment.parse(text)))
        for number, context in enumerate(contexts):
            for piece in chain(["\n"] if number else [], ready.generate(context)):
                length += len(piece)
                if length > limit:
                    raise Refused("too-long", limit=limit)
                yield piece
    except TemplateSyntaxError as error:
        raise _refused(error.lineno, error.message or str(error)) from None
    except TemplateError as error:
        raise _refused(_line_of(error), error.message or str(error)) from None
    except (Refused, BrokenPipeError):
        raise
    except MemoryError:
        raise Refused("too-much") from None
    except Exception as error:  # whatever a template's expression may raise: it is the user's code
        raise _refused(_line_of(error), f"{type(error).__name__}: {error}") from None


_STEP = "_fangtan_step"
"""What every loop calls; no template has a reason to."""

_LONGEST = 500
"""Characters of a reason."""


def _counter(steps: int) -> Callable[[], str]:
    """What each round of a loop calls: nothing to be seen, until there were too many."""
    left = steps

    def step() -> str:
        """Count one step, and refuse to go on after too many."""
        nonlocal left
        left -= 1
        if left < 0:
            raise Refused("too-slow")
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


def _refused(line: int, reason: str) -> Refused:
    return Refused("template", line=line, reason=" ".join(reason[:_LONGEST].split()))


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
            """Refuse what would multiply text beyond the limit."""
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
            """Refuse methods of text that fill it up to any width."""
            # A filling's width would get round the bound.
            if isinstance(obj, str) and attr in ("center", "ljust", "rjust", "zfill", "expandtabs"):
                return False
            return super().is_safe_attribute(obj, attr, value)

        def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
            """Refuse to format text."""
            wrapped = super().wrap_str_format(value)
            if wrapped is not None:
                raise SecurityError("format on text; use ~")
            return None

    environment = Bounded(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    for widening in ("center", "format"):
        del environment.filters[widening]
    del environment.globals["lipsum"]  # words without a meaning have no place among quotations
    filters: dict[str, Callable[..., str]] = {
        "markdown": lambda text: escape(str(text)),
        "obsidian": lambda text: escape(str(text), Flavour.OBSIDIAN),
        "line": lambda text: escape(" ".join(str(text).split())),
        "blockquote": lambda text: blockquote([escape(part) for part in str(text).split("\n")]),
    }
    environment.filters.update(filters)
    return environment


if __name__ == "__main__":
    main()
