"""Every command of the application, declared once: identifier, keys, words, deed."""

from tui.app.commands import reading, viewing, searching, selecting, collecting, window  # noqa: F401, I001 (the help's order)
from tui.app.commands.command import COMMANDS, Command, Commands, key_words

__all__ = ["COMMANDS", "Command", "Commands", "key_words"]
