"""Finding quotes again in a text that may have changed, and saying how surely."""
