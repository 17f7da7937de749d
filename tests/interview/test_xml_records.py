"""XML that says who speaks, or when, in attributes or in elements of their own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.test_chats import said
from tests.interview.test_partition import assert_partition
from tui.interview.reading import read_text

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SAID = [("Una Vik", "Who has the key?"), ("Per Aas", "I do, you know."), ("Una Vik", "Which mat?")]


def each(form: str) -> str:
    numbers = {"Una Vik": "s1", "Per Aas": "s2"}
    return "".join(
        form.format(who=who, number=numbers[who], words=words, n=n * 5)
        for n, (who, words) in enumerate(SAID, 1)
    )


TABLE = '<Speakers><Speaker id="s1" name="Una Vik"/><Speaker id="s2" name="Per Aas"/></Speakers>'
FORMS = {
    "Transcriber": f"<Trans>{TABLE}<Episode><Section type='report' startTime='0'>"
    + each('<Turn speaker="{number}" startTime="{n}">\n<Sync time="{n}"/>\n{words}\n</Turn>\n')
    + "</Section></Episode></Trans>",
    "segments": "<data>"
    + each("<segment><start>{n}</start><end>9</end><speaker>{who}</speaker><text>{words}</text></segment>")
    + "</data>",
    "attributes": "<transcript>"
    + each("<utterance speaker='{who}' start='{n}.25'>{words}</utterance>")
    + "</transcript>",
    "sections of characters": "<data>"
    + each("<seg start='{n}'><speaker>{who}</speaker><text><![CDATA[{words}]]></text></seg>")
    + "</data>",
    "a play": "<TEI><teiHeader><title>Key</title></teiHeader><text><body><div><head>One</head>"
    + each('<sp who="#{number}"><speaker>{who}.</speaker><p>{words}</p></sp>')
    + "</div></body></text></TEI>",
    "an interview": '<TEI><teiHeader><person xml:id="s1"><persName>Una Vik</persName></person>'
    '<person xml:id="s2"><persName>Per Aas</persName></person></teiHeader><text><body>'
    + each('<u who="#{number}">{words}</u>')
    + "</body></text></TEI>",
    "timed text": '<tt><head><ttm:agent xml:id="s1"><ttm:name>Una Vik</ttm:name></ttm:agent>'
    '<ttm:agent xml:id="s2"><ttm:name>Per Aas</ttm:name></ttm:agent></head><body><div>'
    + each('<p begin="00:00:{n:02}.000" ttm:agent="{number}">{words}</p>')
    + "</div></body></tt>",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_who_says_what(form: str) -> None:
    interview = read_text(HEAD + FORMS[form], "x.xml")
    assert said(interview) == SAID


@pytest.mark.parametrize("form", ["Transcriber", "segments", "attributes", "timed text"])
def test_when(form: str) -> None:
    interview = read_text(HEAD + FORMS[form], "x.xml")
    assert [time // 1000 for _, time in interview.times] == [5, 10, 15]


def test_paragraphs_of_one_speech_are_one_turn_and_what_is_done_is_nobodys() -> None:
    speech = "<sp><speaker>Una</speaker><p>One.</p><p>Two.</p></sp><stage>A door.</stage>"
    source = f"{HEAD}<TEI><text><body>{speech}<sp><speaker>Per</speaker><l>Three.</l></sp></text></TEI>"
    interview = read_text(source, "x.xml")
    assert said(interview) == [("Una", "One. Two."), ("Per", "Three.")]
    assert interview.turn_at(2) is None
    assert interview.paragraphs[2].text == "A door."


def test_xml_without_speakers_or_times_is_a_page() -> None:
    interview = read_text(f"{HEAD}<doc><p>One thing.</p><p>Another.</p></doc>", "x.xml")
    assert [paragraph.text for paragraph in interview.paragraphs] == ["One thing.", "Another."]
    assert interview.turns == ()


WORDS = st.text(
    st.characters(min_codepoint=97, max_codepoint=0x4E20, categories=["Ll", "Lo"]), min_size=1, max_size=9
)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=2, max_size=8),
    st.sampled_from(["turn", "sp", "segment"]),
)
@settings(max_examples=80)
def test_no_character_that_is_said_is_lost_or_doubled(turns: list[list[str]], form: str) -> None:
    forms = {
        "turn": "<Turn speaker='s{0}' startTime='{1}'><Sync time='{1}'/>{2}</Turn>",
        "sp": "<sp><speaker>Ann{0}</speaker><p>{2}</p></sp>",
        "segment": "<segment><start>{1}.5</start><speaker>Ann{0}</speaker><text>{2}</text></segment>",
    }
    parts = [forms[form].format(n % 2, n, " ".join(words)) for n, words in enumerate(turns)]
    interview = read_text(f"{HEAD}<text>{''.join(parts)}</text>", "x.xml")
    read = "".join(paragraph.text[paragraph.label :] for paragraph in interview.paragraphs)
    assert "".join(read.split()) == "".join("".join("".join(words).split()) for words in turns)
    assert_partition(interview)
