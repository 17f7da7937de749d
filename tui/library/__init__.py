"""Where the interviews on disk are found."""
