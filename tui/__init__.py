"""A full-screen terminal browser for long interviews, Chinese first."""

__version__ = "0.1.0"
