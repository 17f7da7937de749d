"""What stands where in an article: its head and foot, sections, times, what is beside it."""
