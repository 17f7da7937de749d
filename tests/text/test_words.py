"""Words: rough ones at once, jieba's from a process of its own, and never an error."""

from __future__ import annotations

import signal
import stat
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.text.words import WordSegmenter, rough_words


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait for a condition; False where it never came."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@given(st.text(max_size=60))
def test_rough_words_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    spans = rough_words(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


def test_latin_words_stay_whole() -> None:
    text = "我们做 long-context（长上下文），GPT-3.5。"
    assert [text[a:b] for a, b in rough_words(text)][:5] == ["我", "们", "做", "long-context", "（"]
    assert "GPT-3.5" in [text[a:b] for a, b in rough_words(text)]


def test_jieba_answers_from_its_own_process_and_keeps_its_cache_private(tmp_path: Path) -> None:
    segmenter = WordSegmenter(tmp_path)
    text = "月之暗面做长文本无损压缩"
    assert len(segmenter.words(text)) == len(text)
    segmenter.load_in_background()
    assert until(lambda: segmenter.ready)
    words = [text[a:b] for a, b in segmenter.words(text)]
    assert "无损压缩" in words
    assert "".join(words) == text
    assert stat.S_IMODE((tmp_path / "jieba").stat().st_mode) == 0o700
    process = segmenter._process
    assert process is not None
    process.kill()
    process.wait()
    assert segmenter.words("另一句话没有问过") == rough_words("另一句话没有问过")
    segmenter.close()


def test_jieba_leaves_latin_words_whole_and_blanks_out(tmp_path: Path) -> None:
    segmenter = WordSegmenter(tmp_path)
    segmenter.load_in_background()
    assert until(lambda: segmenter.ready)
    text = "追齐 GPT-3.5 和 scaling law。\u3000don't"
    assert [text[a:b] for a, b in segmenter.words(text)] == [
        *("追齐", "GPT-3.5", "和", "scaling", "law", "。", "don't")
    ]
    segmenter.close()


def test_ended_while_it_loads_it_leaves_nobody_behind(tmp_path: Path) -> None:
    segmenter = WordSegmenter(tmp_path)
    segmenter.load_in_background()
    process = segmenter._process
    assert process is not None
    segmenter.close()
    assert until(lambda: process.returncode is not None)
    assert not segmenter.ready
    assert segmenter.words("好的") == [(0, 1), (1, 2)]


def test_a_process_that_does_not_answer_is_given_up_for_a_new_one(tmp_path: Path) -> None:
    segmenter = WordSegmenter(tmp_path)
    segmenter.load_in_background()
    assert until(lambda: segmenter.ready)
    first = segmenter._process
    assert first is not None
    first.send_signal(signal.SIGSTOP)
    assert segmenter.words("无损压缩") == rough_words("无损压缩")
    first.send_signal(signal.SIGCONT)
    assert until(lambda: segmenter.ready and first.returncode is not None)
    assert segmenter.words("无损压缩") == [(0, 4)]
    segmenter.close()


def test_a_folder_that_cannot_be_made_leaves_rough_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    segmenter = WordSegmenter(tmp_path / "file")
    segmenter.load_in_background()
    process = segmenter._process
    assert process is not None
    assert until(lambda: process.poll() is not None)
    assert segmenter.words("好的") == [(0, 1), (1, 2)]
    segmenter.close()
