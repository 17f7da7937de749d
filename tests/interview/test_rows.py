"""Tables of HTML."""

from __future__ import annotations

from tests.interview.looks import counts, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.interview import Interview
from tui.interview.reading import read_text


def read_rows(*rows: str, cell: str = "td") -> Interview:
    """A page with a table; a row's cells are divided by bars, and the first row holds heads of that tag."""
    tags = [cell, *["td"] * (len(rows) - 1)]
    cells = [
        "".join(f"<{tag}>{words}</{tag}>" for words in row.split("|"))
        for tag, row in zip(tags, rows, strict=True)
    ]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    interview = read_text(f"<html><body><table>{table}</table></body></html>", "x.html")
    assert_partition(interview)
    assert_ranges(interview)
    return interview


def test_titles_above_the_head_stay_and_the_head_goes() -> None:
    interview = read_rows("A talk", "No|Speaker|Text", "1|Ann|How are you?", "2|Bo|Fine.", "3|Ann|Good.")
    assert lines(interview) == ["A talk", "Ann: |How are you?", "Bo: |Fine.", "Ann: |Good."]


def test_a_head_in_other_words_is_no_turn() -> None:
    interview = read_rows("Kuka|Puhe", *["Ann|How are you?", "Bo|I am well."] * 3)
    assert counts(interview) == {"Ann": 3, "Bo": 3}


def test_who_has_a_task_does_not_say_it() -> None:
    tasks = [
        "马骏|片头换成航拍的那一版", "赵一凡|粗剪，还缺渡口的夜景", "何立|配乐，等定版以后再动",
        "赵一凡|采访压到十分钟以内",
        "马骏|调色，参考第一集", "韩雪|名单核对两遍", "韩雪|补三位受访者的授权书", "何立|字幕找人审一遍",
        "赵一凡|补拍夜景，借一辆车", "马骏|海报选图", "韩雪|平台审片的档期",
    ]  # fmt: skip
    for heads in ("编号|负责|说明", "编号|姓名|任务"):
        numbered = [f"{number}|{task}" for number, task in enumerate(tasks, 1)]
        assert read_rows(heads, *numbered, cell="th").turns == ()
