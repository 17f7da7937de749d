"""What Chinese and Latin text is made of: match keys, words, sentences, cell widths, line breaks."""
