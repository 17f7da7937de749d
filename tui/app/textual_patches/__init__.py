"""What leans on private names of Textual 8.2.8, or mends it from outside: one file a patch.

Each file says why it is there, which lines of Textual or which issue it works around, when it can go, and
which test fails once it is not needed or Textual has changed under it. `tui/README.md` lists them.
"""
