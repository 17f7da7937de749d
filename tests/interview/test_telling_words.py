"""What words tell: a thing speaks for nobody, a role tells who asks, and some end the talk."""

from __future__ import annotations

import pytest

from tui.interview.model.interview import Role
from tui.interview.reading import read_text

THINGS = """
    首先 其次 再次 最后 第一 第二 第三 一是 二是 其一 其二 一方面 另一方面 优点 缺点 优势 劣势 原因
    结果 背景 方法 案例 目标 特点 数据 事实 总之 总结 结论 小结 例如 比如 譬如 举例 注 备注 注释 附注
    附录 图 图源 题图 封面 封图 标题 摘要 导语 导读 简介 原文 译文 时间 日期 地点 来源 出品 链接 网址
    微信 微博 公众号 电话 邮箱 地址 官网 校对 排版 设计 监制 策划 整理 责编 关键词 目录 前言 后记
    编者按 编者注 版权 声明 提示 注意 重要 补充 更正 勘误 步骤 用法 说明 食材 原料 做法 亮点 价格 名称
    类型 公司 产品 创始人 融资 估值 规模 行业 国家 年龄 性别 职业 学历 专业 学校 学位 奖项 荣誉 著作
    论文 年份 版本 语言 要点 重点 划重点 金句 核心观点 换言之 说白了 简单来说 换句话说 也就是说
    具体来说 总的来说 打个比方 举个例子 关键是 本质上 好处 坏处 长处 短处 成本 议题 决议 决定 待办 议程
    参会人 出席 缺席 下一步 早餐 午餐 晚饭 早上 上午 中午 下午 傍晚 晚上 周一 周二 周五 周末 星期一
    星期天 笑声 掌声 音乐 沉默 听不清
"""
ENGLISH = """
    note notes warning tip example source date title author url link tags description keywords summary
    abstract ps update editor chapter part section figure table image photo caption credit time
    location language duration transcript episode topic agenda decision attendees first second finally
    music applause laughter crosstalk inaudible silence pros cons name email price type status version
    breakfast lunch morning monday friday weekend step references
"""


@pytest.mark.parametrize("thing", THINGS.split())
def test_what_names_a_thing_is_no_speaker(thing: str) -> None:
    said = "".join(
        f"记者：第{n}问是什么？\n\n王敏：这是第{n}答。\n\n{thing}：要慢慢来的第{n}件。\n\n"
        for n in "一二三四"
    )
    interview = read_text(said, "x.md")
    assert [speaker.name for speaker in interview.speakers] == ["记者", "王敏"]
    assert any(f"{thing}：要慢慢来" in paragraph.text for paragraph in interview.paragraphs)


@pytest.mark.parametrize("thing", ENGLISH.split())
def test_what_names_a_thing_in_english_is_no_speaker(thing: str) -> None:
    said = "".join(
        f"Ann: What is number {n}?\n\nBo: That is {n}.\n\n{thing.capitalize()}: slowly, number {n}.\n\n"
        for n in range(4)
    )
    assert [speaker.name for speaker in read_text(said, "x.md").speakers] == ["Ann", "Bo"]


ASKING = """
    问 問 提问 提问者 提问人 主持 主持人 记者 記者 采访者 采访人 访谈者 访问者 訪問者 Interviewer Host
    Moderator Question Reporter
"""
ASKED = """
    答 回答 嘉宾 受访者 受访人 被采访者 受訪者 來賓 来宾 Interviewee Guest Answer Respondent
"""


@pytest.mark.parametrize("asking", ASKING.split())
def test_who_asks_is_known_by_the_word_even_where_no_question_has_its_sign(asking: str) -> None:
    said = "".join(f"{asking}：讲讲第{n}件事。\n\n王敏：你说的是这第{n}件吗？\n\n" for n in "一二三四")
    roles = {speaker.name: speaker.role for speaker in read_text(said, "x.md").speakers}
    assert roles[asking] is Role.INTERVIEWER
    assert roles["王敏"] is not Role.INTERVIEWER


@pytest.mark.parametrize("asked", ASKED.split())
def test_who_is_asked_is_known_by_the_word_even_where_he_asks_back(asked: str) -> None:
    said = "".join(f"问：讲讲第{n}件事。\n\n{asked}：你说的是这第{n}件吗？\n\n" for n in "一二三四")
    roles = {speaker.name: speaker.role for speaker in read_text(said, "x.md").speakers}
    assert roles == {"问": Role.INTERVIEWER, asked: Role.GUEST}


ENDS = """
    完 全文完 正文完 （完） (完) END Fin 结束 本文完 参考文献 參考文獻 嘉宾简介 嘉宾介绍 嘉賓簡介 嘉賓介紹
    作者简介 作者介绍 作者簡介 人物简介 人物介绍 人物簡介 题图：海 头图：海 封面图：海 图片来源：海
    图源：海
    本文来自海报 本文来源：海报 本文首发于海报 本文为原创 本文由海报整理 转载请注明 推荐阅读 延伸阅读 相关阅读
    更多阅读 往期回顾 点击阅读更多 阅读原文 扫码入群 扫描二维码 长按识别 关注我们 投稿邮箱 商务合作 版权所有
    免责声明 ©海报 未经授权不得转载 对此文亦有贡献 微信号：海报 公众号：海报 欢迎关注海报 点赞转发 参考资料
    责任编辑：林一 （责任编辑：林一）
"""


@pytest.mark.parametrize("line", [*ENDS.split(), "The End", "THE END.", "参考文献：", "参考文献:某书"])
def test_what_ends_an_article_is_said_by_nobody(line: str) -> None:
    talk = "".join(f"记者：第{n}件呢？\n\n王敏：这是第{n}件。\n\n" for n in "一二三")
    interview = read_text(f"{talk}{line}\n\n这一句在后面，也没有人说。\n", "x.md")
    last = len(interview.paragraphs) - 1
    assert [interview.turn_at(number) for number in (last - 1, last)] == [None, None]
    assert interview.turns[-1].end == last - 1
    asked = read_text(f"{talk}{line}了吗？\n\n这一句是他说的。\n", "x.md")
    if line in ("完", "END", "参考文献", "嘉宾简介", "结束"):
        assert asked.turns[-1].end == last + 1
