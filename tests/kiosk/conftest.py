from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.kiosk import policy

SECRET = "这是别人的秘密"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kiosk's folder, with links in it and out of it, beside another whose name begins like its own."""
    secret = tmp_path / "interviews-secret"
    secret.mkdir()
    (secret / "秘密.md").write_text(SECRET, "utf-8")
    folder = tmp_path / "interviews"
    (folder / "里").mkdir(parents=True)
    (folder / "一.md").write_text("一", "utf-8")
    (folder / "里" / "二.md").write_text("二", "utf-8")
    (folder / "旁.md").symlink_to("里/二.md")
    (folder / "里" / "上.md").symlink_to("../一.md")
    (folder / "绝.md").symlink_to(folder / "里" / "二.md")
    (folder / "门").symlink_to("里")
    (folder / "出口.md").symlink_to(secret / "秘密.md")
    (folder / "上面.md").symlink_to("../interviews-secret/秘密.md")
    (folder / "外").symlink_to("../interviews-secret")
    (folder / "圈.md").symlink_to("圈.md")
    return folder


@pytest.fixture
def in_kiosk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes this process a kiosk's, as far as its policy goes."""

    def begin(**changed: object) -> None:
        monkeypatch.setattr(policy, "_current", policy.kiosk(folder)._replace(**changed))  # type: ignore[arg-type]

    return begin
