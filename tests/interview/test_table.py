"""CSV and TSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.interview import Interview
from tui.interview.reading import read_text

ROWS = (
    ("0:01", "Ann", "How are you?"),
    ("0:04", "Bo", 'Fine, "thanks".\nAnd you?'),
    ("0:09", "Ann", "Well."),
    ("0:11", "Ann", "Really."),
    ("0:12", "Bo", "OK?"),
)
READ = ["Ann: |How are you?", 'Bo: |Fine, "thanks".', "And you?", "Ann: |Well.", "Ann: |Really.", "Bo: |OK?"]


def table(rows: object, head: object = None, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows(([head] if head else []) + list(rows))  # type: ignore[call-overload]
    return file.getvalue()


def read_table(source: str, path: str = "x.csv") -> Interview:
    interview = read_text(source, path)
    assert_partition(interview)
    assert_ranges(interview)
    return interview


@pytest.mark.parametrize(("mark", "delimiter"), [("", ";"), ("\ufeff", ",")])
def test_the_line_in_which_excel_names_the_delimiter_is_nobodys(mark: str, delimiter: str) -> None:
    source = f"{mark}sep={delimiter}\r\n" + table(ROWS, ("Time", "Speaker", "Text"), delimiter)
    assert lines(read_table(source)) == READ


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "head",
    [
        ("Time", "Speaker", "Text"),
        ("时间", "发言人", "内容"),
        ("start_time", "speaker_name", "transcript"),
        ("Timestamp", "NAME", "Words (verbatim)"),
        ("开始时间", "说话人", "文本"),
        ("時間", "發言人", "發言內容"),
    ],
)
def test_a_row_is_a_turn(head: tuple[str, ...], delimiter: str) -> None:
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        interview = read_table("\ufeff" + table(ROWS, head, delimiter, quoting))
        assert lines(interview) == READ
        assert clocks(interview) == ["0:01", "0:04", "", "0:09", "0:11", "0:12"]
        assert counts(interview) == {"Ann": 3, "Bo": 2}


def test_a_table_without_a_head_is_known_by_what_stands_in_it() -> None:
    assert lines(read_table(table(ROWS * 2))) == READ * 2


def test_columns_in_another_order_and_a_colon_in_the_name() -> None:
    rows = [(words, f"{name}:", time, "x") for time, name, words in ROWS]
    assert lines(read_table(table(rows, ("text", "speaker", "time", "tags")))) == READ


def test_a_name_written_only_where_the_speaker_changes_holds() -> None:
    rows = [("Ann", "a?"), ("", "b"), ("", "c"), ("Bo", "d"), ("", "e")]
    assert lines(read_table(table(rows, ("Speaker", "Words")))) == ["Ann: |a?", "b", "c", "Bo: |d", "e"]
    assert len(read_table(table(rows, ("Speaker", "Words"))).turns) == 2


def test_a_name_that_is_written_again_does_not_hold_over_rows_without_one() -> None:
    said = [("Ann" if n % 2 else "", f"It is {n}.") for n in range(6)]
    interview = read_table(table([*said, ("Bo", "So it is.")], ("speaker", "text")))
    assert [interview.turn_at(number) is None for number in range(7)] == [True, False] * 3 + [False]


@pytest.mark.parametrize(
    ("head", "factor"),
    [
        ("start_ms", 1),
        ("Begin (ms)", 1),
        ("开始时间（毫秒）", 1),
        ("timeInMilliseconds", 1),
        ("start", 1),  # nobody speaks for an hour in five words
        ("start_sec", 0.001),
        ("start", 0.001),
    ],
)
def test_numbers_of_times_are_milliseconds_or_seconds(head: str, factor: float) -> None:
    rows = [(f"{n * 2500 * factor:g}", "Ann" if n % 2 else "Bo", f"It is {n}.") for n in range(5)]
    interview = read_table(table(rows, (head, "speaker", "text")))
    assert [interview.times.of(number) for number in range(5)] == [0, 2500, 5000, 7500, 10000]


def test_a_note_among_rows_that_are_all_named_is_nobodys() -> None:
    rows = [("Ann", "a?"), ("Bo", "b"), ("", "(a tape ends)"), ("Ann", "c"), ("Bo", "d"), ("Ann", "e")]
    interview = read_table(table(rows, ("speaker", "words")))
    assert interview.turn_at(2) is None
    assert lines(interview)[2] == "(a tape ends)"
    assert "unattributed" in kinds(interview)


def test_entities_and_times_in_seconds() -> None:
    source = table(
        [("1.5", "Ann", "it&#8212;is &amp; was"), ("62.5", "Bo", "AT&T &x")], ("start", "speaker", "text")
    )
    interview = read_table(source)
    assert lines(interview) == ["Ann: |it—is & was", "Bo: |AT&T &x"]
    assert clocks(interview) == ["0:01", "1:02"]


def test_words_without_speakers_are_text() -> None:
    interview = read_table(table([("1", "hello there"), ("2", "yes, so it is")], ("id", "text")))
    assert lines(interview) == ["hello there", "yes, so it is"]
    assert kinds(interview) == {"no-speakers"}
    assert interview.title == ""


def test_what_is_no_table_is_plain_text() -> None:
    assert lines(read_table("just a line\nand, well, another\n")) == ["just a line", "and, well, another"]


def test_a_quotation_mark_that_never_closes_loses_nothing_and_is_told() -> None:
    interview = read_table('speaker,text\nAnn,hi?\nBo,"so\nAnn,yes\n')
    assert lines(interview) == ["Ann: |hi?", "Bo: |so", "Ann,yes"]


def test_a_table_is_known_by_its_head() -> None:
    assert read_text(table(ROWS, ("Time", "Speaker", "Text")), "x.txt").format == "csv"
    assert read_text("Time, and again time, the speaker said\n", "x.txt").format == "text"


def test_short_answers_that_come_again_under_no_speaker_are_words() -> None:
    answers = ("yes", "yes", "no", "yes", "no", "no")
    interview = read_table(table([("", answer) for answer in answers], ("speaker", "text")))
    assert lines(interview) == list(answers)
    assert kinds(interview) == {"no-speakers"}


CELL = st.text(st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["Ann", "Bo", ""]), CELL), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_no_character_that_is_said_is_lost(rows: list[tuple[str, str]], delimiter: str, quoting: int) -> None:
    rows = [(name, f"a{words}z".replace("&", "+")) for name, words in rows]
    interview = read_table(table(rows, ("speaker", "text"), delimiter, quoting))
    text = "".join("".join(p.text[p.label :] for p in interview.paragraphs).split())
    blanks = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
    wanted = "".join("".join(words for _, words in rows).split())
    assert text.translate(blanks) == wanted.translate(blanks)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [
            "speaker,text\nAnn,b\n",
            "name,text\n",
            "from,name,words\n",
            "问题,回答\n",
            "a,,\n,speaker,text\n",
            "",
        ]
    ),
    st.text(st.sampled_from('ab?,;"\n\r\t 1:'), max_size=60),
)
def test_any_text_is_read_as_a_table(head: str, text: str) -> None:
    read_table(head + text)


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    source = 'speaker,text\nAnn,"How are you?"\nBo,"I am fine\nAnn,Good.\nBo,Well.\n'
    interview = read_text(source, "x.csv")
    assert_partition(interview)
    assert [turn.speaker for turn in interview.turns] == ["Ann", "Bo"]
    assert {(w.kind, w.turn) for w in interview.warnings} == {("truncated", None), ("label-within", 2)}


def test_one_that_another_closes_much_later_is_told() -> None:
    source = "speaker,text\n" + 'Ann,How are you?\nBo,"I am fine\n' * 4
    told = [(w.kind, w.turn, w.details["name"]) for w in read_text(source, "x.csv").warnings]
    assert told == [("label-within", 2, "Ann"), ("label-within", 4, "Ann")]


TALK = (
    ("主持人", "你是哪一年来的？"),
    ("陈平", "九八年，坐火车。"),
    ("主持人", "一个人吗？"),
    ("陈平", "跟我哥哥。"),
    ("主持人", "住在哪里？"),
    ("陈平", "住在码头边上。"),
)
TALKED = [f"{name}：|{words}" for name, words in TALK]


@pytest.mark.parametrize(
    "head",
    [
        ("主讲人", "发言记录"),
        ("昵称", "消息"),
        ("Participant Name", "Response"),
        ("Kuka", "Puhe"),  # in no list
        ("第一列", "第二列"),
    ],
)
def test_a_head_is_no_turn_whatever_it_is_called(head: tuple[str, str]) -> None:
    assert lines(read_table(table(TALK, head))) == TALKED


def test_a_head_in_other_words_is_known_by_a_column_of_numbers() -> None:
    rows = [(f"{number}", *row) for number, row in enumerate(TALK)]
    assert lines(read_table(table(rows, ("nro", "Kuka", "Mitä hän sanoi silloin, kun kysyttiin.")))) == TALKED


def test_a_first_row_without_a_head_is_a_turn_though_its_name_never_recurs() -> None:
    for row in (("导演", "我来介绍一下两位，他们认识很多年了。"), ("王晓梅", "大家好"), ("记者", "大家好")):
        assert lines(read_table(table([row, *TALK]))) == ["：|".join(row), *TALKED]


def test_a_guest_whose_name_could_be_a_head_speaks_first() -> None:
    rows = [("嘉宾", "谢谢你们。"), *((name.replace("陈平", "嘉宾"), words) for name, words in TALK)]
    assert lines(read_table(table(rows)))[0] == "嘉宾：|谢谢你们。"


def test_titles_and_blank_lines_above_the_head_are_nobodys() -> None:
    rows = [(f"{number}", *row) for number, row in enumerate(TALK)]
    source = "\n\n码头访谈,,\n2023-05-06,,\n,,\n" + table(rows, ("序号", "发言人", "内容"))
    interview = read_table(source)
    assert lines(interview) == ["码头访谈", "2023-05-06", *TALKED]
    assert kinds(interview) == set()


@pytest.mark.parametrize(
    ("head", "beside"),
    [
        ("from,to,speaker,text", "00:00:0{n},00:00:1{n},{},{}"),
        ("from,to,说话人,内容", "{n},{n}5,{},{}"),
        ("speaker_id,speaker_name,text", "{id},{},{}"),
        ("role,name,text", "{id},{},{}"),
        ("Role,Name,Speaker ID,Text", "x,{},{id},{}"),
        ("name,speaker,text", "tape 1,{},{}"),
        ("user,speaker,text", "{n},{},{}"),
    ],
)
def test_the_column_that_names_people_holds_the_speakers(head: str, beside: str) -> None:
    rows = [beside.format(*row, n=n, id=len(row[0])) for n, row in enumerate(TALK)]
    assert lines(read_table("\n".join([head, *rows]))) == TALKED


def test_one_question_and_its_answer_are_a_talk() -> None:
    assert lines(read_table(table(TALK[:2], ("姓名", "内容")))) == TALKED[:2]


def test_lines_in_quotation_marks_are_a_table_of_one_column() -> None:
    source = "".join(f'"{name}：{words}"\r\n' for name, words in TALK)
    for head in ("", "内容\r\n"):
        assert lines(read_table(head + source)) == TALKED


def test_columns_of_questions_and_answers_are_two_voices() -> None:
    rows = [(TALK[n][1], TALK[n + 1][1]) for n in (0, 2, 4)]
    interview = read_table(table(rows, ("问题", "回答")))
    assert [line.partition("|")[2] for line in lines(interview)] == [words for _, words in TALK]
    assert counts(interview) == {"问题": 3, "回答": 3}
    named = read_table(table([("陈平", *row) for row in rows], ("受访者", "问题", "回答")))
    assert counts(named) == {"问题": 3, "陈平": 3}


@pytest.mark.parametrize(
    "source",
    [
        "name,price,description\nMug,12,Keeps it warm\nLid,3,Fits both\nCup,4,Blue\nJug,9,Large\n",
        "姓名,部门,职责\n韩雪,制片,负责预算\n马骏,导演,负责创作\n何立,录音,后期混音\n",
        "author,content\nCamus,A town is closed.\nHesse,A son leaves.\nHesse,A man reads.\nGide,Gates.\n",
        "task,state,note\ncut,open,first half\ncolour,done,as before\nmusic,open,later\ntitle,done,twice\n"
        "rights,open,three are missing\n",
        "date,category,details\n" + "1,travel,Train to Kassel\n2,meals,Lunch\n" * 4,
        "kind,input,output\n" + "f32,0x004b4716,0xc2afbc1b\nf64,0x80495d65,0xffc00000\n" * 4,
        "user,rating,text\nann,5,I love it\nbo,4,Good\ncy,3,So so\nann,1,Why did it break?\ndee,2,Bad\n",
        "时间,人物,内容\n09:00,王敏,开幕\n09:30,李强,报告\n10:00,赵六,圆桌\n",
        "question,answer\nthe sea,la mer\nthe sky,le ciel\n",
    ],
    ids=["goods", "staff", "books", "tasks", "expenses", "numbers", "reviews", "programme", "words to learn"],
)
def test_tables_of_other_things_have_no_turns(source: str) -> None:
    assert read_table(source).turns == ()
    assert read_table(source.replace(",", ";")).turns == ()


@pytest.mark.parametrize(
    "head",
    [
        "讲话者,开始时间点,转写内容", "講話者,起始時間,內容", "発言者名,開始,発話内容", "話し手,時刻,発言",
        "화자,시작 시간,내용",
        "발언자,시각,발화 내용", "Sprecher/in,Anfang,Wortlaut", "Redner,Zeitmarke,Äußerung",
        "Locutrice,Début,Propos",
        "Intervenant,Horodatage,Texte", "Interlocutor,Inicio,Texto", "Persona,Marca de tiempo,Intervención",
        "Спикер,Начало,Реплика", "Parlante,Inizio,Battuta", "Falante,Início,Fala",
    ],
)  # fmt: skip
def test_columns_are_named_in_many_languages(head: str) -> None:
    said = [("Una", "Who has it?"), ("Per", "I have it."), ("Una", "Since when?"), ("Per", "Since May.")]
    rows = "".join(f"{who},{n}:05,{words}\n" for n, (who, words) in enumerate(said))
    interview = read_text(head + "\n" + rows, "x.csv")
    assert [turn.speaker for turn in interview.turns] == [who for who, _ in said]
    assert [p.text for p in interview.paragraphs] == [": ".join(one) for one in said]
    assert [time for _, time in interview.times] == [5000, 65000, 125000, 185000]
