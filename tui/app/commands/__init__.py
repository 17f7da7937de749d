"""Every command of the application, declared once: id, keys, words, and when it can be done."""

from tui.app.commands.command import Command, Commands
from tui.app.commands.interview_commands import COMMANDS
from tui.app.commands.key_names import key_words

__all__ = ["COMMANDS", "Command", "Commands", "key_words"]
