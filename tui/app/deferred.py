"""What a worker is to do, not begun yet: a coroutine that never is begun complains on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, cast


def deferred(
    of: Callable[..., Coroutine[Any, Any, None]], *given: object, **named: object
) -> Callable[[], None]:
    """Bind an async function to what it is given, for `run_worker`, which calls it once the worker begins.

    Nobody ever calls it where the screen is left before.
    """
    # So `run_worker` takes it, though its types say otherwise.
    return cast("Callable[[], None]", partial(of, *given, **named))
