"""The reader: the interview as lines on a screen, with one cursor and one selection."""
