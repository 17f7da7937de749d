"""Files that are broken, cut, hostile or strange: each is read, or told of in one line, and soon."""

from __future__ import annotations

import io
import json
import os
import random
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.bench.attacking.own_process import is_fault
from tests.terminal.harness import FANGTAN, environment

_INSTALLED = 9
"""Every so many tries is the installed command, the others are many in one process."""
_PATIENCE = 60.0
"""Seconds that one may take on a busy machine."""

_TALK = [
    ("问", "你好吗？"),
    ("答", "很好，谢谢。第一句。"),
    ("问", "为什么？"),
    ("答", "因为 3.5 & <b>。"),
] * 3
_SOUND: dict[str, bytes] = {
    "md": ("# 短的\n\n## 一\n\n" + "\n\n".join(f"**{who}**：{words}" for who, words in _TALK)).encode(),
    "txt": "\n\n".join(f"{who}：{words}" for who, words in _TALK).encode("gb18030"),
    "srt": "\n\n".join(
        f"{at + 1}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{who}：{words}"
        for at, (who, words) in enumerate(_TALK)
    ).encode(),
    "vtt": (
        "WEBVTT\n\n"
        + "\n\n".join(
            f"00:0{at}.000 --> 00:0{at}.900\n<v {who}>{words}" for at, (who, words) in enumerate(_TALK[:9])
        )
    ).encode(),
    "html": (
        "<html><body>" + "".join(f"<p><b>{who}：</b>{words}</p>" for who, words in _TALK) + "</body>"
    ).encode(),
    "json": json.dumps(
        {
            "segments": [
                {"speaker": who, "start": at, "end": at + 1, "text": words}
                for at, (who, words) in enumerate(_TALK)
            ]
        },
        ensure_ascii=False,
    ).encode(),
    "csv": (
        "speaker,start,text\n" + "\n".join(f"{who},{at},{words}" for at, (who, words) in enumerate(_TALK))
    ).encode("utf-8-sig"),
    "tsv": "\n".join(f"{who}\t{words}" for who, words in _TALK).encode("utf-16"),
}
_STRANGE: list[bytes] = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\n" * 9999,
    b"\x00" * 9999,
    b"[" * 99_999,
    b'{"a":' * 20_000,
    b"<div>" * 20_000,
    b"<!--" * 9999,
    b"&" * 9999 + b"amp;" * 9999,
    b"> " * 20_000,
    b"- " * 20_000,
    b"*" * 50_000,
    b"`" * 50_000,
    b"[x](" * 20_000,
    b"|" * 50_000,
    b'"' * 49_999,
    b"\xe4\xb8" * 9999,
    b"\xed\xa0\x80" * 999,
    b"\x1b]52;c;aGk=\x07\x1b[2J" * 99,
    "\u202e\u2066问：\u200d好".encode() * 999,
    "问：".encode() * 20_000,
    ("问" * 50_000 + "：" + "好" * 50_000).encode(),
    b"1e999999",
    b"[1e400, NaN, -Infinity]",
    b'"\\ud800"',
    b"9" * 9999,
    b"[" + b"9" * 9999 + b"]",
    b"WEBVTT\n\n99999999999:00:00.000 --> 1\nx",
    b"%PDF-1.7\n\x80",
    b"PK\x03\x04" * 99,
    b"MThd",
    b"---\na: &a [*a, *a]\n---\n",
    b"<!DOCTYPE x [<!ENTITY a '&b;&b;'>]><x>&a;</x>",
    b"sep=\x00\na\x00b",
    b"a" * 500_000,
    ("的" * 300_000).encode(),
    b"\r" * 9999,
    "\u2028".encode() * 9999,
]


def attack(count: int, seed: int) -> Iterator[str]:
    """Read one file after the other."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        env = environment(home)
        reader = _Reader(env)
        for number in range(count):
            suffix = drawn.choice(list(_SOUND))
            data = _STRANGE[number] if number < len(_STRANGE) else _spoilt(_SOUND[suffix], drawn)
            path = home / f"{number}.{suffix}"
            path.write_bytes(data)
            if not drawn.randrange(6):
                Path(f"{path}.fangtan.toml").write_bytes(_spoilt(b'[names]\n"\xe9\x97\xae" = "Ann"\n', drawn))
            words = drawn.choice([["info"], ["info", "--json"], ["show"], ["search"], ["speakers"]])
            words = [words[0], str(path), *words[1:], *(["好"] if words == ["search"] else [])]
            fell = reader.read(words) if number % _INSTALLED else _installed(words, env)
            yield fell and f"{words[0]} {suffix} {data[:60]!r}, {len(data)} bytes: {fell}"
        reader.end()


def _spoilt(data: bytes, drawn: random.Random) -> bytes:
    """The same with something wrong, or several things."""
    spoilt = bytearray(data)
    for _ in range(drawn.randrange(1, 5)):
        at = drawn.randrange(len(spoilt) + 1)
        kind = drawn.randrange(7)
        if kind == 0:
            del spoilt[at:]
        elif kind == 1:
            for place in drawn.choices(range(len(spoilt) or 1), k=9):
                spoilt[place : place + 1] = bytes([drawn.randrange(256)])
        elif kind == 2:
            spoilt[at:at] = drawn.choice(_STRANGE)[:2000]
        elif kind == 3:
            del spoilt[:at]
        elif kind == 4:
            spoilt[at : at + 50] = spoilt[at : at + 50] * drawn.randrange(2, 40)
        elif kind == 5:
            spoilt = bytearray(
                spoilt.replace(*drawn.choice([(b"\n", b"\r"), (b":", b""), (b'"', b"'"), (b"0", b"99")]))
            )
        else:
            spoilt = bytearray(
                bytes(spoilt).decode("utf-8", "replace").encode(drawn.choice(["utf-16-le", "utf-32"]))
            )
    return bytes(spoilt)


def _judged(status: int, out: str, err: str) -> str:
    """What is wrong with how a command ended; "" where nothing is."""
    lines = err.splitlines()
    if "Traceback" in out or is_fault(err):
        return f"{lines[-1:]}"
    if status not in (0, 1, 2) or any(not line.startswith("fangtan: ") for line in lines):
        return f"status {status}, {lines[:2]}"
    return f"status 2 and {len(lines)} lines: {lines[:2]}" if status == 2 and len(lines) != 1 else ""


def _installed(words: list[str], env: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            [*FANGTAN, *words], env=env, capture_output=True, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return "goes on and on"
    return _judged(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )


class _Reader:
    """A process in which command after command is run."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env
        self._begin()

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            env={**self._env, "PYTHONPATH": str(Path(__file__).parents[3])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def read(self, words: list[str]) -> str:
        """Run one; returns what was wrong with it."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(json.dumps(words).encode() + b"\n")
        asked.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(told, selectors.EVENT_READ)
            line = told.readline() if selector.select(_PATIENCE) else b""
        if not line:
            self.end()
            self._begin()
            return "no end, or an end of the process"
        return _judged(*json.loads(line))

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def main() -> None:
    """Run the commands that standard input holds, one a line, and tell of each what came of it."""
    from tui.cli import main as run

    for line in sys.stdin.buffer:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        try:
            with redirect_stdout(out), redirect_stderr(err):
                status = run(json.loads(line))
        except BaseException as error:  # whatever it may be, none may get here
            status = -1
            err.write(f"Traceback: {error!r}")
        said = []
        for stream in (out, err):
            stream.flush()
            stream.buffer.seek(0)
            said.append(stream.buffer.read().decode("utf-8", "replace"))
        os.write(1, json.dumps([status, *said]).encode() + b"\n")


if __name__ == "__main__":
    main()
