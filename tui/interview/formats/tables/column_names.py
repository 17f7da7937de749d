"""What the columns of a transcript are called in the row above them."""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

from collections.abc import Sequence

from tui.text.lazy_pattern import lazy_pattern

_SPEAKERS = (
    # The name of who speaks,
    "speakername speakerdisplayname displayname participantname fullname name nickname username sendername "
    "姓名 名字 昵称 用户名 发言人姓名 说话人姓名 说话者名称 发言者名称 说话人名称 氏名 話者名 発言者名 "
    "이름 성명 화자명 "
    "발언자명 nom nombre nome имя",
    # a column of speakers, whatever they are called in it,
    "speaker speakerlabel spk participant interviewee respondent interviewer voice talker sender sprecher "
    "sprecherin locuteur hablante orador falante 说话人 发言人 讲话人 讲者 发言者 说话者 主讲人 受访者 "
    "受访人 被访者 参与者 参与人 发送者 发送人 發送者 對話者 發言人 講者 講話人 發言者 說話人 主講人 "
    "受訪者 "
    "參與者 采访者 讲话者 講話者 演讲者 話者 発言者 発話者 話し手 スピーカー 参加者 화자 발화자 발언자 "
    "말한사람 참여자 참석자 "
    "sprechende sprechender redner rednerin befragte befragter locutrice intervenant intervenante "
    "intervenante interlocuteur interlocutrice orateur oratrice interlocutor interlocutora participante "
    "locutor locutora ponente entrevistado entrevistada parlante oratore interlocutore relatore "
    "спикер говорящий участник докладчик",
    # somebody,
    "who person persona personne user author actor character 人物 用户 人员 嘉宾 谁 用戶 暱稱",
    # what one is,
    "role 身份 角色",
    # a number for one,
    "speakerid spkid participantid userid",
    # and what may as well be a time.
    "from",
)
_RANK = {name: rank for rank, names in enumerate(_SPEAKERS) for name in names.split()}
_DOUBTFUL = frozenset(
    (
        "displayname fullname name nickname username who person persona personne user author actor "
        "character "
        "role userid nom nombre nome имя 氏名 이름 성명 "
        "from 姓名 名字 昵称 用户名 人物 用户 人员 嘉宾 谁 身份 角色 用戶 暱稱"
    ).split()
)
_WORDS = frozenset(
    (
        "words text transcript transcription content utterance speech body message sentence line said "
        "dialogue dialog caption quote statement response messagecontent messagetext beitrag texte texto "
        "内容 文本 文字 发言 发言内容 对话 台词 字幕 说话内容 原文 话 讲话内容 转写 转写文本 內容 發言 "
        "發言內容 對話 句子 转录 转录文本 正文 语句 消息 消息内容 发言记录 转写内容 访谈内容 对话内容 "
        "采访内容 聊天内容 转录内容 訊息 訊息內容 發言記錄 訪談內容 對話內容 発言 発言内容 発話 発話内容 "
        "テキスト 文字起こし "
        "書き起こし 台詞 セリフ 会話 내용 발언 발화 발언내용 발화내용 텍스트 대사 전사 전사내용 대화내용 "
        "wortlaut äußerung aussage "
        "redebeitrag gesagtes propos énoncé parole paroles réplique contenu transcripción contenido "
        "intervención frase diálogo enunciado transcrição conteúdo fala testo contenuto trascrizione "
        "battuta "
        "текст реплика"
    ).split()
)
_TIMES = frozenset(
    (
        "time timestamp start starttime begin begintime timecode from in tc startms 时间 时间戳 "
        "开始时间 开始 起始时间 发言时间 发送时间 "
        "時間 開始時間 起始 时间码 时间点 开始时间点 起始时间点 起止时间 时间轴 開始 開始時刻 時刻 "
        "タイムスタンプ タイムコード 시간 시작 "
        "시작시간 시각 시작시각 타임스탬프 zeit zeitmarke zeitstempel anfang beginn startzeit uhrzeit "
        "début horodatage temps "
        "heure minutage inicio tiempo comienzo marcadetiempo hora início tempo inizio orario время начало"
    ).split()
)
_QUESTIONS = frozenset("question questions q 问 问题 提问 問 問題 提問".split())
_ANSWERS = frozenset("answer answers a response 答 回答 回复 回覆".split())


def folded(cell: str) -> str:
    """Reduce a column's head to its letters and digits without case, up to the first bracket."""
    cell = cell.split("(")[0].split("（")[0]
    return "".join(c for c in cell.casefold() if c.isalnum())


def rank(name: str) -> int:
    """Rank a column's name among those that may hold the speakers, from 0, the surest; -1 for none."""
    return _RANK.get(name, -1)


def is_doubtful(name: str) -> bool:
    """Tell whether a column of speakers may have this name, and one of goods or tasks as well."""
    return name in _DOUBTFUL


def words_among(names: Sequence[str]) -> int:
    """Find the index of the column of words; -1 for none."""
    return next((at for at, name in enumerate(names) if name in _WORDS), -1)


def times_among(names: Sequence[str]) -> list[int]:
    """Find the indices of the columns that may hold the time."""
    return [at for at, name in enumerate(names) if name in _TIMES or _UNIT.sub("", name) in _TIMES]


_UNIT = lazy_pattern("(?:in)?(?:m(?:illi)?s(?:ec(?:ond)?s?)?|s(?:ec(?:ond)?s?)?|毫秒|秒)$")


def counts_milliseconds(head: str) -> bool:
    """Tell whether a column's head says that it counts milliseconds: start_ms, Beginn (ms), "
    "开始（毫秒）.
    """
    unit = _UNIT.search("".join(c for c in head.casefold() if c.isalnum()))
    return unit is not None and unit[0].removeprefix("in").startswith(("m", "毫"))


def questions_among(names: Sequence[str]) -> tuple[int, int]:
    """Find the indices of the columns of questions and, behind it, of answers; both -1 without a pair."""
    question = next((at for at, name in enumerate(names) if name in _QUESTIONS), -1)
    answer = next((at for at, name in enumerate(names) if name in _ANSWERS and at > question), -1)
    return (question, answer) if 0 <= question < answer else (-1, -1)
