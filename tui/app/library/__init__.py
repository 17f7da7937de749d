"""The screen of a library."""
