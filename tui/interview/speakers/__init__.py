"""Which words are labels, who speaks, and what a person said of it."""
