from __future__ import annotations

from collections.abc import Callable

import pytest

from tui.interview.reading import read

from .making import SEED, Searched, interview_of


@pytest.fixture
def searched() -> Callable[..., Searched]:
    return lambda *texts: Searched(interview_of(*texts))


@pytest.fixture(scope="session")
def seed() -> Searched:
    return Searched(read(SEED))
