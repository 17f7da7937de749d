from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.export import template as templates
from tui.export.document import render
from tui.export.errors import ExportError
from tui.export.selection import Selection
from tui.export.template import Template, load
from tui.export.template import render as render_template
from tui.export.template_process import Refused, rendered
from tui.interview.model.interview import Interview

from .making import blockquotes, take


def made(interview: Interview, text: str) -> str:
    """What a template makes, by way of its process."""
    return render(interview, [take(interview, 2, tags=("雪",)), take(interview, 4)], template=Template(text))


def made_here(interview: Interview, text: str, limit: int = 100_000, steps: int = 20_000) -> str:
    """The same without the process, which takes its time to begin."""
    quotes = tuple(take(interview, number, tags=("雪",)) for number in (2, 4, 6))
    context = templates._context(Selection(interview, quotes))
    return "".join(rendered(text, [context], limit, steps))


def test_a_template_says_what_is_written(interview: Interview) -> None:
    text = "{{ title }}\n{% for q in quotes %}{{ q.speaker }}/{{ q.turn }}: {{ q.text }}\n{% endfor %}"
    assert made(interview, text) == (
        "雪山之前\n王敏/2: 第一，不急。\n第二，[x](y) 也不急。\n王敏/4: 你会不会后悔？\n"
    )


def test_the_filters_write_markdown_that_reads_back(interview: Interview) -> None:
    exported = made(interview, "{% for q in quotes %}{{ q.text | blockquote }}\n\n{% endfor %}")
    assert blockquotes(exported) == ["第一，不急。\n第二，[x](y) 也不急。", "你会不会后悔？"]


def test_cautions_and_questions_are_there(interview: Interview) -> None:
    asked = "{{ q.question.speaker }}{{ q.question.text }}"
    text = "{% for q in quotes %}" + asked + "{{ q.cautions | length }};{% endfor %}"
    assert made(interview, text) == "《远见》怎么看 3*5*8？\n再说说 <laugh>？0;《远见》然后呢？1;"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{% for %}", 2),
        ("a\n\n{{ missing }}", 3),
        ("a\n{{ quotes[0].nothing.more }}", 2),
        ("{{ 1 / 0 }}", 1),
        ("\n{{ title() }}", 2),
        ("\n{{ ''.__class__.__mro__ }}", 2),
        ("\n{% do quotes.append(1) %}", 2),
        ("\n{{ quotes.append(1) }}", 2),
        ("{% include 'x' %}", 1),
        ("{{ range(10 ** 9) }}", 1),
        ("{{ 'a' * 10 ** 9 }}", 1),
        ("{{ 2 ** (10 ** 9) }}", 1),
        ("{{ '%1000000000d' % 1 }}", 1),
        ("{{ '{:1000000000}'.format(1) }}", 1),
        ("{{ 'a'.ljust(10 ** 9) }}", 1),
        ("{{ 'a' | center(10 ** 9) }}", 1),
        ("{% if %}", 1),
        ("{{ 'a' | nosuch }}", 1),
    ],
)
def test_a_fault_of_the_template_is_told_with_line_and_reason(
    interview: Interview, text: str, line: int
) -> None:
    with pytest.raises(Refused) as caught:
        made_here(interview, text)
    assert caught.value.kind == "template"
    assert caught.value.details["line"] == line
    assert caught.value.details["reason"]
    assert "\n" not in str(caught.value.details["reason"])


def test_what_the_process_refuses_is_an_error_of_the_export(interview: Interview) -> None:
    with pytest.raises(ExportError) as caught:
        made(interview, "a\n\n{{ missing }}")
    assert (caught.value.kind, caught.value.details["line"]) == ("template", 3)
    assert "missing" in str(caught.value.details["reason"])


def test_the_output_is_bounded(interview: Interview) -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}"
    with pytest.raises(ExportError) as caught:
        render_template([Selection(interview, ())], Template(endless), limit=50_000)
    assert (caught.value.kind, caught.value.details) == ("too-long", {"limit": 50_000})


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for a in quotes recursive %}{{ loop(quotes) if loop.depth < 40 }}{% endfor %}",
    ],
)
def test_a_template_without_an_end_is_given_up(interview: Interview, text: str) -> None:
    with pytest.raises(Refused) as caught:
        made_here(interview, text)
    assert caught.value.kind == "too-slow"


@pytest.mark.parametrize(
    "text",
    [
        "{{ title | slice(10 ** 8) | list | length }}",
        "{{ quotes | batch(10 ** 9, 0) | list | length }}",
        "{% set n = namespace(x=title) %}{% for i in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{{ title | indent(10 ** 9, true) }}",
        "{% set n = namespace(x=7) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    ],
)
def test_what_no_count_of_rounds_would_notice_ends_all_the_same(
    interview: Interview, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(templates, "SECONDS", 1)
    with pytest.raises(ExportError) as caught:
        made(interview, text)
    # Whichever is at its end first.
    assert caught.value.kind in ("too-much", "too-slow")


def test_words_without_a_meaning_are_not_to_be_had(interview: Interview) -> None:
    with pytest.raises(Refused, match="template"):
        made_here(interview, "{{ lipsum(n=10 ** 6) }}")


def test_a_process_that_never_answers_is_given_up(
    interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "_PATIENCE", 0.0)
    with pytest.raises(ExportError) as caught:
        made(interview, "{{ title }}")
    assert caught.value.kind == "too-slow"


def test_counting_shows_nowhere(interview: Interview) -> None:
    text = (
        "{%- macro m(a) -%}({{ a }}{% if caller is defined %}{{ caller() }}{% endif %}){%- endmacro -%}"
        "{%- for q in quotes -%}{{ loop.index }}{{ m(q.turn) }}{%- else -%}none{%- endfor -%}"
        "{%- call m(1) -%}x{%- endcall -%}"
    )
    assert made_here(interview, text) == "1(2)2(4)3(6)(1x)"


def test_a_template_is_read_from_a_file(tmp_path: Path, interview: Interview) -> None:
    file = tmp_path / "mine.html.j2"
    file.write_bytes(b"\xef\xbb\xbf<b>{{ title }}</b>\n")
    template = load(file)
    assert template.extension == ".html"
    assert render(interview, [], template=template) == "<b>雪山之前</b>\n"


def test_a_template_that_cant_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"\xe4\xff")
    (tmp_path / "long").write_bytes(b"x" * 1_000_001)
    os.mkfifo(tmp_path / "pipe")
    for name in ("nowhere", "latin", ".", "long", "pipe", "/dev/zero", "a\0b"):
        with pytest.raises(ExportError) as caught:
            load(tmp_path / name)
        assert caught.value.kind == "template"
        assert caught.value.details["reason"]
