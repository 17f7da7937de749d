"""What programs for meetings write line by line names each speaker itself: no vote, one turn a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tui.interview.model.interview import Interview, Kind
from tui.interview.reading import read_text

SAID = (("Una Vik", "Who has the key?"), ("Per Aas", "I do, it is under the mat."), ("Una Vik", "Which mat?"))


def said(interview: Interview) -> list[tuple[str, str]]:
    """Who says what, turn by turn."""
    return [
        (turn.speaker, " ".join(p.text[p.label :] for p in interview.paragraphs[turn.start : turn.end]
                                if p.kind is Kind.TEXT))
        for turn in interview.turns
    ]  # fmt: skip


def clock(number: int) -> str:
    return f"10:0{number}:07"


FORMS: dict[str, Callable[[int, str, str], str]] = {
    "to everyone": lambda n, who, words: f"{clock(n)} From {who} to Everyone: {words}",
    "to nobody": lambda n, who, words: f"{clock(n)}\t From  {who} : {words}",
    "directly": lambda n, who, words: f"{clock(n)} From {who} to Oda Li(Direct Message): {words}",
    "dated": lambda n, who, words: f"2024-03-01 {clock(n)} From {who} to Everyone:\n\t{words}",
    "on the next line": lambda n, who, words: f"{clock(n)} From {who} to Everyone:\n\t{words}",
    "between tabs": lambda n, who, words: f"{clock(n)}\t{who}:\t{words}",
    "in Chinese": lambda n, who, words: f"{clock(n)} 从 {who} 到 所有人: {words}",
    "in German": lambda n, who, words: f"{clock(n)} Von {who} an Alle: {words}",
    "spoken": lambda n, who, words: f"{who}\n{n} minutes 7 seconds\n{words}",
    "spoken on one line": lambda n, who, words: f"{who}   {n} minutes 7 seconds\n{words}\n",
    "spoken, copied": lambda n, who, words: (
        f"{who}\n{n} minutes 7 seconds\n{n}:07\n{who} {n} minutes 7 seconds\n{words}"
    ),
    "spoken in Chinese": lambda n, who, words: f"{who}\n{n} 分钟 7 秒\n{words}",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_name_is_a_turn(form: str) -> None:
    source = "\n".join(FORMS[form](n, *one) for n, one in enumerate(SAID, 1))
    interview = read_text(source, "x.txt")
    assert said(interview) == list(SAID)
    times = [time for _, time in interview.times]
    assert [time % 3_600_000 for time in times] == [67_000, 127_000, 187_000]


@pytest.mark.parametrize("form", FORMS)
def test_what_one_speaker_alone_says_is_theirs(form: str) -> None:
    source = "\n".join(FORMS[form](n, "Una Vik", f"Line {n} of it.") for n in (1, 2, 3))
    assert [speaker.name for speaker in read_text(source, "x.txt").speakers] == ["Una Vik"]


def test_further_lines_go_on_and_a_reply_does_not_say_what_it_replies_to() -> None:
    source = (
        "10:00:01 From Una Vik to Everyone:\n\tWho has the key?\n\tAnd the lamp?\n"
        '10:00:05 From Per Aas to Everyone:\n\tReplying to "Who has the key?"\n\n\tI do.\n'
        '10:00:09 From Oda Li to Everyone:\n\tReacted to "I do." with 👍\n'
    )
    assert said(read_text(source, "x.txt")) == [
        ("Una Vik", "Who has the key? And the lamp?"),
        ("Per Aas", "I do."),
        ("Oda Li", 'Reacted to "I do." with 👍'),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "It took her 3 minutes 20 seconds\nto open the door.\nThen he went in.\n",
        "10:02:03 From the hills a wind came.\nIt was cold.\n",
        "Trains\n10:05:00 From Bergen\n11:10:00 From Voss\n",
    ],
)
def test_other_lines_with_times_are_no_chat(source: str) -> None:
    assert read_text(source, "x.txt").format == "text"
