"""What keys send, and what terminals answer, whether they were asked or not."""

from __future__ import annotations

KEYS = [
    "长文本", "a", "q", "\r", "\x7f", "\x03", "\t", "\x1bOP", "\x1b[A", "\x1b[1;5C", "\x1b[1;3D", "\x1b[15~",
    "\x1b[[A", "\x1b[<0;12;7M", "\x1b[?2026;2$y", "\x1b[200~paste\nof [lines\x1b[201~", "\x1b[I", "\x1b[3$",
]  # fmt: skip
ANSWERS = [
    "\x1b[?64;1;22c", "\x1b[>1;10;0c", "\x1b[=1;0c", "\x1b[8;40;120t", "\x1b[4;800;1200t",
    "\x1b[48;40;120;800;1200t",
    "\x1b[12;80R", "\x1b[1;5R", "\x1b[?12;80;1R", "\x1b[?0u", "\x1b[?2048;0$y", "\x1b[4;2$y", "\x1b[?997;1n",
    "\x1b[0n",
    "\x1b]11;rgb:ff/ff/ff\x07", "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b]4;1;rgb:aaaa/0000/0000\x1b\\",
    "\x1b]52;c;aGVsbG8gcXVpdA==\x07", "\x1b]lquit jjj\x1b\\", "\x1b]hello q\x07",
    "\x1b]52;c;" + "cXVpdA" * 90 + "\x1b\\",
    "\x1bP>|tmux 3.4\x1b\\", "\x1bP1+r544e=787465726d\x1b\\", "\x1bP1$r0m\x1b\\", "\x1bP!|00000000\x1b\\",
    "\x1b_Gi=31;OK\x1b\\", "\x1b^hello q\x1b\\", "\x1bXhello q\x1b\\", "\x1bP>|长 q\x1b\\",
    "\x90>|XTerm(390)\x9c", "\x9d11;rgb:ff/ff/ff\x9c", "\x9fGi=31;OK\x9c", "\x9b?64;1;22c",
]  # fmt: skip


def torn(whole: bytes, cuts: list[int]) -> list[bytes]:
    """The bytes in parts, cut at these places."""
    cuts = sorted({*cuts} - {0, len(whole)})
    return [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
