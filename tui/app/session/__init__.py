"""What is open behind a screen, without the screen: the interview, its search, its collection."""
