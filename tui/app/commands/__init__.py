"""Every command of the application, declared once: identifier, keys, words, deed."""
