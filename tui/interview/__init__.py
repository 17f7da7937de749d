"""What an interview is, and how one is read from a file."""
