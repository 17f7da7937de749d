"""The bundled interview edited in every way that a file is edited, and quotes of it found again, or not.

It is known of each character where it went, so of each quote where it has to be found.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tui.interview.model.interview import Interview
from tui.quotes.anchoring.anchor import find
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.quote import Quote, State
from tui.text.matchkey import fold

from . import edits, parallel
from .chatter import HABITS, chatter, sentences
from .edits import (
    LOOSE,
    Edit,
    Script,
    beside_a_copy,
    copies,
    fault,
    noise,
    one_copy_gone,
    said_by_the_other,
    some,
    span_of,
    stood,
    unlabelled,
)  # fmt: skip
from .making import make_seed

SURE = (State.OK, State.CHANGED)


class Outcome:
    """What became of quotes of a text that was edited.

    Attributes:
        states: of each quote.
        faults: of those that are shown as sure and are not what they were.
        placed: how many have a passage that is where they went, whatever their state.
        left: how many have any of their words left.
    """

    def __init__(
        self,
        old: Interview,
        quotes: list[Quote],
        script: Script,
        read: Callable[[str], Interview] = make_seed,
    ) -> None:
        new = read(script.text)
        stream, then = Stream(new), Stream(old).key
        self.states: list[State] = []
        self.faults: list[str] = []
        self.placed = self.left = 0
        for quote in quotes:
            state, passage = find(stream, quote, then=lambda: then)
            self.states.append(state)
            if wrong := fault(quote, script, old, new, state, passage):
                self.faults.append(f"{quote.text!r}: {wrong}")
            there = script.now(*span_of(old, unlabelled(old, stood(quote))))
            self.left += there is not None
            if there and passage:
                found = span_of(new, unlabelled(new, passage))
                self.placed += abs(found[0] - there[0]) + abs(found[1] - there[1]) <= LOOSE

    @property
    def sure(self) -> float:
        """Which part of the quotes is shown as sure."""
        return sum(state in SURE for state in self.states) / len(self.states)


def after(seed: Interview, name: str, *done: Edit, least: int = 8, count: int = 60) -> Outcome:
    """Some quotes of the seed after edits, all drawn by a name."""
    rng = random.Random(name)
    quotes = some(seed, Stream(seed), rng, count, least)
    script = Script.of(seed.source)
    for edit in done:
        script = edit(script, rng)
    return Outcome(seed, quotes, script)


@pytest.mark.parametrize("draw", range(2))
@pytest.mark.parametrize("rate", [0.0, 0.01, 0.02, 0.05])
def test_with_little_noise_nearly_all_are_found_where_they_stand(
    seed: Interview, rate: float, draw: int
) -> None:
    outcome = after(seed, f"{rate} {draw}", noise(rate))
    assert outcome.faults == []
    assert outcome.placed >= 0.95 * len(outcome.states)
    assert outcome.sure >= 0.95 - 6 * rate


@pytest.mark.parametrize("rate", [0.1, 0.15, 0.2])
def test_with_much_noise_none_is_sure_at_a_wrong_place(seed: Interview, rate: float) -> None:
    outcome = after(seed, f"{rate}", noise(rate))
    assert outcome.faults == []
    assert outcome.placed >= 0.8 * len(outcome.states)


@pytest.mark.parametrize("least", [4, 8])
@pytest.mark.parametrize(
    ("edit", "sure"),
    [
        (edits.light, 0.8),
        (edits.repunctuated, 0.95),
        (edits.traditional, 0.95),
        (edits.relined, 0.95),
        (edits.moved, 0.9),
        (edits.recounted, 0.0),
        (edits.contradicted, 0.0),
        (edits.relabelled, 0.0),
        (edits.unsaid, 0.0),
        (edits.halved, 0.0),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_an_edit_of_the_whole_text(seed: Interview, edit: Edit, sure: float, least: int) -> None:
    outcome = after(seed, f"{edit.__name__} {least}", edit, least=least)
    assert outcome.faults == []
    assert outcome.sure >= sure
    if sure:
        assert outcome.placed >= 0.95 * outcome.left


@pytest.mark.parametrize("draw", range(8))
def test_several_edits_one_after_another(seed: Interview, draw: int) -> None:
    rng = random.Random(f"several {draw}")
    every = [
        edits.light, edits.repunctuated, edits.traditional, edits.relined, edits.moved, edits.recounted,
        edits.contradicted, edits.relabelled, edits.unsaid, edits.halved, noise(0.02), noise(0.1),
    ]  # fmt: skip
    chosen = rng.sample(every, 3)
    outcome = after(seed, f"several {draw}", *chosen, least=rng.choice([4, 8]))
    assert outcome.faults == [], [edit.__name__ for edit in chosen]


@pytest.mark.parametrize("rate", [0.0, 0.05])
@pytest.mark.parametrize("gone", [True, False])
@pytest.mark.parametrize("draw", range(2))
def test_what_the_other_says_too_is_not_taken_for_it(
    seed: Interview, draw: int, gone: bool, rate: float
) -> None:
    rng = random.Random(f"other {draw} {gone} {rate}")
    quotes = some(seed, Stream(seed), rng, 60)
    script = said_by_the_other(quotes, seed, gone=gone)(Script.of(seed.source), rng)
    outcome = Outcome(seed, quotes, noise(rate)(script, rng))
    assert outcome.faults == []
    if not gone:
        assert outcome.placed >= 0.95 * len(quotes)


def test_a_quote_whose_paragraph_is_gone_is_never_sure(seed: Interview) -> None:
    for quote in some(seed, Stream(seed), random.Random("gone"), 15):
        first, last = quote.segments[0].paragraph, quote.segments[-1].paragraph
        start, end = seed.paragraphs[first].span[0], seed.paragraphs[last].span[1]
        script = Script.of(seed.source).edited([(start, end, "")])
        outcome = Outcome(seed, [quote], script)
        assert outcome.states[0] not in SURE, quote.text


@pytest.mark.parametrize(
    ("edit", "count"), [(edits.recounted, 30), (edits.contradicted, 30)], ids=["numbers", "denials"]
)
def test_each_other_number_and_each_lost_denial_is_seen(seed: Interview, edit: Edit, count: int) -> None:
    rng = random.Random(edit.__name__)
    script = edit(Script.of(seed.source), rng)
    new = make_seed(script.text)
    stream, touched = Stream(new), 0
    for quote in some(seed, Stream(seed), rng, 200):
        there = script.now(*span_of(seed, stood(quote)))
        assert there
        if edits.weight(script.text[slice(*there)]) != edits.weight(quote.text):
            touched += 1
            assert find(stream, quote)[0] not in SURE, (quote.text, script.text[slice(*there)])
    assert touched >= count


def test_a_clause_replaced_at_an_end_is_for_a_person(seed: Interview) -> None:
    rng = random.Random("clause")
    stream = Stream(seed)
    for quote in some(seed, stream, rng, 20, least=40):
        start, end = span_of(seed, stood(quote))
        size = min(20, (end - start) // 4)
        cut = (start, start + size) if rng.random() < 0.5 else (end - size, end)
        if "\n" in seed.source[slice(*cut)]:
            continue
        other = "换成了谁也没有听见过的另外一句话来说完"[:size]
        outcome = Outcome(seed, [quote], Script.of(seed.source).edited([(*cut, other)]))
        assert outcome.states[0] not in SURE, quote.text


@pytest.mark.parametrize("kind", parallel.KINDS)
def test_what_is_nearly_the_same_is_not_taken_for_it(kind: str) -> None:
    rng = random.Random(f"{kind} 1")
    talk = parallel.talk(rng, kind)
    stream = Stream(talk)
    quotes = sentences(talk, stream, rng, 12) + some(talk, stream, rng, 6, least=4)
    for done in rng.sample(parallel.edits_of(quotes, talk), 6):
        script = Script.of(talk.source)
        for edit in done:
            script = edit(script, rng)
        assert Outcome(talk, quotes, script, parallel.read).faults == [], done


@pytest.mark.parametrize("kind", parallel.KINDS)
def test_nothing_is_changed_into_another_while_its_own_words_stand(kind: str) -> None:
    rng = random.Random(f"{kind} 2")
    talk = parallel.talk(rng, kind)
    then = Stream(talk)
    quotes = sentences(talk, then, rng, 12) + some(talk, then, rng, 6, least=8)
    for _ in range(3):
        # Where two things change their names everywhere, nobody can say which place is the quote's.
        today = Stream(parallel.read(parallel.exchanged(Script.of(talk.source), rng).text))
        for quote in quotes:
            state, passage = find(today, quote, then=lambda: then.key)
            words = today.interview.words(passage) if passage else ""
            assert not beside_a_copy(quote, today.key, words, state), (quote.text, words)
            assert state is not State.OK or fold(words) == fold(quote.text)


@pytest.mark.parametrize("habit", HABITS)
def test_what_people_say_again_and_again_is_not_found_at_another_time(seed: Interview, habit: str) -> None:
    rng = random.Random(habit)
    talk = make_seed(
        chatter(rng, habit, "".join(char for char in seed.source if "\u4e00" <= char <= "\u9fff"))
    )
    stream = Stream(talk)
    quotes = sentences(talk, stream, rng, 24) + some(talk, stream, rng, 12, least=4)
    twice = [quote for quote in quotes if copies(stream.key, quote) > 1] or quotes
    for done in (
        [one_copy_gone(twice, talk)],
        [one_copy_gone(twice, talk, 20)],
        [one_copy_gone(twice, talk), noise(0.02)],
        [one_copy_gone(twice, talk), edits.moved],
        [edits.unsaid, noise(0.03)],
        [edits.halved],
    ):
        script = Script.of(talk.source)
        for edit in done:
            script = edit(script, rng)
        assert Outcome(talk, quotes, script).faults == []
    for edit in (noise(0.01), noise(0.05)):
        outcome = Outcome(talk, quotes, edit(Script.of(talk.source), rng))
        assert outcome.faults == []
        assert outcome.placed >= 0.95 * outcome.left
